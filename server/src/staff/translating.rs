//! What is posted by whoever translates a draft, and the files that a translator is sent.

use app::{
    StaffPage,
    api::staff::{
        Trouble, Wrong,
        door::Done,
        surveys::{SurveyDone, SurveyWrong},
        translating::{IN_DOUBT, TranslationWrong},
        unavailable,
    },
};
use axum::{Extension, extract::State, response::Response};
use records::drafts::{self, DraftError, TranslateError, Which};
use surveys::{
    authoring::{InDoubt, Returned, SideBySide, Typed},
    definition::TextKey,
    keys::SurveyKey,
    language::Language,
    typed,
};

use super::{
    downloading::download,
    gate::{Arrival, in_trouble},
    posted::{Posted, Sent, Writing, Written, on_to},
};
use crate::router::Http;

/// The largest file of translations, in bytes.
pub const LARGEST: usize = drafts::LONGEST * 2;

/// Adds a language, takes one up again, or leaves one out.
pub async fn decide(Writing(by): Writing, posted: Posted) -> Response {
    let page = StaffPage::SurveyLanguages;
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some((key, ..)) = named(&posted) else { return posted.trouble(Trouble::NotFound).await };
    let Some(language) = Language::called(posted.typed.one("language")) else {
        return wrong(posted, page, TranslationWrong::NoLanguage).await;
    };
    let on = (&key, &language);
    let leaves_out = posted.typed.one("then") == "leave-out";
    let done = match leaves_out {
        true => drafts::leave_out(db, &by, on, now).await,
        false => drafts::add_language(db, &by, on, now).await,
    };
    let rest = if leaves_out { String::new() } else { format!("/{language}") };
    match done {
        Ok(()) => on_to(&format!("{}{rest}?done=translated", at(&key))),
        Err(error) => not_done(posted, page, error).await,
    }
}

/// Saves what somebody wrote of some texts. Of a text that somebody else has translated meanwhile both are shown.
pub async fn save(Writing(by): Writing, Written(posted): Written) -> Response {
    let page = StaffPage::SurveySideBySide;
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some((key, Some(language), part)) = named(&posted) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let typed = typed(&posted.typed);
    let (words, texts): (Vec<_>, Vec<_>) =
        typed.into_iter().partition(|typed| typed.at.is_phrase());
    let mut overtaken = false;
    for (which, typed) in [(Which::Texts, texts), (Which::Words, words)] {
        if typed.is_empty() {
            continue;
        }
        match drafts::write(db, &by, (&key, &language, which), &typed, now).await {
            Ok(theirs) => overtaken |= !theirs.is_empty(),
            Err(error) => return not_done(posted, page, error).await,
        }
    }
    if overtaken {
        return wrong(posted, page, TranslationWrong::Overtaken).await;
    }
    // What was in doubt is decided, and there is nothing more to see there.
    let part = if part == IN_DOUBT { String::new() } else { format!("/{part}") };
    on_to(&format!("{}/{language}{part}?done=translated", at(&key)))
}

/// Takes in a file that a translator sends back.
pub async fn bring(Writing(by): Writing, sent: Sent<LARGEST>) -> Response {
    let page = StaffPage::SurveyLanguage;
    let Sent { posted, file } = sent;
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some((key, Some(language), _)) = named(&posted) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let Some(file) = file else { return wrong(posted, page, TranslationWrong::NoFile).await };
    // Guessing at another encoding would put other letters into what people read.
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        return wrong(posted, page, TranslationWrong::NotText).await;
    };
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    match drafts::bring(db, &by, (&key, &language), &text, now).await {
        Ok(returned) => taken_in(posted, (&key, &language), returned).await,
        Err(error) => not_done(posted, page, error).await,
    }
}

/// Says what came of a file, and asks about what is in doubt.
async fn taken_in(
    mut posted: Posted,
    (key, language): (&SurveyKey, &Language),
    returned: Returned,
) -> Response {
    let Returned { taken, put_aside, unchanged, in_doubt } = returned;
    let done = SurveyDone::TakenIn { taken, put_aside, unchanged, in_doubt: in_doubt.len() };
    let done = Done::Survey(done);
    if in_doubt.is_empty() {
        return posted.done(StaffPage::SurveyLanguage, done).await;
    }
    posted.typed = doubted(in_doubt);
    posted.arrival.request.names = format!("{key}/{language}/{IN_DOUBT}");
    posted.done_and_kept(StaffPage::SurveySideBySide, done).await
}

/// What the file says, as if it had been typed beside what is here.
fn doubted(in_doubt: Vec<InDoubt>) -> typed::Typed {
    let each = in_doubt.into_iter().flat_map(|InDoubt { at, from, here, there, source }| {
        let field = |name: &str, value| (format!("{name}:{at}"), value);
        let source = source.map(|source| field("source", source));
        let all = [field("from", from), field("seen", here), field("to", there)];
        all.into_iter().chain(source).collect::<Vec<_>>()
    });
    typed::Typed::from_pairs(each)
}

/// The file of a language: its texts, or the words around the questions.
pub async fn file(
    State(http): State<Http>,
    Writing(_): Writing,
    Extension(arrival): Extension<Arrival>,
    which: Which,
) -> Response {
    let names = arrival.request.names.clone();
    let Some((key, Some(language), _)) = parted(&names) else {
        return in_trouble(&http, arrival, Trouble::NotFound).await;
    };
    let found = match drafts::side_by_side(&http.db, &key, &language).await {
        Ok(found) => found,
        Err(cause) => return in_trouble(&http, arrival, unavailable(&cause)).await,
    };
    let side = found.and_then(|found| match which {
        Which::Texts => found.texts,
        Which::Words => found.words,
    });
    let of = if which == Which::Texts { key.as_str() } else { surveys::authoring::WORDS };
    match side.as_ref().map(SideBySide::file_to_send) {
        Some(text) => {
            let name = format!("{of}.{language}.toml");
            download(text.into_bytes(), &name, "application/toml; charset=utf-8")
        }
        None => in_trouble(&http, arrival, Trouble::NotFound).await,
    }
}

/// Each text of the form, as it was seen and as it was written.
fn typed(form: &typed::Typed) -> Vec<Typed> {
    let texts = form.iter().filter_map(|(field, _)| field.strip_prefix("to:"));
    let each = texts.map(|at| {
        let line = |field: &str| form.raw(&format!("{field}:{at}")).replace("\r\n", "\n");
        let (from, to) = (line("from"), line("to").trim().to_owned());
        // A text of one line is translated in one.
        let to = if from.contains('\n') { to } else { to.replace('\n', " ") };
        let source = format!("source:{at}");
        let source = form.is_sent(&source).then(|| form.one(&source));
        Typed {
            at: TextKey(at.to_owned()),
            from,
            seen: line("seen"),
            to,
            source: source.map(str::to_owned),
            is_right: form.has(&format!("right:{at}"), "yes"),
        }
    });
    each.collect()
}

async fn not_done(posted: Posted, page: StaffPage, error: TranslateError) -> Response {
    match error {
        TranslateError::Own => wrong(posted, page, TranslationWrong::Own).await,
        TranslateError::Draft(DraftError::TooLong) => {
            wrong(posted, page, TranslationWrong::TooLong).await
        }
        TranslateError::NotAFile(faults) => {
            let reasons = faults.iter().map(|fault| {
                format!("Line {}, column {}: {}", fault.line, fault.column, fault.problem)
            });
            let reasons = reasons.collect();
            let wrong = SurveyWrong::Translation(TranslationWrong::NotAFile);
            posted.refused(page, wrong, reasons).await
        }
        TranslateError::Draft(DraftError::NotTheirs) => posted.kept(Trouble::NotTheirs).await,
        TranslateError::NoSuchLanguage => posted.kept(Trouble::NotFound).await,
        TranslateError::Draft(DraftError::NoSuchDraft(_)) => posted.kept(Trouble::NoDraft).await,
        error @ (TranslateError::Draft(_)
        | TranslateError::Version(_)
        | TranslateError::Database(_)) => posted.kept(unavailable(&error)).await,
    }
}

async fn wrong(posted: Posted, page: StaffPage, wrong: TranslationWrong) -> Response {
    posted.wrong(page, Wrong::Survey(SurveyWrong::Translation(wrong))).await
}

fn at(key: &SurveyKey) -> String {
    format!("/staff/surveys/{key}/draft/translations")
}

fn named(posted: &Posted) -> Option<(SurveyKey, Option<Language>, String)> {
    parted(&posted.arrival.request.names)
}

/// The survey, the language and the part that an address names.
fn parted(names: &str) -> Option<(SurveyKey, Option<Language>, String)> {
    let mut names = names.split('/');
    let key = SurveyKey::new(names.next()?).ok()?;
    let language = names.next().and_then(|tag| Language::new(tag).ok());
    Some((key, language, names.next().unwrap_or_default().to_owned()))
}
