//! What the protocol has for somebody, survey by survey: what was sent, what is to come, and what is not sent and why.

use leptos::prelude::*;
use records::{
    people::Seen,
    schedule::{Became, Contacts, Entry},
    studies::StudyHandle,
};
use surveys::{calendar, fill::long_moment};

use crate::{
    components::staff::table::{Look, StaffTable, cell},
    wording::{contacts as wording, desk},
};

pub(super) fn contacts(study: &StudyHandle, seen: &Seen) -> AnyView {
    if let Some(cause) = &seen.unread {
        return view! {
            <h2>"Invitations and reminders"</h2>
            <p role="status">
                "What comes to them cannot be told: "{cause.clone()}". Tell whoever looks after the server."
            </p>
        }
        .into_any();
    }
    if seen.contacts.is_empty() {
        return ().into_any();
    }
    let zone = study.study().timezone.clone();
    let waves = seen.contacts.iter().map(|wave| of_wave(wave, &zone));
    view! {
        <h2>"Invitations and reminders"</h2>
        <p>
            "What the protocol has for them, as things stand now. It is worked out anew each time: \
             whatever they answer, stop or change, changes it at once. A survey counts as opened once \
             they have shown that it is them, or sent a page: that a link was followed says nothing, \
             since mail programs do that by themselves."
        </p>
        {waves.collect_view()}
    }
    .into_any()
}

fn of_wave(wave: &Contacts, zone: &str) -> impl IntoView + use<> {
    let when = |at| long_moment(calendar::moment_in(zone, at));
    let rows = wave.contacts.iter().map(|entry| row(entry, zone)).collect();
    let opened = wave
        .opened
        .map_or_else(String::new, |at| format!("They first opened this survey on {}. ", when(at)));
    let did = match (wave.started, wave.completed) {
        (_, Some(at)) => format!("They sent it on {}.", when(at)),
        (Some(at), None) => format!("They began it on {}, and have not sent it.", when(at)),
        (None, None) => "They have not begun it.".to_owned(),
    };
    view! {
        <details class="staff-more">
            <summary>{format!("{}: {}", wave.title, wording::counted(&wave.contacts))}</summary>
            <p>{opened}{did}</p>
            <StaffTable
                caption=format!("Messages about {}", wave.title) look=Look::BelowHeading
                heads=vec!["Message", "How it stands", "When", "First opened after it"] rows
            />
        </details>
    }
}

fn row(entry: &Entry, zone: &str) -> Vec<AnyView> {
    let former = if entry.is_former { " (the protocol has it no longer)" } else { "" };
    let step = desk::in_words(entry.step.as_str());
    let what = format!("{step}, {}{former}", wording::way(entry.way));
    let when = match &entry.became {
        Became::Comes(at) | Became::Due(at) | Became::Handed { at, .. } => {
            long_moment(calendar::moment_in(zone, *at))
        }
        Became::Waits(..) | Became::Not(_) => "–".to_owned(),
    };
    let opened = entry.opened.map(|at| long_moment(calendar::moment_in(zone, at)));
    let opened = opened.unwrap_or_else(|| "–".to_owned());
    vec![cell(what), cell(wording::became(entry, zone)), cell(when), cell(opened)]
}
