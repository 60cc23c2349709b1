//! A survey as people read it: every question with its options, and its routing in words.

mod telephone;

use std::fmt::Write;

use clap::ValueEnum;
use surveys::{
    condition::{self, Condition},
    definition::{Kind, Page, Question, Survey},
    questionnaire::{self, Way},
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
    let usable = condition::in_words(&survey.usable, survey);
    writeln!(out, "Worth keeping when it was never sent: {usable}")
}

fn write_page(out: &mut String, survey: &Survey, page: &Page, mode: Mode) -> std::fmt::Result {
    if let Some(title) = &page.title {
        writeln!(out, "{title}")?;
    }
    if let Some(intro) = &page.intro {
        writeln!(out, "{}", questionnaire::plain(intro))?;
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
        for line in questionnaire::plain(hint).lines() {
            writeln!(out, "    {line}")?;
        }
    }
    write_asked_if(out, survey, question)?;
    write_kind(out, survey, &question.kind)?;
    for mark in questionnaire::marks(question) {
        writeln!(out, "    ({mark})")?;
    }
    writeln!(out)
}

fn write_asked_if(out: &mut String, survey: &Survey, question: &Question) -> std::fmt::Result {
    if question.asked_if == Condition::Always {
        return Ok(());
    }
    writeln!(out, "    Asked when {}", condition::in_words(&question.asked_if, survey))
}

fn write_kind(out: &mut String, survey: &Survey, kind: &Kind) -> std::fmt::Result {
    let Way { said, lines } = questionnaire::way(kind, survey);
    writeln!(out, "    {said}")?;
    lines.iter().try_for_each(|(key, text)| writeln!(out, "      {key:>3}  {text}"))
}

fn write_checks(out: &mut String, survey: &Survey) -> std::fmt::Result {
    if survey.checks.is_empty() {
        return Ok(());
    }
    writeln!(out, "== Checks ==\n")?;
    for check in &survey.checks {
        let level = questionnaire::level(check.level);
        writeln!(out, "{}  at {}, {level}", check.key, check.at)?;
        writeln!(out, "    When {}", condition::in_words(&check.when, survey))?;
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
    for derived in &survey.derived {
        writeln!(out, "{}  {}", derived.key, derived.label)?;
        for case in questionnaire::cases(derived, survey) {
            writeln!(out, "    {case}")?;
        }
    }
    writeln!(out)
}
