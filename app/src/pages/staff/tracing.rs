//! Tracing: whom nothing reaches in any way that they agreed to, the most pressing first.

mod one;

mod asking;

mod naming;

mod deaths;

use leptos::prelude::*;
use records::{studies::StudyHandle, tracing::Listed};
use surveys::fill::long_date;

pub(in crate::pages::staff) use self::deaths::to_take_out;
pub(crate) use self::{deaths::deaths, one::one};
use super::{
    coming_in::framed,
    participants::{back, of_one, of_study},
};
use crate::{
    api::staff::tracing::Tracing,
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    wording::staff::tracing as wording,
};

/// People that are shown at once.
const SHOWN: usize = 100;

pub(crate) fn listing(tracing: Tracing) -> StaffFramed {
    let Tracing { study, sought, deaths, said } = tracing;
    let deaths = of_deaths(&study, deaths);
    let wrong = said.wrong;
    let closed = sought.closed;
    let closed = (!closed.is_empty()).then(|| {
        let count = closed.len();
        view! {
            <details class="staff-more">
                <summary>{format!("Could not be found: {count}")}</summary>
                <p>"They come back to the list when something new is known of them."</p>
                {table(&study, "Could not be found", closed)}
            </details>
        }
    });
    let open = match sought.open.is_empty() {
        true => view! { <p role="status">"There is nobody to look for."</p> }.into_any(),
        false => table(&study, "To look for, what closes first comes first", sought.open),
    };
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>"Tracing"</h1>
        <p>{study.study().title.clone()}". These people agreed to be contacted, a survey waits for them, \
            and nothing reaches them in any way that they agreed to. Whoever stopped all messages is \
            not here: they do not want to be found."</p>
        {deaths}
        {open}
        {closed}
    };
    framed("Tracing", wrong, middle)
}

fn of_deaths(study: &StudyHandle, deaths: usize) -> Option<impl IntoView + use<>> {
    let words = match deaths {
        1 => "1 participant may be on a list of deaths".to_owned(),
        many => format!("{many} participants may be on a list of deaths"),
    };
    let to = of_study(study, "deaths");
    (deaths > 0).then(|| {
        view! { <div class="notice"><p><a href=to>{words}</a>". Somebody has to decide."</p></div> }
    })
}

fn table(study: &StudyHandle, caption: &str, listed: Vec<Listed>) -> AnyView {
    let more = listed.len().saturating_sub(SHOWN);
    let rows = listed.iter().take(SHOWN).map(|one| row(study, one)).collect();
    let heads = vec!["Study number", "Survey", "Why nothing reaches them", "Last tried"];
    let caption = caption.to_owned();
    let more = (more > 0).then(|| view! { <p>{format!("And {more} more.")}</p> });
    view! { <StaffTable caption look=Look::Wide heads rows />{more} }.into_any()
}

fn row(study: &StudyHandle, one: &Listed) -> Vec<AnyView> {
    let address = of_one(study, one.id, "/tracing");
    let ways = one.ways.iter().map(|why| {
        view! { <li>{format!("{}: {}", wording::way(why.way), wording::why(why))}</li> }
    });
    let ways = ways.collect_view();
    let last = one.last.map_or_else(
        || "Nothing yet".to_owned(),
        |(outcome, on)| format!("{}, {}", wording::tried(outcome), long_date(on)),
    );
    vec![
        view! { <a href=address>{one.number.clone()}</a> }.into_any(),
        cell(format!("{}. {}", one.wave, wording::window(one.window))),
        view! { <ul class="staff-table__list">{ways}</ul> }.into_any(),
        cell(last),
    ]
}
