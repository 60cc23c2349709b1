//! What we say to participants. Plain words that a child of nine can read; never blame, never jargon.

mod choices;

mod problems;

mod troubles;

pub(crate) mod thanks;

pub(crate) mod staff;

pub(crate) mod registers;

pub(crate) mod desk;

pub(crate) mod contacts;

pub(crate) mod interviews;

pub(crate) use choices::{languages, wish};
pub(crate) use {
    choices::{contact_problem, done, how_said, next, pause_problem},
    problems::problem,
    troubles::{Told, trouble},
};

use surveys::{
    consent::ConsentProblem,
    phrases::{Phrase, Words},
};

/// Said on every first page, and wherever someone stops.
pub(crate) const SAVED_AS_YOU_GO: &str = "We save each answer as you go. If you stop part-way we \
     may still use the answers you gave, unless you ask us not to.";

/// A problem as it is said at the top of a page, with what it is about.
pub(crate) fn about(problem: &str, text: &str) -> String {
    about_in(&Words::default(), problem, text)
}

/// The same in the words of a language.
pub(crate) fn about_in(words: &Words, problem: &str, text: &str) -> String {
    const WORDS: usize = 7;
    let mut rest = text.split_whitespace();
    let first: Vec<_> = rest.by_ref().take(WORDS).collect();
    let more = if rest.next().is_some() { " …" } else { "" };
    let question = format!("{}{more}", first.join(" "));
    words.fill(Phrase::About, &[("question", &question), ("problem", &problem)])
}

/// What is missing on the consent form.
pub(crate) fn consent_problem(problem: ConsentProblem) -> &'static str {
    match problem {
        ConsentProblem::NotAgreed => "Tick this box if you agree. You can only take part if you do",
        ConsentProblem::NoWay => "Choose at least one way for us to contact you",
        ConsentProblem::Undecided => "Choose Yes or No. Both are fine",
    }
}
