//! Checks, and variables that are worked out.

use app::{StaffPage, api::staff::arranging::QuestionWrong};
use axum::response::Response;
use surveys::{
    editing::{Edit, NewCheck, NewDerived, mentions, outline},
    keys::QuestionKey,
    typed::Typed,
};

use super::{At, list::told, when::chosen};
use crate::staff::posted::{Writing, Written, on_to};

/// Begins a check, takes one out, adds a variable, or takes one out.
pub async fn list(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveyChecks).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let then = at.posted.typed.one("then").to_owned();
    let change = match then.split_once('/') {
        Some(_) if at.is_stale() => return at.wrong(QuestionWrong::ListChanged).await,
        Some(("check", place)) => Edit::RemoveCheck { check: place.parse().unwrap_or(usize::MAX) },
        Some(("derived", key)) => {
            let spoken_of = mentions(&at.draft.text, &|name| name == key).unwrap_or_default();
            let others =
                spoken_of.into_iter().filter(|one| *one != format!("the variable “{key}”"));
            let others: Vec<_> = others.collect();
            if !others.is_empty() && !at.posted.typed.has("sure", "yes") {
                return told(at, key, others).await;
            }
            Edit::RemoveDerived { key: key.to_owned() }
        }
        None if then == "derived" => match derived(&at.posted.typed) {
            Ok(new) => Edit::AddDerived(new),
            Err(wrong) => return at.wrong(wrong).await,
        },
        None if then == "new" => {
            let about = at.posted.typed.one("about");
            if QuestionKey::new(about).is_err() {
                return at.wrong(QuestionWrong::NoSubject).await;
            }
            return on_to(&format!("/staff/surveys/{}/checks/new.{about}", at.draft.key));
        }
        _ => return at.lost().await,
    };
    at.save(&[change], "checks").await
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
    let at = match At::find(by, posted, StaffPage::SurveyCheck).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let outline = outline(&at.draft.text).unwrap_or_default();
    let known = at.names.parse().ok().and_then(|place: usize| {
        outline.checks.get(place).map(|check| (place, check.when.clone()))
    });
    let new = at.names.strip_prefix("new.").map(str::to_owned);
    if known.is_none() && new.is_none() {
        return at.lost().await;
    }
    if at.is_stale() {
        return at.wrong(QuestionWrong::ChangedMeanwhile).await;
    }
    let typed = &at.posted.typed;
    let when = match (&known, &new) {
        (Some((_, when)), _) => Some(when.clone()),
        (None, question) => {
            chosen(typed, question.as_deref().unwrap_or_default()).map(|one| one.to_string())
        }
    };
    let Some(when) = when else { return at.wrong(QuestionWrong::NoComparison).await };
    let to = match written(typed, when) {
        Ok(to) => to,
        Err(wrong) => return at.wrong(wrong).await,
    };
    match known {
        Some((check, _)) => {
            let here = format!("checks/{check}");
            at.save(&[Edit::SetCheck { check, to }], &here).await
        }
        None => at.save(&[Edit::AddCheck(to)], "checks").await,
    }
}

fn written(typed: &Typed, when: String) -> Result<NewCheck, QuestionWrong> {
    let said = |name: &str| typed.one(name).replace("\r\n", "\n");
    let level =
        Some(said("level")).filter(|level| ["soft", "hard", "paradata"].contains(&&**level));
    let level = level.unwrap_or_else(|| "soft".to_owned());
    let to = NewCheck { key: said("key"), level, at: said("at"), when, say: said("say") };
    if to.say.is_empty() && to.level != "paradata" {
        return Err(QuestionWrong::NoSay);
    }
    if QuestionKey::new(&to.key).is_err() {
        return Err(QuestionWrong::Key);
    }
    Ok(to)
}
