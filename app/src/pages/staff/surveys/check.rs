//! One check of a draft, or one that is to be added.

use leptos::prelude::*;
use surveys::{
    definition::Level,
    editing::{NewCheck, Subject},
};

use super::{
    around::of_what,
    asking::to_choose,
    boxes::{Boxes, by_enter, seen, to_condition},
    checks::level,
    comparing::fields,
    of_survey,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{
        frame::StaffFramed,
        radios::{Radio, StaffRadios},
    },
    wording::staff as wording,
};

pub(crate) fn check(arranging: Arranging) -> StaffFramed {
    let title = match arranging.at.strip_prefix("new.") {
        Some(question) => format!("Add a check at {question}"),
        None => "A check".to_owned(),
    };
    let below = || form(&arranging, &title);
    of_what(&arranging, &title, ("/checks", "All checks"), below)
}

fn form(arranging: &Arranging, title: &str) -> (String, AnyView) {
    let (draft, at) = (&arranging.draft, &arranging.at);
    let boxes = Boxes::of(arranging);
    let outline = arranging.outline.as_ref().ok();
    let known = at.parse().ok().and_then(|place: usize| outline?.checks.get(place).cloned());
    let (title, first) = match (&known, at.strip_prefix("new.")) {
        (Some(known), _) => {
            (format!("Check {}", known.key), when(&arranging.in_words(&known.when)))
        }
        (None, question) => {
            let question = question.unwrap_or_default();
            (title.to_owned(), compared(arranging, question, &boxes))
        }
    };
    let new = at.strip_prefix("new.").map_or_else(NewCheck::default, |question| NewCheck {
        key: format!("ck_{question}"),
        at: question.to_owned(),
        ..NewCheck::default()
    });
    let questions = outline.map(to_choose).unwrap_or_default();
    let check = known.unwrap_or(new);
    let beside = ("Beside which question it is said", "Choose a question");
    let below = view! {
        <form method="post" action=of_survey(&draft.key, &format!("/checks/{at}")) novalidate>
            {by_enter("save")}
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {seen("when", &check.when)}
            {first}
            {said(&check, &boxes)}
            {boxes.select("at", beside, questions, &check.at)}
            {boxes.line("key", ("Short name", "It names the column in the dataset."), &check.key)}
            <div class="actions"><button class="button" name="then" value="save">"Save"</button></div>
        </form>
    };
    (title, below.into_any())
}

fn said(check: &NewCheck, boxes: &Boxes) -> AnyView {
    let radios = Level::ALL.map(|one| Radio::new(one.name(), level(one)));
    let insists = check.level.name();
    let hint = "Such as: You said that you work more than 60 hours a week. Is that right?";
    let theirs =
        boxes.at_saved("level", insists).map(|_| wording::questions::theirs(level(check.level)));
    view! {
        <StaffRadios
            name="level" legend="What happens then?" radios=radios.into()
            chosen=boxes.value("level", insists) wrong=theirs
        />
        {boxes.seen("level", insists)}
        {boxes.words("say", ("What people are told", hint), &check.say)}
    }
    .into_any()
}

fn when(condition: &str) -> AnyView {
    view! {
        <p>"It speaks when "{condition.to_owned()}"."</p>
        {to_condition("Save, and change when it speaks")}
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
