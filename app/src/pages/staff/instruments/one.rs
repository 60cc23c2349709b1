//! One instrument: what it is, the licences for it, which surveys ask it, and a form to bring its words.

use leptos::prelude::*;
use surveys::{scoring::Mode, typed::Typed};

use super::{asked_by, bringing::bringing, licences, words_of};
use crate::{
    api::staff::instruments::One,
    components::staff::{frame::StaffFramed, said::Told},
    pages::{staff::coming_in::framed, staff::participants::back},
};

pub(crate) fn instrument(one: One) -> StaffFramed {
    let (known, said) = (one.instrument, one.said.clone());
    let (title, wrong) = (known.name.clone(), said.wrong);
    let owner = known.owner.trim_end_matches('.');
    let modes: Vec<_> = known.modes_allowed.iter().map(|mode| in_words(*mode)).collect();
    let rows = [
        ("What it is", known.title.clone().into_any()),
        ("Its name in surveys", view! { <code>{known.id.clone()}</code> }.into_any()),
        ("Its items", known.items.to_string().into_any()),
        ("Its words", words_of(known, &one.on_record, one.today).into_any()),
        ("Whose they are", owner.to_owned().into_any()),
        ("On what terms", known.licence.clone().into_any()),
        (
            "Scores compare with published ones",
            format!("when asked {}", modes.join(" or ")).into_any(),
        ),
        ("To be cited", known.citation.clone().into_any()),
        ("Asked by", asked_by(&known.id, &one.askers)),
    ];
    let rows = rows.map(|(name, value)| {
        view! { <div class="check__row"><dt>{name}</dt><dd>{value}</dd></div> }
    });
    let licences = (known.needs_licence() || !one.on_record.is_empty())
        .then(|| licences(&one.on_record, one.today));
    let form = one.may_record.then(|| bringing(&one));
    let middle = view! {
        {back("/staff/instruments".to_owned(), "Instruments and licences")}
        <Told said />
        <h1>{title.clone()}</h1>
        <dl class="check">{rows.into_iter().collect_view()}</dl>
        {licences}
        {form}
    };
    framed(&title, wrong, middle)
}

/// A way of asking.
pub(super) const fn in_words(mode: Mode) -> &'static str {
    match mode {
        Mode::Web => "on a screen",
        Mode::Telephone => "by telephone",
        Mode::Paper => "on paper",
    }
}

/// What stands in a box: what was typed, or what is known.
pub(super) fn in_box(typed: &Typed, name: &str, known: impl FnOnce() -> String) -> String {
    if typed.is_sent(name) { typed.raw(name).to_owned() } else { known() }
}
