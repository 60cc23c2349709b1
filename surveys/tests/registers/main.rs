//! Complaints, breaches and harms: by when what has to be done, and what people may write.

mod clock;

mod standing;

mod forms;

use chrono::{DateTime, NaiveDateTime, Utc};
use surveys::registers::{Channel, Event, Fact, Register, Standing};

/// A time in UTC, written `2026-03-02 12:00`.
pub fn utc(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time").and_utc()
}

/// An entry that arrived at this time by somebody who can be reached, and what happened after.
pub fn entry(register: Register, since: &str, facts: &[Fact]) -> Standing {
    let since = utc(since);
    let received = Fact::Received { since, channel: Channel::Form, can_reach: true };
    of(register, received, facts)
}

/// The same without anybody who can be written to.
pub fn anonymous(since: &str, facts: &[Fact]) -> Standing {
    let since = utc(since);
    let received = Fact::Received { since, channel: Channel::Form, can_reach: false };
    of(Register::Complaint, received, facts)
}

fn of(register: Register, received: Fact, facts: &[Fact]) -> Standing {
    let at = utc("2026-03-02 12:00");
    let event = |fact: &Fact| Event { at, actor: "staff 1".to_owned(), fact: *fact };
    let events: Vec<_> = [received].iter().chain(facts).map(event).collect();
    Standing::of(register, &events).expect("it was received")
}
