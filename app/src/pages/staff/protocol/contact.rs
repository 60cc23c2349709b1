//! One contact of the next version, to be changed by choosing: its day, to whom it is made, and what is sent.

use leptos::prelude::*;
use surveys::{
    editing::{PlannedContact, PlannedMessage, PlannedWave, TO_ANYBODY},
    language::isolated,
    stopping::Way,
};

use super::{
    around::{around, instead},
    wave::of_wave,
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
    pages::staff::surveys::boxes::{Boxes, seen},
};

/// A week, as files and boxes have its days.
const WEEK: [(&str, &str); 7] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

pub(crate) fn contact(planning: Planning) -> StaffFramed {
    let Found::Contact(wave, contact) = &planning.found else {
        return instead(&planning, "A contact of the next version".to_owned());
    };
    let title = format!("“{}” of {} in the next version", contact.key, isolated(&wave.title));
    let below = view! { {form(&planning, wave, contact)} {going(&planning, wave, contact)} };
    let back = format!("/next/waves/{}", wave.key);
    around(&planning, title, (&back, "Its wave"), below.into_any())
}

fn form(planning: &Planning, wave: &PlannedWave, contact: &PlannedContact) -> AnyView {
    let boxes = Boxes::with_seen(&planning.said);
    let to = format!("{}/{}", of_wave(planning, wave), contact.key);
    let above = wave.contacts.iter().take_while(|one| one.key != contact.key);
    let above = above.map(|one| (one.key.clone(), format!("“{}”", one.key)));
    let after = ("Its day is counted from", "The opening of the wave");
    let ways = |part: &'static str| {
        Way::ALL
            .map(|way| sent((planning, &boxes), (part, way), contact))
            .into_iter()
            .collect_view()
    };
    let has_otherwise = !contact.otherwise.is_empty() || planning.said.wrong.is_some();
    view! {
        <form method="post" action=to novalidate>
            {boxes.select("after", after, above.collect(), &contact.after)}
            {boxes.line("day", ("Days after that", "Below zero for days before, such as -7."), &contact.day)}
            {on(&boxes, contact)}
            {to_whom(&boxes, contact)}
            <h2>"What is sent"</h2>
            <p>"All on the same day, each to who can be reached in its way, at a time such as 10:00 by the clock where they live."</p>
            {ways("sends")}
            <details class="staff-more" open=has_otherwise>
                <summary>"Where none of it can be sent"</summary>
                {ways("otherwise")}
            </details>
            <div class="actions"><button class="button" name="then" value="save">"Save in the draft"</button></div>
        </form>
    }
    .into_any()
}

/// On which days of the week.
fn on(boxes: &Boxes, contact: &PlannedContact) -> AnyView {
    let day = |own: &str| own.parse::<chrono::Weekday>().ok();
    let is_on = |own: &str| contact.on.iter().any(|one| day(one).is_some() && day(one) == day(own));
    let each = WEEK.map(|(own, words)| boxes.switch(format!("on-{own}"), is_on(own), words));
    view! {
        <fieldset class="question">
            <legend>"Only on these days of the week"</legend>
            <p class="hint">"On the next of them that comes. Without any it is made on whichever day it is."</p>
            <div>{each.into_iter().collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn to_whom(boxes: &Boxes, contact: &PlannedContact) -> AnyView {
    let radios = vec![
        Radio::new(TO_ANYBODY, "Whoever has not sent the survey"),
        Radio::new("not_begun", "Only who has not begun it"),
        Radio::new("begun", "Only who has begun it and not sent it"),
    ];
    let (chosen, wrong) = (boxes.value("to", &contact.to), boxes.at_saved("to", &contact.to));
    let unless = Way::ALL.map(|way| {
        let is = contact.unless.iter().any(|own| own == way.as_str());
        let words = format!("by {}", way.noun());
        boxes.switch(format!("unless-{}", way.as_str()), is, &words)
    });
    view! {
        <StaffRadios name="to" legend="To whom" radios chosen wrong />
        {boxes.seen("to", &contact.to)}
        <fieldset class="question">
            <legend>"Only to who cannot be reached"</legend>
            <div>{unless.into_iter().collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// What is said in one way. Without a message nothing goes in it.
fn sent(
    (planning, boxes): (&Planning, &Boxes),
    (part, way): (&'static str, Way),
    contact: &PlannedContact,
) -> AnyView {
    let saved = contact.says(part, way).cloned().unwrap_or_default();
    let PlannedMessage { at, message, to_begun, .. } = saved;
    let named = |field: &str| format!("{part}-{}-{field}", way.as_str());
    let offered = || {
        let own = planning.messages.get(&way).cloned().unwrap_or_default();
        own.into_iter().map(|key| (key.clone(), key)).collect::<Vec<_>>()
    };
    let none = ("What is said", "Nothing is sent in this way");
    let begun = ("To who has begun it", "The same");
    let time = view! { <strong>"Time"</strong> }.into_any();
    let has_begun = part == "sends" || !to_begun.is_empty();
    let begun = has_begun.then(|| boxes.select(&named("to_begun"), begun, offered(), &to_begun));
    view! {
        <fieldset class="question planned">
            <legend>{capital(way.noun().to_owned())}</legend>
            {boxes.select(&named("message"), none, offered(), &message)}
            {boxes.named(named("at"), time, &at)}
            {begun}
        </fieldset>
    }
    .into_any()
}

/// Taking it out, folded away at the foot of the page.
fn going(planning: &Planning, wave: &PlannedWave, contact: &PlannedContact) -> AnyView {
    let to = format!("{}/{}", of_wave(planning, wave), contact.key);
    let counted = wave.contacts.iter().filter(|one| one.after == contact.key);
    let counted: Vec<_> = counted.map(|one| format!("“{}”", one.key)).collect();
    let counted = (!counted.is_empty()).then(|| {
        let words = format!(
            "Counted from it: {}. They stay, and each is a fault until its day is counted from another.",
            counted.join(", ")
        );
        view! { <p>{words}</p> }
    });
    view! {
        <details class="staff-more">
            <summary>"Take this contact out"</summary>
            <form method="post" action=to novalidate>
                {seen("whole", &contact.mark())}
                <p>
                    "It goes from the draft, with the comment above it in the text. Nothing changes for anybody until the \
                     draft is published."
                </p>
                {counted}
                <div class="actions">
                    <button class="button button--quiet" name="then" value="remove">"Take it out"</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
