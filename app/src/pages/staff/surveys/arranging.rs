//! A draft's sections, pages and questions, to change by choosing: for whoever would rather not write TOML.

use leptos::prelude::*;
use surveys::{
    editing::{Asked, Field, Outline, Page, Section, mark, page_of},
    keys::SurveyKey,
};

use super::{
    adding::adding,
    around::{all_the_same, page_beside, unreadable},
    as_saved::{Looks, first_of, looking},
    boxes::{Boxes, by_enter, seen},
    of_survey,
};
use crate::{api::staff::arranging::Arranging, components::staff::frame::StaffFramed};

pub(crate) fn arranging(arranging: Arranging) -> StaffFramed {
    let key = arranging.draft.key.clone();
    let title = format!("Change {key} by choosing");
    let below = match &arranging.outline {
        Err(error) => unreadable(&arranging, error),
        Ok(outline) => view! {
            {all_the_same(&arranging, "/arranging")}
            {ways(&key, outline)}
            {listed(&arranging, outline)}
            {new_section(&arranging)}
            {adding(&arranging.draft, &outline.sections, &arranging.said)}
        }
        .into_any(),
    };
    page_beside(&arranging, (&title, Looks::Everywhere), ("", "The survey"), below)
}

/// The other pages of the draft.
fn ways(key: &SurveyKey, outline: &Outline) -> AnyView {
    let checks = outline.checks.len();
    let checks = format!("Checks and what is worked out ({})", checks + outline.derived.len());
    view! {
        <ul class="staff-links">
            <li><a href=of_survey(key, "/settings")>"Title, minutes, language and sources"</a></li>
            <li><a href=of_survey(key, "/checks")>{checks}</a></li>
            <li><a href=of_survey(key, "/instruments")>"Add an instrument, such as PHQ-2"</a></li>
            <li><a href=of_survey(key, "/draft")>"Write its text, and see how it reads"</a></li>
            <li><a href=of_survey(key, "/publishing")>"See what it changes, and publish it"</a></li>
        </ul>
    }
    .into_any()
}

fn listed(arranging: &Arranging, outline: &Outline) -> AnyView {
    let draft = &arranging.draft;
    let boxes = Boxes::of(arranging);
    let all = outline.sections.iter().enumerate().map(|(number, section)| {
        let pages = section.pages.iter().enumerate();
        let pages = pages.map(|(place, page)| of_page((number, place), page, arranging));
        let none = section.pages.is_empty().then(|| view! { <p>"It has no pages yet."</p> });
        view! {
            <h2 dir="auto">{section.title.clone()}</h2>
            {none}
            <ol class="arranged">{pages.collect_view()}</ol>
            {of_section(number, section, outline.sections.len(), &boxes)}
        }
    });
    view! {
        <form method="post" action=of_survey(&draft.key, "/arranging")>
            {by_enter("sections")}
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {all.collect_view()}
        </form>
    }
    .into_any()
}

/// What can be done to a section.
fn of_section(number: usize, section: &Section, all: usize, boxes: &Boxes) -> AnyView {
    let name = format!("title-{number}");
    let title = section.title.clone();
    let mut acts = vec![("sections".to_owned(), "Save the heading")];
    if number > 0 {
        acts.push((format!("section-up/{number}"), "Move the section up"));
    }
    if number + 1 < all {
        acts.push((format!("section-down/{number}"), "Move the section down"));
    }
    if section.pages.is_empty() {
        acts.push((format!("section-remove/{number}"), "Take the section out"));
    }
    let acts = acts.into_iter().map(|(then, words)| button(then, words, title.clone()));
    let is_open = boxes.is_written(&name, &title);
    let label = view! { <strong>"Heading of the section"</strong> };
    view! {
        <details class="staff-more" open=is_open>
            <summary><span>"Change the section “"<bdi>{title.clone()}</bdi>"”"</span></summary>
            {boxes.named(name, label.into_any(), &title)}
            <div class="arranged__acts">{acts.collect_view()}</div>
        </details>
    }
    .into_any()
}

fn button(then: String, words: &'static str, what: String) -> AnyView {
    view! {
        <button class="button button--quiet" name="then" value=then>
            {words}<span class="hidden">": "{what}</span>
        </button>
    }
    .into_any()
}

fn of_page((section, place): (usize, usize), page: &Page, arranging: &Arranging) -> AnyView {
    let title = page.title.clone().map(|title| view! { <h3 dir="auto">{title}</h3> });
    let questions = page.questions.iter().map(|asked| question(asked, arranging));
    let questions = questions.collect_view();
    let instrument = page.instrument.clone().map(|instrument| {
        view! { <p>"The instrument "<code>{instrument}</code>", with all of its items."</p> }
    });
    let called = format!("page {} of section {}", place + 1, section + 1);
    let look = first_of(page).filter(|first| {
        arranging.survey.as_ref().is_some_and(|survey| page_of(survey, first).is_some())
    });
    let look =
        look.map(|first| looking(&arranging.draft, &first, arranging.said.typed.one("language")));
    let to = of_survey(&arranging.draft.key, &format!("/pages/{section}.{place}"));
    view! {
        <li class="arranged__page">
            {title} {instrument} {questions}
            <p>
                <a href=to>"Change the page"<span class="hidden">": "{called.clone()}</span></a>
                {look.map(|look| view! {
                    " "<a href=look>"See how it reads"<span class="hidden">": "{called}</span></a>
                })}
            </p>
        </li>
    }
    .into_any()
}

fn question(asked: &Asked, arranging: &Arranging) -> AnyView {
    let (key, survey) = (asked.key.clone(), arranging.survey.as_ref());
    let known = survey.and_then(|survey| survey.questions().find(|one| one.key.as_str() == key));
    let own = asked.own.as_ref().map(|own| own.says(Field::Text).to_owned());
    let text = own.or_else(|| known.map(|known| known.text.clone())).unwrap_or_else(|| key.clone());
    let when = asked.asked_if.as_deref().map(|when| arranging.in_words(when));
    let when = when.map(|when| view! { <p class="paper__when">"Asked when "{when}"."</p> });
    let to = of_survey(&arranging.draft.key, &format!("/arranging/{key}"));
    let acts = [("up", "Up"), ("down", "Down"), ("remove", "Take out")];
    let acts = acts.map(|(act, words)| button(format!("{act}/{key}"), words, key.clone()));
    view! {
        <div class="arranged__question">
            <p><a href=to><bdi>{text}</bdi></a>" "<code>{key.clone()}</code></p>
            {seen(&format!("question-{key}"), &mark(asked))}
            {when}
            <div class="arranged__acts">{acts.into_iter().collect_view()}</div>
        </div>
    }
    .into_any()
}

fn new_section(arranging: &Arranging) -> AnyView {
    let boxes = Boxes::of(arranging);
    let words = ("Heading of a new section", "People see it at the top of each of its pages.");
    view! {
        <form method="post" action=of_survey(&arranging.draft.key, "/arranging") novalidate>
            <input type="hidden" name="revision" value=arranging.draft.revision.to_string() />
            {boxes.line("title", words, "")}
            <div class="actions">
                <button class="button button--quiet" name="then" value="section">"Add the section"</button>
            </div>
        </form>
    }
    .into_any()
}
