//! What is posted by whoever changes a draft by choosing.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, arranging::QuestionWrong, surveys::SurveyWrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::{By, SurveyWriter},
    drafts::{self, Draft, DraftError},
    versions,
};
use surveys::{
    editing::{Asked, Direction, Edit, EditError, NewKind, NewQuestion, Own, Words, edit, outline},
    keys::{QuestionKey, SurveyKey},
    typed::Typed,
};

use super::{
    posted::{Posted, Writing, Written, on_to},
    surveys::{key, not_drafted},
};

/// Moves a question, takes it out, or adds one. It is done to the draft as it is, whoever saved it last: what
/// others changed meanwhile stays.
pub async fn arrange(Writing(by): Writing, Written(posted): Written) -> Response {
    let page = StaffPage::SurveyArranging;
    let draft = match draft(&posted).await {
        Ok(draft) => draft,
        Err(trouble) => return posted.trouble(trouble).await,
    };
    // What is taken out is what was seen.
    let is_stale = posted.typed.one("revision") != draft.revision.to_string();
    let change = match posted.typed.one("then").split_once('/') {
        Some((act, question)) => {
            let question = question.to_owned();
            match act {
                "up" => Edit::Move { question, to: Direction::Up },
                "down" => Edit::Move { question, to: Direction::Down },
                "remove" if is_stale => {
                    return posted.wrong(page, self::question(QuestionWrong::ListChanged)).await;
                }
                "remove" => Edit::Remove { question },
                _ => return posted.trouble(Trouble::NotFound).await,
            }
        }
        None => match new(&posted.typed) {
            Ok(change) => change,
            Err(wrong) => return posted.wrong(page, question(wrong)).await,
        },
    };
    let to = format!("/staff/surveys/{}/arranging?done=draft-saved", draft.key);
    save((by, posted), (draft, page), &[change], &to).await
}

/// Changes what one question says, and who is asked it. Who was overtaken keeps what they typed, and is told.
pub async fn ask(Writing(by): Writing, Written(posted): Written) -> Response {
    let page = StaffPage::SurveyQuestion;
    let draft = match draft(&posted).await {
        Ok(draft) => draft,
        Err(trouble) => return posted.trouble(trouble).await,
    };
    let names = posted.arrival.request.names.clone();
    let key = names.rsplit('/').next().unwrap_or_default();
    let pages = outline(&draft.text).unwrap_or_default().into_iter().flat_map(|one| one.pages);
    let Some(asked) = pages.flat_map(|page| page.questions).find(|one| one.key == key) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    if posted.typed.one("revision") != draft.revision.to_string() {
        return posted.wrong(page, question(QuestionWrong::ChangedMeanwhile)).await;
    }
    if asked.own.is_some() && posted.typed.one("text").is_empty() {
        return posted.wrong(page, question(QuestionWrong::NoText)).await;
    }
    let spent = match spent(&posted, &draft.key, key).await {
        Ok(spent) => spent,
        Err(trouble) => return posted.trouble(trouble).await,
    };
    let changes = changes(&asked, &posted.typed, spent);
    let to = format!("/staff/surveys/{}/arranging/{key}?done=draft-saved", draft.key);
    save((by, posted), (draft, page), &changes, &to).await
}

const fn question(wrong: QuestionWrong) -> Wrong {
    Wrong::Survey(SurveyWrong::Question(wrong))
}

/// The draft that the address names.
async fn draft(posted: &Posted) -> Result<Draft, Trouble> {
    let key = key(posted).ok_or(Trouble::NotFound)?;
    let found = drafts::find(&posted.http.db, &key).await;
    found.map_err(|cause| unavailable(&cause))?.ok_or(Trouble::NotFound)
}

async fn save(
    (by, posted): (By<SurveyWriter>, Posted),
    (draft, page): (Draft, StaffPage),
    changes: &[Edit],
    to: &str,
) -> Response {
    let changed: Result<String, EditError> =
        changes.iter().try_fold(draft.text, |text, change| edit(&text, change));
    let text = match changed {
        Ok(text) => text,
        Err(EditError::Taken(_)) => {
            return posted.wrong(page, question(QuestionWrong::Taken)).await;
        }
        Err(error) => {
            return posted.refused(page, SurveyWrong::Unchanged, vec![error.to_string()]).await;
        }
    };
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    match drafts::save(&db, &by, &draft.key, (draft.revision, &text), now).await {
        Ok(_) => on_to(to),
        Err(DraftError::ChangedMeanwhile(_)) => {
            posted.wrong(page, question(QuestionWrong::ChangedMeanwhile)).await
        }
        Err(error) => not_drafted(posted, page, error).await,
    }
}

/// The codes that the question's options have had in published versions, where an option is to be added.
async fn spent(posted: &Posted, survey: &SurveyKey, question: &str) -> Result<Vec<i64>, Trouble> {
    if posted.typed.one("option").is_empty() {
        return Ok(Vec::new());
    }
    let all = versions::list(&posted.http.db).await.map_err(|cause| unavailable(&cause))?;
    let of_survey = all.iter().filter(|stored| stored.survey.key == *survey);
    let asked = of_survey.flat_map(|stored| stored.survey.questions());
    let options = asked.filter(|one| one.key.as_str() == question).flat_map(|one| one.options());
    Ok(options.map(|option| i64::from(option.code)).collect())
}

/// A new question, as it was described.
fn new(typed: &Typed) -> Result<Edit, QuestionWrong> {
    let text = typed.one("text").replace("\r\n", "\n");
    if text.is_empty() {
        return Err(QuestionWrong::NoText);
    }
    let key = QuestionKey::new(typed.one("key")).map_err(|_| QuestionWrong::Key)?;
    let said =
        |name: &str| Some(typed.one(name)).filter(|said| !said.is_empty()).map(str::to_owned);
    let number = |name: &str| typed.one(name).parse::<i64>().ok();
    let options = || {
        let lines = typed.raw("options").lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<_> = lines.map(str::to_owned).collect();
        if lines.is_empty() { Err(QuestionWrong::NoOptions) } else { Ok(lines) }
    };
    let kind = match typed.one("kind") {
        "single" => NewKind::Single(options()?),
        "multiple" => NewKind::Multiple(options()?),
        "number" => NewKind::Number {
            least: number("least").ok_or(QuestionWrong::NoLeast)?,
            most: number("most").ok_or(QuestionWrong::NoMost)?,
        },
        "scale" => NewKind::Scale {
            low: said("low").ok_or(QuestionWrong::NoLow)?,
            high: said("high").ok_or(QuestionWrong::NoHigh)?,
        },
        "date" => NewKind::Date,
        "month" => NewKind::Month,
        "text" => NewKind::Text,
        _ => return Err(QuestionWrong::NoKind),
    };
    let question = NewQuestion { key: key.to_string(), text, kind };
    Ok(Edit::Add { after: said("after"), question })
}

/// What was typed on a question's page, as changes to it. What is as it was is none.
fn changes(asked: &Asked, typed: &Typed, spent: Vec<i64>) -> Vec<Edit> {
    let question = asked.key.clone();
    let mut changes =
        asked.own.as_ref().map_or_else(Vec::new, |own| of_words(own, typed, (&question, spent)));
    let when = condition(typed);
    if when != asked.asked_if {
        changes.push(Edit::AskIf { question, when });
    }
    changes
}

fn of_words(own: &Own, typed: &Typed, (question, spent): (&str, Vec<i64>)) -> Vec<Edit> {
    let mut changes = Vec::new();
    let mut reword = |words, was: &str, name: &str| {
        // Browsers end lines with two characters.
        let to = typed.one(name).replace("\r\n", "\n");
        if to != was {
            changes.push(Edit::Reword { question: question.to_owned(), words, to });
        }
    };
    reword(Words::Text, &own.text, "text");
    reword(Words::Hint, &own.hint, "hint");
    reword(Words::Label, &own.label, "label");
    for (code, was) in &own.options {
        let name = format!("option-{code}");
        if !typed.one(&name).is_empty() {
            reword(Words::Option(*code), was, &name);
        }
    }
    let question = || question.to_owned();
    if let Some(code) = typed.one("then").strip_prefix("without/") {
        let code = code.parse().unwrap_or_default();
        changes.push(Edit::RemoveOption { question: question(), code });
    }
    let text = typed.one("option").to_owned();
    if !text.is_empty() {
        changes.push(Edit::AddOption { question: question(), text, spent });
    }
    let (sensitive, optional) = (typed.has("sensitive", "yes"), typed.has("optional", "yes"));
    if sensitive != own.sensitive {
        changes.push(Edit::Sensitive { question: question(), is: sensitive });
    }
    if optional != own.optional {
        changes.push(Edit::Optional { question: question(), is: optional });
    }
    changes
}

/// The sentence, with what was chosen added to it. What is joined with “or” before stands in brackets then.
fn condition(typed: &Typed) -> Option<String> {
    let (when, more) = (typed.one("when"), typed.one("add-when"));
    let join = if typed.one("join") == "or" { "or" } else { "and" };
    match (when, more) {
        ("", "") => None,
        ("", one) | (one, "") => Some(one.to_owned()),
        (when, more) if join == "and" && when.contains(" or ") => {
            Some(format!("({when}) and {more}"))
        }
        (when, more) => Some(format!("{when} {join} {more}")),
    }
}
