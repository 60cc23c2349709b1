//! One participant: what can be done for them at once, who they are, and how they stand.

mod ringing_in;

mod record;

mod contacts;

mod texts;

mod lost;

use leptos::prelude::*;
use records::{Person, people::Seen, studies::StudyHandle};
use surveys::fill::long_date;

use super::{back, of_one, of_study};
use crate::{
    api::staff::{
        Wrong,
        participants::{May, One},
    },
    components::staff::{
        frame::StaffFramed,
        person::as_dialled,
        said::Told,
        select::StaffSelect,
        table::{StaffTable, cell},
    },
    pages::staff::coming_in::framed,
    wording::{desk, staff as wording},
};

pub(crate) fn one(one: One) -> StaffFramed {
    let One { study, seen, may, said } = one;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let (id, number) = (seen.id, seen.number.clone());
    let waves = seen
        .waves
        .iter()
        .map(|wave| vec![cell(wave.title.clone()), cell(desk::stands(wave.stands))]);
    let waves = waves.collect();
    let below = |rest: &str| of_one(&study, id, rest);
    let at_once = ringing_in::ringing_in(&study, &seen, may, &said);
    let middle = view! {
        {back(of_study(&study, "participants"), "Participants")}
        <Told said />
        <h1>"Participant "{number}</h1>
        {at_once}
        {what_else(&study, &seen, may)}
        <h2>"Who they are"</h2>
        {who(&seen)}
        <StaffTable caption="Surveys".to_owned() heads=vec!["Survey", "How it stands"] rows=waves />
        {new_link(&seen, below("/link"), typed.one("wave").to_owned(), wrong)}
        {texts::texts(&study, &seen)}
        {record::stopped(&study, &seen)}
        {contacts::contacts(&study, &seen)}
        {lost::lost(&seen)}
        {record::messages(&study, &seen)}
        {record::agreed(&seen)}
    };
    framed("A participant", wrong, middle)
}

fn what_else(study: &StudyHandle, seen: &Seen, may: May) -> impl IntoView + use<> {
    let below = |rest: &str| of_one(study, seen.id, rest);
    let messages = (!seen.contacts.is_empty()).then(|| {
        view! { <li><a href=below("/messages")>"Messages as this person would read them"</a></li> }
    });
    let calls = may.tend_calls.then(|| {
        view! { <li><a href=below("/calls")>"Calls to them so far, and who rang"</a></li> }
    });
    view! {
        <h2>"What else you can do"</h2>
        <ul class="staff-links">
            <li><a href=below("/consent")>"Record consent given on paper or by telephone"</a></li>
            <li><a href=below("/tracing")>"Something did not reach them, or you look for them"</a></li>
            {messages}
            {calls}
        </ul>
    }
}

fn new_link(
    seen: &Seen,
    action: String,
    chosen: String,
    wrong: Option<Wrong>,
) -> impl IntoView + use<> {
    let options = seen.waves.iter().map(|wave| (wave.wave.to_string(), wave.title.clone()));
    let options = options.collect::<Vec<_>>();
    view! {
        <h2>"A new link"</h2>
        <form method="post" action=action novalidate>
            <p>
                "If they lost theirs, or somebody else has it. The one before stops working at \
                 once, on every device."
            </p>
            <StaffSelect
                name="wave" label="For which survey" none="Choose a survey" options chosen
                wrong=wording::at("wave", wrong)
            />
            <div class="actions"><button class="button">"Issue a new link"</button></div>
        </form>
    }
}

fn who(seen: &Seen) -> AnyView {
    let Some(person) = seen.who.clone() else {
        return view! {
            <p>"Their name and contact details were deleted, or we never had any."</p>
        }
        .into_any();
    };
    let Person { first_name, last_name, dob, mobile, email, address, postcode } = person;
    let joined = |parts: [Option<String>; 2], between: &str| {
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(between))
    };
    let rows = [
        ("Name", joined([first_name, last_name], " ")),
        ("Date of birth", dob.map(long_date)),
        ("Telephone", mobile.map(as_dialled)),
        ("Email", email),
        ("Address", joined([address, postcode], ", ")),
        ("Language", seen.language.clone()),
        ("Site", seen.site.clone()),
        ("Enrolled", Some(long_date(seen.enrolled_on))),
    ];
    let rows = rows.into_iter().map(|(name, value)| {
        let value = value.unwrap_or_else(|| "Not known".to_owned());
        view! { <div class="check__row"><dt>{name}</dt><dd>{value}</dd></div> }
    });
    view! { <dl class="check">{rows.collect_view()}</dl> }.into_any()
}
