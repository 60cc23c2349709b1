//! Finding a participant. What is typed is posted, so that no number or address stands in an address.

use leptos::prelude::*;
use records::{
    people::{Listed, Own, TOGETHER},
    studies::StudyHandle,
    texts::Waiting,
};
use surveys::{calendar, fill::long_moment};

use super::{of_one, of_study};
use crate::{
    api::staff::{
        door::{Done, Said},
        participants::Searching,
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::coming_in::framed,
    wording::{desk, staff as wording},
};

const SOUGHT: Asked = Asked {
    name: "sought",
    label: "Study number, phone number, email address or name",
    kind: "text",
    autocomplete: "off",
    hint: Some(
        "Looking somebody up by phone, email or name is recorded. Of a name, the last name is enough",
    ),
};

pub(crate) fn searching(searching: Searching) -> StaffFramed {
    let Searching { study, own, texts, said } = searching;
    let texts = waiting(&study, texts);
    let wrong = said.wrong;
    let found = match &said.done {
        Some(Done::Found(people)) => Some(people.clone()),
        _ => None,
    };
    let here = of_study(&study, "participants");
    let found = found.map(|people| those_found(&study, people));
    let own = own.map(|Own { people, next }| {
        let more = next.map(|after| more(of_study(&study, "participants"), after));
        let list = match people.is_empty() {
            true => view! { <p>"There is nobody in your list now."</p> }.into_any(),
            false => table(&study, "Your participants", people),
        };
        view! { <h2>"Whom you look after"</h2>{list}{more} }
    });
    let (title, form) = (study.study().title.clone(), form(here, &said));
    let middle = view! {
        <Told said />
        <h1>"Participants"</h1>
        <p>{title}</p>
        {form}
        {found}
        {texts}
        {own}
    };
    framed("Participants", wrong, middle)
}

/// What is asked for, and the birthday that they say: it is compared, and never shown.
fn form(here: String, said: &Said) -> impl IntoView + use<> {
    let typed = &said.typed;
    let part = |name: &'static str, label: &'static str| {
        let value = typed.raw(name).to_owned();
        view! {
            <div class="date__part">
                <label for=name>{label}</label>
                <input
                    class="input--2" type="text" inputmode="numeric" id=name name=name value=value
                    autocomplete="off" aria-describedby="born-hint"
                />
            </div>
        }
    };
    let (day, month) = (part("day", "Day"), part("month", "Month"));
    let wrong = wording::amiss("day", said);
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let wrong = wrong.map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    let sought = typed.raw("sought").to_owned();
    let nobody = wording::at("sought", said.wrong).or_else(|| wording::amiss("sought", said));
    view! {
        <form method="post" action=here novalidate autocomplete="off">
            <StaffField asked=SOUGHT value=sought wrong=nobody />
            <div class=class>
                <fieldset>
                    <legend>"Their birthday, if they say it"</legend>
                    <p class="hint" id="born-hint">
                        "You may leave it out. It tells people of one name apart, such as 27 and 3 for 27 March."
                    </p>
                    {wrong}
                    <div class="date">{day} {month}</div>
                </fieldset>
            </div>
            <div class="actions"><button class="button">"Find"</button></div>
        </form>
    }
}

fn those_found(study: &StudyHandle, people: Vec<Listed>) -> impl IntoView + use<> {
    let may_be_more = (people.len() as u64 == TOGETHER).then(|| {
        view! { <p>"These are the first 50. Type the first name, too, or ask for something else that they know."</p> }
    });
    let list = table(study, "Found", people);
    view! { <h2>"Found"</h2>{may_be_more}{list} }
}

fn table(study: &StudyHandle, caption: &str, people: Vec<Listed>) -> AnyView {
    let rows = people.into_iter().map(|person| row(study, person)).collect();
    let heads = vec!["Study number", "Site", "Survey now"];
    view! { <StaffTable caption=caption.to_owned() look=Look::BelowHeading heads rows /> }
        .into_any()
}

/// The texts that wait for somebody. What they say stands on the page of who sent them, where looking is written down.
fn waiting(study: &StudyHandle, texts: Vec<Waiting>) -> Option<AnyView> {
    if texts.is_empty() {
        return None;
    }
    let zone = &study.study().timezone;
    let rows = texts.into_iter().map(|text| {
        let to = of_one(study, text.participant, "#texts");
        let came = long_moment(calendar::moment_in(zone, text.at));
        vec![
            view! { <a href=to>{text.number}</a> }.into_any(),
            cell(desk::asks(text.asks)),
            cell(came),
        ]
    });
    let rows = rows.collect();
    let heads = vec!["Study number", "Text", "Since"];
    let caption = "Texts that wait, the first 50".to_owned();
    let table = view! { <StaffTable caption look=Look::BelowHeading heads rows /> };
    let clock = format!("Times are by the clock of {zone}.");
    Some(view! { <h2>"Texts that wait for somebody"</h2><p>{clock}</p>{table} }.into_any())
}

/// The next page of the list.
fn more(here: String, after: String) -> impl IntoView {
    view! {
        <form method="post" action=here>
            <input type="hidden" name="after" value=after />
            <button class="button button--quiet" name="then" value="more">"Show the next 50"</button>
        </form>
    }
}

fn row(study: &StudyHandle, person: Listed) -> Vec<AnyView> {
    let now = person.now().map(|wave| format!("{}: {}", wave.title, desk::stands(wave.stands)));
    let Listed { id, number, site, .. } = person;
    let site = site.and_then(|key| {
        let known = study.study().sites.iter().find(|site| site.key == key);
        known.map(|site| site.title.clone())
    });
    let to = of_one(study, id, "");
    vec![
        view! { <a href=to>{number}</a> }.into_any(),
        cell(site.unwrap_or_else(|| "None".to_owned())),
        cell(now.unwrap_or_default()),
    ]
}
