//! A draft's pages and questions, to change by choosing: for whoever would rather not write TOML.

use leptos::prelude::*;
use records::drafts::Draft;
use surveys::{
    authoring::Fault,
    definition::Survey,
    editing::{Asked, EditError, Page, Section},
    keys::SurveyKey,
};

use super::{adding::adding, of_survey};
use crate::{
    api::staff::{arranging::Arranging, door::Said},
    components::staff::{frame::StaffFramed, said::Told},
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

pub(crate) fn arranging(arranging: Arranging) -> StaffFramed {
    let Arranging { draft, sections, read, said } = arranging;
    let (wrong, key) = (said.wrong, draft.key.clone());
    let title = format!("Change {key} by choosing");
    let reasons = reasons(&said);
    let below = match sections {
        Err(error) => unreadable(&key, &error),
        Ok(sections) => {
            let faults = read.as_ref().err().map(|faults| faulty(&key, faults));
            let survey = read.as_ref().ok();
            view! { {faults} {listed(&draft, &sections, survey)} {adding(&draft, &sections, &said)} }
                .into_any()
        }
    };
    let middle = view! {
        {back(of_survey(&key, ""), "The survey")}
        <Told said />
        {reasons}
        <h1>{title.clone()}</h1>
        <ul class="staff-links">
            <li><a href=of_survey(&key, "/draft")>"Write its text, and see how it reads"</a></li>
            <li><a href=of_survey(&key, "/publishing")>"See what it changes, and publish it"</a></li>
        </ul>
        {below}
    };
    framed(&title, wrong, middle)
}

/// Why something was not changed.
pub(super) fn reasons(said: &Said) -> Option<AnyView> {
    let reasons = said.reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> });
    let reasons = reasons.collect::<Vec<_>>();
    (!reasons.is_empty()).then(|| view! { <ul class="reasons">{reasons}</ul> }.into_any())
}

fn unreadable(key: &SurveyKey, error: &EditError) -> AnyView {
    view! {
        <p>{error.to_string()}"."</p>
        <p><a href=of_survey(key, "/draft")>"Mend the text first"</a></p>
    }
    .into_any()
}

/// What is wrong, in short: with its lines it stands beside the text.
pub(super) fn faulty(key: &SurveyKey, faults: &[Fault]) -> AnyView {
    let count = wording::surveys::faults(faults.len());
    let told = faults.iter().map(|fault| {
        view! { <li>{format!("{}; {}", fault.problem, fault.mend)}</li> }
    });
    view! {
        <div class="summary-box" role="status">
            <h2>{count}</h2>
            <ul>{told.collect_view()}</ul>
            <p><a href=of_survey(key, "/draft")>"See them in the text"</a></p>
        </div>
    }
    .into_any()
}

fn listed(draft: &Draft, sections: &[Section], survey: Option<&Survey>) -> AnyView {
    let all = sections.iter().map(|section| {
        let pages = section.pages.iter().map(|page| of_page(&draft.key, page, survey));
        view! {
            <h2>{section.title.clone()}</h2>
            <ol class="arranged">{pages.collect_view()}</ol>
        }
    });
    view! {
        <form method="post" action=of_survey(&draft.key, "/arranging")>
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {all.collect_view()}
        </form>
    }
    .into_any()
}

fn of_page(key: &SurveyKey, page: &Page, survey: Option<&Survey>) -> AnyView {
    let title = page.title.clone().map(|title| view! { <h3>{title}</h3> });
    let questions = page.questions.iter().map(|asked| question(key, asked, survey));
    let questions = questions.collect_view();
    let instrument = page.instrument.clone().map(|instrument| {
        view! {
            <p>
                "The instrument "<code>{instrument}</code>", with all of its items. It is moved and taken out \
                 in the text."
            </p>
        }
    });
    view! { <li class="arranged__page">{title} {instrument} {questions}</li> }.into_any()
}

fn question(survey_key: &SurveyKey, asked: &Asked, survey: Option<&Survey>) -> AnyView {
    let key = asked.key.clone();
    let known = survey.and_then(|survey| survey.questions().find(|one| one.key.as_str() == key));
    let own = asked.own.as_ref().map(|own| own.text.clone());
    let text = own.or_else(|| known.map(|known| known.text.clone())).unwrap_or_else(|| key.clone());
    let when = asked.asked_if.clone();
    let when = when.map(|when| view! { <p class="paper__when">"Asked when "{when}"."</p> });
    let to = of_survey(survey_key, &format!("/arranging/{key}"));
    let acts = [("up", "Up"), ("down", "Down"), ("remove", "Take out")].map(|(act, words)| {
        view! {
            <button class="button button--quiet" name="then" value=format!("{act}/{key}")>
                {words}<span class="hidden">": "{key.clone()}</span>
            </button>
        }
    });
    view! {
        <div class="arranged__question">
            <p><a href=to>{text}</a>" "<code>{key.clone()}</code></p>
            {when}
            <div class="arranged__acts">{acts.into_iter().collect_view()}</div>
        </div>
    }
    .into_any()
}
