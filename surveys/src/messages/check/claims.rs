//! What a text says that is true on some days only, or of some surveys only. Known in English.

use super::steps::Contact;
use crate::messages::OfStep;

/// Words, and how many days before the last day of a wave they begin to be true. “The last two weeks” is not among them:
/// surveys ask about those.
const LEFT: [(&str, u16); 11] = [
    ("closes today", 0),
    ("closes tomorrow", 1),
    ("few days left", 7),
    ("last week", 7),
    ("final week", 7),
    ("one week left", 7),
    ("a week left", 7),
    ("last chance", 7),
    ("final chance", 7),
    ("two weeks left", 14),
    ("closes soon", 14),
];

/// Words that are true of the last contact only.
const LAST: [&str; 5] = [
    "last reminder",
    "final reminder",
    "will not remind you again",
    "will not write again",
    "will not text you again",
];

/// What it says of the time that is left.
pub(super) fn untrue(contact: &Contact<'_>, text: &str) -> Vec<OfStep> {
    let words = plain(text);
    let says = |claim: &str| words.contains(&format!(" {claim} "));
    let (first, _) = contact.days(contact.step);
    let open = contact.plan.wave.open_for;
    let left = open.map(|open| u16::try_from(i64::from(open) - first).unwrap_or(0));
    let untrue =
        LEFT.iter().filter(|(claim, most)| says(claim) && left.is_none_or(|left| left > *most));
    let untrue = untrue.map(|(claim, most)| OfStep::Untrue(claim, *most, left));
    let not_last = LAST.iter().filter(|claim| says(claim) && contact.is_followed());
    untrue.chain(not_last.map(|claim| OfStep::NotLast(claim))).collect()
}

/// What it says of how long the survey takes, and of what is given as thanks.
pub(super) fn amounts(text: &str, takes: Option<u8>, given: Option<&str>) -> Vec<OfStep> {
    let words = plain(text);
    let words: Vec<_> = words.split_whitespace().collect();
    let minutes = words.windows(2).filter_map(|pair| match pair {
        [number, "min" | "mins" | "minute" | "minutes"] => number.parse::<u16>().ok(),
        _ => None,
    });
    let wrong = minutes.filter_map(|said| {
        let takes = takes.filter(|takes| u16::from(*takes) != said)?;
        Some(OfStep::Minutes(said, takes))
    });
    let worth = given.and_then(|given| given.split_whitespace().find_map(amount));
    let worth =
        text.split_whitespace().filter_map(amount).filter(|said| worth.as_ref() != Some(said));
    wrong.chain(worth.map(|said| OfStep::Voucher(said, given.map(str::to_owned)))).collect()
}

/// £10, without what stands around it.
fn amount(word: &str) -> Option<String> {
    let begins = word.find(['£', '€', '$'])?;
    let sign = word[begins..].chars().next()?;
    let number: String =
        word[begins..].chars().skip(1).take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let number = number.trim_end_matches('.');
    (!number.is_empty()).then(|| format!("{sign}{number}"))
}

/// In small letters, with one space between words and one at each end.
fn plain(text: &str) -> String {
    let apart = |letter: char| !letter.is_alphanumeric();
    let words: Vec<_> = text.split(apart).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" ").to_lowercase())
}
