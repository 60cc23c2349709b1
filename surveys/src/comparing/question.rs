//! One question: its words, who is asked, and how it is answered.

use super::{
    About, Found, Part, Turn, What,
    options::{is_nearer, says_much_the_same},
    placed,
    whole::other_fields,
    yes_or_no,
};
use crate::{
    condition,
    definition::{Kind, Question, Survey, Trigger, When},
};

/// The fields of a question that have words of their own here.
const KNOWN: [&str; 13] = [
    "key",
    "text",
    "hint",
    "label",
    "kind",
    "asked_if",
    "sensitive",
    "optional",
    "vault",
    "source",
    "spoken",
    "probes",
    "define",
];

/// Those of a kind.
const LIMITS: [&str; 14] = [
    "options",
    "least",
    "most",
    "most_fact",
    "places",
    "unit",
    "unit_of_one",
    "low",
    "high",
    "age",
    "youngest",
    "rows",
    "period",
    "periods",
];

impl Found<'_> {
    pub(super) fn question(&mut self, question: &Question) {
        let (old, new) = (self.old, self.new);
        let about = About::Question(question.key.clone());
        let Some((was_on, was)) = placed(old).find(|(_, was)| was.key == question.key) else {
            self.note(about, What::Added(question.text.clone()));
            return;
        };
        if let Some((page, _)) =
            placed(new).find(|(page, one)| one.key == question.key && page.key != was_on.key)
        {
            let turn = Turn::new(was_on.key.as_str(), page.key.as_str());
            self.note(about.clone(), What::Page(turn));
        }
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        self.said(&about, Part::Wording, &was.text, &question.text);
        self.said(&about, Part::Hint, words(&was.hint), words(&question.hint));
        // A label that is what is asked changes with it, and is told by that.
        if was.label != was.text || question.label != question.text {
            self.said(&about, Part::Label, &was.label, &question.label);
        }
        self.said(&about, Part::Source, words(&was.source), words(&question.source));
        self.said(&about, Part::Spoken, words(&was.spoken), words(&question.spoken));
        self.said(&about, Part::Probes, was.probes.join(" / "), question.probes.join(" / "));
        self.said(&about, Part::Define, words(&was.define), words(&question.define));
        if was.asked_if != question.asked_if {
            let turn = Turn::new(
                condition::in_words(&was.asked_if, old),
                condition::in_words(&question.asked_if, new),
            );
            self.note(about.clone(), What::Said(Part::AskedIf, turn));
        }
        self.marks(&about, was, question);
        self.kind(&about, &was.kind, &question.kind);
        self.said(&about, Part::Alerts, alerts(old, was), alerts(new, question));
        self.others(&about, (was, question), &KNOWN);
    }

    fn marks(&mut self, about: &About, was: &Question, question: &Question) {
        let marks = |of: &Question| [of.sensitive, of.optional, of.vault].map(yes_or_no);
        let named = [Part::Sensitive, Part::Optional, Part::Vault];
        for (part, (was, is)) in named.into_iter().zip(marks(was).into_iter().zip(marks(question)))
        {
            self.said(about, part, was, is);
        }
    }

    fn kind(&mut self, about: &About, old: &Kind, new: &Kind) {
        if std::mem::discriminant(old) != std::mem::discriminant(new) {
            self.note(about.clone(), What::Kind(Turn::new(named(old), named(new))));
            return;
        }
        self.said(about, Part::Range, range(old), range(new));
        let (was, is) = (units(old), units(new));
        self.said(about, Part::Unit, was, is);
        if let (Some((low, high)), Some((other_low, other_high))) = (ends(old), ends(new)) {
            self.end(about, Part::Low, Turn::new(low, other_low), high);
            self.end(about, Part::High, Turn::new(high, other_high), low);
        }
        let named = |name: &str| name.rsplit('.').next().is_some_and(|own| LIMITS.contains(&own));
        for (name, turn) in other_fields((old, new), &[]) {
            if !named(&name) {
                self.note(about.clone(), What::Said(Part::Named(name), turn));
            }
        }
        match (old, new) {
            (Kind::Single { options }, Kind::Single { options: others })
            | (Kind::Multiple { options }, Kind::Multiple { options: others }) => {
                self.options(about, options, others);
            }
            (
                Kind::Amount { period, periods, .. },
                Kind::Amount { period: other, periods: others, .. },
            ) => {
                self.said(about, Part::Period, period.as_str(), other.as_str());
                self.options(about, periods, others);
            }
            (Kind::Grid { rows, .. }, Kind::Grid { rows: others, .. }) => {
                self.rows(about, rows, others);
            }
            _ => {}
        }
    }
}

impl Found<'_> {
    /// What an end of a scale means, and what the other one meant: a scale may be turned round.
    fn end(&mut self, about: &About, part: Part, turn: Turn, other: &str) {
        if turn.old == turn.new {
            return;
        }
        let is_reworded = says_much_the_same(&turn) && !is_nearer(&turn, [other]);
        let what = if is_reworded { What::Said(part, turn) } else { What::EndReplaced(part, turn) };
        self.note(about.clone(), what);
    }
}

/// What a kind is called.
fn named(kind: &Kind) -> &'static str {
    match kind {
        Kind::Single { .. } => "one option",
        Kind::Multiple { .. } => "any number of options",
        Kind::Number { .. } => "a number",
        Kind::Scale { .. } => "a point from 0 to 10",
        Kind::Date { .. } => "a date",
        Kind::Month { .. } => "a month",
        Kind::Text { .. } => "words",
        Kind::Grid { .. } => "rows from 0 to 10",
        Kind::Amount { .. } => "an amount and its period",
        Kind::Contact => "contact details",
    }
}

/// What is taken, where a kind has limits.
fn range(kind: &Kind) -> String {
    match kind {
        Kind::Number { least, most, most_fact, places, .. } => {
            let fact = most_fact.as_ref().map(|fact| format!(", or {fact} where that is less"));
            let places = match places {
                0 => String::new(),
                1 => ", one decimal".to_owned(),
                places => format!(", {places} decimals"),
            };
            format!("{least} to {most}{}{places}", fact.unwrap_or_default())
        }
        Kind::Text { most } => format!("at most {most} characters"),
        Kind::Amount { most, .. } => format!("at most {most} pounds"),
        Kind::Date { age: Some((least, most)) } => format!("an age from {least} to {most}"),
        Kind::Month { youngest: Some(age) } => format!("from the age of {age}"),
        _ => String::new(),
    }
}

fn units(kind: &Kind) -> String {
    let Kind::Number { unit, unit_of_one, .. } = kind else { return String::new() };
    let units = [unit.as_deref(), unit_of_one.as_deref()];
    units.into_iter().flatten().collect::<Vec<_>>().join(" / ")
}

fn ends(kind: &Kind) -> Option<(&str, &str)> {
    match kind {
        Kind::Scale { low, high } | Kind::Grid { low, high, .. } => Some((low, high)),
        _ => None,
    }
}

/// After which of its answers somebody acts: `level 2 from 20; no answer`.
fn alerts(survey: &Survey, question: &Question) -> String {
    let own = question.variables();
    let of_it = |trigger: &&Trigger| trigger.of.iter().any(|of| own.contains(of));
    let told = survey.alerts.triggers.iter().filter(of_it).map(|trigger| {
        let when = match &trigger.when {
            When::From(from) => format!("from {from}"),
            When::OneOf(codes) => {
                codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
            }
        };
        let of = trigger.of.join(" + ");
        let harm = if trigger.of_harm { ", of harm" } else { "" };
        format!("level {}: {of} {when} ({}{harm})", u8::from(trigger.level), trigger.cause)
    });
    let harmless = survey.alerts.harmless.contains(&question.key);
    let harmless = harmless.then(|| "no answer needs anybody to act".to_owned());
    told.chain(harmless).collect::<Vec<_>>().join("; ")
}
