//! One check of a draft, or one that is to be added.

use leptos::prelude::*;
use surveys::editing::{NewCheck, Subject};

use super::{
    asking::to_choose,
    boxes::{Boxes, by_enter, page},
    checks::level,
    comparing::fields,
    of_survey,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{
        frame::StaffFramed,
        radios::{Radio, StaffRadios},
        select::StaffSelect,
        words::StaffWords,
    },
};

pub(crate) fn check(arranging: Arranging) -> StaffFramed {
    let (draft, at) = (&arranging.draft, &arranging.at);
    let boxes = Boxes::of(&arranging.said);
    let outline = arranging.outline.as_ref().ok();
    let known = at.parse().ok().and_then(|place: usize| outline?.checks.get(place).cloned());
    let (title, first) = match (&known, at.strip_prefix("new.")) {
        (Some(known), _) => (format!("Check {}", known.key), when(&arranging, known)),
        (None, question) => {
            let question = question.unwrap_or_default();
            let compared = compared(&arranging, question, &boxes);
            (format!("Add a check at {question}"), compared)
        }
    };
    let new = at.strip_prefix("new.").map_or_else(NewCheck::default, |question| NewCheck {
        key: format!("ck_{question}"),
        level: "soft".to_owned(),
        at: question.to_owned(),
        ..NewCheck::default()
    });
    let questions = outline.map(to_choose).unwrap_or_default();
    let check = known.unwrap_or(new);
    let at_question = boxes.value("at", &check.at);
    let below = view! {
        <form method="post" action=of_survey(&draft.key, &format!("/checks/{at}")) novalidate>
            {by_enter("save")}
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {first}
            {said(&check, &boxes)}
            <StaffSelect
                name="at" label="Beside which question it is said" none="Choose a question"
                options=questions chosen=at_question wrong=None
            />
            {boxes.line("key", ("Short name", "It names the column in the dataset."), &check.key)}
            <div class="actions"><button class="button" name="then" value="save">"Save"</button></div>
        </form>
    };
    page(&arranging, &title, ("/checks", "All checks"), below.into_any())
}

fn said(check: &NewCheck, boxes: &Boxes) -> AnyView {
    let radios = ["soft", "hard", "paradata"].map(|one| Radio::new(one, level(one)));
    view! {
        <StaffRadios
            name="level" legend="What happens then?" radios=radios.into()
            chosen=boxes.value("level", &check.level) wrong=None
        />
        <StaffWords
            name="say" label="What people are told"
            hint="Such as: You said that you work more than 60 hours a week. Is that right?"
            value=boxes.value("say", &check.say) wrong=boxes.at("say")
        />
    }
    .into_any()
}

fn when(arranging: &Arranging, check: &NewCheck) -> AnyView {
    let to = of_survey(&arranging.draft.key, &format!("/when/check.{}", arranging.at));
    view! {
        <p>"It speaks when "{check.when.clone()}"."</p>
        <p><a href=to>"Change when it speaks"</a></p>
    }
    .into_any()
}

/// The first comparison of a check: with the question itself.
fn compared(arranging: &Arranging, question: &str, boxes: &Boxes) -> AnyView {
    let subjects = arranging.subjects(None);
    let subject: Option<&Subject> = subjects.iter().find(|subject| {
        subject.name == question || subject.name.starts_with(&format!("{question}_"))
    });
    match subject {
        Some(subject) => fields(subject, &subjects, boxes),
        None => view! {
            <p>"Mend what is wrong with the question first. Then its answers can be chosen here."</p>
        }
        .into_any(),
    }
}
