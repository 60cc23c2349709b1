//! What we say to whoever looks for people whom nothing reaches.

use records::{
    people::NotNew,
    tracing::{AttemptProblem, Why},
};
use surveys::{
    answer::Problem,
    fill::long_date,
    schedule::Reach,
    stopping::Way,
    tracing::{Outcome, StableProblem, Trait, Unreached, Window},
};

use crate::{api::staff::tracing::TracingDone, wording::contact_problem};

pub(crate) const fn done(done: TracingDone) -> &'static str {
    match done {
        TracingDone::Learned => "Written down. Nothing goes there until it is changed.",
        TracingDone::LearnedOfEarlier => {
            "Written down. That letter went to an earlier address: the one we have now stays in use."
        }
        TracingDone::TakenBack => "Taken back. What is on record is used again.",
        TracingDone::Attempt => "What you tried is written down.",
        TracingDone::Decided => "Your decision is written down.",
        TracingDone::Contacts => "Written down who would know how to reach them.",
    }
}

pub(crate) const fn way(way: Way) -> &'static str {
    match way {
        Way::Email => "Email",
        Way::Sms => "Text",
        Way::Post => "Letter",
        Way::Phone => "Telephone",
    }
}

/// How one way stands.
pub(crate) fn why(why: &Why) -> String {
    match why.reach {
        Reach::Open => "Can be used".to_owned(),
        Reach::NotAgreed => "They have not agreed to it".to_owned(),
        Reach::OptedOut => "They stopped it".to_owned(),
        Reach::NoAddress => match why.way {
            Way::Sms | Way::Phone => "We have no number".to_owned(),
            Way::Email | Way::Post => "We have no address".to_owned(),
        },
        Reach::Unreachable => {
            let since = why.since.map(|on| format!(", {}", long_date(on))).unwrap_or_default();
            let what = why.learned.map_or("What we sent came back", unreached);
            format!("{what}{since}")
        }
    }
}

pub(crate) const fn unreached(what: Unreached) -> &'static str {
    match what {
        Unreached::ReturnedMail => "A letter came back",
        Unreached::WrongNumber => "The number is somebody else's",
        Unreached::DeadNumber => "The number does not work",
        Unreached::Landline => "The number is a landline: no text gets there",
    }
}

pub(crate) fn window(window: Window) -> String {
    match window {
        Window::Open(Some(last)) => format!("Open until {}", long_date(last)),
        Window::Open(None) => "Open".to_owned(),
        Window::Opens(first) => format!("Opens on {}", long_date(first)),
    }
}

pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NewDetails => "I found a new address, number or email",
        Outcome::PassedOn => "Somebody will ask them to call us",
        Outcome::NoAnswer => "Nobody answered",
        Outcome::MovedAbroad => "They have moved abroad",
        Outcome::NotKnownThere => "Nobody there knows them",
        Outcome::Died => "They have died",
        Outcome::NotToBeContacted => "They want to hear nothing more from us",
        Outcome::NotFound => "They could not be found",
    }
}

/// What follows from it, where something does.
pub(crate) const fn follows(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::NewDetails => Some("Write it below. It is used at once, in place of the old one."),
        Outcome::Died => Some(
            "Choose this only if you have it from somebody who knows. From then on nobody is sent \
             anything.",
        ),
        Outcome::NotToBeContacted => Some(
            "Choose this only if they told you themselves. They get no more surveys and no more \
             messages.",
        ),
        Outcome::NotFound => Some(
            "There is nowhere else to look. They leave the list until something new is known of them.",
        ),
        _ => None,
    }
}

/// The same in a list, of what was tried before.
pub(crate) const fn tried(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NewDetails => "Something new was found",
        Outcome::PassedOn => "Somebody will pass it on",
        other => self::outcome(other),
    }
}

/// What is open on the form about an attempt, each with its box.
pub(crate) fn attempt(problem: &AttemptProblem) -> (&'static str, String) {
    match problem {
        AttemptProblem::NoOutcome => ("outcome", "Choose what came of it".to_owned()),
        AttemptProblem::NoDay => ("made_on", NO_DAY.to_owned()),
        AttemptProblem::NoDetails => {
            ("contact_mobile", "Write what you found: a number, an email or an address".to_owned())
        }
        AttemptProblem::Detail(problem) => detail(problem),
        AttemptProblem::TooLong(over) => {
            ("note", format!("Use {over} characters less: 500 is the most"))
        }
    }
}

/// What is wrong with a number, an email or an address, with its box.
fn detail(problem: &Problem) -> (&'static str, String) {
    let at = match problem {
        Problem::NotAnEmail => "contact_email",
        Problem::NotAPostcode => "contact_postcode",
        Problem::TooLong { field, .. } => match field.as_str() {
            "contact_email" => "contact_email",
            "contact_postcode" => "contact_postcode",
            "contact_mobile" => "contact_mobile",
            _ => "contact_address",
        },
        _ => "contact_mobile",
    };
    (at, contact_problem(problem))
}

/// What is open on the form of new details, with its box.
pub(crate) fn not_new(problem: &NotNew) -> (&'static str, String) {
    match problem {
        NotNew::Nothing => {
            ("contact_mobile", "Write what is new: a number, an email or an address".to_owned())
        }
        NotNew::NoPostcode => {
            ("contact_postcode", "Write the postcode of the new address".to_owned())
        }
        NotNew::Detail(problem) => detail(problem),
    }
}

/// `name, date of birth and postcode`, one after the other.
pub(crate) fn traits(traits: &[Trait]) -> String {
    let words = traits.iter().map(|one| match one {
        Trait::Nino => "National Insurance number",
        Trait::FirstName => "first name",
        Trait::LastName => "last name",
        Trait::Dob => "date of birth",
        Trait::Postcode => "postcode",
    });
    words.collect::<Vec<_>>().join(", ")
}

pub(crate) const NO_DAY: &str = "Write a day like 2026-03-02 that is not still to come";

/// What is wrong with somebody who would know how to reach them, with its box.
pub(crate) fn stable(problem: StableProblem) -> (&'static str, &'static str) {
    let first = |place: usize, one, other| if place == 1 { one } else { other };
    match problem {
        StableProblem::NoName(place) => {
            (first(place, "contact1_name", "contact2_name"), "Write a name")
        }
        StableProblem::NotAName(place) => {
            (first(place, "contact1_name", "contact2_name"), "Write the name in one line")
        }
        StableProblem::NoWay(place) => (
            first(place, "contact1_phone", "contact2_phone"),
            "Write a phone number or an email address",
        ),
        StableProblem::NotAPhone(place) => (
            first(place, "contact1_phone", "contact2_phone"),
            "Write a phone number, such as 07700 900123",
        ),
        StableProblem::NotAnEmail(place) => (
            first(place, "contact1_email", "contact2_email"),
            "Write an email address, such as name@example.org",
        ),
        StableProblem::TooLong(place) => {
            (first(place, "contact1_name", "contact2_name"), "Use at most 100 characters for each")
        }
    }
}
