//! What we say of calls to interviewers and to whoever looks after them.

mod endings;

mod ruling;

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    calls::{Finding, NoneYet},
    outbox::Channel,
};
use surveys::{
    calendar,
    calls::{Agreed, Because, Group, Slot, Standing},
    fill::{long_date, long_moment, short_time},
    interview::Relation,
};

pub(crate) use self::{
    endings::{ENDINGS, ending, not_offered},
    ruling::{SLOT_LABELS, amiss, of_box, unfit},
};
use crate::{api::staff::calls::CallDone, components::changes::capital, wording::interviews};

pub(crate) const fn done(done: &CallDone) -> &'static str {
    match done {
        CallDone::Nobody => {
            "Nobody is to be rung now. Somebody may be in a few minutes: an appointment comes, or a new part of the \
             day begins."
        }
        CallDone::Recorded(_) => "The call is written down. What comes next stands below.",
        CallDone::Released => "Nobody has the case now: whoever asks next may be given it.",
        CallDone::GivenBack => "The case is on the list again.",
        CallDone::Reassigned => {
            "Given. They are given it when it is next to be rung, and nobody else is."
        }
        CallDone::Corrected => {
            "It is put right. What was written down before is kept beside it, and in the audit."
        }
        CallDone::RulesSet => {
            "The rules hold from now on. Where each case stands is worked out anew."
        }
        CallDone::RulesSame => {
            "Nothing is changed: these rules hold already, and there is no new version."
        }
        CallDone::Verified => "It is written down that they were rung again.",
        CallDone::CallBack => {
            "The interview is ended, and what was saved is kept. Write down below how the call ended, with the day and the \
             time at which they are to be rung: nobody knows it yet."
        }
        CallDone::CallBackWithoutCase => {
            "The interview is ended, and what was saved is kept. No call is planned by this: you have no case of theirs on \
             the list of calls. Tell whoever supervises you on which day they are to be rung."
        }
    }
}

/// `1 call`, `3 calls`.
pub(crate) fn calls(number: usize) -> String {
    if number == 1 { "1 call".to_owned() } else { format!("{number} calls") }
}

/// A moment by the clock of whoever is rung.
pub(crate) fn moment(at: DateTime<Utc>, zone: &str) -> String {
    long_moment(calendar::moment_in(zone, at))
}

/// The last day on which a survey takes answers, which is over at this moment: midnight is the day after, and few hear it so.
pub(crate) fn last_day(closes: DateTime<Utc>, zone: &str) -> String {
    long_date(calendar::date_in(zone, closes - TimeDelta::seconds(1)))
}

/// How a case stands.
pub(crate) fn standing(standing: &Standing, zone: &str) -> String {
    match standing {
        Standing::Now(turn) => format!("Now: {}", turn.why),
        Standing::Later(turn) => format!("From {}: {}", moment(turn.at, zone), turn.why),
        Standing::WaitsFor(whom) => capital(whom.to_string()),
        Standing::Over { .. } => "Nobody rings them any more about this survey".to_owned(),
        Standing::Not(because) => not(*because),
    }
}

/// Why nobody rings. Of an alert nothing is told: it is the safeguarding leads' alone.
fn not(because: Because) -> String {
    match because {
        Because::Alert | Because::Held => "Nobody rings them for now".to_owned(),
        because => capital(because.to_string()),
    }
}

/// What somebody who looks after interviewers can do about a case that is held. Whether anything is known of this person in
/// particular is not told: the words are the same where all that is sent is held.
pub(crate) const WHY_HELD: &str = "Why nobody rings them for now is not told here. Either all that studies send is held, with \
     their calls, or it is something that safeguarding leads alone may read: ask yours. It ends without you, and then the case \
     comes back by itself.";

/// What follows where a case is taken from who has it, to be read before.
pub(crate) const TAKEN_BACK: &str = "Whoever has it loses it at once, also in the middle of an interview: what was saved is \
     kept, and the page that they have open is not. Anybody may be given it next. Until somebody is, they can still write down \
     the call that they made.";

/// Why nobody is on the list at all.
pub(crate) const fn none_yet(why: NoneYet) -> &'static str {
    match why {
        NoneYet::NoStep => {
            "Nobody is rung in this study: its protocol has no step by telephone. An evaluator adds one, as the part “How \
             calls are switched on” of docs/telephone.md says."
        }
        NoneYet::NobodyDue => {
            "Nobody has come to a step by telephone yet. Whoever does is on this list from then on, or from when they ask \
             by text to be rung."
        }
    }
}

/// How the link goes to who asked for it.
pub(crate) const fn link_by(way: Option<Channel>) -> &'static str {
    match way {
        Some(Channel::Email) => {
            "It goes by email now, or once sends are not held any more. Ask whether it came"
        }
        Some(Channel::Sms) => {
            "It goes by text now, or once sends are not held any more. Ask whether it came"
        }
        Some(Channel::Post) => "It goes by letter",
        None => {
            "It does not go: they agreed to neither emails nor texts, stopped both, or nothing reaches them"
        }
    }
}

/// What was agreed about the next call.
pub(crate) fn agreed(agreed: Agreed, zone: &str) -> String {
    match agreed {
        Agreed::At(at) => format!("to ring on {}", moment(at, zone)),
        Agreed::Between(from, until) => {
            format!("to ring from {} until {}", moment(from, zone), moment(until, zone))
        }
        Agreed::On(day) => format!("away until {}", long_date(day)),
    }
}

/// What was agreed with somebody whom nobody rings for now.
pub(crate) fn unkept(next: Agreed, zone: &str) -> String {
    format!(
        "It was agreed {}. Nobody rings then unless that has changed by then",
        agreed(next, zone)
    )
}

pub(crate) const fn slot(slot: Slot) -> &'static str {
    match slot {
        Slot::Morning => "a morning",
        Slot::Afternoon => "an afternoon",
        Slot::Evening => "an evening",
        Slot::Saturday => "a Saturday",
    }
}

/// The calls of one part of the week.
pub(crate) const fn part_of_week(slot: Slot) -> &'static str {
    match slot {
        Slot::Morning => "Mornings",
        Slot::Afternoon => "Afternoons",
        Slot::Evening => "Evenings",
        Slot::Saturday => "Saturdays",
    }
}

/// What calls came to, put together.
pub(crate) const fn group(group: Group) -> &'static str {
    match group {
        Group::Interview => "Interview",
        Group::Refusal => "Refusal",
        Group::OtherContact => "Other contact",
        Group::NoContact => "Nobody reached",
    }
}

/// Somebody has the participant of a case on the line.
pub(crate) fn on_the_line(since: DateTime<Utc>, zone: &str) -> String {
    let since = short_time(calendar::moment_in(zone, since));
    format!(
        "An interview goes on: somebody has them on the line, since {since}. What is typed there once you have given the case away \
         is not saved. Tick that you mean it, and give it once more"
    )
}

/// Others were set while somebody wrote rules.
pub(crate) fn set_meanwhile(version: i32) -> String {
    format!(
        "Somebody set version {version} while you wrote, and yours are not set. What you typed is still here, with what holds \
         now beside it. Set yours once more if you mean them"
    )
}

/// What was heard when somebody was rung again about their interview.
pub(crate) const fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Well => "all was well",
        Finding::NotWell => "something was not well",
    }
}

/// The same, to choose from.
pub(crate) const fn heard(finding: Finding) -> &'static str {
    match finding {
        Finding::Well => "All was well",
        Finding::NotWell => "Something was not well",
    }
}

/// Who may have answered.
pub(crate) fn who_answered() -> Vec<(String, String)> {
    let others = Relation::ALL.iter().map(|one| (one.name(), interviews::relation(*one)));
    let all = [("participant", "The participant")].into_iter().chain(others);
    let all = all.chain([("other", "Somebody else, or they did not say")]);
    all.map(|(name, words)| (name.to_owned(), words.to_owned())).collect()
}

/// Who answered, in words: the name of one of these, or what somebody wrote at the command line.
pub(crate) fn answered_by(who: &str) -> String {
    let known = who_answered().into_iter().find(|(name, _)| name == who);
    known.map_or_else(|| who.to_owned(), |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::last_day;

    #[test]
    fn a_survey_that_closes_at_midnight_is_open_until_the_day_before() {
        let last = |closes: &str| last_day(closes.parse().expect("a moment"), "Europe/London");

        assert_eq!(last("2026-12-02T00:00:00Z"), "1 December 2026");
        assert_eq!(last("2026-06-30T23:00:00Z"), "30 June 2026", "summer time");
    }
}
