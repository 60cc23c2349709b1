//! What is to be sent, and what becomes of it.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod study;

#[path = "../study/unchecked.rs"]
mod unchecked;

#[path = "../mail_server/mod.rs"]
#[expect(dead_code, reason = "tests of commands use the rest of it")]
mod mail_server;

#[path = "../twilio/mod.rs"]
#[expect(dead_code, reason = "tests of commands use the rest of it")]
mod twilio;

mod desk;

mod enqueueing;

mod planning;

mod holding;

mod leaving;

mod failing;

mod clock;

mod nonsense;

mod replayed;

mod beside;

mod mailing;

mod dawdling;

mod bouncing;

mod texting;

mod hearing;

mod replies;

mod missed;

mod own_words;

mod listing;

mod tending;
