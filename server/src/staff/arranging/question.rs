//! What one question says, and where it stands.

use app::{
    StaffPage,
    api::staff::{Trouble, arranging::QuestionWrong, surveys::SurveyWrong, unavailable},
};
use axum::response::Response;
use records::versions;
use surveys::{
    editing::{
        Alert, Answers, Asked, Became, Edit, EditError, Field, Filled, OptionField, Outline, Own,
        mark,
    },
    keys::QuestionKey,
};

use super::{At, Chosen, Refused};
use crate::staff::posted::{Writing, Written};

/// Changes what one question says. Where somebody else wrote something else into the same box, both are shown.
pub async fn ask(Writing(by): Writing, Written(posted): Written) -> Response {
    let at = match At::find(by, posted, StaffPage::SurveyQuestion).await {
        Ok(at) => at,
        Err(response) => return response,
    };
    let spent = match spent(&at).await {
        Ok(spent) => spent,
        Err(trouble) => return at.posted.kept(trouble).await,
    };
    at.make(move |at, outline| chosen(at, outline, &spent)).await
}

/// The codes that the question's options have had in published versions, where an option is to be added.
async fn spent(at: &At) -> Result<Vec<i64>, Trouble> {
    if at.typed().one("option").is_empty() {
        return Ok(Vec::new());
    }
    let (db, failed) = (&at.posted.http.db, |cause| unavailable(&cause));
    let mut spent = Vec::new();
    for version in versions::listed_of(db, &at.draft.key).await.map_err(failed)? {
        let survey = versions::asks(db, &version).await.map_err(failed)?;
        let asked = survey.questions().filter(|one| one.key.as_str() == at.names);
        spent.extend(asked.flat_map(|one| one.options()).map(|option| i64::from(option.code)));
    }
    Ok(spent)
}

fn chosen(at: &At, outline: &Outline, spent: &[i64]) -> Result<Chosen, Refused> {
    let asked = outline.questions().find(|one| one.key == at.names);
    let asked = asked.ok_or(QuestionWrong::Gone)?;
    let (filled, then, mut key) = (at.filled(), at.typed().one("then"), asked.key.clone());
    let mut changes = match &asked.own {
        Some(own) => {
            without_words(own, filled, then)?;
            overtaken(own, filled, then)?;
            let mut changes = said(own, filled, &key)?;
            changes.extend(of_options(asked, at, spent));
            changes
        }
        None => Vec::new(),
    };
    match then {
        "bring" if !at.typed().one("to").is_empty() => {
            let to = at.put(outline, "to")?;
            changes.push(Edit::Bring { question: key.clone(), to });
        }
        "otherwise" => {
            changes.extend(otherwise(at, asked)?);
            let named = Some(at.typed().one("key")).filter(|to| !to.is_empty());
            key = named.map_or(key, str::to_owned);
        }
        _ => {}
    }
    Ok(Chosen::Changes(changes, format!("arranging/{key}")))
}

/// An emptied box is no way to take an option out: somebody may have slipped.
fn without_words(own: &Own, filled: Filled<'_>, then: &str) -> Result<(), QuestionWrong> {
    let is_emptied = |name: &str, was: &str| matches!(filled.became(name, was), Became::Written(own) | Became::Both(own) if own.is_empty());
    if is_emptied(Field::Text.name(), own.says(Field::Text)) {
        return Err(QuestionWrong::NoText);
    }
    let mut kept = own.options.iter().filter(|option| then != format!("without/{}", option.code));
    match kept.any(|one| is_emptied(&format!("option-{}-text", one.code), one.text())) {
        true => Err(QuestionWrong::NoOptionText),
        false => Ok(()),
    }
}

/// Where two wrote into one box, where a box is gone into which somebody wrote, and where an option is to go that somebody
/// else has reworded, nothing is saved before it was seen.
fn overtaken(own: &Own, filled: Filled<'_>, then: &str) -> Result<(), Refused> {
    let is_both = |name: &str, was: &str| matches!(filled.became(name, was), Became::Both(_));
    let fields = Field::EVERY.iter().chain(own.of_its_kind());
    let mut fields = fields.map(|field| (field.name().to_owned(), own.says(*field)));
    let options = own.options.iter().flat_map(|option| {
        let fields = OptionField::ALL.into_iter().zip(&option.fields);
        fields
            .map(|(field, was)| (format!("option-{}-{}", option.code, field.name()), was.as_str()))
    });
    let mut options = options.filter(|(name, _)| !is_of(name, then));
    let levels = if own.options.is_empty() { &[1, 2, 3][..] } else { &[] };
    let mut alerts =
        levels.iter().map(|level| (format!("alert-{level}"), own.raising_from(*level)));
    let is_overtaken = fields.any(|(name, was)| is_both(&name, was))
        || options.any(|(name, was)| is_both(&name, was))
        || alerts.any(|(name, was)| is_both(&name, &was))
        || !filled.homeless(|name| own.has_box(name) || is_of(name, then)).is_empty();
    if is_overtaken {
        return Err(QuestionWrong::ChangedMeanwhile.into());
    }
    let going = own.options.iter().find(|option| then == format!("without/{}", option.code));
    let Some(option) = going else { return Ok(()) };
    if filled.is_as_seen(&format!("option-{}", option.code), &mark(option)) {
        return Ok(());
    }
    let reason = format!("Option {} says “{}” now", option.code, option.text());
    Err(Refused::Because(SurveyWrong::Question(QuestionWrong::OptionChanged), vec![reason]))
}

/// Whether a box is one of the option that is taken out.
fn is_of(name: &str, then: &str) -> bool {
    let code = then.strip_prefix("without/");
    code.is_some_and(|code| name.starts_with(&format!("option-{code}-")))
}

/// What was typed of a question, as changes to it. What is as it was is none.
fn said(own: &Own, filled: Filled<'_>, question: &str) -> Result<Vec<Edit>, EditError> {
    let fields = Field::EVERY.iter().chain(own.of_its_kind());
    let mut changes: Vec<_> = fields
        .filter_map(|field| {
            let to = filled.change(field.name(), field.shape(), own.says(*field))?;
            Some(Edit::Set { question: question.to_owned(), field: *field, to })
        })
        .collect();
    let alerts = alerts(own, filled)?;
    if own.may_alert() && !is_same(own, own.alerts.as_deref(), alerts.as_deref()) {
        changes.push(Edit::Alerts { question: question.to_owned(), alerts });
    }
    Ok(changes)
}

fn alerts(own: &Own, filled: Filled<'_>) -> Result<Option<Vec<Alert>>, EditError> {
    let mut all = Vec::new();
    for level in [3, 2, 1] {
        let name = format!("alert-{level}");
        let answers = if own.options.is_empty() {
            let was = own.raising_from(level);
            let from = filled.change(&name, Field::Unit.shape(), &was).unwrap_or(was);
            if from.is_empty() {
                continue;
            }
            let number = from.parse().map_err(|_| EditError::NotThat { field: "alert", to: from });
            Answers::From(number?)
        } else {
            Answers::Codes(filled.ticks(&name, &own.raising(level)))
        };
        if answers != Answers::Codes(Vec::new()) {
            all.push(Alert { level, answers });
        }
    }
    let was_harmless = own.alerts.as_ref().is_some_and(Vec::is_empty);
    let is_told = !all.is_empty() || filled.is_on("harmless", was_harmless);
    Ok(is_told.then_some(all))
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

fn of_options(asked: &Asked, at: &At, spent: &[i64]) -> Vec<Edit> {
    let (filled, typed, question) = (at.filled(), at.typed(), || asked.key.clone());
    let mut changes = Vec::new();
    let without = typed.one("then").strip_prefix("without/").and_then(|code| code.parse().ok());
    for option in asked.own.iter().flat_map(|own| &own.options) {
        let code = option.code;
        if without == Some(code) {
            changes.push(Edit::RemoveOption { question: question(), code });
            continue;
        }
        for (field, was) in OptionField::ALL.into_iter().zip(&option.fields) {
            let name = format!("option-{code}-{}", field.name());
            let to = filled.change(&name, field.shape(), was);
            let set = to.map(|to| Edit::SetOption { question: question(), code, field, to });
            changes.extend(set);
        }
    }
    let text = typed.one("option").to_owned();
    if !text.is_empty() {
        changes.push(Edit::AddOption { question: question(), text, spent: spent.to_vec() });
    }
    changes
}

/// Another kind, and another key. Another kind takes away what belongs to the one before: to the one that was seen.
fn otherwise(at: &At, asked: &Asked) -> Result<Vec<Edit>, Refused> {
    let mut changes = Vec::new();
    let (kind, to) = (at.typed().one("kind"), at.typed().one("key"));
    let is = asked.own.as_ref().map_or("", Own::kind_name);
    if let Some(to) = kind.parse().ok().filter(|_| kind != is) {
        if !at.filled().is_as_seen("kind", is) {
            return Err(QuestionWrong::KindChanged.into());
        }
        changes.push(Edit::Kind { question: asked.key.clone(), to });
    }
    if to != asked.key {
        let to = QuestionKey::new(to).map_err(|_| QuestionWrong::Key)?.to_string();
        changes.push(Edit::Rename { question: asked.key.clone(), to });
    }
    Ok(changes)
}
