//! Ringing people: who is next, who is never given, and what follows from a call.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod study;

mod room;

mod issuing;

mod giving;

mod fifty;

mod holding;

mod kept;

mod reassigning;

mod opening;

mod recording;

mod twice;

mod correcting;

mod following;

mod copying;

mod rating;

mod figuring;

mod ruling;

mod seeking;

mod so_far;
