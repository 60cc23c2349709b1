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
    if seen.contacts.is_empty() {
        return ().into_any();
    }
    let zone = study.study().timezone.clone();
    let waves = seen.contacts.iter().map(|wave| of_wave(wave, &zone));
    view! {
        <h2>"Invitations and reminders"</h2>
        <p>
            "What the protocol has for them, as things stand now. It is worked out anew each time: \
             whatever they answer, stop or change, changes it at once."
        </p>
        {waves.collect_view()}
    }
    .into_any()
}

fn of_wave(wave: &Contacts, zone: &str) -> impl IntoView + use<> {
    let when = |at| long_moment(calendar::moment_in(zone, at));
    let rows = wave.contacts.iter().map(|entry| row(entry, zone)).collect();
    let did = match (wave.started, wave.completed) {
        (_, Some(at)) => format!("They sent this survey on {}.", when(at)),
        (Some(at), None) => {
            format!("They began this survey on {}, and have not sent it.", when(at))
        }
        (None, None) => "They have not begun this survey.".to_owned(),
    };
    view! {
        <details class="staff-more">
            <summary>{format!("{}: {}", wave.title, wording::counted(&wave.contacts))}</summary>
            <p>{did}</p>
            <StaffTable
                caption=format!("Messages about {}", wave.title) look=Look::BelowHeading
                heads=vec!["Message", "How it stands", "When"] rows
            />
        </details>
    }
}

fn row(entry: &Entry, zone: &str) -> Vec<AnyView> {
    let what = format!("{}, {}", desk::in_words(entry.step.as_str()), wording::way(entry.way));
    let when = match &entry.became {
        Became::Comes(at) | Became::Due(at) | Became::Handed { at, .. } => {
            long_moment(calendar::moment_in(zone, *at))
        }
        Became::Waits(..) | Became::Not(_) => "–".to_owned(),
    };
    vec![cell(what), cell(wording::became(entry, zone)), cell(when)]
}
