//! What the forms of a wave that is there and of one that is to come have both: from what days are counted, and the surveys.

use leptos::prelude::*;
use surveys::{events::EventKind, language::isolated, waves::Anchor};

use crate::{
    api::staff::protocol::Planning,
    components::{
        changes::capital,
        staff::radios::{Radio, StaffRadios},
    },
    pages::staff::surveys::boxes::Boxes,
};

/// From what its days are counted, each with what that means.
pub(super) fn anchors(boxes: &Boxes, saved: &str) -> AnyView {
    let each = Anchor::ALL.into_iter().map(|anchor| {
        Radio::new(anchor.name(), capital(anchor.in_words())).with_hint(means(anchor))
    });
    let radios: Vec<_> = each.collect();
    let (chosen, wrong) = (boxes.value("anchor", saved), boxes.at_saved("anchor", saved));
    let hint = "With another, everybody's days move, also of those who have begun it. For how many people is told before \
                the next version is published.";
    let hint = (!saved.is_empty()).then_some(hint);
    view! {
        <StaffRadios name="anchor" legend="From what its days are counted" hint radios chosen wrong />
        {boxes.seen("anchor", saved)}
    }
    .into_any()
}

fn means(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Consent => {
            "The day on which the person agreed to take part. Until then it is open, so that they can agree in it."
        }
        Anchor::Randomisation => "The day on which it was drawn in which arm the person is.",
        Anchor::Event(EventKind::SupportStart) => {
            "The first day of support from the programme. Only people with support have one."
        }
        Anchor::Event(EventKind::SupportEnd) => {
            "The first day on which support ended. Only people with support have one."
        }
        Anchor::Event(EventKind::SupportStopped) => {
            "The day on which the person asked to stop the support and stayed in the study. Only people with support have \
             one."
        }
        Anchor::Event(EventKind::JobStart) => {
            "The first day of the first job that is on record. Who has none is not asked."
        }
        Anchor::Event(EventKind::Death) => "Nobody answers after it.",
    }
}

/// Whether both arms have to be asked at the same time.
pub(super) fn compared(boxes: &Boxes, saved: bool) -> AnyView {
    let words = "Its answers are compared between the arms: it cannot be counted from what only one arm can have";
    boxes.switch("outcomes".to_owned(), saved, words)
}

/// The surveys that a wave may ask.
pub(super) fn offered(planning: &Planning) -> Vec<(String, String)> {
    let each = planning.surveys.iter().map(|(key, title)| {
        let words = format!("{} ({key})", isolated(title));
        (key.to_string(), words)
    });
    each.collect()
}
