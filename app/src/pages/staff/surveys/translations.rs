//! A draft's languages, and how far each translation is.

use leptos::prelude::*;
use records::drafts::InLanguage;
use surveys::{fill::long_date, keys::SurveyKey, language::Language};

use super::{around::reasons, of_survey};
use crate::{
    api::staff::{
        Wrong,
        translating::{Languages, OneLanguage, Part, Progress},
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

/// Below the translations of a draft.
pub(super) fn of_language(key: &SurveyKey, rest: &str) -> String {
    of_survey(key, &format!("/draft/translations{rest}"))
}

pub(crate) fn translations(languages: Languages) -> StaffFramed {
    let Languages { draft, written_in, languages, unknown, said } = languages;
    let (wrong, key) = (said.wrong, draft.key.clone());
    let title = format!("Translations of {key}");
    let (offered, left_out): (Vec<_>, Vec<_>) =
        languages.into_iter().partition(|(own, _)| !own.left_out);
    let all = offered.iter().map(|(own, _)| own.language.clone()).chain(written_in.clone());
    let all: Vec<_> = all.collect();
    let rows = offered.iter().map(|one| row(&key, one, (written_in.as_ref(), &all)));
    let rows: Vec<_> = rows.collect();
    let list = match rows.is_empty() {
        true => view! { <p>"It is in one language only."</p> }.into_any(),
        false => {
            let heads = vec!["Language", "How far", "Last saved", "Leave it out"];
            let caption = "Languages".to_owned();
            view! { <StaffTable caption look=Look::BelowHeading heads rows /> }.into_any()
        }
    };
    let lacks = written_in.as_ref().filter(|own| {
        own.first_part() != "en" && offered.iter().all(|(known, _)| known.language != **own)
    });
    let lacks = lacks.map(|own| lacking(&key, own));
    let written = written_in.map(|own| {
        view! { <p>"The survey is written in "{named_among(&own, &all)}"."</p> }
    });
    let action = of_language(&key, "");
    let typed = said.typed.one("language").to_owned();
    let middle = view! {
        {back(of_survey(&key, ""), "The survey")}
        <Told said />
        <h1>{title.clone()}</h1>
        {written}
        {lacks}
        {list}
        {lost(&key, &unknown)}
        {dropped(&key, &left_out)}
        {adding(action, typed, wrong)}
    };
    framed(&title, wrong, middle)
}

/// `Welsh (Cymraeg)`
pub(super) fn name(language: &Language) -> String {
    named_among(language, &[])
}

/// The same beside others, from which it has to be told apart.
fn named_among(language: &Language, others: &[Language]) -> String {
    let (english, own) = (language.called_among(others), language.own_name());
    if english.starts_with(own) { english } else { format!("{english} ({own})") }
}

/// Whose words those around the questions are. Somebody who mends them in one survey has to know that others have theirs.
pub(super) fn of_all_surveys(language: &Language) -> AnyView {
    let language = language.called_among(&[]);
    view! {
        <div class="notice">
            <p>
                "The words around the questions are the same in all surveys: buttons, months, what is said of a mistake. \
                 Every survey has its own copy. This one began with them as the survey has them that was last published \
                 in "{language.clone()}", if one was. What you change here changes this survey, and no other draft or version. Once \
                 it is published, a survey that is put into "{language}" after that begins with it."
            </p>
        </div>
    }
    .into_any()
}

fn row(
    key: &SurveyKey,
    (own, progress): &(InLanguage, Progress),
    (written_in, all): (Option<&Language>, &[Language]),
) -> Vec<AnyView> {
    let to = of_language(key, &format!("/{}", own.language));
    let is_own = written_in == Some(&own.language);
    let only = is_own.then_some(": the words around its questions");
    let (on, by) = (long_date(own.changed_at.date_naive()), own.changed_by.clone());
    vec![
        view! { <a href=to>{named_among(&own.language, all)}</a>{only} }.into_any(),
        cell(wording::translating::progress(*progress)),
        view! { {on}" by "{by} }.into_any(),
        match is_own {
            true => cell("It is the survey's own"),
            false => decided(key, &own.language, "leave-out", "Leave out"),
        },
    ]
}

/// Said of a survey that is not in English, while the words around its questions are.
fn lacking(key: &SurveyKey, own: &Language) -> AnyView {
    let language = own.english_name().to_owned();
    view! {
        <div class="notice">
            <p>
                "The words around its questions, such as “Continue”, are still in English. It cannot be published \
                 before they are in "{language.clone()}", too."
            </p>
            {decided(key, own, "add", "Write them")}
        </div>
    }
    .into_any()
}

/// A button about one language.
fn decided(
    key: &SurveyKey,
    language: &Language,
    then: &'static str,
    words: &'static str,
) -> AnyView {
    view! {
        <form class="arranged__acts" method="post" action=of_language(key, "")>
            <input type="hidden" name="language" value=language.to_string() />
            <button class="button button--quiet" name="then" value=then>
                {words}<span class="hidden">": "{language.english_name().to_owned()}</span>
            </button>
        </form>
    }
    .into_any()
}

/// The last version has them, and the draft was begun without.
fn lost(key: &SurveyKey, unknown: &[Language]) -> Option<AnyView> {
    let each = unknown.iter().map(|language| {
        view! {
            <li>
                <strong>{name(language)}</strong>
                <div class="arranged__acts">
                    {decided(key, language, "add", "Translate it")}
                    {decided(key, language, "leave-out", "Leave out")}
                </div>
            </li>
        }
    });
    let each = each.collect::<Vec<_>>();
    (!each.is_empty()).then(|| {
        view! {
            <h2>"In the last version, and not in this draft"</h2>
            <p>"The draft cannot be published before you say what becomes of them."</p>
            <ul>{each}</ul>
        }
        .into_any()
    })
}

fn dropped(key: &SurveyKey, left_out: &[(InLanguage, Progress)]) -> Option<AnyView> {
    let each = left_out.iter().map(|(own, _)| {
        let on = long_date(own.changed_at.date_naive());
        view! {
            <li>
                {name(&own.language)}", since "{on}", by "{own.changed_by.clone()}
                {decided(key, &own.language, "add", "Take it up again")}
            </li>
        }
    });
    let each = each.collect::<Vec<_>>();
    (!each.is_empty()).then(|| {
        view! {
            <h2>"Left out"</h2>
            <p>"The next version is not offered in these. What was translated is kept."</p>
            <ul>{each}</ul>
        }
        .into_any()
    })
}

fn adding(action: String, typed: String, wrong: Option<Wrong>) -> impl IntoView {
    const LANGUAGE: Asked = Asked {
        name: "language",
        label: "Language",
        kind: "text",
        autocomplete: "off",
        hint: Some("Its name or its tag, such as Welsh, Urdu, or pl for Polish"),
    };
    view! {
        <h2>"Add a language"</h2>
        <form method="post" action=action novalidate>
            <StaffField asked=LANGUAGE value=typed wrong=wording::at("language", wrong) />
            <div class="actions">
                <button class="button" name="then" value="add">"Add it"</button>
            </div>
        </form>
    }
}

pub(crate) fn translation(one: OneLanguage) -> StaffFramed {
    let OneLanguage { key, own, is_of_before, progress, parts, said } = one;
    let (wrong, language) = (said.wrong, own.language.clone());
    let title = format!("{key} in {}", language.english_name());
    let at = of_language(&key, &format!("/{language}"));
    let open = progress.all - progress.done;
    let missing = (open > 0).then(|| {
        let words = format!("Only what is missing or has changed: {open}");
        view! { <p><a class="button" href=format!("{at}/missing")>{words}</a></p> }
    });
    let heads = vec!["Part", "How far"];
    let rows = parts.into_iter().map(|part| part_row(&at, part)).collect();
    let (on, by) = (long_date(own.changed_at.date_naive()), own.changed_by.clone());
    let caption = "Parts".to_owned();
    let reasons = reasons(&said);
    let middle = view! {
        {back(of_language(&key, ""), "All languages")}
        <Told said />
        {reasons}
        <h1>{title.clone()}</h1>
        {before(&key, is_of_before)}
        <p>{wording::translating::progress(progress)}". Last saved on "{on}" by "{by}"."</p>
        {missing}
        {own.words.is_some().then(|| of_all_surveys(&language))}
        <StaffTable caption look=Look::BelowHeading heads rows />
        {files(&at, &own, wrong)}
    };
    framed(&title, wrong, middle)
}

/// Said while the draft's own text cannot be read.
pub(super) fn before(key: &SurveyKey, is_of_before: bool) -> Option<AnyView> {
    is_of_before.then(|| {
        view! {
            <div class="notice">
                <p>
                    "The draft has faults at the moment, so these are the texts as they were before. You can go on \
                     translating. "<a href=of_survey(key, "/draft")>"See the faults"</a>
                </p>
            </div>
        }
        .into_any()
    })
}

fn part_row(at: &str, (part, progress): (Part, Progress)) -> Vec<AnyView> {
    vec![
        view! { <a href=format!("{at}/{}", part.name)>{part.title}</a> }.into_any(),
        cell(wording::translating::progress(progress)),
    ]
}

/// For a translator who works elsewhere.
fn files(at: &str, own: &InLanguage, wrong: Option<Wrong>) -> impl IntoView + use<> {
    let texts = own.texts.as_ref().map(|_| {
        view! { <li><a href=format!("{at}/texts-file") download>"The texts of the survey, as a file"</a></li> }
    });
    let words = own.words.as_ref().map(|_| {
        view! { <li><a href=format!("{at}/words-file") download>"The words around the questions, as a file"</a></li> }
    });
    let wrong = wording::at("file", wrong);
    let invalid = wrong.is_some().then_some("true");
    let described = if wrong.is_some() { "file-hint file-wrong" } else { "file-hint" };
    view! {
        <h2>"For a translator by email"</h2>
        <p>"Each file has every text with room for its translation below it. Any text editor opens it."</p>
        <ul class="staff-links">{texts}{words}</ul>
        <form method="post" action=at.to_owned() enctype="multipart/form-data" novalidate>
            <label for="file"><strong>"Take in a file that came back"</strong></label>
            <p class="hint" id="file-hint">
                "What was changed in it is taken. What it leaves empty stays as it is, and of what was changed here \
                 meanwhile, too, you are asked."
            </p>
            <Beside name="file" wrong />
            <input type="file" id="file" name="file" accept=".toml,text/plain" aria-describedby=described aria-invalid=invalid />
            <div class="actions"><button class="button button--quiet">"Take it in"</button></div>
        </form>
    }
}
