//! What the pages on which a draft is changed by choosing have around their forms, and in the place of them.

use leptos::prelude::*;
use surveys::{
    authoring::Elsewhere,
    editing::{EditError, Spot},
    keys::SurveyKey,
};

use super::{
    as_saved::{Looks, with_page_beside},
    beside::OUTRIGHT,
    boxes::Boxes,
    of_survey,
};
use crate::{
    api::staff::{
        Wrong,
        arranging::{Arranging, QuestionWrong},
        door::Said,
        surveys::SurveyWrong,
    },
    components::staff::{frame::StaffFramed, kept::kept, said::Told},
    pages::{
        staff::coming_in::framed, staff::instruments::of_instrument, staff::participants::back,
    },
    wording::staff as wording,
};

/// A page about a draft, with what was said, what is wrong with the draft, and the way back.
pub(super) fn page(
    arranging: &Arranging,
    title: &str,
    (to, words): (&str, &'static str),
    below: AnyView,
) -> StaffFramed {
    page_beside(arranging, (title, Looks::Here), (to, words), below)
}

/// The same, with what may be looked at beside it.
pub(super) fn page_beside(
    arranging: &Arranging,
    (title, looks): (&str, Looks),
    (to, words): (&str, &'static str),
    below: AnyView,
) -> StaffFramed {
    let Arranging { draft, faults, said, .. } = arranging;
    let here = place(&draft.key, arranging);
    let (own, others) = (here_first(&draft.key, faults, &here), faults.len());
    let title = title.to_owned();
    let meanwhile = Wrong::Survey(SurveyWrong::Question(QuestionWrong::ChangedMeanwhile));
    let by = draft.changed_by.clone();
    let by = (said.wrong == Some(meanwhile)).then(|| view! { <p>"Last saved by "{by}"."</p> });
    let middle = view! {
        {back(of_survey(&draft.key, to), words)}
        <Told said=said.clone() />
        {undoing(arranging)}
        {reasons(said)}
        <h1>{title.clone()}</h1>
        {by}
        {faulty(&draft.key, own, others)}
        {below}
    };
    framed(&title, said.wrong, with_page_beside(arranging, looks, middle.into_any()))
}

/// Undoes what was just saved, as long as nobody has saved the draft since.
fn undoing(arranging: &Arranging) -> Option<AnyView> {
    let Arranging { draft, said, .. } = arranging;
    let revision = said.undo.filter(|revision| *revision == draft.revision)?;
    let view = view! {
        <form method="post" action=of_survey(&draft.key, "/arranging")>
            <input type="hidden" name="revision" value=revision.to_string() />
            <div class="arranged__acts">
                <button class="button button--quiet" name="then" value="undo">"Undo this change"</button>
            </div>
        </form>
    };
    Some(view.into_any())
}

/// Where the page is, to tell its own faults first.
fn place(key: &SurveyKey, arranging: &Arranging) -> String {
    let at = arranging.at.split('/').next().unwrap_or_default();
    of_survey(key, &format!("/arranging/{}", at.strip_prefix("question.").unwrap_or(at)))
}

type Told = (String, Option<String>);

fn here_first(
    key: &SurveyKey,
    faults: &[(surveys::authoring::Fault, Option<Spot>)],
    here: &str,
) -> Vec<Told> {
    let told = faults.iter().map(|(fault, spot)| {
        let words = format!("{}; {}", fault.problem, fault.mend);
        let to = match fault.elsewhere {
            Some(Elsewhere::Words(instrument)) => Some(of_instrument(instrument)),
            None => spot.as_ref().map(|spot| address(key, spot)),
        };
        (words, to)
    });
    let mut told: Vec<Told> = told.collect();
    told.sort_by_key(|(_, to)| to.as_deref() != Some(here));
    told
}

/// The page on which something is changed.
pub(super) fn address(key: &SurveyKey, spot: &Spot) -> String {
    match spot {
        Spot::Question(question) => of_survey(key, &format!("/arranging/{question}")),
        Spot::Routing(question) => of_survey(key, &format!("/when/question.{question}")),
        Spot::Page(section, page) => of_survey(key, &format!("/pages/{section}.{page}")),
        Spot::Check(check) => of_survey(key, &format!("/checks/{check}")),
        Spot::Derived => of_survey(key, "/checks"),
        Spot::Settings => of_survey(key, "/settings"),
    }
}

/// What is wrong, each with the page on which it is mended.
fn faulty(key: &SurveyKey, told: Vec<Told>, many: usize) -> Option<AnyView> {
    let mut told = told.into_iter().map(|(words, to)| match to {
        Some(to) => view! { <li><a href=to>{words}</a></li> }.into_any(),
        None => view! { <li>{words}</li> }.into_any(),
    });
    let outright = told.by_ref().take(OUTRIGHT).collect_view();
    let further = (many > OUTRIGHT).then(|| {
        view! {
            <details class="staff-more">
                <summary>{format!("And {} more", many - OUTRIGHT)}</summary>
                <ul>{told.collect_view()}</ul>
            </details>
        }
    });
    (many > 0).then(|| {
        view! {
            <div class="summary-box" role="status">
                <h2>{wording::surveys::faults(many)}</h2>
                <ul>{outright}</ul>
                {further}
                <p><a href=of_survey(key, "/draft")>"See them in the text"</a></p>
            </div>
        }
        .into_any()
    })
}

/// Why something was not changed.
pub(crate) fn reasons(said: &Said) -> Option<AnyView> {
    let reasons = said.reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> });
    let reasons = reasons.collect::<Vec<_>>();
    (!reasons.is_empty()).then(|| view! { <ul class="reasons">{reasons}</ul> }.into_any())
}

/// Asked once more where others speak of what is to be taken out.
pub(super) fn all_the_same(arranging: &Arranging, to: &str) -> Option<AnyView> {
    let mentioned = Wrong::Survey(SurveyWrong::Question(QuestionWrong::Mentioned));
    let then = arranging.said.typed.one("then").to_owned();
    let what = then.split_once('/').map(|(_, what)| format!(": {what}")).unwrap_or_default();
    let typed = arranging.said.typed.clone();
    // What was typed beside it goes along, with what was seen.
    let with = typed.iter().filter(|(name, _)| !["then", "revision", "sure"].contains(name));
    let with = with.flat_map(|(name, values)| {
        let values = values.iter().map(|value| (name.to_owned(), value.clone()));
        values.collect::<Vec<_>>()
    });
    let with = with.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let with = with.collect_view();
    (arranging.said.wrong == Some(mentioned)).then(|| {
        view! {
            <form method="post" action=of_survey(&arranging.draft.key, to)>
                <input type="hidden" name="revision" value=arranging.draft.revision.to_string() />
                {with}
                <input type="hidden" name="sure" value="yes" />
                <div class="actions">
                    <button class="button" name="then" value=then>
                        {format!("Take it out all the same{what}")}
                    </button>
                </div>
            </form>
        }
        .into_any()
    })
}

/// Instead of a form, where nothing can be found in the text: why, the way to mend it, and what was typed.
pub(super) fn unreadable(arranging: &Arranging, error: &EditError) -> AnyView {
    let to = of_survey(&arranging.draft.key, "/draft");
    // What a text that is no TOML lacks is told above, with its line.
    let is_told = matches!(error, EditError::NotReadable(_)) || !arranging.said.reasons.is_empty();
    let why = (!is_told).then(|| view! { <p>{error.to_string()}"."</p> });
    view! {
        <p>
            "Nothing can be chosen at the moment: somewhere in the text of this draft a sign is missing or too many, such as \
             a quotation mark or a bracket, so it cannot be taken apart. Perhaps somebody is writing in it just now. \
             Nothing is lost."
        </p>
        {why}
        <p><a href=to>"Mend the text first"</a></p>
        {kept(&arranging.said)}
    }
    .into_any()
}

/// The page of something, or what stands in its place where it cannot be found.
pub(super) fn of_what(
    arranging: &Arranging,
    title: &str,
    (to, words): (&str, &'static str),
    below: impl FnOnce() -> (String, AnyView),
) -> StaffFramed {
    let instead = match &arranging.outline {
        Err(error) => unreadable(arranging, error),
        Ok(_) if arranging.is_gone => view! {
            <p>"Look for it among all questions, where it may stand under another name."</p>
            <p><a href=of_survey(&arranging.draft.key, "/arranging")>"All questions"</a></p>
            {kept(&arranging.said)}
        }
        .into_any(),
        Ok(_) => {
            let (title, below) = below();
            return page(arranging, &title, (to, words), below);
        }
    };
    page(arranging, title, (to, words), instead)
}

/// What somebody wrote into boxes that the page no longer has.
pub(super) fn homeless(boxes: &Boxes, has_box: impl Fn(&str) -> bool) -> Option<AnyView> {
    let written = boxes.filled()?.homeless(has_box);
    let written = written.into_iter().map(|(name, own)| {
        let called = wording::boxes::called(name).unwrap_or_else(|| name.to_owned());
        view! { <li id=name.to_owned()><strong>{called}</strong>": “"<bdi>{own}</bdi>"”"</li> }
    });
    let written: Vec<_> = written.collect();
    (!written.is_empty()).then(|| {
        view! {
            <div class="notice">
                <h2>"What you wrote, and has no box any more"</h2>
                <p>"Somebody else took its box away. Copy it to where you want it, before you save again."</p>
                <ul>{written}</ul>
            </div>
        }
        .into_any()
    })
}
