//! One message in one way: what it takes, what is wrong with it, and its words.

use leptos::prelude::*;
use records::previews::MADE_UP;
use surveys::{
    language::Language,
    messages::{Flaw, Part, Preview, Rendered, Weight},
    stopping::Way,
};

use crate::components::frame::direction;

pub(super) const fn way(way: Way) -> &'static str {
    match way {
        Way::Sms => "By text",
        Way::Email => "By email",
        Way::Phone => "On a voicemail",
        Way::Post => "By post",
    }
}

/// What a text costs.
pub(super) fn size(
    way: Way,
    read: Option<&Rendered>,
    accented: Option<&Preview>,
) -> Option<AnyView> {
    let own = read.filter(|_| way == Way::Sms)?.size();
    let accented = accented.and_then(|preview| preview.accented);
    let accented = accented.filter(|size| size.parts != own.parts);
    let accented = accented.map(|size| format!(" To somebody called Siân: {size}."));
    let words = format!("It takes {own}.{}", accented.unwrap_or_default());
    Some(view! { <p>{words}</p> }.into_any())
}

/// What is wrong with the words of a message in one way, in the language in which it is read.
pub(super) fn flaws(
    flaws: &[Flaw],
    (message, way): (&str, Way),
    language: &Language,
) -> Option<AnyView> {
    let parts: &[Part] = match way {
        Way::Email => &[Part::Subject, Part::Body, Part::Button],
        other => Part::needed(other),
    };
    let of_it = flaws.iter().filter(|flaw| {
        flaw.message.as_ref().is_some_and(|key| key.as_str() == message)
            && flaw.part.is_none_or(|part| parts.contains(&part))
            && flaw.language == *language
    });
    remarks(of_it)
}

/// What is wrong with all of them.
pub(super) fn flaws_of_all(flaws: &[Flaw]) -> Option<AnyView> {
    remarks(flaws.iter().filter(|flaw| flaw.message.is_none()))
}

fn remarks<'a>(flaws: impl Iterator<Item = &'a Flaw>) -> Option<AnyView> {
    let each = flaws.map(|flaw| {
        let weight = match flaw.weight() {
            Weight::Error => "A fault: ",
            Weight::Warning => "Worth a look: ",
        };
        view! { <li>{format!("{weight}{flaw}")}</li> }
    });
    let each: Vec<_> = each.collect();
    (!each.is_empty()).then(|| view! { <ul>{each}</ul> }.into_any())
}

/// Its words, written from the side from which their language is. What is made up in them is marked.
pub(super) fn words(read: Result<&Rendered, String>, language: &Language) -> AnyView {
    let read = match read {
        Ok(read) => read,
        Err(cause) => return view! { <p class="problem">{cause}</p> }.into_any(),
    };
    let (tag, direction) = (language.to_string(), direction(language.as_str()));
    let subject = read.subject.as_ref().map(|subject| {
        view! { <p class="letter__subject">"Subject: "<bdi lang=tag.clone()>{subject.clone()}</bdi></p> }
    });
    let text = marked(read.flowing().trim_end());
    view! { {subject} <div class="letter" lang=tag dir=direction>{text}</div> }.into_any()
}

/// The same with a mark at each link, code and voucher that is nobody's.
pub(super) fn marked(text: &str) -> Vec<AnyView> {
    let is_made_up = |word: &str| MADE_UP.iter().any(|one| word.contains(one));
    let (mut views, mut plain) = (Vec::new(), String::new());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !is_made_up(word) {
            plain.push_str(piece);
            continue;
        }
        views.push(std::mem::take(&mut plain).into_any());
        let word = word.to_owned();
        views.push(
            view! { <mark class="made-up" dir="ltr"><span class="hidden">"Made up: "</span>{word}</mark> }
                .into_any(),
        );
        plain.push_str(&piece[piece.trim_end().len()..]);
    }
    views.push(plain.into_any());
    views
}
