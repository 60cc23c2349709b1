//! Who writes on has no use for what is told of an earlier text.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use surveys::keys::SurveyKey;
use tokio::sync::oneshot::{self, Receiver, Sender};

/// A person and the draft that they write.
type Writer = (String, SurveyKey);

#[derive(Debug, Default)]
struct Waiting {
    /// How many have come so far: each has a number of its own.
    came: u64,
    newest: HashMap<Writer, (u64, Sender<()>)>,
}

/// The newest text of each person that is on its way.
#[derive(Debug, Default)]
pub(super) struct Newest(Arc<Mutex<Waiting>>);

/// A text on its way.
pub(super) struct Place {
    waiting: Arc<Mutex<Waiting>>,
    writer: Writer,
    number: u64,
    overtaken: Receiver<()>,
}

impl Newest {
    /// A text that comes takes the place of the one before it.
    pub fn come(&self, writer: Writer) -> Place {
        let (sender, overtaken) = oneshot::channel();
        let mut number = 0;
        if let Ok(mut waiting) = self.0.lock() {
            waiting.came += 1;
            number = waiting.came;
            // Whoever waits with the one before is told by its being dropped.
            drop(waiting.newest.insert(writer.clone(), (number, sender)));
        }
        Place { waiting: Arc::clone(&self.0), writer, number, overtaken }
    }
}

impl Place {
    /// Returns once a newer text has come.
    pub async fn is_overtaken(&mut self) {
        drop((&mut self.overtaken).await);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Ok(mut waiting) = self.waiting.lock() else { return };
        let newest = waiting.newest.get(&self.writer);
        if newest.is_some_and(|(number, _)| *number == self.number) {
            waiting.newest.remove(&self.writer);
        }
    }
}
