//! The registers of a study: what is due first, in each. No word of what people wrote is on this page.

mod entry;

mod acts;

mod new;

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use records::registers::Entry;
use surveys::{
    calendar,
    fill::long_date,
    registers::{Clock, Register, Standing},
    study::Study,
};

pub(crate) use self::{entry::entry, new::new};
use crate::{
    api::staff::registers::Listing,
    components::staff::{frame::StaffFramed, said::Told},
    wording::registers as wording,
};

pub(crate) fn listing(listing: Listing) -> StaffFramed {
    let Listing { study, entries, now, said } = listing;
    let each = Register::ALL.map(|register| {
        let own = entries.iter().filter(|entry| entry.reference.register == register).cloned();
        of_register(&study, register, own.collect(), now)
    });
    let middle = view! {
        <Told said />
        <h1>"Complaints, breaches and harms"</h1>
        <p>{study.title.clone()}". Opening an entry is recorded, because it shows what people wrote."</p>
        {each.into_iter().collect_view()}
    };
    StaffFramed::new("Complaints, breaches and harms", middle)
}

fn of_register(
    study: &Study,
    register: Register,
    entries: Vec<Entry>,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let clock = Clock { zone: &study.timezone };
    let (mut open, mut closed): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.standing.closed.is_none());
    // What has no clock comes after all that has.
    open.sort_by_key(|entry| {
        let due = clock.due(&entry.standing);
        (due.is_none(), due, entry.reference.number)
    });
    closed.sort_by_key(|entry| Reverse(entry.reference.number));
    let (one, all) = wording::register(register);
    let nothing = open.is_empty().then(|| view! { <p>"Nothing is open."</p> });
    let open = (!open.is_empty())
        .then(|| table(study, (format!("{all}, open"), "What is due"), open, now));
    let how_many = closed.len();
    let closed = (how_many > 0).then(|| {
        let drawn = table(study, (format!("{all}, closed"), "How it ended"), closed, now);
        view! { <details><summary>{format!("Closed: {how_many}")}</summary>{drawn}</details> }
    });
    let new = format!("{}/new/{}", address(study), register.name());
    view! {
        <h2>{all}</h2>
        <p class="hint">{wording::about(register)}</p>
        {nothing}
        {open}
        {closed}
        <p><a href=new>{format!("Enter a {}", one.to_lowercase())}</a></p>
    }
}

fn table(
    study: &Study,
    (caption, stands): (String, &'static str),
    entries: Vec<Entry>,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let rows = entries.into_iter().map(|entry| {
        let Entry { reference, standing, person } = entry;
        let address = format!("{}/{}", address(study), reference.number);
        let person = person.map(|number| view! { <br />{number} });
        view! {
            <tr>
                <th scope="row"><a href=address>{reference.to_string()}</a>{person}</th>
                <td>{due(study, &standing, now)}</td>
                <td>{since(study, &standing)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="register">
            <caption class="hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Entry"</th>
                    <th scope="col">{stands}</th>
                    <th scope="col">"Since"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What has to be done next, and by when.
fn due(study: &Study, standing: &Standing, now: DateTime<Utc>) -> impl IntoView + use<> {
    let (by, is_over) = wording::due(Clock { zone: &study.timezone }, standing, now);
    let task = wording::task(standing.task(), standing.register);
    let ended = standing.closed.map(|outcome| format!(": {}", wording::outcome(outcome)));
    let class = if is_over { "overdue" } else { "by" };
    let by = (!by.is_empty()).then(|| view! { <br /><span class=class>{by}</span> });
    view! { {task}{ended}{by} }
}

fn since(study: &Study, standing: &Standing) -> String {
    match standing.register {
        Register::Breach => wording::moment(&study.timezone, standing.since),
        _ => long_date(calendar::date_in(&study.timezone, standing.since)),
    }
}

/// Where the registers of a study are.
fn address(study: &Study) -> String {
    format!("/staff/{}/registers", study.key)
}
