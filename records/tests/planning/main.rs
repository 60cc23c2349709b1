//! What people are sent about the waves of their study, worked out from what is held of them, and handed over when it is due.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod study;

#[path = "../safeguarding/lantern.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod lantern;

#[path = "../mail_server/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod mail_server;

#[path = "../twilio/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod twilio;

mod week;

mod mailroom;

mod seeing;

mod handing_over;

mod waiting;

mod failing;

mod sending;

mod dawdling;

mod texting;

mod releasing;

mod ledger;

mod previewing;

mod occasions;

mod letters;

mod unreached;

mod landline;

mod astray;

mod returned;

mod deaths;

mod rehearsing;

mod comparing;
