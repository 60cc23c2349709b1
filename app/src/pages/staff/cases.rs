//! Who looks after whom: a supervisor gives participants to interviewers, and takes them back.

use leptos::prelude::*;
use records::{
    staff::{Caseload, Load},
    studies::StudyHandle,
};

use super::{
    coming_in::framed,
    participants::{back, of_study},
};
use crate::{
    api::staff::cases::{Cases, CasesOf},
    components::staff::{
        frame::StaffFramed,
        said::Told,
        select::StaffSelect,
        table::{StaffTable, cell},
        words::StaffWords,
    },
    wording::staff as wording,
};

pub(crate) fn cases(cases: Cases) -> StaffFramed {
    let Cases { study, load, said } = cases;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let unknown = unknown(&said.unknown);
    let Load { interviewers, nobodys } = load;
    let options = interviewers.iter().map(|one| (one.staff_id.to_string(), one.name.clone()));
    let options = options.collect::<Vec<_>>();
    let list = listed(&study, interviewers);
    let here = of_study(&study, "cases");
    let middle = view! {
        <Told said />
        <h1>"Cases"</h1>
        <p>{study.study().title.clone()}</p>
        {list}
        <p>"Participants whom no interviewer has: "{nobodys}</p>
        <h2>"Give participants to somebody"</h2>
        <form method="post" action=here novalidate>
            <StaffSelect
                name="interviewer" label="Interviewer" none="Choose an interviewer" options
                chosen=typed.one("interviewer").to_owned()
                wrong=wording::at("interviewer", wrong)
            />
            {unknown}
            <StaffWords
                name="numbers" label="Study numbers"
                hint="One a line, or with commas between them. A column of a spreadsheet will do."
                value=typed.raw("numbers").to_owned() wrong=wording::at("numbers", wrong)
            />
            <div class="actions"><button class="button">"Give them"</button></div>
        </form>
    };
    framed("Cases", wrong, middle)
}

/// Each number of a pasted list that is nobody's, so that it can be found in the list.
fn unknown(numbers: &[String]) -> Option<impl IntoView + use<>> {
    if numbers.is_empty() {
        return None;
    }
    let lines = numbers.iter().map(|number| view! { <li>{number.clone()}</li> }).collect_view();
    Some(view! {
        <div class="notice">
            <p>"Nobody in this study has these study numbers:"</p>
            <ul>{lines}</ul>
        </div>
    })
}

fn listed(study: &StudyHandle, interviewers: Vec<Caseload>) -> AnyView {
    if interviewers.is_empty() {
        return view! {
            <p>"This study has no interviewers. An administrator can invite some."</p>
        }
        .into_any();
    }
    let rows = interviewers.into_iter().map(|Caseload { staff_id, name, cases }| {
        let to = of_study(study, &format!("cases/{staff_id}"));
        vec![view! { <a href=to>{name}</a> }.into_any(), cell(cases.to_string())]
    });
    let (heads, rows) = (vec!["Interviewer", "Participants"], rows.collect());
    view! { <StaffTable caption="Interviewers".to_owned() heads rows /> }.into_any()
}

pub(crate) fn cases_of(of: CasesOf) -> StaffFramed {
    let CasesOf { study, staff_id, name, numbers, said } = of;
    let wrong = said.wrong;
    let none = numbers.is_empty();
    let boxes = numbers.into_iter().enumerate().map(|(place, number)| {
        let id = if place == 0 { "numbers".to_owned() } else { format!("numbers-{}", place + 1) };
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name="numbers" value=number.clone() />
                <label for=id>{number}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let action = of_study(&study, &format!("cases/{staff_id}"));
    let list = if none {
        view! { <p>"They look after nobody in this study."</p> }.into_any()
    } else {
        view! {
            <form method="post" action=action novalidate>
                <fieldset>
                    <legend>"Whom do you take back?"</legend>
                    <div class="choices">{boxes}</div>
                </fieldset>
                <div class="actions"><button class="button">"Take these back"</button></div>
            </form>
        }
        .into_any()
    };
    let middle = view! {
        {back(of_study(&study, "cases"), "Cases")}
        <Told said />
        <h1>"Participants of "{name}</h1>
        {list}
    };
    framed("An interviewer's participants", wrong, middle)
}
