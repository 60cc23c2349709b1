//! Pages, instruments, and what is said of a survey as a whole.

use app::{StaffPage, api::staff::arranging::QuestionWrong};
use axum::response::Response;
use surveys::{
    editing::{Direction, Edit, Outline, PageField, Put, Setting, mentions, outline},
    scoring,
    typed::Typed,
};

use super::{At, list::told};
use crate::staff::posted::{Writing, Written};

/// Changes the heading of a page and the words before its questions, moves it, or takes an instrument out.
pub async fn change(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveyPage).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let outline = outline(&at.draft.text).unwrap_or_default();
    let place = at.names.split_once('.');
    let place = place.and_then(|(one, two)| Some((one.parse().ok()?, two.parse().ok()?)));
    let Some(place) = place.filter(|(section, page)| outline.page(*section, *page).is_some())
    else {
        return at.lost().await;
    };
    if at.is_stale() {
        return at.wrong(QuestionWrong::ChangedMeanwhile).await;
    }
    let mut changes = said(&outline, place, &at.posted.typed);
    let to = match at.posted.typed.one("then") {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        "remove" => return remove(at, &outline, place).await,
        _ => None,
    };
    match to {
        Some(to) => {
            changes.push(Edit::MovePage { at: place, to });
            at.save(&changes, "arranging").await
        }
        None => {
            let here = format!("pages/{}.{}", place.0, place.1);
            at.save(&changes, &here).await
        }
    }
}

fn said(outline: &Outline, at: (usize, usize), typed: &Typed) -> Vec<Edit> {
    let Some(page) = outline.page(at.0, at.1) else { return Vec::new() };
    let yes = |is: bool| if is { "yes" } else { "" };
    let (title, intro) = (page.title.as_deref(), page.intro.as_deref());
    let mut fields = vec![("title", PageField::Title, title.unwrap_or_default())];
    if page.instrument.is_some() {
        fields.push(("sensitive", PageField::Sensitive, yes(page.sensitive)));
        fields.push(("scored_only", PageField::ScoredOnly, yes(page.scored_only)));
    } else {
        fields.push(("intro", PageField::Intro, intro.unwrap_or_default()));
    }
    let changed = fields.into_iter().filter_map(|(name, field, was)| {
        let to = typed.one(name).replace("\r\n", "\n");
        (to != was).then_some(Edit::SetPage { at, field, to })
    });
    changed.collect()
}

/// Its items and its scores go with an instrument; whoever names them is told first.
async fn remove(at: At, outline: &Outline, place: (usize, usize)) -> Response {
    let name = outline.page(place.0, place.1).and_then(|page| page.instrument.clone());
    let name = name.unwrap_or_default();
    let items = scoring::instrument(&name).map(scoring::Instrument::keys).unwrap_or_default();
    let score = format!("{name}_");
    let is = |one: &str| one.starts_with(&score) || items.iter().any(|item| item == one);
    let spoken_of = mentions(&at.draft.text, &is).unwrap_or_default();
    if !spoken_of.is_empty() && !at.posted.typed.has("sure", "yes") {
        return told(at, &name, spoken_of).await;
    }
    at.save(&[Edit::RemovePage { at: place }], "arranging").await
}

/// Adds an instrument.
pub async fn instrument(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveyInstruments).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let instrument = at.posted.typed.one("instrument").to_owned();
    if scoring::instrument(&instrument).is_none() {
        return at.wrong(QuestionWrong::NoInstrument).await;
    }
    let to = Put::named(at.posted.typed.one("after"));
    at.save(&[Edit::AddInstrument { instrument, to }], "arranging").await
}

/// Changes what is said of a survey as a whole, and where its wordings come from.
pub async fn settings(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveySettings).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    if at.is_stale() {
        return at.wrong(QuestionWrong::ChangedMeanwhile).await;
    }
    let (outline, typed) = (outline(&at.draft.text).unwrap_or_default(), &at.posted.typed);
    let Outline { title, language, minutes, version, .. } = &outline;
    let settings = Setting::ALL.into_iter().zip([title, language, minutes, version]);
    let settings = settings.filter_map(|(setting, was)| {
        let to = typed.one(setting.name()).to_owned();
        (to != *was).then_some(Edit::Setting { setting, to })
    });
    let sources = outline.sources.iter().filter_map(|(name, was)| {
        let to = typed.one(&format!("source-{name}")).to_owned();
        (to != *was).then(|| Edit::Source { name: name.clone(), to })
    });
    let (name, to) = (typed.one("source-name").to_owned(), typed.one("source").to_owned());
    let new = (!name.is_empty() && !to.is_empty()).then_some(Edit::Source { name, to });
    let changes: Vec<_> = settings.chain(sources).chain(new).collect();
    at.save(&changes, "settings").await
}
