//! Lines that wait for the next mail: four at most, half a minute at most.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::line::Line;

/// Lines that are kept.
const MOST: usize = 4;
/// How long each is kept.
const LONGEST: Duration = Duration::from_secs(30);

#[derive(Clone, Default)]
pub(super) struct Idle(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    lines: Vec<(Line, Instant)>,
    somebody_clears: bool,
}

impl Idle {
    /// The one that was used last.
    pub async fn take(&self) -> Option<Line> {
        loop {
            let (line, since) = self.with(|kept| kept.lines.pop())?;
            if since.elapsed() < LONGEST {
                return Some(line);
            }
            line.leave().await;
        }
    }

    pub fn put(&self, line: Line) {
        let clears = self.with(|kept| {
            if kept.lines.len() < MOST {
                kept.lines.push((line, Instant::now()));
            }
            !std::mem::replace(&mut kept.somebody_clears, true)
        });
        if clears {
            tokio::spawn(self.clone().clear());
        }
    }

    /// Leaves lines that nobody has used for long, until there are none.
    async fn clear(self) {
        loop {
            sleep(LONGEST).await;
            let (old, is_done) = self.with(|kept| {
                let is_old = |(_, since): &mut (Line, Instant)| since.elapsed() >= LONGEST;
                let old: Vec<_> = kept.lines.extract_if(.., is_old).collect();
                kept.somebody_clears = !kept.lines.is_empty();
                (old, !kept.somebody_clears)
            });
            for (line, _) in old {
                line.leave().await;
            }
            if is_done {
                return;
            }
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Kept) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
