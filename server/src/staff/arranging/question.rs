//! What one question says, and where it stands.

use app::{
    StaffPage,
    api::staff::{Trouble, arranging::QuestionWrong, unavailable},
};
use axum::response::Response;
use records::versions;
use surveys::{
    editing::{Alert, Answers, Asked, Edit, Field, OptionField, Own, Put, Shape, outline},
    keys::QuestionKey,
    typed::Typed,
};

use super::At;
use crate::staff::posted::{Writing, Written};

/// Changes what one question says. Who was overtaken keeps what they typed, and is told.
pub async fn ask(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveyQuestion).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let outline = outline(&at.draft.text).unwrap_or_default();
    let Some(asked) = outline.questions().find(|one| one.key == at.names).cloned() else {
        return at.lost().await;
    };
    if at.is_stale() {
        return at.wrong(QuestionWrong::ChangedMeanwhile).await;
    }
    let own = asked.own.as_ref();
    if let Some(wrong) = own.and_then(|own| without_words(own, &at.posted.typed)) {
        return at.wrong(wrong).await;
    }
    let spent = match spent(&at, &asked.key).await {
        Ok(spent) => spent,
        Err(trouble) => return at.posted.trouble(trouble).await,
    };
    let mut changes = own.map_or_else(Vec::new, |own| said(own, &at.posted.typed, &asked.key));
    changes.extend(of_options(&asked, &at.posted.typed, spent));
    let mut key = asked.key.clone();
    match at.posted.typed.one("then") {
        "bring" => changes.extend(brought(&at.posted.typed, &key)),
        "otherwise" => match otherwise(&at.posted.typed, &key) {
            Ok(more) => {
                changes.extend(more);
                key = Some(at.posted.typed.one("key"))
                    .filter(|to| !to.is_empty())
                    .map_or(key, str::to_owned);
            }
            Err(wrong) => return at.wrong(wrong).await,
        },
        _ => {}
    }
    at.save(&changes, &format!("arranging/{key}")).await
}

fn without_words(own: &Own, typed: &Typed) -> Option<QuestionWrong> {
    match typed.one("text").is_empty() {
        true => Some(QuestionWrong::NoText),
        false => is_without_words(own, typed).then_some(QuestionWrong::NoOptionText),
    }
}

/// An emptied box is no way to take an option out: somebody may have slipped.
fn is_without_words(own: &Own, typed: &Typed) -> bool {
    let without = typed.one("then").strip_prefix("without/");
    own.options.iter().any(|option| {
        let name = format!("option-{}-text", option.code);
        typed.is_sent(&name)
            && typed.one(&name).is_empty()
            && without != Some(&option.code.to_string())
    })
}

/// The codes that the question's options have had in published versions, where an option is to be added.
async fn spent(at: &At, question: &str) -> Result<Vec<i64>, Trouble> {
    if at.posted.typed.one("option").is_empty() {
        return Ok(Vec::new());
    }
    let (db, failed) = (&at.posted.http.db, |cause| unavailable(&cause));
    let mut spent = Vec::new();
    for version in versions::listed_of(db, &at.draft.key).await.map_err(failed)? {
        let survey = versions::asks(db, &version).await.map_err(failed)?;
        let asked = survey.questions().filter(|one| one.key.as_str() == question);
        spent.extend(asked.flat_map(|one| one.options()).map(|option| i64::from(option.code)));
    }
    Ok(spent)
}

/// What was typed of a question, as changes to it. What is as it was is none.
fn said(own: &Own, typed: &Typed, question: &str) -> Vec<Edit> {
    let fields = Field::EVERY.iter().chain(Field::of_kind(&own.kind));
    let mut changes: Vec<_> = fields
        .filter_map(|field| {
            let to = sent(typed, field.name(), field.shape())?;
            let set = Edit::Set { question: question.to_owned(), field: *field, to: to.clone() };
            (to != own.says(*field)).then_some(set)
        })
        .collect();
    if typed.has("alerts", "told") {
        let alerts = alerts(own, typed);
        if !is_same(own, own.alerts.as_deref(), alerts.as_deref()) {
            changes.push(Edit::Alerts { question: question.to_owned(), alerts });
        }
    }
    changes
}

/// What a box was sent with. A switch that is off is not sent.
fn sent(typed: &Typed, name: &str, shape: Shape) -> Option<String> {
    // Browsers end lines with two characters.
    let to = typed.one(name).replace("\r\n", "\n");
    (typed.is_sent(name) || shape == Shape::Switch).then_some(to)
}

fn alerts(own: &Own, typed: &Typed) -> Option<Vec<Alert>> {
    let levels = [3, 2, 1].into_iter().filter_map(|level| {
        let name = format!("alert-{level}");
        let mut numbers = typed.all(&name).filter_map(|one| one.parse().ok());
        let answers = if own.options.is_empty() {
            Answers::From(numbers.next()?)
        } else {
            Answers::Codes(numbers.collect())
        };
        (answers != Answers::Codes(Vec::new())).then_some(Alert { level, answers })
    });
    let levels: Vec<_> = levels.collect();
    (!levels.is_empty() || typed.has("harmless", "yes")).then_some(levels)
}

/// Whether the same answers raise the same levels, however that is written.
fn is_same(own: &Own, was: Option<&[Alert]>, is: Option<&[Alert]>) -> bool {
    let raised = |alerts: Option<&[Alert]>| {
        let all = alerts?.iter().flat_map(|alert| match &alert.answers {
            Answers::From(from) if own.options.is_empty() => vec![(alert.level, *from)],
            Answers::From(from) => {
                let codes = own.options.iter().map(|option| option.code);
                codes.filter(|code| code >= from).map(|code| (alert.level, code)).collect()
            }
            Answers::Codes(codes) => codes.iter().map(|code| (alert.level, *code)).collect(),
        });
        Some(all.collect::<std::collections::BTreeSet<_>>())
    };
    raised(was) == raised(is)
}

fn of_options(asked: &Asked, typed: &Typed, spent: Vec<i64>) -> Vec<Edit> {
    let question = || asked.key.clone();
    let mut changes = Vec::new();
    let without = typed.one("then").strip_prefix("without/").and_then(|code| code.parse().ok());
    for option in asked.own.iter().flat_map(|own| &own.options) {
        if without == Some(option.code) {
            continue;
        }
        let is_sent = typed.is_sent(&format!("option-{}-text", option.code));
        for (field, was) in OptionField::ALL.into_iter().zip(&option.fields).filter(|_| is_sent) {
            let name = format!("option-{}-{}", option.code, field.name());
            let Some(to) = sent(typed, &name, field.shape()) else { continue };
            if to != *was {
                changes.push(Edit::SetOption {
                    question: question(),
                    code: option.code,
                    field,
                    to,
                });
            }
        }
    }
    changes.extend(without.map(|code| Edit::RemoveOption { question: question(), code }));
    let text = typed.one("option").to_owned();
    if !text.is_empty() {
        changes.push(Edit::AddOption { question: question(), text, spent });
    }
    changes
}

fn brought(typed: &Typed, key: &str) -> Option<Edit> {
    let to = typed.one("to");
    (!to.is_empty()).then(|| Edit::Bring { question: key.to_owned(), to: Put::named(to) })
}

/// Another kind, and another key.
fn otherwise(typed: &Typed, key: &str) -> Result<Vec<Edit>, QuestionWrong> {
    let mut changes = Vec::new();
    let (kind, to) = (typed.one("kind"), typed.one("key"));
    if !kind.is_empty() {
        changes.push(Edit::Kind { question: key.to_owned(), to: kind.to_owned() });
    }
    if to != key {
        let to = QuestionKey::new(to).map_err(|_| QuestionWrong::Key)?.to_string();
        changes.push(Edit::Rename { question: key.to_owned(), to });
    }
    Ok(changes)
}
