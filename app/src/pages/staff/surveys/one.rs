//! One survey: its versions, and the draft of the next one.

use leptos::prelude::*;
use records::{drafts::Draft, versions::Stored};
use surveys::{fill::long_date, keys::SurveyKey};

use super::{around::reasons, of_survey, used};
use crate::{
    api::staff::surveys::{Line, One},
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{coming_in::framed, participants::back},
};

pub(crate) fn survey(one: One) -> StaffFramed {
    let One { line, was_brought, may_write, said } = one;
    let wrong = said.wrong;
    let reasons = reasons(&said);
    let Line { key, title, versions, draft, uses } = line;
    let rows: Vec<_> = versions.iter().rev().map(|stored| row(stored, &versions)).collect();
    let heads = vec!["Version", "State", "Why", "Changes"];
    let list = match rows.is_empty() {
        true => view! { <p>"Nothing of it is published yet."</p> }.into_any(),
        false => {
            let caption = "Versions".to_owned();
            view! { <StaffTable caption look=Look::Wide heads rows /> }.into_any()
        }
    };
    let drafted = may_write.then(|| drafted(&key, (draft, was_brought), versions.last()));
    let middle = view! {
        {back("/staff/surveys".to_owned(), "Surveys")}
        <Told said />
        {reasons}
        <h1>{title.clone()}</h1>
        <p>"Its key is "<code>{key.to_string()}</code>"."</p>
        {drafted}
        {list}
        <h2>"In use"</h2>
        {used(&uses)}
    };
    framed(&title, wrong, middle)
}

fn row(stored: &Stored, all: &[Stored]) -> Vec<AnyView> {
    let (key, version) = (&stored.survey.key, stored.survey.version);
    let (on, by) = (long_date(stored.published_at.date_naive()), stored.published_by.clone());
    let retired = stored.retired.as_ref().map(|retired| {
        let (on, by) = (long_date(retired.at.date_naive()), retired.by.clone());
        view! { <div>"Retired on "{on}" by "{by}": "{retired.reason.clone()}</div> }
    });
    let earlier = all.iter().map(|other| other.survey.version);
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
        cell(stored.reason.clone().unwrap_or_else(|| "Not said".to_owned())),
        changes,
    ]
}

/// The draft, or a button that begins one.
fn drafted(
    key: &SurveyKey,
    (draft, was_brought): (Option<Draft>, bool),
    last: Option<&Stored>,
) -> AnyView {
    if let Some(draft) = draft {
        let (on, by) = (long_date(draft.changed_at.date_naive()), draft.changed_by);
        let report = was_brought.then(|| {
            view! { <li><a href=of_survey(key, "/draft/brought")>"What was brought of the file it was made from"</a></li> }
        });
        return view! {
            <h2>"Draft"</h2>
            <p>"Saved on "{on}" by "{by}"."</p>
            <ul class="staff-links">
                <li><a href=of_survey(key, "/arranging")>"Change it by choosing"</a></li>
                <li><a href=of_survey(key, "/draft")>"Write its text"</a></li>
                <li><a href=of_survey(key, "/draft/walking")>"Walk through it as a participant"</a></li>
                <li><a href=of_survey(key, "/draft/map")>"See the map of its pages"</a></li>
                <li><a href=of_survey(key, "/draft/translations")>"Translate it"</a></li>
                {report}
                <li><a href=of_survey(key, "/publishing")>"See what it changes, and publish it"</a></li>
                <li><a href=of_survey(key, "/draft/throwing-away")>"Throw it away"</a></li>
            </ul>
        }
        .into_any();
    }
    let number = last.map_or(1, |last| last.survey.version + 1);
    view! {
        <form method="post" action=of_survey(key, "")>
            <div class="actions">
                <button class="button">{format!("Begin a draft of version {number}")}</button>
            </div>
        </form>
    }
    .into_any()
}
