//! Who is left out for as long as something cannot be read, so that somebody mends it.

use leptos::prelude::*;
use records::schedule::LeftOut;

use crate::wording::{desk, staff::people};

#[component]
pub(super) fn LeftOutOnes(left_out: Vec<LeftOut>) -> impl IntoView {
    let (unread, owed): (Vec<_>, Vec<_>) =
        left_out.into_iter().partition(|one| one.owed_for.is_none());
    view! {
        {some(unread, "could not be looked at", UNREAD)}
        {some(owed, "sent a survey while the protocol could not be read", OWED)}
    }
}

/// That nothing more is worked out in this study, and why.
#[component]
pub(super) fn Unread(title: String, cause: String) -> impl IntoView {
    view! {
        <p role="status">
            <strong>{format!("The protocol of {title} cannot be read.")}</strong>
            " No new invitation or reminder is made, and what waits is kept, until it can be. Participants \
             go on with their surveys by the days that were noted when it was published. Tell whoever looks \
             after the server: "
            {cause}
            "."
        </p>
    }
}

const UNREAD: &str = "What is held of them cannot be read, so it is not known what they are due, and nothing new goes \
                      to them. Everybody else is written to. It is tried again each time, and they stand here until it \
                      can be read. Tell whoever looks after the server.";
const OWED: &str = "Their answers are kept. What they are owed for them, and whether they are thanked, is worked out as soon \
                    as the protocol can be read. Tell whoever looks after the server.";

fn some(ones: Vec<LeftOut>, what: &str, more: &'static str) -> Option<impl IntoView + use<>> {
    let people = people(ones.len());
    let whom =
        ones.iter().map(|one| format!("{}, since {} UTC", one.number, desk::time(one.since)));
    let whom = whom.collect::<Vec<_>>().join("; ");
    let told = format!("{people} {what}: {whom}.");
    (!ones.is_empty()).then(|| {
        view! {
            <p role="status">
                <strong>{told}</strong>
                " "
                {more}
            </p>
        }
    })
}
