//! Words: emoji, other scripts, what looks like something else, and every length at which a format changes its mind.

use super::{Column, HardError, Owned, variable};
use crate::{Cell, Code, Kind, Label};

/// Lengths in bytes at which .sav or .dta go on in another way: a unit of SPSS (8), its short and very long texts (255,
/// and 252 for each segment), Stata's longest `str` (2,045) and the longest text of SPSS (32,767).
const EDGES: [u32; 10] = [1, 7, 8, 9, 252, 255, 256, 2045, 2046, 32_767];

/// Longer than .sav and Excel take.
const VERY_LONG: usize = 40_000;

const EMOJI: [&str; 5] = ["🦔", "👩🏽‍🚒 on call", "🇬🇧", "1️⃣ first", "e\u{301} and é"];

const SCRIPTS: [&str; 7] = [
    "أعمل أربعين ساعة في الأسبوع",
    "אני עובד 40 שעות בשבוע",
    "left עברית left again",
    "\u{202b}embedded\u{202c}",
    "我每周工作四十小时",
    "Ελληνικά, кириллица",
    "Llanfair Pwllgwyngyll: ŵ, ŷ",
];

const LOOKS_LIKE: [&str; 16] = [
    "=1+1",
    "+44 1632 960001",
    "-8",
    "@sum",
    "\tindented",
    "\rback",
    "with, comma",
    "with “curly” and \"straight\" quotes",
    "two\nlines",
    "two\r\nlines",
    "NA",
    ".a",
    "#NULL!",
    "<b>&amp;</b> ]]>",
    " leading space",
    "007",
];

pub(super) fn columns() -> Result<Vec<Column>, HardError> {
    let row_key =
        variable("row_key", "Names the person in every file", Kind::Text { bytes: Some(8) })?;
    let keys = (1..=super::ROWS).map(|row| Owned::Text(format!("HARD{row:04}")));
    let mut columns = vec![
        (row_key, keys.collect()),
        given("emoji", "Emoji 👩🏽‍🚒, also in the label", Some(64), &EMOJI)?,
        given("scripts", "كلمات: right to left, and others", Some(64), &SCRIPTS)?,
        given("looks_like", "Words that look like something else", None, &LOOKS_LIKE)?,
        given(
            "words_trailing",
            "Words with spaces behind",
            Some(16),
            &["behind   ", "   ", "none"],
        )?,
        given("words_blank", "Words that are not there", Some(16), &["", "once", ""])?,
        given("no_text", "An empty column of words", Some(16), &[])?,
        given("no_long_text", "An empty column of words of any length", None, &[])?,
        status()?,
        long()?,
    ];
    for bytes in EDGES {
        columns.push(edge(bytes)?);
    }
    Ok(columns)
}

fn given(name: &str, label: &str, bytes: Option<u32>, texts: &[&str]) -> Result<Column, HardError> {
    let texts = texts.iter().map(|text| Owned::Text((*text).to_owned()));
    Ok((variable(name, label, Kind::Text { bytes })?, texts.collect()))
}

/// Words that have labels.
fn status() -> Result<Column, HardError> {
    let (mut variable, cells) =
        given("status", "How the wave stands", Some(8), &["done", "begun", "not-due"])?;
    let label = |(word, text): (&str, &str)| Label {
        code: Code::Word(word.to_owned()),
        text: text.to_owned(),
    };
    variable.labels = [("done", "Sent"), ("begun", "Begun and not sent"), ("not-due", "Not due")]
        .map(label)
        .into();
    Ok((variable, cells))
}

/// In characters of one, two, three and four bytes, so that a cut falls within one.
fn long() -> Result<Column, HardError> {
    let variable = variable("words_long", "Words of 40,000 characters", Kind::TEXT)?;
    let of = |first: &str, character: &str| {
        Owned::Text(format!("{first}{}", character.repeat(VERY_LONG - first.len())))
    };
    let cells = vec![
        of("", "a"),
        of("a", "é"),
        of("", "字"),
        of("a", "🦔"),
        of("ab", "ש"),
        Owned::Text("short".to_owned()),
        Owned::Of(Cell::Blank),
    ];
    Ok((variable, cells))
}

/// A text that fills its width to the last byte, once with single bytes and once, where there is room, with an ü last.
fn edge(bytes: u32) -> Result<Column, HardError> {
    let name = format!("bytes_{bytes}");
    let variable =
        variable(&name, &format!("Words of {bytes} bytes"), Kind::Text { bytes: Some(bytes) })?;
    let most = bytes as usize;
    let plain = "x".repeat(most);
    let umlaut =
        most.checked_sub(2).map_or_else(|| "y".to_owned(), |before| "x".repeat(before) + "ü");
    Ok((variable, vec![Owned::Text(plain), Owned::Text(umlaut), Owned::Text("z".to_owned())]))
}
