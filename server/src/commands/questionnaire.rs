//! A survey as people read it: every question with its options, and its routing in words.

mod routing;

mod telephone;

use std::fmt::Write;

use clap::ValueEnum;
use surveys::{
    condition::Condition,
    definition::{Choice, Derived, Kind, Level, Page, Question, Survey},
};

use super::count;

/// How it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// By somebody who reads it
    Web,
    /// By somebody to whom it is read out
    Telephone,
}

/// The whole survey.
pub fn of(survey: &Survey, mode: Mode) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = write(&mut out, survey, mode);
    out.trim_end().to_owned()
}

fn write(out: &mut String, survey: &Survey, mode: Mode) -> std::fmt::Result {
    let Survey { key, version, title, language, minutes, .. } = survey;
    writeln!(out, "{title} ({key}@{version}, {language})")?;
    let pages = count(survey.pages().count(), "page");
    let questions = count(survey.questions().count(), "question");
    let minutes = count(usize::from(*minutes), "minute");
    writeln!(out, "{pages}, {questions}, about {minutes}\n")?;
    for section in &survey.sections {
        writeln!(out, "== {} ==\n", section.title)?;
        for page in &section.pages {
            write_page(out, survey, page, mode)?;
        }
    }
    write_checks(out, survey)?;
    write_derived(out, survey)?;
    let usable = routing::words(&survey.usable, survey);
    writeln!(out, "Worth keeping when it was never sent: {usable}")
}

fn write_page(out: &mut String, survey: &Survey, page: &Page, mode: Mode) -> std::fmt::Result {
    if let Some(title) = &page.title {
        writeln!(out, "{title}")?;
    }
    if let Some(intro) = &page.intro {
        writeln!(out, "{intro}")?;
    }
    if page.title.is_some() || page.intro.is_some() {
        writeln!(out)?;
    }
    page.questions.iter().try_for_each(|question| match mode {
        Mode::Web => write_question(out, survey, question),
        Mode::Telephone => telephone::write_question(out, survey, question),
    })
}

fn write_question(out: &mut String, survey: &Survey, question: &Question) -> std::fmt::Result {
    writeln!(out, "{}  {}", question.key, question.text)?;
    if let Some(hint) = &question.hint {
        writeln!(out, "    {hint}")?;
    }
    write_asked_if(out, survey, question)?;
    write_kind(out, survey, &question.kind)?;
    let marks = [
        (question.sensitive, "offers “prefer not to say” from the start"),
        (question.optional, "may be passed by"),
        (question.vault, "kept with names and addresses, never with the answers"),
    ];
    for (_, mark) in marks.iter().filter(|(marked, _)| *marked) {
        writeln!(out, "    ({mark})")?;
    }
    writeln!(out)
}

fn write_asked_if(out: &mut String, survey: &Survey, question: &Question) -> std::fmt::Result {
    if question.asked_if == Condition::Always {
        return Ok(());
    }
    writeln!(out, "    Asked when {}", routing::words(&question.asked_if, survey))
}

fn write_kind(out: &mut String, survey: &Survey, kind: &Kind) -> std::fmt::Result {
    match kind {
        Kind::Single { options } => write_options(out, survey, "One of", options),
        Kind::Multiple { options } => write_options(out, survey, "Any of", options),
        Kind::Number { least, most, most_fact, places, unit, .. } => {
            let whole = if *places == 0 { "A whole number" } else { "A number" };
            let unit = unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
            let lowered = most_fact.as_ref().map(|fact| format!(", or {fact} where that is less"));
            writeln!(out, "    {whole} from {least} to {most}{unit}{}", lowered.unwrap_or_default())
        }
        Kind::Scale { low, high } => writeln!(out, "    0 ({low}) to 10 ({high})"),
        Kind::Date { age: Some((least, most)) } => {
            writeln!(out, "    A date of birth, for an age from {least} to {most}")
        }
        Kind::Date { age: None } => writeln!(out, "    A date that is past"),
        Kind::Month { youngest: Some(age) } => {
            writeln!(out, "    A month and year, from the age of {age}")
        }
        Kind::Month { youngest: None } => writeln!(out, "    A month and year"),
        Kind::Text { most } => writeln!(out, "    Words, at most {most} characters"),
        Kind::Grid { low, high, rows } => {
            writeln!(out, "    Each from 0 ({low}) to 10 ({high}):")?;
            rows.iter().try_for_each(|row| writeln!(out, "      {}  {}", row.key, row.text))
        }
        Kind::Amount { most, period, periods } => {
            writeln!(out, "    Pounds, at most {most}; {period} takes the period")?;
            write_options(out, survey, "For", periods)
        }
        Kind::Contact => {
            writeln!(out, "    Telephone, email, address and postcode, each as they like")
        }
    }
}

fn write_options(
    out: &mut String,
    survey: &Survey,
    how: &str,
    options: &[Choice],
) -> std::fmt::Result {
    writeln!(out, "    {how}:")?;
    for choice in options {
        write!(out, "      {:>3}  {}", choice.code, choice.text)?;
        if choice.exclusive {
            write!(out, " (alone)")?;
        }
        if let Some(most) = choice.other {
            write!(out, " (asks for words, at most {most} characters)")?;
        }
        if choice.offered_if != Condition::Always {
            write!(out, " (offered when {})", routing::words(&choice.offered_if, survey))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_checks(out: &mut String, survey: &Survey) -> std::fmt::Result {
    if survey.checks.is_empty() {
        return Ok(());
    }
    writeln!(out, "== Checks ==\n")?;
    for check in &survey.checks {
        let level = match check.level {
            Level::Soft => "asks once",
            Level::Hard => "blocks",
            Level::Paradata => "says nothing, and is marked in the export",
        };
        writeln!(out, "{}  at {}, {level}", check.key, check.at)?;
        writeln!(out, "    When {}", routing::words(&check.when, survey))?;
        if !check.say.is_empty() {
            writeln!(out, "    “{}”", check.say)?;
        }
    }
    writeln!(out)
}

fn write_derived(out: &mut String, survey: &Survey) -> std::fmt::Result {
    if survey.derived.is_empty() {
        return Ok(());
    }
    writeln!(out, "== Worked out ==\n")?;
    for Derived { key, label, cases, .. } in &survey.derived {
        writeln!(out, "{key}  {label}")?;
        for case in cases {
            writeln!(out, "    {} when {}", case.gives, routing::words(&case.when, survey))?;
        }
    }
    writeln!(out)
}
