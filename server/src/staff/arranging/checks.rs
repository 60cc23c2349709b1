//! Checks, and variables that are worked out.

use app::{StaffPage, api::staff::arranging::QuestionWrong};
use axum::response::Response;
use surveys::{
    definition::Level,
    editing::{Became, Edit, Going, NewCheck, NewDerived, Of, Outline, mark, mentions},
    keys::QuestionKey,
    typed::Typed,
};

use super::{At, Chosen, Refused, on_to_condition, told, when::compared_with};
use crate::staff::posted::{Writing, Written};

/// Begins a check, takes one out, adds a variable, or takes one out.
pub async fn list(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveyChecks).await {
        Ok(at) => at.make(listed).await,
        Err(response) => response,
    }
}

fn listed(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let then = at.typed().one("then");
    let change = match then.split_once('/') {
        Some(("check", place)) => without_check(at, outline, place)?,
        Some(("derived", key)) => without_derived(at, outline, key)?,
        None if then == "derived" => Edit::AddDerived(derived(at.typed())?),
        None if then == "new" => {
            let about = at.typed().one("about");
            if QuestionKey::new(about).is_err() {
                return Err(QuestionWrong::NoSubject.into());
            }
            return Ok(Chosen::GoOn(format!("checks/new.{about}")));
        }
        _ => return Err(Refused::NoSuch),
    };
    Ok(Chosen::Changes(vec![change], "checks".to_owned()))
}

/// What is taken out is what was seen, wherever it stands now.
fn without_check(at: &At, outline: &Outline, place: &str) -> Result<Edit, QuestionWrong> {
    let (name, place) = (format!("check-{place}"), place.parse().unwrap_or(usize::MAX));
    let filled = at.filled();
    let is = |check: usize| {
        outline.checks.get(check).is_some_and(|check| filled.is_as_seen(&name, &mark(check)))
    };
    let mut found = std::iter::once(place).chain(0..outline.checks.len());
    let found = match filled.seen(&name) {
        Some(_) => found.find(|check| is(*check)),
        None => Some(place).filter(|place| is(*place)),
    };
    found.map(|check| Edit::RemoveCheck { check }).ok_or(QuestionWrong::ListChanged)
}

fn without_derived(at: &At, outline: &Outline, key: &str) -> Result<Edit, Refused> {
    let row = outline.derived.iter().find(|row| row.key == key);
    if row.is_none_or(|row| !at.filled().is_as_seen(&format!("derived-{key}"), &mark(row))) {
        return Err(QuestionWrong::ListChanged.into());
    }
    let others = mentions(&at.draft.text, Going::Derived(key)).unwrap_or_default();
    if !others.is_empty() && !at.typed().has("sure", "yes") {
        return Err(told(key, others));
    }
    Ok(Edit::RemoveDerived { key: key.to_owned() })
}

fn derived(typed: &Typed) -> Result<NewDerived, QuestionWrong> {
    let key = QuestionKey::new(typed.one("key")).map_err(|_| QuestionWrong::Key)?.to_string();
    let when = typed.one("when").to_owned();
    if when.is_empty() {
        return Err(QuestionWrong::NoComparison);
    }
    let names = typed.one("missing").split([',', ' ']).filter(|name| !name.is_empty());
    let missing_of = names.map(str::to_owned).collect();
    Ok(NewDerived { key, label: typed.one("label").to_owned(), when, missing_of })
}

/// Changes a check, or adds the one that was begun.
pub async fn change(Writing(by): Writing, Written(posted): Written) -> Response {
    match At::find(by, posted, StaffPage::SurveyCheck).await {
        Ok(at) => at.make(changed).await,
        Err(response) => response,
    }
}

fn changed(at: &At, outline: &Outline) -> Result<Chosen, Refused> {
    let filled = at.filled();
    if let Some(question) = at.names.strip_prefix("new.") {
        let typed = at.typed();
        if !outline.questions().any(|asked| asked.key == question) {
            return Err(QuestionWrong::Gone.into());
        }
        let when = compared_with(typed, question).ok_or(QuestionWrong::NoComparison)?;
        let to = written(typed, NewCheck { when: when.to_string(), ..NewCheck::default() })?;
        return Ok(Chosen::Changes(vec![Edit::AddCheck(to)], "checks".to_owned()));
    }
    let place = at.names.parse().map_err(|_| Refused::NoSuch)?;
    let check = outline.check_seen(place, filled.seen("key"), filled.seen("when"));
    let check = check.ok_or(QuestionWrong::Gone)?;
    let saved = outline.checks.get(check).cloned().unwrap_or_default();
    let typed = beside_saved(at, &saved)?;
    let to = written(&typed, saved.clone())?;
    let is_left = to == saved;
    let changes = vec![Edit::SetCheck { check, to }];
    if typed.one("then") == "when" {
        let changes = if is_left { Vec::new() } else { changes };
        return Ok(on_to_condition(changes, &Of::Check(check)));
    }
    Ok(Chosen::Changes(changes, format!("checks/{check}")))
}

/// What was typed, and in boxes that were left what is saved in them by now.
fn beside_saved(at: &At, saved: &NewCheck) -> Result<Typed, Refused> {
    let NewCheck { key, level, at: beside, say, .. } = saved;
    let boxes = [("key", key.as_str()), ("level", level.name()), ("at", beside), ("say", say)];
    let (filled, mut typed, mut both) = (at.filled(), at.typed().clone(), Vec::new());
    for (name, saved) in boxes {
        let to = match filled.became(name, saved) {
            Became::Left => saved.to_owned(),
            Became::Written(own) => own,
            Became::Both(own) => {
                both.push(name.to_owned());
                own
            }
        };
        typed.retain(|one| one != name);
        typed.add(name, to);
    }
    if both.is_empty() {
        Ok(typed)
    } else {
        Err(Refused::At(QuestionWrong::ChangedMeanwhile, both))
    }
}

fn written(typed: &Typed, was: NewCheck) -> Result<NewCheck, QuestionWrong> {
    let said = |name: &str| typed.one(name).replace("\r\n", "\n");
    let level = typed.one("level").parse().unwrap_or_default();
    let to = NewCheck { key: said("key"), level, at: said("at"), say: said("say"), ..was };
    if to.say.is_empty() && to.level != Level::Paradata {
        return Err(QuestionWrong::NoSay);
    }
    if QuestionKey::new(&to.key).is_err() {
        return Err(QuestionWrong::Key);
    }
    Ok(to)
}
