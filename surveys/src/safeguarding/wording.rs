//! Questions that are recognised by their words, so that an import cannot bring one in unnoticed.

use crate::{
    definition::{Kind, Question, Survey, Trigger, When},
    safeguarding::Level,
    scoring::{self, Instrument, Item},
};

/// Words after which an answer may mean that somebody is in danger. A question that has one of them
/// only by chance says so with an empty list of alerts.
const OF_HARM: [&str; 22] = [
    "better off dead",
    "hurt yourself",
    "hurting yourself",
    "hurt myself",
    "hurting myself",
    "harm yourself",
    "harming yourself",
    "harm myself",
    "harming myself",
    "self harm",
    "suicide",
    "suicidal",
    "kill yourself",
    "killing yourself",
    "kill myself",
    "killing myself",
    "end your life",
    "ending your life",
    "end my life",
    "your own life",
    "my own life",
    "not worth living",
];

/// Whether a question, or something that can be answered to it, speaks of suicide or self-harm.
pub(crate) fn speaks_of_harm(question: &Question) -> bool {
    let options = question.options().iter().map(|option| option.text.as_str());
    let rows = match &question.kind {
        Kind::Grid { rows, .. } => rows.as_slice(),
        _ => &[],
    };
    let rows = rows.iter().map(|row| row.text.as_str());
    let mut texts = [question.text.as_str()].into_iter().chain(options).chain(rows);
    texts.any(of_harm)
}

fn of_harm(text: &str) -> bool {
    let text = format!(" {} ", plain(text));
    OF_HARM.iter().any(|words| text.contains(&format!(" {words} ")))
}

/// The triggers of every instrument of ours that a survey asks, with the same codes. An item is known
/// by its words or, where they are translated, by its key.
pub(crate) fn recognised(survey: &Survey) -> Vec<Trigger> {
    let instruments = scoring::instruments().iter();
    let with_alerts = instruments.filter(|instrument| !instrument.alerts.is_empty());
    with_alerts.flat_map(|instrument| of(instrument, survey)).collect()
}

fn of(instrument: &Instrument, survey: &Survey) -> Vec<Trigger> {
    let Some(wording) = &instrument.text else { return Vec::new() };
    let asked: Vec<Option<&Question>> = wording
        .items
        .iter()
        .map(|item| survey.questions().find(|question| is(instrument, item, question)))
        .collect();
    let trigger = |alert: &scoring::Alert| {
        let item = alert.item.map(|item| asked.get(item - 1).copied().flatten());
        let of = match item {
            Some(item) => vec![item?.key.to_string()],
            // With fewer items the sum can only be lower, so what there is of them is added up.
            None => asked.iter().flatten().map(|question| question.key.to_string()).collect(),
        };
        // Of a translated item it is known all the same.
        let of_harm = alert.item.is_some_and(|item| of_harm(&wording.items[item - 1].text));
        let level = Level::try_from(alert.level).ok()?;
        let (cause, when) = (instrument.id.clone(), When::From(alert.from));
        (!of.is_empty()).then_some(Trigger { cause, level, of, when, of_harm })
    };
    instrument.alerts.iter().filter_map(trigger).collect()
}

fn is(instrument: &Instrument, item: &Item, question: &Question) -> bool {
    let is_its_key = question.key.as_str() == item.key;
    let words = plain(&question.text).ends_with(&plain(&item.text));
    (words || is_its_key) && has_codes_of(instrument, item, question, is_its_key)
}

/// Whether the answers have the instrument's numbers: with others its limits mean nothing. Under the item's own
/// key they may have other words, as a translation has.
fn has_codes_of(
    instrument: &Instrument,
    item: &Item,
    question: &Question,
    in_any_words: bool,
) -> bool {
    let own = instrument.text.as_ref().map_or(&[][..], |wording| &wording.options);
    let choices = if item.options.is_empty() { own } else { &item.options };
    let options = question.options();
    let same = |choice: &scoring::Choice| {
        options.iter().any(|option| {
            let same_words = || plain(&option.text) == plain(&choice.label);
            option.code == choice.value && (in_any_words || same_words())
        })
    };
    matches!(question.kind, Kind::Single { .. }) && choices.iter().all(same)
}

/// Lower-case words with one space between them, without signs: quotes, dashes and spaces change when
/// a text is copied.
pub(crate) fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| !matches!(c, '\'' | '’'));
    let spaced: String =
        letters.map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
