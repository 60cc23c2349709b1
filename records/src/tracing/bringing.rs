//! A list of returned mail and of numbers that reach nobody, as an office or a printer keeps it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, PaginatorTrait, QueryFilter};

use super::{
    TracingError,
    unreached::{News, Noted, SaidOf, note, theirs},
};
use crate::{Db, entity::unreached, identity::Vault, participants, studies::StudyHandle};

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Of whom it is said.
    pub study_number: String,
    /// What.
    pub news: News,
}

/// What bringing a list came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Rows that said something new.
    pub new: usize,
    /// Rows that were known.
    pub unchanged: usize,
    /// The study numbers of those of whom there is no address or number that it could be said of.
    pub nothing_held: Vec<String>,
    /// Of those whose letter went to an address that is no longer on record: the one that is stays in use.
    pub earlier: Vec<String>,
    /// Of those of whom it is not known which letter came back, and the days of those there are. Nothing is written down of them.
    pub which_letter: Vec<(String, Vec<NaiveDate>)>,
}

/// Takes a list of returned mail and of numbers that reach nobody: all rows, or none. A number is the one on record at this
/// moment, an address the one that the letter went to. The same row again changes nothing, also when the address was changed
/// since.
///
/// # Errors
/// When a row names nobody in the study, or the database fails.
pub async fn bring(
    db: &Db,
    study: &StudyHandle,
    rows: Vec<Row>,
    now: DateTime<Utc>,
) -> Result<Brought, TracingError> {
    let (study, vault) = (study.clone(), db.vault.clone());
    db.write(move |transaction| {
        Box::pin(async move { bring_in((transaction, &vault), &study, &rows, now).await })
    })
    .await
}

async fn bring_in(
    (transaction, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<Brought, TracingError> {
    let (mut brought, mut unknown) = (Brought::default(), Vec::new());
    for (place, Row { study_number, news }) in rows.iter().enumerate() {
        let person = participants::by_number(transaction, study, study_number).await?;
        let Some(person) = person else {
            unknown.push((place, study_number.clone()));
            continue;
        };
        let before = theirs(person.id)
            .filter(unreached::Column::What.eq(news.what.name()))
            .filter(unreached::Column::HappenedOn.eq(news.on));
        if before.count(transaction).await? > 0 {
            brought.unchanged += 1;
            continue;
        }
        let learned = (*news, "command line");
        let noted = note((transaction, vault), study, person.id, learned, now).await?;
        brought.counts(person.study_number, noted);
    }
    if unknown.is_empty() { Ok(brought) } else { Err(TracingError::Unknown(unknown)) }
}

impl Brought {
    fn counts(&mut self, number: String, noted: Noted) {
        match noted {
            Noted::New(of) => {
                self.new += 1;
                self.earlier.extend((of == SaidOf::Earlier).then_some(number));
            }
            Noted::Known(_) => self.unchanged += 1,
            Noted::NothingHeld => self.nothing_held.push(number),
            Noted::WhichLetter(days) => self.which_letter.push((number, days)),
        }
    }
}
