//! Before a draft is published: what changes, for whom, and why.

use leptos::prelude::*;
use records::versions::Affected;
use surveys::{
    keys::SurveyKey,
    language::{Language, isolated},
};

use super::{around::reasons, of_survey, waves::waves};
use crate::{
    api::staff::{
        Wrong,
        publishing::{Number, Publishing},
    },
    components::{
        changes::changes,
        staff::{frame::StaffFramed, said::Told, words::StaffWords},
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

pub(crate) fn publishing(publishing: Publishing) -> StaffFramed {
    let (said, key) = (publishing.said.clone(), publishing.draft.key.clone());
    let reasons = reasons(&said);
    let title = match &publishing.read {
        Ok(survey) if publishing.number != Number::Free => {
            format!("Publish {}", isolated(&survey.title))
        }
        Ok(survey) => {
            format!("Publish {} as version {}", isolated(&survey.title), survey.version)
        }
        Err(_) => format!("Publish {key}"),
    };
    let body = match (&publishing.read, publishing.number) {
        (Err(faults), _) => {
            let translations = (publishing.untranslated > 0)
                .then(|| not_translated(&key, publishing.untranslated));
            view! { {faulty(&key, faults.len())} {translations} }.into_any()
        }
        (Ok(_), _) if publishing.untranslated > 0 => {
            let told = not_translated(&key, publishing.untranslated);
            view! { {told} {meanwhile(publishing)} }.into_any()
        }
        (Ok(_), Number::Same(version)) => same(&key, version),
        (Ok(survey), _) => sound(survey.version, publishing),
    };
    let wrong = said.wrong;
    let middle = view! {
        {back(of_survey(&key, "/draft"), "The draft")}
        <Told said />
        {reasons}
        <h1>{title.clone()}</h1>
        {body}
    };
    framed(&title, wrong, middle)
}

/// What changes, for whom, and the button; or what is to be done about the number first.
fn sound(version: u32, publishing: Publishing) -> AnyView {
    let (beside, waves) = (beside(&publishing.unfit), waves(&publishing.waves));
    let Publishing { draft, stands, between, lost, gained, number, affected, said, .. } =
        publishing;
    let since = between.map(|between| {
        view! {
            <h2>{format!("Since version {}", between.old)}</h2>
            {no_longer(&lost)}
            {also_in(&gained)}
            {changes(&between.changes, &between.variables)}
        }
    });
    let last = match number {
        Number::Low { last, next } => taken(&draft.key, stands, (version, last, next)).into_any(),
        _ => {
            let (action, reason) = (of_survey(&draft.key, "/publishing"), said.typed.raw("reason"));
            form(action, stands, reason, said.wrong).into_any()
        }
    };
    view! { {since} {beside} {waves} {whom(affected)} {last} }.into_any()
}

/// What would not fit the other waves: no wave begins with it before that is mended on one side or the other.
fn beside(unfit: &[String]) -> Option<AnyView> {
    let each: Vec<_> = unfit.iter().map(|one| view! { <li>{one.clone()}</li> }).collect();
    (!each.is_empty()).then(|| {
        let told = view! {
            <h2>"It does not fit the other waves"</h2>
            <p>"No wave can begin with this version until the other survey says the same, or this one does."</p>
            <ul>{each}</ul>
        };
        told.into_any()
    })
}

pub(super) fn faulty(key: &SurveyKey, faults: usize) -> AnyView {
    let many = wording::surveys::count(faults, "fault");
    let have = if faults == 1 { "has" } else { "have" };
    view! {
        <p>{format!("It has {many}, which {have} to be mended first.")}</p>
        <p><a href=of_survey(key, "/draft")>"Mend the draft"</a></p>
    }
    .into_any()
}

/// No version is half translated.
fn not_translated(key: &SurveyKey, number: usize) -> AnyView {
    let many = wording::surveys::count(number, "thing");
    view! {
        <p>
            {format!("Its translations have {many} to do, so it cannot be published yet. Do them, or leave a language out.")}
        </p>
        <p><a href=of_survey(key, "/draft/translations")>"Its translations"</a></p>
    }
    .into_any()
}

/// What changes in the survey's own language. Whoever decides whether to have it translated wants to know.
fn meanwhile(Publishing { between, affected, .. }: Publishing) -> AnyView {
    let since = between.map(|between| {
        view! {
            <h2>{format!("Since version {}, in its own language", between.old)}</h2>
            {changes(&between.changes, &between.variables)}
        }
    });
    view! { {since} {whom(affected)} }.into_any()
}

/// There is nothing to publish.
fn same(key: &SurveyKey, version: u32) -> AnyView {
    view! {
        <p>{format!("The draft says just what version {version} says, which is published. Change it first.")}</p>
        <ul class="staff-links">
            <li><a href=of_survey(key, &format!("/{version}"))>{format!("Version {version}")}</a></li>
            <li><a href=of_survey(key, "/arranging")>"Change the draft by choosing"</a></li>
            <li><a href=of_survey(key, "/draft")>"Write its text"</a></li>
        </ul>
    }
    .into_any()
}

/// The draft needs another number first.
fn taken(
    key: &SurveyKey,
    revision: u32,
    (own, last, next): (u32, u32, u32),
) -> impl IntoView + use<> {
    let why = match own == last {
        true => format!("Version {own} is published already, and never changes."),
        false => format!("The last version is {last}, and the draft has the number {own}."),
    };
    view! {
        <h2>"It needs another number"</h2>
        <p>{why}</p>
        <form method="post" action=of_survey(key, "/publishing")>
            <input type="hidden" name="revision" value=revision.to_string() />
            <input type="hidden" name="number" value=next.to_string() />
            <div class="actions">
                <button class="button" name="then" value="number">
                    {format!("Make the draft version {next}")}
                </button>
            </div>
        </form>
    }
}

fn also_in(gained: &[Language]) -> Option<AnyView> {
    let names: Vec<_> = gained.iter().map(|language| language.english_name()).collect();
    (!names.is_empty()).then(|| {
        view! { <p>{format!("It is offered in {} as well.", names.join(", "))}</p> }.into_any()
    })
}

/// Languages that the last version has and this one has not.
fn no_longer(lost: &[Language]) -> Option<AnyView> {
    let names: Vec<_> = lost.iter().map(|language| language.english_name()).collect();
    (!names.is_empty()).then(|| {
        let words = format!(
            "It is no longer offered in {}. Whoever read the last version in it reads this one in its own language; \
             answers stay the same codes.",
            names.join(", ")
        );
        view! { <p class="notice"><strong>{words}</strong></p> }.into_any()
    })
}

fn form(
    action: String,
    revision: u32,
    reason: &str,
    wrong: Option<Wrong>,
) -> impl IntoView + use<> {
    view! {
        <h2>"Publish it"</h2>
        <p>"What is published never changes, and is kept for ever. A mistake is mended by the next version."</p>
        <form method="post" action=action novalidate>
            <input type="hidden" name="revision" value=revision.to_string() />
            <StaffWords
                name="reason" label="Why" hint=wording::surveys::WHY
                value=reason.to_owned() wrong=wording::at("reason", wrong)
            />
            <div class="actions"><button class="button">"Publish"</button></div>
        </form>
    }
}

/// Whom a new version concerns.
fn whom(affected: Affected) -> Option<AnyView> {
    let Affected { versions, to_come } = affected;
    if versions.is_empty() && to_come.is_empty() {
        return None;
    }
    let begun = versions.into_iter().map(|(version, open, sent)| {
        let (open, sent) = (wording::people(open), wording::people(sent));
        view! { <li>{format!("Version {version}: {open} answering it, who finish on it; {sent} sent theirs")}</li> }
    });
    let to_come = to_come.into_iter().map(|(study, wave, number)| {
        view! { <li>{format!("{study}, {wave}: {} not begun", wording::people(number))}</li> }
    });
    let view = view! {
        <h2>"Whom it concerns"</h2>
        <ul>{begun.collect_view()}{to_come.collect_view()}</ul>
    };
    Some(view.into_any())
}
