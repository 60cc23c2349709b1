//! Bringing a survey that was made elsewhere, and what became of each thing in it.

use leptos::prelude::*;
use records::drafts::{Brought, BroughtItem, Fate};
use surveys::fill::long_date;

use super::{around::reasons, of_survey};
use crate::{
    api::staff::{
        Wrong,
        drafts::{Bringing, Report},
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        select::Wrong as Beside,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

const KEY: Asked = Asked {
    name: "key",
    label: "Key",
    kind: "text",
    autocomplete: "off",
    hint: Some("Its short name in files and for ever, such as sleep-diary"),
};
const TITLE: Asked = Asked {
    name: "title",
    label: "Title (optional)",
    kind: "text",
    autocomplete: "off",
    hint: Some(wording::surveys::TITLE_INSTEAD),
};

pub(crate) fn bringing(bringing: Bringing) -> StaffFramed {
    let said = bringing.said;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let reasons = reasons(&said);
    let middle = view! {
        {back("/staff/surveys".to_owned(), "Surveys")}
        <Told said />
        {reasons}
        <h1>"Bring a survey"</h1>
        <p>
            "A file from another system becomes a draft here. You are told of each item whether it asks the same, \
             what is different, or why it was not brought. Nothing is left out in silence."
        </p>
        <form method="post" action="/staff/bringing" enctype="multipart/form-data" novalidate>
            {file(wrong)}
            <StaffField asked=KEY value=typed.raw("key") wrong=wording::at("key", wrong) />
            <StaffField asked=TITLE value=typed.raw("title") wrong=wording::at("title", wrong) />
            <div class="actions"><button class="button">"Bring it"</button></div>
        </form>
    };
    framed("Bring a survey", wrong, middle)
}

fn file(wrong: Option<Wrong>) -> impl IntoView {
    let wrong = wording::at("file", wrong);
    let invalid = wrong.is_some().then_some("true");
    let described = if wrong.is_some() { "file-hint file-wrong" } else { "file-hint" };
    view! {
        <div class="question">
            <label for="file"><strong>"File"</strong></label>
            <p class="hint" id="file-hint">
                "A REDCap data dictionary (.csv), an XLSForm of ODK or Kobo (.xlsx), or a FHIR R4 Questionnaire \
                 (.json). At most 32 MB."
            </p>
            <Beside name="file" wrong />
            <input
                type="file" id="file" name="file" aria-describedby=described aria-invalid=invalid
                accept=".csv,.xlsx,.json,text/csv,application/json"
            />
        </div>
    }
}

pub(crate) fn report(report: Report) -> StaffFramed {
    let Report { draft, brought, faults, untranslated, is_translated, said } = report;
    let (wrong, key) = (said.wrong, draft.key.clone());
    let Brought { file, items } = brought;
    let title = format!("What was brought of {file}");
    let kind = |is: fn(&Fate) -> bool| items.iter().filter(move |item| is(&item.fate));
    let not: Vec<_> = kind(|fate| matches!(fate, Fate::Not(_))).map(row).collect();
    let differently: Vec<_> = kind(|fate| matches!(fate, Fate::Differently(_))).map(row).collect();
    let exactly: Vec<_> = kind(|fate| *fate == Fate::Exactly).map(row).collect();
    let count = format!(
        "{} exactly, {} with a difference, {} not converted.",
        exactly.len(),
        differently.len(),
        not.len()
    );
    let state = state(faults.len(), untranslated);
    let translations = is_translated.then(|| {
        view! { <li><a href=of_survey(&key, "/draft/translations")>"See its translations, and what is missing"</a></li> }
    });
    let saved = long_date(draft.changed_at.date_naive());
    let middle = view! {
        {back(of_survey(&key, ""), "The survey")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p><strong>{count}</strong>" "{state}" It was last saved on "{saved}"."</p>
        <ul class="staff-links">
            <li><a href=of_survey(&key, "/draft")>"Write its text, and see its faults"</a></li>
            <li><a href=of_survey(&key, "/arranging")>"Change it by choosing"</a></li>
            {translations}
        </ul>
        {table("Not converted", not)}
        {table("With a difference", differently)}
        {exact(exactly)}
    };
    framed(&title, wrong, middle)
}

/// What is to be done about the draft before it can be published.
fn state(faults: usize, untranslated: usize) -> String {
    match (faults, untranslated) {
        (0, 0) => "The draft has no faults. Read the differences before you publish it.".to_owned(),
        (0, many) => format!(
            "The draft has no faults. Its translations have {} to do before it can be published.",
            wording::surveys::count(many, "thing")
        ),
        (many, 0) => format!("The draft has {} to mend.", wording::surveys::count(many, "fault")),
        (faults, many) => format!(
            "The draft has {} to mend, and its translations have {} to do before it can be published.",
            wording::surveys::count(faults, "fault"),
            wording::surveys::count(many, "thing")
        ),
    }
}

fn row(item: &BroughtItem) -> Vec<AnyView> {
    let BroughtItem { place, name, fate } = item;
    let told = match fate {
        Fate::Exactly => cell("The same"),
        Fate::Not(why) => cell(why.clone()),
        Fate::Differently(how) => {
            let how = how.iter().map(|how| view! { <li>{how.clone()}</li> });
            view! { <ul class="verdict__why">{how.collect_view()}</ul> }.into_any()
        }
    };
    vec![cell(place.clone()), view! { <code>{name.clone()}</code> }.into_any(), told]
}

fn table(caption: &'static str, rows: Vec<Vec<AnyView>>) -> Option<AnyView> {
    let heads = vec!["Where", "Name", "What became of it"];
    (!rows.is_empty()).then(|| {
        let caption = caption.to_owned();
        view! { <StaffTable caption look=Look::Wide heads rows /> }.into_any()
    })
}

fn exact(rows: Vec<Vec<AnyView>>) -> Option<AnyView> {
    let words = format!("Exactly: {}", rows.len());
    let table = table("Exactly", rows)?;
    Some(
        view! { <details class="staff-more"><summary>{words}</summary>{table}</details> }
            .into_any(),
    )
}
