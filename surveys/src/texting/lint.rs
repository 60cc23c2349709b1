//! What is wrong with the words of a text before anybody is sent it: a phone lies on a kitchen table, and the study may
//! not give anybody away.

use std::collections::BTreeMap;

use super::alphabet::{Alphabet, Size, in_gsm, size};
use crate::fill;

/// Words about health, by how they begin. Whoever sees somebody's phone learns nothing from a text.
const HEALTH: [&str; 25] = [
    "anxi",
    "clinic",
    "condition",
    "depress",
    "diagnos",
    "disab",
    "doctor",
    "health",
    "hospital",
    "ill",
    "illness",
    "medic",
    "mental",
    "nhs",
    "nurse",
    "pain",
    "patient",
    "phq",
    "psych",
    "sick",
    "suicid",
    "symptom",
    "therap",
    "treatment",
    "wellbeing",
];

/// Of these only the whole word is meant: “ill” is one, “illustrate” is none.
const WHOLE: [&str; 3] = ["ill", "pain", "sick"];

/// Words of a promotion. A message of research offers nothing.
const PROMOTION: [&str; 12] = [
    "act now",
    "bargain",
    "book now",
    "buy",
    "deal",
    "discount",
    "don't miss",
    "exclusive",
    "limited time",
    "offer",
    "prize",
    "sign up",
];

/// What the words are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The study writes of its own accord: every rule holds.
    Contact,
    /// An answer to what somebody wrote, or a receipt: it may name help, and needs no way out.
    Reply,
}

/// What the words are filled in with.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Who writes: the text begins with it.
    pub sender: &'a str,
    /// What each name in braces comes to, at its longest.
    pub longest: &'a BTreeMap<&'a str, String>,
    /// Parts that are paid for at most.
    pub parts: usize,
}

/// Something that is wrong with the words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Nothing has this name.
    Unknown(String),
    /// It does not begin with who writes.
    Unsigned,
    /// It does not say how to be sent no more.
    NoWayOut,
    /// A word about health, as it stands there.
    Health(String),
    /// A word of a promotion.
    Promotion(String),
    /// With the longest words filled in it takes more parts than are meant to be paid for.
    Long(Size),
    /// These letters make it go in the wide alphabet. With each, what says the same in the narrow one, if there is such.
    Wide(Vec<(char, Option<&'static str>)>),
}

/// Everything that is wrong with the words of a text; names in braces are filled in with the longest that they can be.
#[must_use]
pub fn lint(words: &str, reason: Reason, setting: &Setting<'_>) -> Vec<Concern> {
    let unknown = fill::names(words).filter(|name| !setting.longest.contains_key(name));
    let mut concerns: Vec<_> = unknown.map(|name| Concern::Unknown(name.to_owned())).collect();
    let filled = fill::filled(words, |name| setting.longest.get(name).cloned().unwrap_or_default());
    if !filled.starts_with(setting.sender) {
        concerns.push(Concern::Unsigned);
    }
    if reason == Reason::Contact {
        concerns.extend(of_contact(&filled, setting.sender));
    }
    let size = size(&filled);
    if size.parts > setting.parts {
        concerns.push(Concern::Long(size));
    }
    if size.alphabet == Alphabet::Ucs2 {
        concerns.push(Concern::Wide(wide(&filled)));
    }
    concerns
}

fn of_contact(filled: &str, sender: &str) -> Vec<Concern> {
    let mut concerns = Vec::new();
    // The name of a study is looked at once, where it is chosen.
    let said = filled.strip_prefix(sender).unwrap_or(filled);
    if !words(said).any(|word| word == "STOP") {
        concerns.push(Concern::NoWayOut);
    }
    concerns.extend(about_health(said).into_iter().map(Concern::Health));
    concerns.extend(promotional(said).into_iter().map(Concern::Promotion));
    concerns
}

/// The words about health, as they stand there. Their list is English; many of them begin alike in other languages.
#[must_use]
pub fn about_health(text: &str) -> Vec<String> {
    let health = words(text).filter(|word| is_about_health(&word.to_lowercase()));
    health.map(str::to_owned).collect()
}

/// The words of a promotion, in English.
#[must_use]
pub fn promotional(text: &str) -> Vec<String> {
    let spaced = format!(" {} ", words(text).collect::<Vec<_>>().join(" ").to_lowercase());
    let found = PROMOTION.iter().filter(|phrase| spaced.contains(&format!(" {phrase} ")));
    found.map(|phrase| (*phrase).to_owned()).collect()
}

/// Whether it has letters that the narrow alphabet has not, and nothing that says the same.
#[must_use]
pub fn needs_wide(text: &str) -> bool {
    text.chars().any(|letter| in_gsm(letter).is_none() && instead(letter).is_none())
}

fn is_about_health(word: &str) -> bool {
    HEALTH.iter().any(|start| match WHOLE.contains(start) {
        true => word == *start,
        false => word.starts_with(start),
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let apart = |letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’';
    text.split(apart).filter(|word| !word.is_empty())
}

/// Each letter of the wide alphabet once, in the order in which they stand there.
fn wide(text: &str) -> Vec<(char, Option<&'static str>)> {
    let mut letters = Vec::new();
    for letter in text.chars().filter(|letter| in_gsm(*letter).is_none()) {
        if !letters.iter().any(|(known, _)| *known == letter) {
            letters.push((letter, instead(letter)));
        }
    }
    letters
}

fn instead(letter: char) -> Option<&'static str> {
    Some(match letter {
        '‘' | '’' | '′' | '`' | '´' => "'",
        '“' | '”' | '„' | '″' => "\"",
        '–' | '—' | '‑' | '−' => "-",
        '…' => "...",
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\t' => " ",
        '•' => "*",
        '×' => "x",
        _ => return None,
    })
}
