//! Wishes that were refused because answers are frozen, and what the data protection officer decided.

use leptos::prelude::*;
use records::refusals::{Outcome, Refused, Review, ReviewProblem};
use surveys::fill::long_date;

use super::{
    coming_in::framed,
    participants::{back, of_study},
};
use crate::{
    api::staff::{
        door::Said,
        refusals::{Refusal, Refusals},
    },
    components::{
        staff::{
            field::{Asked, StaffField},
            frame::StaffFramed,
            radios::{Radio, StaffRadios},
            said::Told,
            select::Wrong as Beside,
            table::{StaffTable, cell},
            words::StaffWords,
        },
        summary::{Summary, ToPutRight},
    },
    wording::desk,
};

const DECIDER: Asked = Asked {
    name: "decided_by",
    label: "Who decided it",
    kind: "text",
    autocomplete: "off",
    hint: Some("Their function, such as data protection officer"),
};

pub(crate) fn refusals(refusals: Refusals) -> StaffFramed {
    let Refusals { study, all, said } = refusals;
    let rows = all.into_iter().map(|refused| {
        let to = of_study(&study, &format!("refusals/{}", refused.id));
        let came = match refused.reviews.last() {
            None => "Nobody has decided on it yet".to_owned(),
            Some((on, review)) => {
                format!("{}, {}", desk::outcome(review.outcome), long_date(*on))
            }
        };
        vec![
            view! { <a href=to>{refused.reference}</a> }.into_any(),
            cell(refused.number),
            cell(long_date(refused.on)),
            cell(came),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec!["Reference", "Participant", "Asked on", "What came of it"];
    let list = match rows.is_empty() {
        true => view! { <p>"No wish to have answers deleted was refused."</p> }.into_any(),
        false => view! { <StaffTable caption="Refused wishes".to_owned() heads rows /> }.into_any(),
    };
    let middle = view! {
        <Told said />
        <h1>"Refused deletions"</h1>
        <p>{study.study().title.clone()}</p>
        <p>
            "From the day on which answers are frozen for the analysis, nobody's answers are \
             deleted without a decision of the data protection officer. Write each one down here."
        </p>
        {list}
    };
    StaffFramed::new("Refused deletions", middle)
}

pub(crate) fn refusal(refusal: Refusal) -> StaffFramed {
    let Refusal { study, refused, said } = refusal;
    let wrong = said.wrong;
    let Refused { id, number, choice, reference, on, frozen_on, mode, reviews } = refused;
    let allowed = reviews.iter().any(|(_, review)| review.outcome == Outcome::Allowed);
    let reviews = reviews.into_iter().map(|(on, review)| reviewed(long_date(on), review));
    let reviews = reviews.collect::<Vec<_>>();
    let list = match reviews.is_empty() {
        true => view! { <p>"Nobody has decided on it yet."</p> }.into_any(),
        false => view! { <ul class="staff-list">{reviews}</ul> }.into_any(),
    };
    let how = desk::how_told(mode);
    let frozen = frozen_on.map(|day| format!(" Answers are frozen since {}.", long_date(day)));
    let action = of_study(&study, &format!("refusals/{id}"));
    let form = (!allowed).then(|| form(&said, action));
    let middle = view! {
        {back(of_study(&study, "refusals"), "Refused deletions")}
        {form_summary(&said)}
        <h1>"Refused deletion "{reference}</h1>
        <p>
            "Participant "{number}" asked on "{long_date(on)}", "{how}": "{choice.words()}"."
            {frozen}
        </p>
        <h2>"What was decided since"</h2>
        {list}
        {form}
    };
    framed("A refused deletion", wrong, middle)
}

fn reviewed(on: String, review: Review) -> impl IntoView {
    let Review { outcome, decided_by, note } = review;
    view! {
        <li>
            <strong>{desk::outcome(outcome)}</strong><br />
            {on}", decided by "{decided_by}"."
            <p class="staff-words">{note}</p>
        </li>
    }
}

fn problems(said: &Said) -> Vec<ReviewProblem> {
    match said.wrong {
        Some(_) => Review::parse(&said.typed).err().unwrap_or_default(),
        None => Vec::new(),
    }
}

fn form_summary(said: &Said) -> AnyView {
    let problems = problems(said);
    if problems.is_empty() {
        return view! { <Told said=said.clone() /> }.into_any();
    }
    let wrong = problems.into_iter().map(|problem| {
        let (field, words) = desk::review_problem(problem);
        let at = field.to_owned();
        ToPutRight { at, words: words.to_owned() }
    });
    view! { <Summary wrong=wrong.collect() /> }.into_any()
}

fn form(said: &Said, action: String) -> impl IntoView + use<> {
    let (typed, problems) = (said.typed.clone(), problems(said));
    let at = |field: &str| {
        let told = problems.iter().map(|problem| desk::review_problem(*problem));
        told.into_iter().find(|(at, _)| *at == field).map(|(_, words)| words.to_owned())
    };
    let radios = Outcome::ALL.map(|one| Radio::new(one.name(), desk::outcome(one)));
    let sure = at("sure");
    view! {
        <h2>"Write a decision down"</h2>
        <form class="page" method="post" action=action novalidate>
            <StaffRadios
                name="outcome" legend="What was decided?" radios=radios.into()
                chosen=typed.one("outcome").to_owned() wrong=at("outcome")
            />
            <StaffField asked=DECIDER value=typed.raw("decided_by") wrong=at("decided_by") />
            <StaffWords
                name="note" label="Why" hint="Please leave out names."
                value=typed.raw("note").to_owned() wrong=at("note")
            />
            <Beside name="sure" wrong=sure />
            <label class="staff-sure">
                <input type="checkbox" id="sure" name="sure" value="yes" />
                "If it is allowed: delete the answers now. This cannot be undone"
            </label>
            <div class="actions"><button class="button">"Write it down"</button></div>
        </form>
    }
}
