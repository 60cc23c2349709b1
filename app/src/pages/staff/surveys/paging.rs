//! One page of a draft: its heading, the words before its questions, and where it stands.

use leptos::prelude::*;
use surveys::{editing::Page, keys::SurveyKey};

use super::{
    boxes::{Boxes, all_the_same, by_enter, page as framed_page, tick},
    of_survey,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{frame::StaffFramed, words::StaffWords},
};

pub(crate) fn paging(arranging: Arranging) -> StaffFramed {
    let Arranging { draft, outline, said, at, .. } = &arranging;
    let boxes = Boxes::of(said);
    let (section, place) = at.split_once('.').unwrap_or_default();
    let (section, place) = (section.parse().unwrap_or(0), place.parse().unwrap_or(0));
    let page = outline.as_ref().ok().and_then(|outline| outline.page(section, place)).cloned();
    let page = page.unwrap_or_default();
    let title = format!("Page {} of section {}", place + 1, section + 1);
    let acts = [("up", "Move it up"), ("down", "Move it down")].map(|(then, words)| {
        view! { <button class="button button--quiet" name="then" value=then>{words}</button> }
    });
    let remove = page.instrument.is_some().then(|| {
        view! {
            <button class="button button--quiet" name="then" value="remove">"Take the instrument out"</button>
        }
    });
    let below = view! {
        {all_the_same(&arranging, &format!("/pages/{at}"))}
        {asks(&draft.key, (section, place), &page)}
        <form method="post" action=of_survey(&draft.key, &format!("/pages/{at}")) novalidate>
            {by_enter("save")}
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {boxes.line(
                "title",
                ("Heading (optional)", "Above several questions, such as Your week."),
                page.title.as_deref().unwrap_or_default(),
            )}
            {words(&page, &boxes)}
            <div class="actions">
                <button class="button" name="then" value="save">"Save"</button>
            </div>
            <h2>"Where it stands"</h2>
            <div class="arranged__acts">{acts.into_iter().collect_view()} {remove}</div>
        </form>
    };
    framed_page(&arranging, &title, ("/arranging", "All questions"), below.into_any())
}

/// What is asked on it, and what can be said of that here.
fn asks(key: &SurveyKey, (section, place): (usize, usize), page: &Page) -> AnyView {
    if let Some(instrument) = page.instrument.clone() {
        let when = match &page.asked_if {
            None => "Everyone who comes to it is asked.".to_owned(),
            Some(when) => format!("Asked when {when}."),
        };
        let to = of_survey(key, &format!("/when/page.{section}.{place}"));
        return view! {
            <p>"It asks the instrument "<code>{instrument}</code>", in the words of its owner."</p>
            <p>{when}" "<a href=to>"Change who is asked"</a></p>
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
    if page.instrument.is_some() {
        return view! {
            {tick(
                "sensitive".to_owned(),
                boxes.ticked("sensitive", "yes", page.sensitive),
                "Offer “prefer not to say” from the start".to_owned(),
            )}
            {tick(
                "scored_only".to_owned(),
                boxes.ticked("scored_only", "yes", page.scored_only),
                "Leave out what is asked beside the score".to_owned(),
            )}
        }
        .into_any();
    }
    let value = boxes.value("intro", page.intro.as_deref().unwrap_or_default());
    view! {
        <StaffWords
            name="intro" label="Words before the questions (optional)"
            hint="Such as: Think of the last two weeks." value wrong=boxes.at("intro")
        />
    }
    .into_any()
}
