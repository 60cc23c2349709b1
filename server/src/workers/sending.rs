//! Sending what is due, mail and texts each by themselves, and telling those who run the service what keeps messages.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::Utc;
use records::{
    Db,
    outbox::{self, Beside, Post, Wire},
    stores::Unusable,
    texts,
};
use tokio::{sync::watch, task::JoinSet, time::Instant};

use super::{work, work_each};

/// How often is looked whether texts were missed.
const MISSED: Duration = Duration::from_secs(10);
/// How long the same is not told again that goes wrong beside messages.
const TOLD_FOR: Duration = Duration::from_secs(60 * 60);

/// Begins to send.
pub(super) fn begin(tasks: &mut JoinSet<()>, db: &Db, post: &Post, stop: &watch::Sender<bool>) {
    for (name, wire) in [("sending mail", Wire::Email), ("sending texts", Wire::Sms)] {
        let (db, post, ends) = (db.clone(), post.clone(), stop.subscribe());
        tasks.spawn(work(name, stop.subscribe(), move || {
            let (db, post, ends) = (db.clone(), post.clone(), ends.clone());
            async move {
                let goes_on = || !*ends.borrow();
                outbox::send_due_by(&db, &post, wire, goes_on, Utc::now()).await.map(drop)
            }
        }));
    }
    if let Some(twilio) = post.twilio().cloned() {
        let db = db.clone();
        tasks.spawn(work_each(MISSED, "texts that were missed", stop.subscribe(), move || {
            let (db, twilio) = (db.clone(), twilio.clone());
            async move { texts::receive_missed(&db, &twilio, Utc::now()).await.map(drop) }
        }));
    }
    let (post, told) = (post.clone(), Arc::new(Mutex::new(Told::default())));
    tasks.spawn(work("telling of messages", stop.subscribe(), move || {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        told.trouble(post.trouble());
        told.beside(post.beside());
        async { Ok::<_, Unusable>(()) }
    }));
}

/// What was told already.
#[derive(Default)]
struct Told {
    trouble: Option<String>,
    beside: Option<(String, Instant)>,
}

impl Told {
    /// Says once that no mail, or no text, leaves, and once that it does again.
    fn trouble(&mut self, trouble: Option<String>) {
        if self.trouble == trouble {
            return;
        }
        match &trouble {
            Some(reason) => {
                tracing::error!(%reason, "messages do not leave; they wait and are tried again");
            }
            None => tracing::info!("messages leave again"),
        }
        self.trouble = trouble;
    }

    /// Says once an hour that messages wait for something that is not theirs.
    fn beside(&mut self, Beside { messages, why }: Beside) {
        let Some(reason) = why else { return };
        if self.is_news(&reason, Instant::now()) {
            tracing::error!(messages, %reason, "messages could not be tried; others go on, and these are tried again");
        } else {
            tracing::debug!(messages, %reason, "messages could not be tried still");
        }
    }

    fn is_news(&mut self, reason: &str, now: Instant) -> bool {
        let told = self.beside.as_ref();
        let is_told = told.is_some_and(|(last, at)| last == reason && now - *at < TOLD_FOR);
        if !is_told {
            self.beside = Some((reason.to_owned(), now));
        }
        !is_told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_wrong_beside_messages_is_told_once_an_hour_and_something_else_at_once() {
        let (mut told, now) = (Told::default(), Instant::now());
        let mut news =
            |reason, minutes: u64| told.is_news(reason, now + Duration::from_secs(60 * minutes));

        assert!(news("the vault is away", 0));
        assert!(!news("the vault is away", 59));
        assert!(news("the vault is away", 60));
        assert!(news("a key does not open", 61));
        assert!(!news("a key does not open", 62));
    }
}
