//! What we say to those who act on safeguarding tasks, and to those who raise one.

use records::safeguarding::{Actor, Counts, Line, NotKept, Standing};
use surveys::{
    fill::long_moment,
    safeguarding::{Escalation, Fact, Level, NotDone, Outcome},
};

use crate::api::staff::care::{CareDone, CareWrong};

/// How urgent it is.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::One => "Level 1: to be looked at",
        Level::Two => "Level 2: urgent",
        Level::Three => "Level 3: most urgent",
    }
}

/// What a level asks of whoever sees it, where it is more than its name says.
pub(crate) fn first(level: Level) -> Option<&'static str> {
    (level == Level::Three)
        .then_some("Somebody may be in danger now. Act on this before anything else.")
}

/// Who has it, as told to this account.
pub(crate) fn standing(standing: &Standing, me: i32) -> String {
    match standing {
        Standing::Waits => "Nobody has it yet".to_owned(),
        Standing::HandedTo(to) if to.id == me => "Handed over to you: please take it".to_owned(),
        Standing::HandedTo(to) => format!("Handed over to {}, who has not taken it yet", to.name),
        Standing::Taken(by) if by.id == me => "You have it".to_owned(),
        Standing::Taken(by) => format!("{} has it", by.name),
        Standing::Closed(outcome, at) => {
            format!("Closed {}. {}", long_moment(*at), self::outcome(*outcome))
        }
    }
}

/// The same to somebody who only follows it.
pub(crate) fn followed(standing: &Standing) -> &'static str {
    match standing {
        Standing::Waits | Standing::HandedTo(_) => "Nobody has taken it yet",
        Standing::Taken(_) => "Somebody has taken it",
        Standing::Closed(..) => "It was dealt with",
    }
}

pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Spoken => "We spoke to them, and no more was needed",
        Outcome::Referred => "We helped them on to another service",
        Outcome::Emergency => "We called the emergency services",
        Outcome::NotReached => "We could not reach them",
        Outcome::Declined => "They did not want to talk about it",
        Outcome::NoAction => "We looked into it, and nobody had to act",
        Outcome::Forgotten => {
            "Their details were deleted, so nobody can reach them. The lead knows, and decided"
        }
    }
}

/// `3 safeguarding tasks are open. Nobody has taken 2 of them. 1 is late.`
pub(crate) fn counts(counts: Counts) -> String {
    let Counts { open, waiting, late } = counts;
    let how_many = match open {
        0 => return "No safeguarding task is open.".to_owned(),
        1 => "1 safeguarding task is open.".to_owned(),
        many => format!("{many} safeguarding tasks are open."),
    };
    let waiting = match (waiting, open) {
        (0, 1) => "Somebody has it.".to_owned(),
        (0, _) => "Somebody has each of them.".to_owned(),
        (_, 1) => "Nobody has taken it.".to_owned(),
        (all, open) if all == open => "Nobody has taken any of them.".to_owned(),
        (some, _) => format!("Nobody has taken {some} of them."),
    };
    let late = match late {
        0 => String::new(),
        1 => " 1 is late.".to_owned(),
        many => format!(" {many} are late."),
    };
    format!("{how_many} {waiting}{late}")
}

/// Who did something.
pub(crate) fn actor(actor: &Actor, me: i32) -> String {
    match actor {
        Actor::Participant => "The participant".to_owned(),
        Actor::System => "The clock".to_owned(),
        Actor::Staff(by) if by.id == me => format!("{} (you)", by.name),
        Actor::Staff(by) => by.name.clone(),
    }
}

/// What happened.
pub(crate) fn happened(line: &Line) -> String {
    match (&line.fact, &line.who) {
        (Fact::Raised(level), Actor::Staff(_)) => {
            format!("raised a concern. {}", self::level(*level))
        }
        (Fact::Raised(level), _) => {
            format!("gave an answer that raises a task. {}", self::level(*level))
        }
        (Fact::Seen, _) => "looked at it".to_owned(),
        (Fact::Acknowledged, _) => "took it".to_owned(),
        (Fact::HandedOver(_), _) => {
            let to = line.to.as_ref().map(|to| to.name.as_str()).unwrap_or_default();
            format!("handed it over to {to}")
        }
        (Fact::Released, _) => {
            "whoever had it can no longer act on it, so nobody has it".to_owned()
        }
        (Fact::DetailsDeleted, Actor::Participant) => {
            "had their name and contact details deleted: nobody can call them any more".to_owned()
        }
        (Fact::DetailsDeleted, Actor::System) => {
            "the person's name and contact details had been kept for as long as they may be, and \
             were deleted: nobody can call them any more"
                .to_owned()
        }
        (Fact::DetailsDeleted, Actor::Staff(_)) => {
            "deleted the person's name and contact details: nobody can call them any more"
                .to_owned()
        }
        (Fact::Escalated(Escalation::Half), _) => {
            "half of the time had gone, and nobody had it: the lead was told".to_owned()
        }
        (Fact::Escalated(Escalation::Whole), _) => {
            "the time had run out, and nobody had it: the lead was told".to_owned()
        }
        (Fact::Note(_), Actor::Participant) => "changed something".to_owned(),
        (Fact::Note(_), _) => "wrote".to_owned(),
        (Fact::Closed(outcome, _), _) => format!("closed it. {}", self::outcome(*outcome)),
    }
}

pub(crate) fn done(done: CareDone) -> &'static str {
    match done {
        CareDone::Taken => "You have this task now.",
        CareDone::HandedOver => {
            "Handed over. They are told by email. Until they take it, nobody has it."
        }
        CareDone::Noted => "Written down.",
        CareDone::Closed => "Closed. Everything that happened is kept.",
        CareDone::Raised => {
            "Thank you. It is on record, and the people on duty are told. You see below by when somebody \
             acts, and what becomes of it."
        }
        CareDone::RaisedWithoutWords => {
            "Your concern is on record, but not what you wrote: the name of this person was deleted, and \
             nothing more is written about them here. The people on duty are told that you are concerned \
             and will ask you. Tell them yourself, or the safeguarding lead. What you wrote is still in \
             the form below until you leave this page."
        }
    }
}

/// Beside which field it is said.
pub(crate) fn place(wrong: CareWrong) -> &'static str {
    match wrong {
        CareWrong::Words(field, _) => field,
        CareWrong::NotDone(_) => "main",
        CareWrong::NoOutcome => "outcome",
        CareWrong::NoColleague => "to",
        CareWrong::NoPerson => "number",
        CareWrong::NoUrgency => "immediate",
    }
}

pub(crate) fn wrong(wrong: CareWrong) -> String {
    let words = match wrong {
        CareWrong::Words(_, NotKept::TooLong(1)) => "Shorten this by 1 character",
        CareWrong::Words(_, NotKept::TooLong(over)) => {
            return format!("Shorten this by {over} characters");
        }
        CareWrong::Words("words", NotKept::NoWords) => "Write what was said, or what you saw",
        CareWrong::Words(_, NotKept::NoWords) => "Write something first",
        CareWrong::Words(_, NotKept::Forgotten) => {
            "The name of this person was deleted, so nothing more can be written about them here"
        }
        CareWrong::NotDone(NotDone::TakenBySomebodyElse) => {
            "Somebody else was quicker and has this task now. Nothing was changed"
        }
        CareWrong::NotDone(NotDone::NotTheirs) => "Take the task first, then close it",
        CareWrong::NotDone(NotDone::Closed) => "This task was closed already. Nothing was changed",
        CareWrong::NoOutcome => "Choose how it ended",
        CareWrong::NoColleague => "Choose to whom you hand it over",
        CareWrong::NoPerson => {
            "None of your participants has this study number. Check it, or tell the safeguarding \
             lead yourself"
        }
        CareWrong::NoUrgency => "Choose yes or no",
    };
    words.to_owned()
}
