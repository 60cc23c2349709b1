//! The checks of a draft, and the variables that are worked out.

use leptos::prelude::*;
use surveys::{
    definition::Level,
    editing::{DerivedRow, NewCheck, Outline, mark},
};

use super::{
    around::{all_the_same, page, unreadable},
    asking::to_choose,
    boxes::{Boxes, seen},
    of_survey,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{frame::StaffFramed, select::StaffSelect},
};

pub(crate) fn checks(arranging: Arranging) -> StaffFramed {
    let key = &arranging.draft.key;
    let below = match &arranging.outline {
        Err(error) => unreadable(&arranging, error),
        Ok(outline) => view! {
            {all_the_same(&arranging, "/checks")}
            {listed(&arranging, outline)}
            {new_check(&arranging, outline)}
            {derived(&arranging, outline)}
        }
        .into_any(),
    };
    let title = format!("Checks of {key}, and what is worked out");
    page(&arranging, &title, ("/arranging", "All questions"), below)
}

/// How much a check insists, in words.
pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::Hard => "Blocks until it is put right",
        Level::Paradata => "Says nothing, and is marked in the dataset",
        Level::Soft => "Asks once, and lets through",
    }
}

fn listed(arranging: &Arranging, outline: &Outline) -> AnyView {
    let key = &arranging.draft.key;
    if outline.checks.is_empty() {
        return view! { <p>"There is no check yet."</p> }.into_any();
    }
    let checks = outline.checks.iter().enumerate().map(|(place, check)| {
        let seen = seen(&format!("check-{place}"), &mark(check));
        let NewCheck { key: name, level: insists, at, when, say } = check.clone();
        let (to, when) = (of_survey(key, &format!("/checks/{place}")), arranging.in_words(&when));
        let say = (!say.is_empty()).then(|| view! { "Says: "<bdi>{say}</bdi> });
        view! {
            <li class="arranged__page">
                <p><a href=to>{name.clone()}</a>", at "<code>{at}</code>": "{level(insists)}"."</p>
                <p class="paper__when">"When "{when}"."</p>
                <p>{say}</p>
                {seen}
                {out(format!("check/{place}"), name)}
            </li>
        }
    });
    view! {
        <form method="post" action=of_survey(key, "/checks")>
            <input type="hidden" name="revision" value=arranging.draft.revision.to_string() />
            <ol class="arranged">{checks.collect_view()}</ol>
        </form>
    }
    .into_any()
}

fn out(then: String, what: String) -> AnyView {
    view! {
        <div class="arranged__acts">
            <button class="button button--quiet" name="then" value=then>
                "Take out"<span class="hidden">": "{what}</span>
            </button>
        </div>
    }
    .into_any()
}

fn new_check(arranging: &Arranging, outline: &Outline) -> AnyView {
    let boxes = Boxes::of(arranging);
    view! {
        <h2>"Add a check"</h2>
        <p>"A check finds an answer that is odd, or that cannot be, and tells the person beside it."</p>
        <form method="post" action=of_survey(&arranging.draft.key, "/checks") novalidate>
            <StaffSelect
                name="about" label="Beside which question is it said?" none="Choose a question"
                options=to_choose(outline) chosen=boxes.value("about", "") wrong=boxes.at("about")
            />
            <div class="actions"><button class="button" name="then" value="new">"Go on"</button></div>
        </form>
    }
    .into_any()
}

fn derived(arranging: &Arranging, outline: &Outline) -> AnyView {
    let key = &arranging.draft.key;
    let rows = outline.derived.iter().map(|row| derived_row(row, arranging)).collect_view();
    let none = outline.derived.is_empty().then(|| view! { <p>"Nothing yet."</p> });
    let boxes = Boxes::of(arranging);
    view! {
        <h2>"What is worked out"</h2>
        <p>"The scores of instruments come by themselves and are not listed here."</p>
        {none}
        <form method="post" action=of_survey(key, "/checks")>
            <input type="hidden" name="revision" value=arranging.draft.revision.to_string() />
            <ol class="arranged">{rows}</ol>
        </form>
        <details class="staff-more">
            <summary>"Add a yes or no that is worked out"</summary>
            <form method="post" action=of_survey(key, "/checks") novalidate>
                {boxes.line("key", ("Short name", "It names the column, such as d_full."), "")}
                {boxes.line("label", ("Label in the dataset", "At most 80 characters."), "")}
                {boxes.line("when", ("Yes when", "A condition, such as hrs >= 30."), "")}
                {boxes.line(
                    "missing",
                    ("Made from", "The short names of its questions, such as hrs. Where one is missing, so is this."),
                    "",
                )}
                <div class="actions"><button class="button" name="then" value="derived">"Add it"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn derived_row(row: &DerivedRow, arranging: &Arranging) -> AnyView {
    let seen = seen(&format!("derived-{}", row.key), &mark(row));
    let DerivedRow { key, label, cases, is_own } = row.clone();
    let cases = cases.into_iter().map(|(when, gives)| {
        view! { <li>{gives}" when "{arranging.in_words(&when)}</li> }
    });
    let bank = (!is_own).then_some(" It comes from the survey's bank.");
    view! {
        <li class="arranged__page">
            <p><code>{key.clone()}</code>" "{label}{bank}</p>
            <ul>{cases.collect_view()}</ul>
            {seen}
            {out(format!("derived/{key}"), key)}
        </li>
    }
    .into_any()
}
