//! Saving pages. Those that arrive together are saved in one transaction: what is held of the people is
//! read for all of them at once, and what comes of it is written for all of them at once.

use std::{panic::AssertUnwindSafe, sync::Arc};

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr};
use surveys::{
    interview::{self, Drawn},
    journey::{self, Manner},
    keys::PageKey,
    typed::Typed,
};

use super::{
    ResponseError, Stage,
    case::Case,
    keep::{self, Rows},
};
use crate::{
    auth::Participant,
    db::{self, Cache},
    gather::{Ask, copy},
    identity::{self, Vault},
    participants,
    stored::{self, Stored},
};

/// A page that somebody left, or is filling in.
pub(crate) struct Save {
    pub who: Participant,
    pub page: PageKey,
    pub typed: Typed,
    pub manner: Manner,
    pub now: DateTime<Utc>,
}

/// What saving needs.
#[derive(Clone)]
pub(crate) struct Saver {
    pub write: DatabaseConnection,
    pub vault: Vault,
    pub cache: Arc<Cache>,
}

/// Saves the pages, and tells of each what came of it once all that is kept of it is on disk.
pub(crate) async fn all(saver: Saver, asks: Vec<Ask<Save, Stage, ResponseError>>) {
    let saves: Vec<_> = asks.iter().map(|ask| &ask.asked).collect();
    match together(&saver, &saves).await {
        Ok(stages) => answer(asks, stages),
        Err(error) if asks.len() == 1 => answer(asks, vec![Err(error.into())]),
        // What one of them stumbled over takes nothing from the others.
        Err(_) => {
            for ask in asks {
                let alone = together(&saver, &[&ask.asked]).await;
                answer([ask], alone.unwrap_or_else(|error| vec![Err(error.into())]));
            }
        }
    }
}

fn answer(
    asks: impl IntoIterator<Item = Ask<Save, Stage, ResponseError>>,
    stages: Vec<Result<Stage, ResponseError>>,
) {
    for (ask, stage) in asks.into_iter().zip(stages) {
        ask.answer(stage);
    }
}

/// What came of each, in one transaction.
///
/// # Errors
/// When one of them failed, and nothing is kept of any.
async fn together(
    saver: &Saver,
    saves: &[&Save],
) -> Result<Vec<Result<Stage, ResponseError>>, DbErr> {
    let nobody = |error: &DbErr| saves.iter().map(|_| Err(copy(error).into())).collect();
    let transaction = match db::begin(&saver.write).await {
        Ok(transaction) => transaction,
        Err(error) => return Ok(nobody(&error)),
    };
    let mut rows = Rows::default();
    let stages = AssertUnwindSafe(within(&transaction, saver, saves, &mut rows)).catch_unwind();
    let stages = stages.await.unwrap_or_else(|_| Err(panicked()))?;
    // Nobody knows what became of a commit that failed, so it is not tried again.
    if let Err(error) = transaction.commit().await {
        return Ok(nobody(&error));
    }
    if let Some(last) = saves.last().filter(|_| rows.touch_the_vault) {
        // What the vault did not take now is on disk, and is done with the next that it takes.
        identity::settle(&saver.write, &saver.vault, last.now).await.unwrap_or_default();
    }
    Ok(stages)
}

fn panicked() -> DbErr {
    DbErr::Custom("saving a page panicked".to_owned())
}

async fn within(
    transaction: &DatabaseTransaction,
    saver: &Saver,
    saves: &[&Save],
    rows: &mut Rows,
) -> Result<Vec<Result<Stage, ResponseError>>, DbErr> {
    let about: Vec<_> = saves.iter().map(|save| save.who.at()).collect();
    participants::hold(transaction, about.iter().map(|at| at.participant)).await?;
    let mut held = stored::of_all(transaction, &saver.vault, about).await?;
    let mut stages = Vec::with_capacity(saves.len());
    for save in saves {
        let at = save.who.at();
        let stored = match held.remove(&at) {
            Some(stored) => stored,
            None => {
                rows.write(transaction).await?;
                stored::of_one(transaction, &saver.vault, at.clone()).await?
            }
        };
        // Once a page of theirs is saved, nothing that was read of them holds any more.
        held.retain(|other, _| other.participant != at.participant);
        stages.push(match one(transaction, saver, save, stored, rows).await {
            Err(ResponseError::Database(error)) => return Err(error),
            // Whoever is refused has written nothing.
            stage => stage,
        });
    }
    rows.write(transaction).await?;
    Ok(stages)
}

async fn one(
    transaction: &DatabaseTransaction,
    saver: &Saver,
    save: &Save,
    stored: Stored,
    rows: &mut Rows,
) -> Result<Stage, ResponseError> {
    let Save { who, page, manner, now, .. } = save;
    let mut case = Case::of(&saver.cache, transaction, who, stored, *now).await?;
    case.may_answer()?;
    let typed = as_meant(&case, save);
    let Case { survey, sheet, facts, .. } = &mut case;
    // Most surveys raise nothing, and pay nothing for it.
    let before = (!survey.alerts.triggers.is_empty()).then(|| sheet.answers.clone());
    let saved = journey::save(survey, sheet, facts, page, typed, *manner)
        .map_err(|_| ResponseError::NoSuchPage)?;
    let response = keep::page((transaction, &saver.vault), save, &case, &saved, rows).await?;
    let Some(before) = before else { return Ok(saved.next.into()) };
    let has_raised = case.raises(transaction, save, (response, &before)).await?;
    let is_told = has_raised || case.leaves_a_concern(save, &saved.next);
    Ok(if is_told && *manner == Manner::Continue { Stage::Support } else { saved.next.into() })
}

/// What was typed, with what somebody else was told meanwhile in the fields that were left alone.
fn as_meant(case: &Case, save: &Save) -> Typed {
    let mut typed = save.typed.clone();
    let drawn = Drawn::take(&mut typed);
    let Some(page) = case.survey.page(&save.page) else { return typed };
    let answers = &case.sheet.answers;
    if let Some(drawn) = drawn.filter(|drawn| drawn.is_older(case.saves())) {
        drawn.leave_alone(page, (answers, &case.kept.vault), &mut typed);
    } else if case.also_answered(&save.who, save.now).is_some() {
        interview::leave_alone(page, answers, &mut typed);
    }
    typed
}
