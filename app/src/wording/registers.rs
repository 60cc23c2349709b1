//! What we say of complaints, breaches and harms.

use chrono::{DateTime, TimeDelta, Utc};
use surveys::{
    calendar,
    fill::long_date,
    registers::{
        Assessment, Channel, Clock, Fact, Mistake, Outcome, Problem, Refused, Register, Report,
        Risk, Standing, Task, Way,
    },
    safeguarding::Escalation,
};

/// Said where somebody has to choose a study.
pub(crate) const NO_STUDY: &str = "Choose the study";
/// Said to whoever sends one complaint after the other.
pub(crate) const TOO_MANY: &str = "Many complaints have come from your connection. What you wrote is still \
     here. Wait ten minutes, then press Send again";

/// A problem, beside its field.
pub(crate) fn mistake(problem: Problem) -> String {
    let words = match (problem.mistake, problem.field) {
        (Mistake::TooLong(1), _) => return "Shorten this by 1 character".to_owned(),
        (Mistake::TooLong(over), _) => return format!("Shorten this by {over} characters"),
        (Mistake::Unreadable, _) => "Some of these characters did not reach us. Write them again",
        (Mistake::Blank, "what") => "Write what happened",
        (Mistake::Blank, "day") => "Write the day",
        (Mistake::Blank, "time") => "Write the time",
        (Mistake::Blank, "number") => "Write the study number",
        (Mistake::Blank, "assess_words" | "no_report_words" | "reopen_words") => "Write why",
        (Mistake::Blank, _) => "Write your note",
        (Mistake::NoSuchDay, "time") => "Write a time, like 14:30",
        (Mistake::NoSuchDay, _) => "Write a day, like 27/03/2026",
        (Mistake::InFuture, _) => "This is still to come. Write when it was",
        (Mistake::LongAgo, _) => "This is five years ago or more. Check the year",
        (Mistake::NotChosen, "sure") => "Tick the box if you mean to destroy what was written",
        (Mistake::NotChosen, "channel") => "Choose how it came",
        (Mistake::NotChosen, "way") => "Choose how you told them",
        (Mistake::NotChosen, "risk") => "Choose how likely it is",
        (Mistake::NotChosen, "outcome") => "Choose how it ended",
        (Mistake::NotChosen, _) => "Choose Yes or No",
        (Mistake::Nobody, _) => "Nobody in the study has this number",
    };
    words.to_owned()
}

/// Why something is not done now.
pub(crate) fn refused(refused: Refused) -> &'static str {
    match refused {
        Refused::StillDue(Task::Acknowledge) => {
            "Tell whoever complained that we have it, before you close it"
        }
        Refused::StillDue(Task::Read) => "Write down that you read it, before you close it",
        Refused::StillDue(Task::Assess) => "Say how bad it is, before you close it",
        Refused::StillDue(_) => "Report it, or write down why not, before you close it",
        Refused::CanBeReached => "They can be reached. Write to them or call them first",
        Refused::Closed => "It is closed. Open it again first",
        Refused::Open => "It is open",
        Refused::Done => "Somebody has done that already. See below what happened",
        Refused::NotHere => "That is not done in this register",
    }
}

/// One entry, and the register.
pub(crate) fn register(register: Register) -> (&'static str, &'static str) {
    match register {
        Register::Complaint => ("Complaint", "Complaints"),
        Register::Breach => ("Breach", "Breaches of personal data"),
        Register::Harm => ("Harm", "Harms"),
    }
}

/// What belongs into a register.
pub(crate) fn about(register: Register) -> &'static str {
    match register {
        Register::Complaint => "Acknowledge within 30 days of the day it came.",
        Register::Breach => {
            "Personal data were lost, changed, or seen by somebody they are not for. If it is likely to \
             harm people, report it to the ICO within 72 hours."
        }
        Register::Harm => {
            "Something bad happened to a participant. If it is serious, related to the study and \
             unexpected, report it to the ethics committee within 15 days."
        }
    }
}

pub(crate) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Form => "by the form on the site",
        Channel::Phone => "by telephone",
        Channel::Letter => "by letter",
        Channel::Email => "by email",
        Channel::InPerson => "in person",
        Channel::Team => "noticed by the team",
    }
}

pub(crate) fn way(way: Way) -> &'static str {
    match way {
        Way::Email => "By email",
        Way::Letter => "By letter",
        Way::Phone => "By telephone",
        Way::Nobody => "We cannot reach them. I have read it",
    }
}

pub(crate) fn risk(risk: Risk) -> (&'static str, &'static str) {
    match risk {
        Risk::Unlikely => ("Not likely to harm anybody", "It need not be reported."),
        Risk::Likely => ("Likely to harm somebody", "Report it to the ICO."),
        Risk::High => {
            ("Likely to do great harm", "Report it to the ICO, and tell the people it is about.")
        }
    }
}

pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Upheld => "The complaint was right",
        Outcome::PartlyUpheld => "It was right in part",
        Outcome::NotUpheld => "It was not right",
        Outcome::Withdrawn => "They took it back",
        Outcome::Contained => "It is over, and what could be done is done",
        Outcome::Recovered => "They are well again",
        Outcome::LastingEffects => "Something stays",
        Outcome::Died => "They died",
        Outcome::NotKnown => "It cannot be found out",
        Outcome::Mistake => "There was nothing of the kind",
    }
}

/// What has to be done next.
pub(crate) fn task(task: Option<Task>, register: Register) -> &'static str {
    match (task, register) {
        (None, _) => "Closed",
        (Some(Task::Acknowledge), _) => "Tell them that we have it",
        (Some(Task::Read), _) => "Read it, and write down that you did",
        (Some(Task::Assess), Register::Breach) => "Say how likely it is to harm people",
        (Some(Task::Assess), _) => "Say how bad it is",
        (Some(Task::Report), Register::Breach) => "Report it to the ICO",
        (Some(Task::Report), _) => "Report it to the ethics committee",
        (Some(Task::Settle), Register::Complaint) => "Look into it, answer it and close it",
        (Some(Task::Settle), _) => "See to it and close it",
    }
}

/// What happened.
pub(crate) fn happened(fact: Fact) -> String {
    let words = match fact {
        Fact::Received { channel: Channel::Team, .. } => "Opened",
        Fact::Received { channel: how, .. } => return format!("Came {}", channel(how)),
        Fact::Acknowledged(Way::Nobody) => "Read. There is nobody to write to",
        Fact::Acknowledged(how) => {
            return format!("They were told that we have it, {}", way(how).replacen('B', "b", 1));
        }
        Fact::Assessed(Assessment::Breach(how)) => return format!("Assessed: {}", risk(how).0),
        Fact::Assessed(Assessment::Harm { serious, related, unexpected }) => {
            let is = |is, word| format!("{}{word}", if is { "" } else { "not " });
            let words =
                [is(serious, "serious"), is(related, "related"), is(unexpected, "unexpected")];
            return format!("Assessed: {}", words.join(", "));
        }
        Fact::Reported(Report::Made) => "Reported",
        Fact::Reported(Report::NotMade) => "Not reported",
        Fact::Noted => "Note",
        Fact::Escalated(Escalation::Half) => "Half of the time had gone. We wrote to the team",
        Fact::Escalated(Escalation::Whole) => "The time had gone. We wrote to the team",
        Fact::Closed(how) => return format!("Closed: {}", outcome(how)),
        Fact::Reopened => "Opened again",
        Fact::WordsDestroyed => "What was written was destroyed",
    };
    words.to_owned()
}

/// `4 March 2026, 14:30`, by the clock of the study.
pub(crate) fn moment(zone: &str, at: DateTime<Utc>) -> String {
    let local = calendar::moment_in(zone, at);
    format!("{}, {}", long_date(local.date()), local.format("%H:%M"))
}

/// By when it has to be done; whether that is over.
pub(crate) fn due(clock: Clock<'_>, standing: &Standing, now: DateTime<Utc>) -> (String, bool) {
    let Some(due) = clock.due(standing) else { return (String::new(), false) };
    let by = match standing.register {
        Register::Breach => moment(clock.zone, due),
        // Days end at midnight: the last is the one before.
        _ => long_date(calendar::date_in(clock.zone, due - TimeDelta::minutes(1))),
    };
    match now >= due {
        true => (format!("Overdue: it was due by {by}"), true),
        false => (format!("By {by}"), false),
    }
}
