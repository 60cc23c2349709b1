//! What the people on duty do about a task. Each deed is one transaction with its audit entry.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, QueryFilter};
use surveys::safeguarding::{Deed, Event, Fact, NotDone, Outcome};

use super::{
    duty, events,
    listing::of_study,
    raising::named,
    telling::{self, News},
    words::{self, NotKept},
};
use crate::{
    Db, audit::Entry, auth::SafeguardingLead, entity::alert, identity::Vault, participants,
    studies::StudyHandle,
};

/// What somebody does. What they write is as they typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Takes it; from this account, when that has it.
    Take(Option<i32>),
    /// Gives it to this account.
    HandOver(i32),
    /// Writes something down.
    Note(String),
    /// Has dealt with it, with words where there is something to say.
    Close(Outcome, String),
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// The study has no such task.
    #[error("the study has no such task")]
    NoSuchTask,
    /// Something stands against it.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// Its words cannot be kept.
    #[error(transparent)]
    NotKept(#[from] NotKept),
    /// It cannot have ended so.
    #[error("this is not how the task can have ended")]
    NoSuchOutcome,
    /// Nobody by this number can act on alerts of the study.
    #[error("this person cannot take a task of the study")]
    NoSuchColleague,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Does it. What is so already changes nothing.
///
/// # Errors
/// When there is no such task, somebody else was quicker, its words cannot be kept, or the database fails.
pub async fn act(
    db: &Db,
    by: &SafeguardingLead,
    study: &StudyHandle,
    task: i32,
    act: Act,
    now: DateTime<Utc>,
) -> Result<(), TaskError> {
    let study_id = study.id;
    let own = of_study(study_id).filter(alert::Column::Id.eq(task));
    let found = own.one(db.read()).await?.filter(|_| by.study_id() == study_id);
    let person = found.ok_or(TaskError::NoSuchTask)?.participant_id;
    let words = written(&act)?;
    let doing = Doing { study_id, task, person, actor: by.actor(), act, words };
    let vault = db.vault.clone();
    db.write(move |transaction| {
        Box::pin(async move { doing.carry_out(transaction, &vault, now).await })
    })
    .await
}

/// What somebody wrote, as it is kept; a note has to say something.
fn written(act: &Act) -> Result<Option<String>, NotKept> {
    match act {
        Act::Note(typed) => words::believed(typed).map(Some),
        Act::Close(_, typed) => match words::believed(typed) {
            Err(NotKept::NoWords) => Ok(None),
            believed => believed.map(Some),
        },
        Act::Take(_) | Act::HandOver(_) => Ok(None),
    }
}

struct Doing {
    study_id: i32,
    task: i32,
    person: i32,
    actor: String,
    act: Act,
    words: Option<String>,
}

impl Doing {
    async fn carry_out(
        self,
        transaction: &DatabaseTransaction,
        vault: &Vault,
        now: DateTime<Utc>,
    ) -> Result<(), TaskError> {
        // Two who take it at once come one after the other, and the second is told.
        participants::hold(transaction, [self.person]).await?;
        let sealed = self.sealed(transaction, vault).await?;
        let progress = events::progress(transaction, self.task).await?;
        let progress = progress.ok_or(TaskError::NoSuchTask)?;
        let deed = self.deed(transaction).await?;
        let Some(fact) = progress.doing(deed, &self.actor)? else { return Ok(()) };
        let (task, action) = (self.task, action(&fact));
        let event = Event { at: now, actor: self.actor.clone(), fact };
        let number = events::add(transaction, task, &event, sealed).await?;
        let entry = Entry::new(&self.actor, action, &named(task)).in_study(self.study_id);
        entry.write(transaction, now).await?;
        match (self.act, event.fact) {
            (Act::HandOver(to), _) => {
                let news = News::Handed(to);
                telling::tell(transaction, self.person, (task, number), news, now).await?;
            }
            (_, Fact::Acknowledged | Fact::Closed(..)) => {
                telling::call_off(transaction, task, now).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// What was written, as it is kept. The person is held, so their name does not go meanwhile.
    async fn sealed(
        &self,
        transaction: &DatabaseTransaction,
        vault: &Vault,
    ) -> Result<Option<Vec<u8>>, TaskError> {
        if self.words.is_none() && !matches!(self.act, Act::Close(..)) {
            return Ok(None);
        }
        let key = words::key_to_write_with(transaction, vault, self.person).await?;
        if let Act::Close(outcome, _) = &self.act
            && !outcome.fits(key.is_none())
        {
            return Err(TaskError::NoSuchOutcome);
        }
        let Some(words) = &self.words else { return Ok(None) };
        let key = key.ok_or(NotKept::Forgotten)?;
        Ok(Some(words::seal(&key, self.task, words)))
    }

    /// As the rules know it. What was written is sealed beside it.
    async fn deed(&self, transaction: &DatabaseTransaction) -> Result<Deed, TaskError> {
        let account = |id: &i32| format!("staff {id}");
        Ok(match &self.act {
            Act::Take(from) => Deed::Take { from: from.as_ref().map(account) },
            Act::HandOver(to) => {
                let there = duty::on_duty(transaction, self.study_id).await?;
                if !there.iter().any(|own| own.id == *to) {
                    return Err(TaskError::NoSuchColleague);
                }
                Deed::HandOver(account(to))
            }
            Act::Note(_) => Deed::Note(String::new()),
            Act::Close(outcome, _) => Deed::Close(*outcome, String::new()),
        })
    }
}

pub(super) fn action(fact: &Fact) -> &'static str {
    match fact {
        Fact::Acknowledged => "safeguarding task taken",
        Fact::HandedOver(_) => "safeguarding task handed over",
        Fact::Note(_) => "safeguarding task noted",
        Fact::Closed(..) => "safeguarding task closed",
        Fact::Seen => "safeguarding task looked at",
        Fact::Raised(_) => "safeguarding task raised",
        Fact::Released => "safeguarding task released",
        Fact::DetailsDeleted => "safeguarding task: contact details deleted",
        Fact::Escalated(_) => "safeguarding task escalated",
    }
}
