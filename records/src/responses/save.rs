//! Saving pages. Those that arrive together are saved in one transaction: what is held of the people is
//! read for all of them at once, and what comes of it is written for all of them at once.

use std::panic::AssertUnwindSafe;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr};
use surveys::{
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
    gather::copy,
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

/// Saves the pages, and tells of each what came of it once all that is kept is on disk.
pub(crate) async fn all(
    connection: &DatabaseConnection,
    cache: &Cache,
    saves: Vec<Save>,
) -> Vec<Result<Stage, ResponseError>> {
    let nobody = |error: &DbErr| saves.iter().map(|_| Err(copy(error).into())).collect();
    let transaction = match db::begin(connection).await {
        Ok(transaction) => transaction,
        Err(error) => return nobody(&error),
    };
    let stages = AssertUnwindSafe(within(&transaction, cache, &saves)).catch_unwind().await;
    match stages.unwrap_or_else(|_| Err(DbErr::Custom("saving a page panicked".to_owned()))) {
        Ok(stages) => match transaction.commit().await {
            Ok(()) => stages,
            Err(error) => nobody(&error),
        },
        Err(error) if saves.len() == 1 => nobody(&error),
        Err(_) => {
            drop(transaction);
            each_alone(connection, cache, saves).await
        }
    }
}

/// What one of them stumbled over then takes nothing from the others.
async fn each_alone(
    connection: &DatabaseConnection,
    cache: &Cache,
    saves: Vec<Save>,
) -> Vec<Result<Stage, ResponseError>> {
    let mut stages = Vec::with_capacity(saves.len());
    for save in saves {
        stages.extend(Box::pin(all(connection, cache, vec![save])).await);
    }
    stages
}

async fn within(
    transaction: &DatabaseTransaction,
    cache: &Cache,
    saves: &[Save],
) -> Result<Vec<Result<Stage, ResponseError>>, DbErr> {
    let about: Vec<_> = saves.iter().map(|save| save.who.at()).collect();
    participants::hold(transaction, about.iter().map(|at| at.participant)).await?;
    let mut held = stored::of_all(transaction, about).await?;
    let (mut rows, mut stages) = (Rows::default(), Vec::with_capacity(saves.len()));
    for save in saves {
        let at = save.who.at();
        let stored = match held.remove(&at) {
            Some(stored) => stored,
            None => {
                rows.write(transaction).await?;
                stored::of_one(transaction, at.clone()).await?
            }
        };
        // Once a page of theirs is saved, nothing that was read of them holds any more.
        held.retain(|other, _| other.participant != at.participant);
        stages.push(match one(transaction, cache, save, stored, &mut rows).await {
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
    cache: &Cache,
    save: &Save,
    stored: Stored,
    rows: &mut Rows,
) -> Result<Stage, ResponseError> {
    let Save { who, page, typed, manner, now } = save;
    let mut case = Case::of(cache, transaction, who, stored, *now).await?;
    case.may_answer()?;
    let Case { survey, sheet, facts, .. } = &mut case;
    let saved = journey::save(survey, sheet, facts, page, typed.clone(), *manner)
        .map_err(|_| ResponseError::NoSuchPage)?;
    keep::page(transaction, save, &case, &saved, rows).await?;
    Ok(saved.next.into())
}
