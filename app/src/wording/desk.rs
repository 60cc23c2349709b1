//! What we say to staff about a participant: how they stand, and what is open on a form.

use chrono::{DateTime, Utc};
use records::{
    consent::NoteProblem,
    outbox::{Standing, Template},
    people::Stands,
    refusals::{Outcome, ReviewProblem},
    stopping::{Decider, WishProblem},
};
use surveys::{
    consent::{ConsentProblem, Mode},
    fill::long_date,
    replies::Reply,
    stopping::{Act, Ending, TakenBack},
    tracing::Unreached,
};

/// How a wave stands.
pub(crate) fn stands(stands: Stands) -> String {
    match stands {
        Stands::Sent(on) => format!("Sent on {}", long_date(on)),
        Stands::Deleted(on) => format!("Answers deleted on {}", long_date(on)),
        Stands::Ended(ending, on) => format!("{} on {}", ended(ending), long_date(on)),
        Stands::NotYet(Some(opens)) => format!("Opens on {}", long_date(opens)),
        Stands::NotYet(None) => "Not due yet".to_owned(),
        Stands::Open(None) => "Open, not begun".to_owned(),
        Stands::Open(Some(last)) => format!("Open until {}, not begun", long_date(last)),
        Stands::Begun(on, None) => format!("Begun on {}, not sent", long_date(on)),
        Stands::Begun(on, Some(last)) => {
            format!("Begun on {}, not sent. Open until {}", long_date(on), long_date(last))
        }
        Stands::BrokenOff(on) => format!("Begun on {}, not sent. Closed", long_date(on)),
        Stands::Missed => "Closed, nothing answered".to_owned(),
    }
}

const fn ended(ending: Ending) -> &'static str {
    match ending {
        Ending::Skipped => "They chose to miss it",
        Ending::NoMoreSurveys => "They wanted no more surveys",
        Ending::IdentityDeleted => "Name and contact details deleted",
        Ending::AnswersDeleted => "Answers deleted",
        Ending::Died => "Recorded as died",
        Ending::LostCapacity => "Recorded as unable to decide",
    }
}

/// What was decided.
pub(crate) fn act(act: Act) -> String {
    match act {
        Act::Stops(choice) => choice.words().to_owned(),
        Act::TakesBack(choice) => format!("Taken back: {}", choice.words()),
        Act::PausesUntil(day) => format!("A break until the end of {}", long_date(day)),
        Act::EndsPause => "The break ended early".to_owned(),
    }
}

pub(crate) const fn decider(decider: Decider) -> &'static str {
    match decider {
        Decider::Participant => "the participant",
        Decider::Consultee => "somebody who speaks for them",
        Decider::Staff => "nobody: staff learned of it",
    }
}

pub(crate) const fn how_told(mode: Mode) -> &'static str {
    match mode {
        Mode::Web => "on their own page",
        Mode::Phone => "by telephone or in person",
        Mode::Paper => "in writing",
        Mode::Text => "by text message",
    }
}

/// What can be done about it later.
pub(crate) const fn taken_back(taken_back: TakenBack) -> &'static str {
    match taken_back {
        TakenBack::ByThem => "They can take it back as long as the survey is open, and so can you.",
        TakenBack::ByAgreeingAnew => {
            "They can take it back by agreeing anew, on their own page or on a consent form that \
             you record."
        }
        TakenBack::ByStaff => "You can take it back if it was a mistake.",
        TakenBack::Never => "This cannot be undone, by anybody.",
    }
}

/// What is open on the form of a stop: beside which field, and what to do.
pub(crate) fn wish_problem(problem: WishProblem) -> (&'static str, String) {
    match problem {
        WishProblem::NoChoice => ("choice", "Choose what stops".to_owned()),
        WishProblem::NoDecider => ("decided_by", "Choose who decided it".to_owned()),
        WishProblem::NotTheirs => (
            "decided_by",
            "That is not theirs to decide. Choose “nobody” or who speaks for them".to_owned(),
        ),
        WishProblem::NobodysWish => (
            "decided_by",
            "Somebody has to want this. Choose the participant or who speaks for them".to_owned(),
        ),
        WishProblem::NoMode => ("mode", "Choose how you learned of it".to_owned()),
        WishProblem::TooLong(over) => {
            ("reason", format!("Shorten this by {over} characters. All you wrote is still here"))
        }
    }
}

/// What is open on the form of consent, apart from its statements.
pub(crate) fn note_problem(problem: &NoteProblem) -> Option<(&'static str, &'static str)> {
    Some(match problem {
        NoteProblem::NoMode => ("mode", "Choose how they gave it"),
        NoteProblem::NoWitness => ("witness", "Write who was there"),
        NoteProblem::LongWitness => ("witness", "Use no more than 100 characters"),
        NoteProblem::NoDay => {
            ("day", "Write the day, the month and the year, for example 1 6 2027")
        }
        NoteProblem::BeforeForm => {
            ("day", "There was no such form yet on that day. Check the date")
        }
        NoteProblem::NotYet => ("day", "That day has not come yet. Check the date"),
        NoteProblem::Statement(..) => return None,
    })
}

/// What is open on one statement of a form that staff record.
pub(crate) const fn statement_problem(problem: ConsentProblem) -> &'static str {
    match problem {
        ConsentProblem::NotAgreed => {
            "Nobody takes part without this. If they do not agree, record nothing"
        }
        ConsentProblem::NoWay => "Choose at least one way in which we may contact them",
        ConsentProblem::Undecided => "Choose Yes or No, as they said it",
    }
}

pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Upheld => "The refusal stands: the answers stay",
        Outcome::Allowed => "The wish is allowed: the answers are deleted",
    }
}

pub(crate) const fn review_problem(problem: ReviewProblem) -> (&'static str, &'static str) {
    match problem {
        ReviewProblem::NoOutcome => ("outcome", "Choose what was decided"),
        ReviewProblem::NoDecider => ("decided_by", "Write who decided it"),
        ReviewProblem::NoNote => ("note", "Write why"),
        ReviewProblem::NotSure => ("sure", "Tick the box if the answers are to go for good"),
        ReviewProblem::TooLong => {
            ("note", "Shorten this: at most 100 characters for who decided, 2,000 for why")
        }
    }
}

/// A key in words: `survey-invitation` is “Survey invitation”.
pub(crate) fn in_words(key: &str) -> String {
    let words = key.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Which message, and of a contact of the protocol also the step and the wave: `Invitation text (invitation, four-month), by
/// text`.
pub(crate) fn what(
    template: &str,
    contact: Option<&(String, String, String)>,
    channel_name: &str,
) -> String {
    let how = channel(channel_name);
    match contact {
        None => format!("{}, {how}", in_words(template)),
        Some((wave, step, message)) => format!("{} ({step}, {wave}), {how}", in_words(message)),
    }
}

/// Whether it is the message in which staff send somebody their link.
pub(crate) fn takes_a_link(template: &str) -> bool {
    let ours = [Template::SurveyInvitation, Template::SurveyInvitationText];
    ours.iter().any(|one| one.name() == template)
}

/// How a message goes.
pub(crate) fn channel(channel: &str) -> &str {
    match channel {
        "email" => "by email",
        "sms" => "by text",
        "post" => "by letter",
        other => other,
    }
}

/// How a message stands: `Waiting until 3 Mar 2026, 10:00:00 UTC: the person asked for a pause`, or
/// `Sent; it was not delivered (4.2.2)`.
pub(crate) fn message(message: &Standing, now: DateTime<Utc>) -> String {
    let until = message.next.map(|next| match next > now {
        true => format!(" until {} UTC", time(next)),
        false if message.channel == "post" => " to be printed".to_owned(),
        false => ", goes next".to_owned(),
    });
    let because = message.reason.as_ref().map(|reason| format!(": {reason}"));
    let state = in_words(&message.state);
    let details = [until, because, became(message)].into_iter().flatten();
    details.fold(state, |told, detail| told + &detail)
}

/// What was told of a message that was sent: `; it was delivered`, or `; no text gets to that number (error 30005)`.
pub(crate) fn became(message: &Standing) -> Option<String> {
    let (became, detail) = message.delivery.as_ref().filter(|_| message.state == "sent")?;
    let words = match (became.as_str(), message.channel.as_str()) {
        ("queued", _) => "it waits where it was given away",
        ("with the network", _) => "the network has it",
        ("delivered", _) => "it was delivered",
        ("not theirs", _) => return Some(format!("; {}", astray(detail))),
        ("bounced", "sms") => "no text gets to that number",
        ("bounced", _) => "it came back, since nobody has that address",
        _ => "it was not delivered",
    };
    Some(match detail.is_empty() {
        true => format!("; {words}"),
        false => format!("; {words} ({detail})"),
    })
}

/// What became of a text that went to a number of which this was learned afterwards.
pub(crate) fn astray(learned: &str) -> &'static str {
    match Unreached::from_name(learned) {
        Some(Unreached::DeadNumber) => "it went to a number that does not work, and reached nobody",
        Some(Unreached::Landline) => "it went to a landline, and reached nobody",
        _ => "it went to somebody else's number, and does not count as a contact",
    }
}

/// What a text asks for.
pub(crate) const fn asks(reply: Reply) -> &'static str {
    match reply {
        Reply::Stop => "They want no more texts",
        Reply::Start => "They want texts again",
        Reply::Call => "They want to be called",
        Reply::Other => "They wrote",
    }
}

/// A time of the audit, in UTC.
pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.format("%-d %b %Y, %H:%M:%S").to_string()
}
