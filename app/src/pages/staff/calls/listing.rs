//! Every case of a study, for whoever looks after its interviewers: how each stands, who has it, and what can be done about it.

use leptos::prelude::*;
use records::{
    calls::Listed,
    staff::{Caseload, Names},
    studies::StudyHandle,
};
use surveys::{
    calendar,
    calls::{Standing, Waited},
    fill::short_time,
};

use crate::{
    api::staff::{
        call_list::{Listing, Which},
        door::Said,
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        select::StaffSelect,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_one, of_study},
    },
    wording::staff::{self as common, calls as wording},
};

/// Cases that are shown at once.
const SHOWN: usize = 100;

const CASE: Asked = Asked {
    name: "case",
    label: "Number of the case",
    kind: "text",
    autocomplete: "off",
    hint: Some("It stands in the list"),
};

pub(crate) fn listing(listing: Listing) -> StaffFramed {
    let Listing { study, cases, which, interviewers, names, said } = listing;
    let wrong = said.wrong;
    let which_form = which_form(&study, which, &cases);
    let chosen: Vec<_> = cases.iter().filter(|one| which.has(one)).collect();
    let more = chosen.len().saturating_sub(SHOWN);
    let rows: Vec<_> = chosen.iter().take(SHOWN).map(|one| row(&study, one, &names)).collect();
    let heads = vec!["Case", "Participant", "How it stands", "Calls", "Who has it", "What to do"];
    let table = match rows.is_empty() {
        true => view! { <p role="status">"There is nobody among these."</p> }.into_any(),
        false => view! {
            <StaffTable caption="In the order in which they came".to_owned() look=Look::Wide heads rows />
        }
        .into_any(),
    };
    let more = (more > 0).then(|| view! { <p>{format!("And {more} more.")}</p> });
    let giving = giving(&study, interviewers, &said);
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>"Who is rung"</h1>
        <p>{study.study().title.clone()}". "<a href=of_study(&study, "call-rules")>"Rules"</a>" · "
            <a href=of_study(&study, "call-rates")>"Rates"</a>" · "
            <a href=of_study(&study, "call-figures")>"What interviewers did"</a></p>
        {which_form}
        {table}
        {more}
        {giving}
    };
    framed("Who is rung", wrong, middle)
}

/// How many there are of each kind; one of them is shown.
fn which_form(study: &StudyHandle, which: Which, cases: &[Listed]) -> impl IntoView + use<> {
    let options = Which::ALL.into_iter().map(|(of, name, words)| {
        let count = cases.iter().filter(|one| of.has(one)).count();
        (name.to_owned(), format!("{words} ({count})"))
    });
    let options: Vec<_> = options.collect();
    let chosen = Which::ALL.into_iter().find(|(of, ..)| *of == which);
    let chosen = chosen.map_or_else(String::new, |(_, name, _)| name.to_owned());
    view! {
        <form method="post" action=of_study(study, "call-list")>
            <StaffSelect
                name="which" label="Show" none="Choose whom" options chosen wrong=None
            />
            <div class="actions">
                <button class="button button--quiet" name="then" value="show">"Show these"</button>
            </div>
        </form>
    }
}

fn row(study: &StudyHandle, one: &Listed, names: &Names) -> Vec<AnyView> {
    let zone = &study.study().timezone;
    let stands = one.standing.as_ref().map_or_else(
        || "What is held of them cannot be read".to_owned(),
        |stands| wording::standing(stands, zone),
    );
    let outcome = one.outcome.map(|outcome| format!(". So far: {}", outcome.label()));
    let stands = format!("{stands}{}", outcome.unwrap_or_default());
    let has = one.leased.map_or_else(
        || "Nobody".to_owned(),
        |(staff, until)| {
            let until = short_time(calendar::moment_in(zone, until));
            format!("{}, until {until}", names.of_number(staff))
        },
    );
    let to = of_one(study, one.participant, "");
    let waves = &study.study().waves;
    let wave = waves.iter().find(|wave| wave.key.as_str() == one.wave);
    let wave = wave.map_or_else(|| one.wave.clone(), |wave| wave.title.clone());
    vec![
        cell(one.case.to_string()),
        view! { <a href=to>{one.number.clone()}</a><br />{wave} }.into_any(),
        cell(stands),
        cell(one.attempts.to_string()),
        cell(has),
        acts(study, one),
    ]
}

/// What can be done about a case with one press.
fn acts(study: &StudyHandle, one: &Listed) -> AnyView {
    let waits =
        matches!(one.standing, Some(Standing::WaitsFor(Waited::Supervisor | Waited::Interpreter)));
    let back = waits.then(|| act(study, one, ("give-back", "May be rung again")));
    let free = one.leased.map(|_| act(study, one, ("release", "Take it back")));
    view! { {back}{free} }.into_any()
}

fn act(
    study: &StudyHandle,
    one: &Listed,
    (then, words): (&'static str, &'static str),
) -> impl IntoView + use<> {
    let of = format!(": case {}", one.case);
    view! {
        <form method="post" action=of_study(study, "call-list")>
            <input type="hidden" name="case" value=one.case.to_string() />
            <button class="button button--quiet" name="then" value=then>
                {words}<span class="hidden">{of}</span>
            </button>
        </form>
    }
}

/// One case is given to one interviewer.
fn giving(study: &StudyHandle, interviewers: Vec<Caseload>, said: &Said) -> impl IntoView + use<> {
    let options = interviewers.into_iter().map(|one| (one.staff_id.to_string(), one.name));
    let options: Vec<_> = options.collect();
    let chosen = said.typed.one("interviewer").to_owned();
    let (case, wrong) = (said.typed.raw("case").to_owned(), common::amiss("case", said));
    let nobody = common::amiss("interviewer", said);
    view! {
        <h2>"Give a case to one interviewer"</h2>
        <p>"They alone look after the participant from then on. Whoever has the case has it no more."</p>
        <form method="post" action=of_study(study, "call-list") novalidate>
            <StaffField asked=CASE value=case wrong />
            <StaffSelect
                name="interviewer" label="Interviewer" none="Choose an interviewer" options chosen
                wrong=nobody
            />
            <div class="actions"><button class="button" name="then" value="reassign">"Give it"</button></div>
        </form>
    }
}
