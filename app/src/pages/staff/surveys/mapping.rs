//! The map of a survey's pages: as a picture, and the same as a table.

use leptos::prelude::*;
use surveys::{
    definition::Survey,
    map::{Comes, Stop, map, when},
};

use super::{
    publishing::faulty,
    walking::{called, leads_back, of_looked_through},
};
use crate::{
    api::staff::walking::LookedThrough,
    components::staff::{
        frame::StaffFramed,
        survey_map::SurveyMap,
        table::{Look, StaffTable, cell, long},
    },
    pages::staff::coming_in::framed,
};

pub(crate) fn mapping(of: LookedThrough) -> StaffFramed {
    let title = format!("Map of {}", called(&of));
    let below = match &of.read {
        Ok(survey) => mapped(&of, survey),
        Err(faults) => faulty(&of.key, faults.len()),
    };
    let middle = view! {
        {leads_back(&of)}
        <h1>{title.clone()}</h1>
        {below}
    };
    framed(&title, None, middle)
}

fn mapped(of: &LookedThrough, survey: &Survey) -> AnyView {
    let walking = of_looked_through(of, "/walking");
    let prefix = format!("{walking}#step-");
    let stops = map(survey);
    let rows: Vec<_> = stops.iter().map(|stop| row(stop, &stops, survey, &prefix)).collect();
    let heads = vec!["Page", "Section", "Who comes to it", "Decided by"];
    view! {
        <p>
            "The way runs down. A page that only some come to stands in from it, under when they do. Lines on \
             the left lead from the page whose answers decide. "
            <a href=walking>"Walk through it"</a>
        </p>
        <SurveyMap survey=survey.clone() prefix />
        <h2>"The same as a table"</h2>
        <StaffTable caption="Pages in order".to_owned() look=Look::BelowHeading heads rows />
    }
    .into_any()
}

fn row(stop: &Stop<'_>, stops: &[Stop<'_>], survey: &Survey, prefix: &str) -> Vec<AnyView> {
    let first = stop.page.questions.first();
    let to = first.map(|first| format!("{prefix}{}", first.key)).unwrap_or_default();
    let section = survey.sections.get(stop.section);
    let section = section.map(|section| section.title.clone()).unwrap_or_default();
    let when = when(stop, survey).unwrap_or_default();
    let who = match stop.comes {
        Comes::Everybody => "Everybody".to_owned(),
        Comes::EverybodyInPart => format!("Everybody; some of its questions when {when}"),
        Comes::Some => format!("When {when}"),
    };
    let pages = stop.decided_on.iter().filter_map(|place| stops.get(*place));
    let pages = pages.map(|decides| decides.name().to_owned());
    let facts = stop.decided_by.iter().map(|fact| (*fact).to_owned());
    let by = by(pages.chain(facts));
    let words = stop.name().to_owned();
    // Within a phrase it may be broken into lines.
    let (breaks, section_breaks) = (long(&words), long(&section));
    let name = view! { <span class=breaks><a href=to><bdi>{words}</bdi></a></span> };
    let section = view! { <bdi class=section_breaks>{section}</bdi> };
    vec![name.into_any(), section.into_any(), cell(who), by]
}

/// Each for itself, so that a name that is written from the right does not turn its neighbours.
fn by(names: impl Iterator<Item = String>) -> AnyView {
    let each = names.enumerate().map(|(place, name)| {
        let between = (place > 0).then_some("; ");
        view! { {between}<bdi>{name}</bdi> }
    });
    let each = each.collect::<Vec<_>>();
    if each.is_empty() { cell("Nothing") } else { each.into_any() }
}
