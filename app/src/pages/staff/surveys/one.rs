//! One survey: its versions, and the draft of the next one.

use leptos::prelude::*;
use records::{drafts::DraftLine, versions::Listed};
use surveys::{fill::long_date, keys::SurveyKey};

use super::{around::reasons, of_survey, used};
use crate::{
    api::staff::{
        Trouble,
        surveys::{Line, One},
    },
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

pub(crate) fn survey(one: One) -> StaffFramed {
    let One { line, may_write, may_change, said } = one;
    let wrong = said.wrong;
    let reasons = reasons(&said);
    let Line { key, title, versions, draft, is_as_published, uses, unseen } = line;
    let rows: Vec<_> = versions.iter().rev().map(|listed| row(listed, &versions)).collect();
    let heads = vec!["Version", "State", "Why", "Changes"];
    let list = match rows.is_empty() {
        true => view! { <p>"Nothing of it is published yet."</p> }.into_any(),
        false => {
            let caption = "Versions".to_owned();
            view! { <StaffTable caption look=Look::Wide heads rows /> }.into_any()
        }
    };
    let drafted = match (may_change, may_write) {
        (true, _) => Some(drafted(&key, (draft, is_as_published), versions.last())),
        (false, true) => Some(of_others(&key, draft.is_some())),
        (false, false) => None,
    };
    let middle = view! {
        {back("/staff/surveys".to_owned(), "Surveys")}
        <Told said />
        {reasons}
        <h1 dir="auto">{wording::surveys::short(&title)}</h1>
        <p>"Its key is "<code>{key.to_string()}</code>"."</p>
        {drafted}
        {list}
        <h2>"In use"</h2>
        {used(&uses, unseen)}
    };
    framed(&title, wrong, middle)
}

fn row(listed: &Listed, all: &[Listed]) -> Vec<AnyView> {
    let (key, version) = (&listed.key, listed.version);
    let (on, by) = (long_date(listed.published_at.date_naive()), listed.published_by.clone());
    let retired = listed.retired.as_ref().map(|retired| {
        let (on, by) = (long_date(retired.at.date_naive()), retired.by.clone());
        view! { <div>"Retired on "{on}" by "{by}": "{retired.reason.clone()}</div> }
    });
    let earlier = all.iter().map(|other| other.version);
    let earlier = earlier.filter(|earlier| *earlier < version).max();
    let changes = match earlier {
        None => cell("The first"),
        Some(earlier) => {
            let to = of_survey(key, &format!("/{version}/since/{earlier}"));
            view! { <a href=to>{format!("Since version {earlier}")}</a> }.into_any()
        }
    };
    vec![
        view! { <a href=of_survey(key, &format!("/{version}"))>{format!("Version {version}")}</a> }
            .into_any(),
        view! { "Published on "{on}" by "{by}{retired} }.into_any(),
        cell(listed.reason.clone().unwrap_or_else(|| "Not said".to_owned())),
        changes,
    ]
}

/// What an evaluator of other studies may do with it, and why no more.
fn of_others(key: &SurveyKey, is_drafted: bool) -> AnyView {
    let [first, second] = wording::trouble(Trouble::NotTheirs);
    let ways = is_drafted.then(|| {
        view! {
            <ul class="staff-links">
                <li><a href=of_survey(key, "/draft/walking")>"Walk through its draft as a participant"</a></li>
                <li><a href=of_survey(key, "/draft/map")>"See the map of the draft's pages"</a></li>
            </ul>
        }
    });
    view! {
        <div class="notice"><p>{first}</p><p>{second}</p></div>
        {ways}
    }
    .into_any()
}

/// What is new in a draft, or that it says what a version says.
fn state(draft: &DraftLine, says: Option<&Listed>) -> String {
    match says.map(|version| version.version) {
        Some(version) => format!(
            "No changes since version {version}. What you change in it becomes version {}.",
            version + 1
        ),
        None => {
            let on = long_date(draft.changed_at.date_naive());
            format!("Saved on {on} by {}.", draft.changed_by)
        }
    }
}

/// The draft, or a button that begins one.
fn drafted(
    key: &SurveyKey,
    (draft, is_as_published): (Option<DraftLine>, bool),
    last: Option<&Listed>,
) -> AnyView {
    let number = last.map_or(1, |last| last.version + 1);
    if let Some(draft) = draft {
        let state = state(&draft, last.filter(|_| is_as_published));
        let publish = (!is_as_published).then(|| {
            view! { <li><a href=of_survey(key, "/publishing")>"See what it changes, and publish it"</a></li> }
        });
        let report = draft.was_brought.then(|| {
            view! { <li><a href=of_survey(key, "/draft/brought")>"What was brought of the file it was made from"</a></li> }
        });
        return view! {
            <h2>"Draft"</h2>
            <p>{state}</p>
            <ul class="staff-links">
                <li><a href=of_survey(key, "/arranging")>"Change it by choosing"</a></li>
                <li><a href=of_survey(key, "/draft")>"Write its text"</a></li>
                <li><a href=of_survey(key, "/draft/walking")>"Walk through it as a participant"</a></li>
                <li><a href=of_survey(key, "/draft/map")>"See the map of its pages"</a></li>
                <li><a href=of_survey(key, "/draft/translations")>"Translate it"</a></li>
                {report}
                {publish}
                <li><a href=of_survey(key, "/draft/throwing-away")>"Throw it away"</a></li>
            </ul>
        }
        .into_any();
    }
    view! {
        <form method="post" action=of_survey(key, "")>
            <div class="actions">
                <button class="button">{format!("Begin a draft of version {number}")}</button>
            </div>
        </form>
    }
    .into_any()
}
