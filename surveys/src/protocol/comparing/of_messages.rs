//! What changed in the words of a protocol.

use std::collections::BTreeSet;

use super::{Difference, Manner};
use crate::{
    comparing::words,
    definition::TextKey,
    keys::MessageKey,
    language::Language,
    messages::{Message, Messages},
};

pub(super) fn compare(was: Option<&Messages>, is: Option<&Messages>, told: &mut Vec<Difference>) {
    match (was, is) {
        (None, None) => {}
        (None, Some(is)) => {
            let what = format!("{} messages; the earlier version had no words", is.messages.len());
            told.push(Difference::new(Manner::Added, "The messages", what));
        }
        (Some(_), None) => {
            told.push(Difference::new(Manner::Dropped, "The messages", "all words"));
        }
        (Some(was), Some(is)) => both(was, is, told),
    }
}

fn both(was: &Messages, is: &Messages, told: &mut Vec<Difference>) {
    vouchers(was, is, told);
    for message in is.messages.iter().filter(|own| was.find(&own.key).is_none()) {
        told.push(Difference::new(Manner::Added, about(&message.key), ways(message)));
    }
    for message in was.messages.iter().filter(|own| is.find(&own.key).is_none()) {
        told.push(Difference::new(Manner::Dropped, about(&message.key), ways(message)));
    }
    for message in &is.messages {
        let before = was.find(&message.key);
        for before in before.into_iter() {
            numbers(before, message, told);
        }
    }
    let languages: BTreeSet<_> = was.languages().chain(is.languages()).collect();
    for language in languages {
        let of = |of: &Messages| of.languages().any(|own| own == language);
        match (of(was), of(is)) {
            (true, true) => reworded(was, is, language, told),
            (false, _) => told.push(Difference::new(Manner::Added, name(language), "all words")),
            (_, false) => told.push(Difference::new(Manner::Dropped, name(language), "all words")),
        }
    }
}

/// Texts of messages that both have.
fn reworded(was: &Messages, is: &Messages, language: &Language, told: &mut Vec<Difference>) {
    let (before, now) = (was.in_language(language).texts(), is.in_language(language).texts());
    let known = |key: &TextKey| {
        let message = key.0.split_once('.').map(|(message, _)| message);
        let has =
            |of: &Messages, message| of.messages.iter().any(|own| own.key.as_str() == message);
        message.is_none_or(|message| has(was, message) && has(is, message))
    };
    let keys: Vec<_> = now.iter().map(|(key, _)| key).collect();
    let gone = before.iter().map(|(key, _)| key).filter(|key| !keys.contains(key));
    for key in keys.iter().copied().chain(gone).filter(|key| known(key)) {
        let find = |texts: &[(TextKey, String)]| {
            texts.iter().find(|(own, _)| own == key).map(|(_, text)| text.clone())
        };
        let (before, now) = (find(&before).unwrap_or_default(), find(&now).unwrap_or_default());
        if before == now {
            continue;
        }
        let is_only = was.translations.is_empty() && is.translations.is_empty();
        let in_language = if is_only { String::new() } else { format!(", in {}", name(language)) };
        told.push(Difference {
            manner: Manner::Reworded,
            about: format!("“{key}”{in_language}", key = key.0),
            what: "says something else".to_owned(),
            words: words(&before, &now),
        });
    }
}

fn vouchers(was: &Messages, is: &Messages, told: &mut Vec<Difference>) {
    let waves: BTreeSet<_> = was.vouchers.keys().chain(is.vouchers.keys()).collect();
    for wave in waves {
        let [before, now] = [was, is].map(|of| of.vouchers.get(wave).map_or("nothing", |own| own));
        if before != now {
            let about = format!("Thanks for “{wave}”");
            told.push(Difference::new(Manner::Changed, about, format!("{now}, was {before}")));
        }
    }
}

/// How long it leads to, and how many parts it may have.
fn numbers(was: &Message, is: &Message, told: &mut Vec<Difference>) {
    let both =
        [("minutes", was.minutes, is.minutes), ("parts of a text at most", was.parts, is.parts)];
    for (what, before, now) in both.into_iter().filter(|(_, before, now)| before != now) {
        let say = |number: Option<u8>| number.map_or("as usual".to_owned(), |own| own.to_string());
        let what = format!("{what}: {}, was {}", say(now), say(before));
        told.push(Difference::new(Manner::Changed, about(&is.key), what));
    }
}

fn about(message: &MessageKey) -> String {
    format!("The message “{message}”")
}

fn name(language: &Language) -> String {
    language.english_name().to_owned()
}

/// In which ways it goes.
fn ways(message: &Message) -> String {
    message.ways().map(|way| format!("by {}", way.noun())).collect::<Vec<_>>().join(", ")
}
