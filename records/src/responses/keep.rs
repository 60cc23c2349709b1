//! Writing a response: its state, its history, and what belongs to the vault, in one transaction.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};
use serde::Serialize;
use surveys::{
    consent::{Answer, Decision, Mode, Permission, State},
    journey::{Change, Saved},
    stopping::Way,
    value::{Answers, Missing, Value},
    waves::Window,
};

use super::{case::Case, save::Save};
use crate::{
    audit::Entry,
    auth::{Participant, Via},
    consent,
    entity::{history, response, vault_step},
    identity::{self, Vault},
    outbox, vouchers,
};

/// How it is told apart in the history that a page was not saved but the whole response sent.
const SENT: &str = "_sent";

/// The columns that a saved page changes.
const SAVED: [response::Column; 8] = [
    response::Column::SavedAt,
    response::Column::Saves,
    response::Column::ModeEnd,
    response::Column::ModeSwitches,
    response::Column::OtherModeAt,
    response::Column::InterviewerId,
    response::Column::LanguageEnd,
    response::Column::Sheet,
];

/// A response with those columns changed.
fn changed(
    row: &response::Model,
    case: &Case,
    via: &Via,
    now: DateTime<Utc>,
) -> Result<response::ActiveModel, DbErr> {
    Ok(response::ActiveModel {
        saved_at: Set(now),
        saves: Set(row.saves + 1),
        language_end: Set(Some(case.survey.language.clone())),
        sheet: Set(json(&case.sheet)?),
        ..in_mode(row, via)
    })
}

/// A response that was answered in this way just now. Who answers in the other way is told so at their next page, by when that
/// was.
fn in_mode(row: &response::Model, via: &Via) -> response::ActiveModel {
    let switches = row.mode_end != via.mode();
    response::ActiveModel {
        mode_end: Set(via.mode().to_owned()),
        mode_switches: Set(row.mode_switches + i32::from(switches)),
        other_mode_at: Set(if switches { Some(row.saved_at) } else { row.other_mode_at }),
        interviewer_id: Set(via.interviewer().or(row.interviewer_id)),
        ..row.clone().into()
    }
}

/// What saves that are made together write together. Whoever deletes a response holds its person
/// first, or it would be written anew.
#[derive(Default)]
pub(super) struct Rows {
    responses: Vec<response::ActiveModel>,
    history: Vec<history::ActiveModel>,
    steps: Vec<vault_step::ActiveModel>,
    /// Whether something is to be done in the vault once the transaction is committed.
    pub touch_the_vault: bool,
}

impl Rows {
    /// Writes what has come together so far.
    pub async fn write(&mut self, transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
        while let Some(some) = a_few(&mut self.responses) {
            let changed = OnConflict::column(response::Column::Id).update_columns(SAVED).to_owned();
            let rows = response::Entity::insert_many(some).on_conflict(changed);
            rows.exec_without_returning(transaction).await?;
        }
        while let Some(some) = a_few(&mut self.history) {
            history::Entity::insert_many(some).exec_without_returning(transaction).await?;
        }
        self.touch_the_vault |= !self.steps.is_empty();
        identity::write(transaction, std::mem::take(&mut self.steps)).await
    }
}

/// The first of the rows, as many as a power of two: the database keeps a prepared statement for each
/// number.
fn a_few<T>(rows: &mut Vec<T>) -> Option<Vec<T>> {
    let few = 1 << rows.len().checked_ilog2()?;
    Some(rows.drain(..few).collect())
}

/// Keeps a page, and says of which response.
pub(super) async fn page(
    (transaction, vault): (&impl ConnectionTrait, &Vault),
    save: &Save,
    case: &Case,
    saved: &Saved,
    rows: &mut Rows,
) -> Result<i32, DbErr> {
    let Save { who, page, now, .. } = save;
    let id = match &case.row {
        Some(row) => {
            rows.responses.push(changed(row, case, who.via(), *now)?);
            row.id
        }
        None => begin(transaction, who, case, *now).await?,
    };
    if !saved.changes.is_empty() {
        rows.history.push(remembered(id, page.as_str(), (who.via(), &saved.changes), *now)?);
    }
    let drafts = (who.wave().key.as_str(), &case.sheet.private);
    rows.steps.extend(identity::put(vault, who.id, &saved.vault, &case.kept, drafts).await?);
    Ok(id)
}

/// A new response, in the way in which somebody answers it.
pub(super) async fn begin(
    transaction: &impl ConnectionTrait,
    who: &Participant,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<i32, DbErr> {
    let language = Some(case.survey.language.clone());
    let row = response::ActiveModel {
        participant_id: Set(who.id),
        wave_key: Set(who.wave().key.to_string()),
        survey_version_id: Set(case.survey_version),
        status: Set("begun".to_owned()),
        mode_start: Set(who.via().mode().to_owned()),
        mode_end: Set(who.via().mode().to_owned()),
        mode_switches: Set(0),
        interviewer_id: Set(who.via().interviewer()),
        begun_on: Set(case.today),
        started_at: Set(now),
        saved_at: Set(now),
        saves: Set(1),
        out_of_window: Set(matches!(case.window, Window::Late(_))),
        proxy: Set(false),
        consent_at_start: Set(json(&case.consent)?),
        sheet: Set(json(&case.sheet)?),
        language_start: Set(language.clone()),
        language_end: Set(language),
        ..Default::default()
    };
    Ok(response::Entity::insert(row).exec(transaction).await?.last_insert_id)
}

pub(super) async fn sent(
    transaction: &impl ConnectionTrait,
    who: &Participant,
    case: &mut Case,
    (answers, reached): (Answers, &[Way]),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(row) = &case.row else {
        return Err(DbErr::RecordNotFound("a response that was begun".to_owned()));
    };
    let dropped = set_aside(&case.sheet.answers, &answers);
    let agreed = consent::state(transaction, who.id).await?;
    let asked_again = recontact((who, row), &agreed, &answers);
    vouchers::promise(transaction, who, &answers, now).await?;
    outbox::thank(transaction, who, (&agreed, reached), now).await?;
    case.sheet.answers = answers;
    case.sheet.drafts.clear();
    let changed = response::ActiveModel {
        id: Set(row.id),
        status: Set("complete".to_owned()),
        saved_at: Set(now),
        submitted_at: Set(Some(now)),
        out_of_window: Set(matches!(case.window, Window::Late(_))),
        consent_at_submit: Set(Some(json(&agreed)?)),
        sheet: Set(json(&case.sheet)?),
        ..in_mode(row, who.via())
    };
    response::Entity::update(changed).exec_without_returning(transaction).await?;
    let dropped = remembered(row.id, SENT, (who.via(), &dropped), now)?;
    history::Entity::insert(dropped).exec_without_returning(transaction).await?;
    if let Some(decision) = asked_again {
        let version = agreed.form_version.unwrap_or(who.study().consent.version);
        consent::add(transaction, who.id, version, &[decision], source(who), now).await?;
    }
    let entry = Entry::new(who.actor(), "response sent", who.wave().key.as_str()).about(who.id);
    entry.write(transaction, now).await.map(drop)
}

/// How a decision among the answers reached the ledger.
fn source(who: &Participant) -> consent::Source<'_> {
    match who.via() {
        Via::Web => consent::Source::THEM,
        Via::Telephone { actor, .. } => {
            consent::Source { mode: Mode::Phone, actor, ..consent::Source::THEM }
        }
    }
}

/// What stood off the route when the response was sent.
fn set_aside(before: &Answers, sent: &Answers) -> Vec<Change> {
    let dropped = before.iter().filter(|(variable, value)| {
        let gone = Some(&Value::Missing(Missing::NotApplicable));
        sent.get(variable) == gone && Some(*value) != gone
    });
    let change = |(variable, value): (&str, &Value)| Change {
        variable: variable.to_owned(),
        from: Some(value.clone()),
        to: sent.get(variable).cloned(),
    };
    dropped.map(change).collect()
}

/// The question whether a researcher may be in touch is a decision of its own in the ledger, and nobody else's: what somebody
/// told an interviewer for them decides nothing.
fn recontact(
    (who, row): (&Participant, &response::Model),
    agreed: &State,
    answers: &Answers,
) -> Option<Decision> {
    if row.proxy && who.via().interviewer().is_some() {
        return None;
    }
    let yes = match answers.get("recont")? {
        Value::Code(1) => true,
        Value::Code(2) => false,
        _ => return None,
    };
    let before = agreed.permissions.contains(&Permission::Recontact);
    if before == yes {
        return None;
    }
    let permits = Some(Permission::Recontact);
    let mut statements = who.study().consent.statements.iter();
    let statement = statements.find(|statement| statement.permits == permits)?;
    let answer = match (yes, before) {
        (true, _) => Answer::Yes,
        (false, true) => Answer::Withdrawn,
        (false, false) => Answer::No,
    };
    Some(Decision { statement: statement.code.clone(), permission: permits, answer })
}

pub(super) fn remembered(
    response: i32,
    page: &str,
    (via, changes): (&Via, &[Change]),
    now: DateTime<Utc>,
) -> Result<history::ActiveModel, DbErr> {
    Ok(history::ActiveModel {
        response_id: Set(response),
        page: Set(page.to_owned()),
        actor: Set(via.actor().to_owned()),
        mode: Set(via.mode().to_owned()),
        at: Set(now),
        changes: Set(json(&changes)?),
        ..Default::default()
    })
}

fn json(value: &impl Serialize) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| DbErr::Json(error.to_string()))
}
