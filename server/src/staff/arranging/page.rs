//! Pages, instruments, and what is said of a survey as a whole.

use app::{StaffPage, api::staff::arranging::QuestionWrong};
use axum::response::Response;
use surveys::{
    editing::{
        Became, Direction, Edit, Going, Of, Outline, Page, PageField, Setting, Shape, mark,
        mentions,
    },
    scoring,
};

use super::{At, Chosen, Refused, list_with, on_to_condition, told, unfit_box};
use crate::staff::posted::{Writing, Written};

/// Changes the heading of a page and the words before its questions, moves it, or takes an instrument out.
pub async fn change(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveyPage).await {
        Ok(at) => at.make(changed).await,
        Err(response) => response,
    }
}

fn changed(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let place = at.names.split_once('.');
    let place = place.and_then(|(one, two)| Some((one.parse().ok()?, two.parse().ok()?)));
    let place = outline.page_seen(place.ok_or(Refused::NoSuch)?, at.filled().seen("page"));
    let place = place.ok_or(QuestionWrong::Gone)?;
    let page = outline.page(place.0, place.1).ok_or(QuestionWrong::Gone)?;
    if at.typed().one("then") == "remove" {
        let change = removed(at, page, place)?;
        return Ok(Chosen::Changes(vec![change], "arranging".to_owned()));
    }
    let mut changes = said(at, page, place)?;
    let to = match at.typed().one("then") {
        "up" => Direction::Up,
        "down" => Direction::Down,
        "when" => return Ok(on_to_condition(changes, &Of::Page(place.0, place.1))),
        _ => return Ok(Chosen::Changes(changes, format!("pages/{}.{}", place.0, place.1))),
    };
    changes.push(Edit::MovePage { at: place, to });
    let first = page.questions.first().map(|asked| list_with(&asked.key));
    Ok(Chosen::Changes(changes, first.unwrap_or_else(|| "arranging".to_owned())))
}

fn said(at: &At, page: &Page, place: (usize, usize)) -> Result<Vec<Edit>, Refused> {
    let yes = |is: bool| if is { "yes" } else { "" };
    let (title, intro) = (page.title.as_deref(), page.intro.as_deref());
    let mut fields = vec![("title", PageField::Title, Shape::Line, title.unwrap_or_default())];
    if page.instrument.is_some() {
        fields.push(("sensitive", PageField::Sensitive, Shape::Switch, yes(page.sensitive)));
        fields.push(("scored_only", PageField::ScoredOnly, Shape::Switch, yes(page.scored_only)));
    } else {
        fields.push(("intro", PageField::Intro, Shape::Words, intro.unwrap_or_default()));
    }
    let filled = at.filled();
    let is_both = |name: &str, was: &str| matches!(filled.became(name, was), Became::Both(_));
    let words = fields.iter().filter(|(_, _, shape, _)| *shape != Shape::Switch);
    let both = words.filter(|(name, _, _, was)| is_both(name, was));
    let both: Vec<_> = both.map(|(name, ..)| (*name).to_owned()).collect();
    if !both.is_empty() {
        return Err(Refused::At(QuestionWrong::ChangedMeanwhile, both));
    }
    let changed = fields.into_iter().filter_map(|(name, field, shape, was)| {
        let to = filled.change(name, shape, was)?;
        Some(Edit::SetPage { at: place, field, to })
    });
    Ok(changed.collect())
}

/// Its items and its scores go with an instrument; whoever names them is told first.
fn removed(at: &At, page: &Page, place: (usize, usize)) -> Result<Edit, Refused> {
    let name = page.instrument.clone().unwrap_or_default();
    if !at.filled().is_as_seen("whole", &mark(page)) {
        return Err(QuestionWrong::ListChanged.into());
    }
    let spoken_of = mentions(&at.draft.text, Going::Instrument(&name)).unwrap_or_default();
    if !spoken_of.is_empty() && !at.typed().has("sure", "yes") {
        return Err(told(&name, spoken_of));
    }
    Ok(Edit::RemovePage { at: place })
}

/// Adds an instrument.
pub async fn instrument(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveyInstruments).await {
        Ok(at) => at.make(added).await,
        Err(response) => response,
    }
}

fn added(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let instrument = at.typed().one("instrument").to_owned();
    if scoring::instrument(&instrument).is_none() {
        return Err(QuestionWrong::NoInstrument.into());
    }
    let to = at.put(outline, "after")?;
    let changes = vec![Edit::AddInstrument { instrument, to }];
    Ok(Chosen::Changes(changes, "arranging".to_owned()))
}

/// Changes what is said of a survey as a whole, and where its wordings come from.
pub async fn settings(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveySettings).await {
        Ok(at) => at.make(set).await,
        Err(response) => response,
    }
}

/// All that is wrong is told at once.
fn set(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let mut changes = settled(at, outline)?;
    let unfit = changes.iter().filter_map(|change| unfit_box(&at.draft.text, change));
    let mut unfit: Vec<_> = unfit.collect();
    match new_source(at, outline) {
        Ok(new) => changes.extend(new),
        Err(wrong) => unfit.push(wrong),
    }
    match unfit.is_empty() {
        true if at.typed().one("then") == "when" => Ok(on_to_condition(changes, &Of::Usable)),
        true => Ok(Chosen::Changes(changes, "settings".to_owned())),
        false => Err(Refused::Unfit(unfit)),
    }
}

/// What was written into the boxes that are there.
fn settled(at: &At, outline: &Outline) -> Result<Vec<Edit>, Refused> {
    let filled = at.filled();
    let Outline { title, language, minutes, version, .. } = outline;
    let settings = Setting::ALL.into_iter().zip([title, language, minutes, version]);
    let settings = settings.map(|(setting, was)| {
        (setting.name().to_owned(), was, Box::new(move |to| Edit::Setting { setting, to }) as Make)
    });
    let sources = outline.sources.iter().map(|(name, was)| {
        let make = move |to| Edit::Source { name: name.clone(), to };
        (format!("source-{name}"), was, Box::new(make) as Make)
    });
    let (mut changes, mut both) = (Vec::new(), Vec::new());
    for (name, was, make) in settings.chain(sources) {
        match filled.became(&name, was) {
            Became::Left => {}
            Became::Written(own) => changes.push(make(own)),
            Became::Both(_) => both.push(name),
        }
    }
    let gone = filled.homeless(|box_name| {
        let source = box_name.strip_prefix("source-");
        source.is_none_or(|source| outline.sources.iter().any(|(name, _)| name == source))
    });
    both.extend(gone.into_iter().map(|(name, _)| name.to_owned()));
    if !both.is_empty() {
        return Err(Refused::At(QuestionWrong::ChangedMeanwhile, both));
    }
    Ok(changes)
}

type Make<'o> = Box<dyn Fn(String) -> Edit + 'o>;

/// Both of a new source are needed, and its name is nobody else's; otherwise the box to look at.
fn new_source(at: &At, outline: &Outline) -> Result<Option<Edit>, (String, String)> {
    let wrong = |name: &str, typed: &str| Err((name.to_owned(), typed.to_owned()));
    let (name, to) = (at.typed().one("new-source"), at.typed().one("source"));
    let is_known = outline.sources.iter().any(|(known, _)| known == name);
    match (name, to) {
        ("", "") => Ok(None),
        ("", _) => wrong("new-source", ""),
        (_, "") => wrong("source", ""),
        (name, _) if is_known => wrong("new-source", name),
        (name, to) => Ok(Some(Edit::Source { name: name.to_owned(), to: to.to_owned() })),
    }
}
