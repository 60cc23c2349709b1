//! What we say on the participant's own page.

use records::choices::Next;
use surveys::{
    answer::Problem,
    consent::Mode,
    fill::long_date,
    language::Language,
    phrases::Phrase,
    stopping::{Ending, PauseProblem, Way},
};

/// What comes next, in words, to somebody who may be reached in these ways.
pub(crate) fn next(next: Next, ways: &[Way]) -> String {
    match next {
        Next::Open(Some(until)) => {
            format!("A survey is open for you until the end of {}.", long_date(until))
        }
        Next::Open(None) => "A survey is open for you now.".to_owned(),
        Next::Opens(on) => format!("Your next survey opens on {}.", long_date(on)),
        Next::Later => format!("There will be another survey. {}", when_it_is_time(ways)),
        Next::Nothing => "You have no more surveys to answer. Thank you.".to_owned(),
        Next::Ended(Ending::Skipped) => {
            "You chose to miss the last survey. There are no more.".into()
        }
        Next::Ended(_) => "We ask you no more surveys.".to_owned(),
    }
}

fn when_it_is_time(ways: &[Way]) -> &'static str {
    match ways {
        [] => "We have no way left to tell you when. Please ask us.",
        [Way::Phone] => "We will phone you when it is time.",
        _ => "We will write to you when it is time.",
    }
}

/// Said once after something was done.
pub(crate) fn done(what: &str) -> Option<&'static str> {
    Some(match what {
        "consent" => "We have saved what you agree to.",
        "details" => "We have saved your details.",
        "people" => "We have saved whom we may ask how to reach you.",
        "pause" => "Your break is saved.",
        "pause-ended" => "Your break is over.",
        "again" => "You take part in surveys again. Thank you.",
        "take-up" => "You can answer this survey again.",
        _ => return None,
    })
}

/// How a decision was made.
pub(crate) const fn how_said(mode: Mode) -> &'static str {
    match mode {
        Mode::Web => "on this site",
        Mode::Phone => "by phone",
        Mode::Paper => "on paper",
        Mode::Text => "by text message",
    }
}

/// Why a break cannot end on a day.
pub(crate) fn pause_problem(problem: PauseProblem) -> String {
    match problem {
        PauseProblem::NotADate => {
            "Write the day, the month and the year, for example 1 6 2027".into()
        }
        PauseProblem::NotLater => "Choose a day that is still to come".to_owned(),
        PauseProblem::TooLong(last) => {
            format!("Choose a day up to {}. You can take another break then", long_date(last))
        }
    }
}

/// What is wrong with a contact detail.
pub(crate) fn contact_problem(problem: &Problem) -> String {
    match problem {
        Problem::NotAnEmail => "Write an email address, for example name@example.com".to_owned(),
        Problem::NotAPostcode => "Write a UK postcode, for example AB1 2CD".to_owned(),
        Problem::Unreadable => "Write the name of a language, for example Polish".to_owned(),
        Problem::NoTexts => Phrase::NoTexts.english().to_owned(),
        Problem::TooLong { most, .. } => format!("Use no more than {most} letters and numbers"),
        _ => "Write a phone number, for example 07700 900 982".to_owned(),
    }
}

/// Languages as they call themselves: `English and Cymraeg`. Where none is said it is English.
pub(crate) fn languages(languages: &[Language]) -> String {
    let named: Vec<_> = languages.iter().map(Language::own_name).collect();
    match named.as_slice() {
        [] => "English".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The language that somebody would like, and what comes of it where we cannot write it.
pub(crate) fn wish(wish: &str, written: &[Language]) -> String {
    let language = Language::new(wish).ok();
    let is_written = |language: &Language| {
        let mut same = written.iter().map(Language::first_part);
        same.any(|own| own == language.first_part())
    };
    let named = language.as_ref().map_or(wish, Language::own_name);
    match language.as_ref().is_some_and(is_written) {
        true => named.to_owned(),
        false => format!(
            "{named}. We keep this as your wish; we write to you in {}.",
            self::languages(&written[..written.len().min(1)])
        ),
    }
}
