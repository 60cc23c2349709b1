//! What publishing would do: to how many people, and to which sends and surveys. Who they are is told to whoever looks after
//! the study's messages.

mod whom;

use chrono::NaiveDate;
use leptos::prelude::*;
use records::schedule::{Affected, Effect, Named};
use surveys::{fill::long_date, protocol::Protocol};

use self::whom::by_person;
use crate::{
    api::staff::protocol::Reads,
    components::staff::table::{Look, StaffTable, cell},
    wording::staff as wording,
};

/// How many lines of days are shown. More than these nobody reads.
const DAYS_SHOWN: usize = 200;

/// The next version, and the one that holds.
type Versions<'p> = [&'p Protocol; 2];

/// Nothing while it cannot be published.
pub(super) fn would_do(reads: &Reads) -> Option<AnyView> {
    let versions = [&*reads.protocol, &*reads.before];
    let effect = reads.effect.as_ref()?;
    let whom = reads.whom.as_deref();
    Some(told(effect, whom, versions))
}

fn told(effect: &Effect, whom: Option<&[Affected]>, versions: Versions<'_>) -> AnyView {
    let Effect { people, affected, windows, .. } = effect;
    if *affected == 0 {
        let words = format!(
            "Nobody of {people} would be sent a message more or less, or on another day, nor find a survey open on other \
             days. Where words change, as told above, whoever is sent them from then on reads the new ones."
        );
        return view! { <h3>"What it would do"</h3> <p>{words}</p> }.into_any();
    }
    let of = wording::people(*people);
    let sum = effect.sum().in_words();
    let sum = if sum.is_empty() { "no message".to_owned() } else { sum };
    let windows: Vec<_> = windows
        .iter()
        .map(|(wave, own)| {
            view! { <li><strong>{titled(versions, wave.as_str())}</strong>": " {own.in_words()}</li> }
        })
        .collect();
    let windows = (!windows.is_empty()).then(|| view! { <ul class="staff-words">{windows}</ul> });
    view! {
        <h3>"What it would do"</h3>
        <p>{format!("It changes something for {affected} of {of}: {sum}. What was handed over already stays.")}</p>
        {windows}
        {at_once(effect)}
        {by_contact(effect, versions)}
        {by_day(effect, versions)}
        {whom.map(|whom| by_person(whom, *affected, versions))}
    }
    .into_any()
}

fn at_once(effect: &Effect) -> Option<AnyView> {
    (effect.sum().at_once > 0).then(|| {
        view! {
            <p>
                "What goes at once goes within a minute of publishing, or as soon as the hours of its way allow. To \
                 look at it first, hold the sends of the study before you publish, and release them on the page of \
                 messages."
            </p>
        }
        .into_any()
    })
}

fn by_contact(effect: &Effect, versions: Versions<'_>) -> Option<AnyView> {
    let rows = effect.sends.iter().map(|(named, own)| {
        let [contact, way] = named_cells(versions, named);
        vec![contact, way, cell(own.in_words())]
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <StaffTable
                caption="What becomes of what is due or to come".to_owned() look=Look::Wide
                heads=vec!["Contact", "Sent as", "In how many cases"] rows
            />
        }
        .into_any()
    })
}

/// Each change with its days, for whoever wants to see more than sums.
fn by_day(effect: &Effect, versions: Versions<'_>) -> Option<AnyView> {
    let lines = effect.days.len();
    let rows = effect.days.iter().take(DAYS_SHOWN).map(|((named, (from, to)), cases)| {
        let [contact, way] = named_cells(versions, named);
        vec![contact, way, day(*from), day(*to), cell(cases.to_string())]
    });
    let rows: Vec<_> = rows.collect();
    let more = lines.checked_sub(DAYS_SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| {
        view! { <p>{format!("{more} more lines are not shown. “throughline protocol compare --days” lists all.")}</p> }
    });
    (lines > 0).then(|| {
        view! {
            <details class="staff-more">
                <summary>"From which day to which"</summary>
                <StaffTable
                    caption="Each change, day by day".to_owned() look=Look::Wide
                    heads=vec!["Contact", "Sent as", "Goes now on", "Would go on", "Cases"] rows
                />
                {more}
            </details>
        }
        .into_any()
    })
}

fn day(day: Option<NaiveDate>) -> AnyView {
    cell(day.map_or_else(|| "Not at all".to_owned(), long_date))
}

fn named_cells(versions: Versions<'_>, (wave, step, way): &Named) -> [AnyView; 2] {
    let wave = titled(versions, wave.as_str());
    [cell(format!("{wave}, “{step}”")), cell(way.noun())]
}

/// What staff call a survey, in the next version or, where that has it no longer, in the one that holds.
fn titled(versions: Versions<'_>, wave: &str) -> String {
    let mut plans = versions.into_iter().flat_map(|one| &one.waves);
    let plan = plans.find(|plan| plan.key().as_str() == wave);
    plan.map_or_else(|| wave.to_owned(), |plan| plan.wave.title.clone())
}
