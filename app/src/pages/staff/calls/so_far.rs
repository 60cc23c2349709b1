//! The calls to one participant, for whoever looks after those who ring: how each case stands and what can be done about it, and
//! each call with who made it, who answered and what was noted.

use leptos::prelude::*;
use records::{
    calls::{Attempt, Listed, SoFar},
    staff::Names,
    studies::StudyHandle,
};
use surveys::calls::{Because, Standing};

use super::listing;
use crate::{
    api::staff::call_list::{CallsSoFar, Shown},
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_one, of_study},
    },
    wording::staff::calls as wording,
};

pub(crate) fn so_far(read: CallsSoFar) -> StaffFramed {
    let CallsSoFar { study, so_far, names, said } = read;
    let wrong = said.wrong;
    let SoFar { participant, number, cases, calls } = so_far;
    let heading = format!("Calls to participant {number}");
    let why = cases.iter().any(is_held).then(|| view! { <p>{wording::WHY_HELD}</p> });
    let cases = of_cases((&study, &names), &cases);
    let calls = of_calls((&study, &names), &calls);
    let middle = view! {
        {back(of_study(&study, "call-list"), "Who is rung")}
        <Told said />
        <h1>{heading.clone()}</h1>
        <p>{study.study().title.clone()}". It is recorded that you read this. "
            <a href=of_one(&study, participant, "")>"Who they are, and how to reach them"</a></p>
        {cases}
        {why}
        <h2>"Each call, the latest first"</h2>
        {calls}
    };
    framed(&heading, wrong, middle)
}

const fn is_held(one: &Listed) -> bool {
    matches!(one.standing, Some(Standing::Not(Because::Alert | Because::Held)))
}

fn of_cases((study, names): (&StudyHandle, &Names), cases: &[Listed]) -> AnyView {
    if cases.is_empty() {
        return view! { <p>"Nobody was to ring them so far."</p> }.into_any();
    }
    let rows = cases.iter().map(|one| {
        vec![
            cell(one.case.to_string()),
            cell(study.study().title_of(&one.wave)),
            cell(listing::stands(study, one)),
            cell(listing::who_has(study, one, names)),
            acts(study, one),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec!["Case", "Survey", "How it stands", "Who has it", "What to do"];
    view! { <StaffTable caption="Their cases".to_owned() look=Look::Wide heads rows /> }.into_any()
}

/// What can be done about a case with one press, and the way to where an ending is put right.
fn acts(study: &StudyHandle, one: &Listed) -> AnyView {
    let acts = listing::acts(study, one, &Shown::Beside(one.case));
    let right = (one.attempts > 0).then(|| {
        let to = of_study(study, &format!("call-list/{}", one.case));
        let of = format!(": case {}", one.case);
        view! { <a href=to>"Put right how a call ended"<span class="hidden">{of}</span></a> }
    });
    if acts.is_none() && right.is_none() {
        return cell("Nothing");
    }
    view! { {right}{acts} }.into_any()
}

fn of_calls(of: (&StudyHandle, &Names), calls: &[Attempt]) -> AnyView {
    let lines: Vec<_> = calls.iter().map(|call| line(of, call)).collect();
    match lines.is_empty() {
        true => view! { <p>"None yet."</p> }.into_any(),
        false => view! { <ul class="staff-list">{lines}</ul> }.into_any(),
    }
}

fn line((study, names): (&StudyHandle, &Names), call: &Attempt) -> impl IntoView + use<> {
    let zone = &study.study().timezone;
    let agreed = call.agreed.map(|agreed| format!(": {}", wording::agreed(agreed, zone)));
    let wave = study.study().title_of(&call.wave);
    let when = format!("Dialled {}, about {wave}", wording::moment(call.at, zone));
    let by = names.of_number(call.staff_id);
    let by = format!("Written down by {by}, {}", wording::moment(call.ended_at, zone));
    let who = call.who_answered.as_deref().map(wording::answered_by);
    let who = who.map(|who| view! { <br />"Who answered: "<span dir="auto">{who}</span> });
    let language = call.language.clone();
    let language =
        language.map(|spoken| view! { <br />"Language: "<span dir="auto">{spoken}</span> });
    let note = call.note.clone();
    let note = note.map(|note| view! { <p class="staff-words" dir="auto">{note}</p> });
    view! {
        <li>
            <strong>{call.outcome.label()}</strong>{agreed}<br />
            {when}<br />
            {by}
            {who}
            {language}
            {note}
        </li>
    }
}
