//! When people may be contacted by the next version, to be changed by choosing: the hours of each way, the bank holidays, and
//! how near, how late and how many contacts may be.

use leptos::prelude::*;
use surveys::editing::{PlannedHours, PlannedManners};

use super::{
    around::{around, instead},
    faults::at_boxes,
    of_protocol,
};
use crate::{
    api::staff::protocol::{Found, Planning},
    components::{
        changes::capital,
        staff::{
            frame::StaffFramed,
            radios::{Radio, StaffRadios},
        },
    },
    pages::staff::surveys::boxes::Boxes,
};

pub(crate) fn hours(planning: Planning) -> StaffFramed {
    let title = "When people may be contacted, in the next version".to_owned();
    let Found::Manners(manners) = &planning.found else { return instead(&planning, title) };
    let boxes = Boxes::with_seen(&planning.said).with_faults(at_boxes(&planning, "hours"));
    let to = of_protocol(&planning.study.study().key, "/next/hours");
    let ways = manners.hours.iter().map(|own| of_way(&boxes, own));
    let below = view! {
        <form method="post" action=to novalidate>
            <h2>"Hours"</h2>
            <p>
                "Times such as 9:00, by the clock where the person lives. Leave both empty where nobody is contacted on \
                 these days. At the later time the hours are over."
            </p>
            {ways.collect_view()}
            <h2>"Bank holidays"</h2>
            {holidays(&boxes, manners)}
            <h2>"How near, how late and how many"</h2>
            {limits(&boxes, manners)}
            <div class="actions"><button class="button" name="then" value="save">"Save in the draft"</button></div>
        </form>
    };
    around(&planning, title, ("/next", "The next version"), below.into_any())
}

/// From when until when on which days.
fn of_way(boxes: &Boxes, own: &PlannedHours) -> AnyView {
    let way = own.way.as_str();
    let days = own.days.iter().map(|open| {
        let on = match open.days {
            "saturday" => "Saturday",
            "sunday" => "Sunday",
            _ => "Monday to Friday",
        };
        let line = |end: &str, words: &str, saved: &str| {
            let label = view! { <strong>{format!("{on}, {words}")}</strong> }.into_any();
            boxes.named(format!("{way}-{}-{end}", open.days), label, saved)
        };
        view! { {line("from", "from", &open.from)} {line("to", "until", &open.to)} }
    });
    let days = days.collect_view();
    let on_holidays = boxes.switch(
        format!("{way}-on_holidays"),
        own.on_holidays,
        "Bank holidays are days like any other",
    );
    view! {
        <fieldset class="question planned planned--hours">
            <legend>{capital(format!("{}s", own.way.noun()))}</legend>
            {days}
            {on_holidays}
        </fieldset>
    }
    .into_any()
}

fn holidays(boxes: &Boxes, manners: &PlannedManners) -> AnyView {
    let PlannedManners { region, also, except, .. } = manners;
    let radios = vec![
        Radio::new("england_and_wales", "Those of England and Wales")
            .with_hint("They are worked out for every year."),
        Radio::new("none", "None but the days that are written below"),
    ];
    let (chosen, wrong) = (boxes.value("region", region), boxes.at_saved("region", region));
    let also_words = (
        "Further days on which nobody is contacted",
        "Each on a line of its own, such as 7 June 2027: a day that was proclaimed, or on which your team is away.",
    );
    let except_words = (
        "Bank holidays that are none this time",
        "Each on a line of its own, such as 3 May 2027: a day that was moved to another.",
    );
    view! {
        <StaffRadios name="region" legend="Whose bank holidays are kept" radios chosen wrong />
        {boxes.seen("region", region)}
        {boxes.words("also", also_words, also)}
        {boxes.words("except", except_words, except)}
    }
    .into_any()
}

fn limits(boxes: &Boxes, manners: &PlannedManners) -> AnyView {
    let between = (
        "Hours between two contacts, at least",
        "48 or more. What would come sooner is put off to the next day on which it may go.",
    );
    let late = (
        "Hours that a contact may be late",
        "1 or more. After that it is not made any more, so that nobody gets a week's reminders at once. A letter may be \
         two weeks late: it waits for whoever prints it.",
    );
    let most = (
        "Contacts of one wave, at most",
        "10 or fewer. All that a contact sends on one day is one.",
    );
    view! {
        {boxes.line("hours_between", between, &manners.hours_between)}
        {boxes.line("hours_late", late, &manners.hours_late)}
        {boxes.line("most_contacts", most, &manners.most_contacts)}
    }
    .into_any()
}
