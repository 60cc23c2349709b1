//! One page of a draft: its heading, the words before its questions, and where it stands.

use leptos::prelude::*;
use surveys::{
    editing::{Page, mark},
    keys::SurveyKey,
};

use super::{
    around::{all_the_same, of_what},
    asking::asked_when,
    boxes::{Boxes, by_enter, seen},
    of_survey,
};
use crate::{api::staff::arranging::Arranging, components::staff::frame::StaffFramed};

pub(crate) fn paging(arranging: Arranging) -> StaffFramed {
    let (section, place) = arranging.at.split_once('.').unwrap_or_default();
    let place = (section.parse().unwrap_or(0), place.parse().unwrap_or(0));
    let title = format!("Page {} of section {}", place.1 + 1, place.0 + 1);
    let below = || (title.clone(), form(&arranging, place));
    of_what(&arranging, &title, ("/arranging", "All questions"), below)
}

fn form(arranging: &Arranging, (section, place): (usize, usize)) -> AnyView {
    let Arranging { draft, outline, at, .. } = arranging;
    let boxes = Boxes::of(arranging);
    let page = outline.as_ref().ok().and_then(|outline| outline.page(section, place)).cloned();
    let page = page.unwrap_or_default();
    let acts = [("up", "Move it up"), ("down", "Move it down")].map(|(then, words)| {
        view! { <button class="button button--quiet" name="then" value=then>{words}</button> }
    });
    let remove = page.instrument.is_some().then(|| {
        view! {
            <button class="button button--quiet" name="then" value="remove">"Take the instrument out"</button>
        }
    });
    let when = page.asked_if.as_deref().map(|when| arranging.in_words(when));
    let heading = ("Heading (optional)", "Above several questions, such as Your week.");
    view! {
        {all_the_same(arranging, &format!("/pages/{at}"))}
        {asks(&draft.key, &page)}
        <form method="post" action=of_survey(&draft.key, &format!("/pages/{at}")) novalidate>
            {by_enter("save")}
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {seen("page", &page.name())}
            {seen("whole", &mark(&page))}
            {boxes.line("title", heading, page.title.as_deref().unwrap_or_default())}
            {words(&page, &boxes)}
            {page.instrument.is_some().then(|| asked_when(when))}
            <div class="actions">
                <button class="button" name="then" value="save">"Save"</button>
            </div>
            <h2>"Where it stands"</h2>
            <div class="arranged__acts">{acts.into_iter().collect_view()} {remove}</div>
        </form>
    }
    .into_any()
}

/// What is asked on it, and what can be said of that here.
fn asks(key: &SurveyKey, page: &Page) -> AnyView {
    if let Some(instrument) = page.instrument.clone() {
        return view! {
            <p>"It asks the instrument "<code>{instrument}</code>", in the words of its owner."</p>
        }
        .into_any();
    }
    let questions = page.questions.iter().map(|asked| {
        let to = of_survey(key, &format!("/arranging/{}", asked.key));
        view! { <li><a href=to>{super::boxes::called(asked)}</a></li> }
    });
    view! {
        <p>"It asks these. On the page of each question you put it on another page, or on one of its own."</p>
        <ul>{questions.collect_view()}</ul>
    }
    .into_any()
}

fn words(page: &Page, boxes: &Boxes) -> AnyView {
    let switch = |name: &str, saved, words| boxes.switch(name.to_owned(), saved, words);
    if page.instrument.is_some() {
        return view! {
            {switch("sensitive", page.sensitive, "Offer “prefer not to say” from the start")}
            {switch("scored_only", page.scored_only, "Leave out what is asked beside the score")}
        }
        .into_any();
    }
    let words = ("Words before the questions (optional)", "Such as: Think of the last two weeks.");
    boxes.words("intro", words, page.intro.as_deref().unwrap_or_default())
}
