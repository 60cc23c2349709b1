//! What lies in the outbox folder for one participant, while no sender takes it away.

use leptos::prelude::*;
use records::{outbox::AsFile, previews::Previewed};
use surveys::{calendar, fill::long_moment};

use super::message::{marked, way};
use crate::components::frame::direction;

/// The files, the latest first, if there are any.
pub(super) fn files(one: &Previewed, zone: &str) -> Option<AnyView> {
    let language = one.language.to_string();
    let each: Vec<_> = one.files.iter().map(|file| as_written(file, zone, &language)).collect();
    (!each.is_empty()).then(|| {
        view! {
            <h2>"What lies in the outbox folder"</h2>
            <p>
                "No sender is set up for these messages, or none was when they went: each was written as a file, word for \
                 word as it stands here, and waits for somebody who carries it away. Their links and codes open the survey; \
                 here stand others in their places, which are marked and open nothing."
            </p>
            {each}
        }
        .into_any()
    })
}

fn as_written(file: &AsFile, zone: &str, language: &str) -> AnyView {
    let AsFile { name, way: how, at, subject, words } = file;
    let at = long_moment(calendar::moment_in(zone, *at));
    let heading = format!("{}, {at}", way(*how));
    let ending = if subject.is_some() { "eml" } else { "txt" };
    let subject = subject.clone().map(|subject| {
        view! { <p class="letter__subject">"Subject: "<bdi>{subject}</bdi></p> }
    });
    let words = match words {
        None => view! { <p>"It brings a voucher, and is not shown."</p> }.into_any(),
        Some(words) => {
            let (tag, direction) = (language.to_owned(), direction(language));
            view! { <div class="letter" lang=tag dir=direction>{marked(words.trim_end())}</div> }
                .into_any()
        }
    };
    view! {
        <h3>{heading}</h3>
        <p>"File: "<code>{format!("{name}.{ending}")}</code></p>
        {subject}
        {words}
    }
    .into_any()
}
