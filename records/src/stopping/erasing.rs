//! Erasing what is held about somebody who asked for it by letter, by telephone or in person. It is the same
//! as what they can do on their own page: a choice, its receipt, and its entry in the audit.

use std::{str::FromStr, sync::Arc};

use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use surveys::{consent::Mode, stopping::Choice};

use super::{
    Decider, Receipt, StopError, Subject, Wish,
    doing::{self, Hand},
};
use crate::{
    Db,
    auth::{By, DataManager},
    entity::participant,
    participants, people,
    studies::StudyHandle,
};

/// What is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasing {
    /// Name and contact details, for good.
    Name,
    /// Answers, unless they were frozen for the analysis.
    Answers,
    /// Both.
    Everything,
}

impl Erasing {
    /// Everything that can be.
    pub const ALL: [Self; 3] = [Self::Name, Self::Answers, Self::Everything];

    /// The name on the command line and in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Answers => "answers",
            Self::Everything => "everything",
        }
    }

    /// The choices that it is. Answers first: their receipt is sent while it is known where to.
    #[must_use]
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Name => &[Choice::DeleteIdentity],
            Self::Answers => &[Choice::DeleteAnswers],
            Self::Everything => &[Choice::DeleteAnswers, Choice::DeleteIdentity],
        }
    }
}

impl FromStr for Erasing {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|one| one.name() == name).ok_or(())
    }
}

/// Erases what a person asked to have erased, in one transaction: a receipt for each choice. Done again, it
/// changes nothing. Answers that were frozen stay, and the wish is on the data protection officer's list.
///
/// # Errors
/// When nobody has the number, or the database fails.
pub async fn erase(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    (number, what, mode): (&str, Erasing, Mode),
    now: DateTime<Utc>,
) -> Result<Vec<Receipt>, StopError> {
    if !by.may_in(study) {
        return Err(StopError::NoSuchParticipant);
    }
    let (study, typed, actor) = (study.clone(), number.to_owned(), by.actor());
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let person = participants::by_typed_number(transaction, study.id, &typed).await?;
            let person = person.ok_or(StopError::NoSuchParticipant)?;
            let wave = people::wave_of(transaction, study.study(), person.id, now).await?;
            let wave = wave.ok_or(StopError::NoSuchWave)?;
            let study = Arc::clone(study.study());
            let subject = Subject { id: person.id, number: person.study_number, study, wave };
            let mut receipts = Vec::new();
            for choice in what.choices() {
                let (decided_by, reason) = (Decider::Participant, None);
                let wish = Wish { choice: *choice, decided_by, mode, reason };
                let done =
                    doing::stop((transaction, vault), &subject, wish, Hand::Staff(&actor), now)
                        .await?;
                receipts.push(done);
            }
            Ok(receipts)
        })
    })
    .await
}

/// Erases answers that an older backup brought back, or whose time has come. Nobody decides anything.
pub(crate) async fn erase_again(
    db: &Db,
    participant: i32,
    actor: &'static str,
    now: DateTime<Utc>,
) -> Result<(), sea_orm::DbErr> {
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            participants::hold(transaction, [participant]).await?;
            let row = participant::Entity::find_by_id(participant).one(transaction).await?;
            let Some(row) = row else { return Ok(()) };
            let whose = (participant, row.study_number.as_str());
            doing::erase((transaction, vault), whose, actor, now).await
        })
    })
    .await
}
