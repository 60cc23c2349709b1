//! Letters, for whoever cannot have a voucher by email or would rather not. Whoever prints some takes them as given: what was
//! printed together is a file, which can be had once more if it was lost.

mod candidates;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{
    calendar,
    vouchers::{GivenBy, Worth},
};

pub(super) use self::candidates::keep_back_at_once;
use self::candidates::{Candidate, first, keep_back};
use super::{GIVEN, OnItsWay, State, VoucherError, reaching::NO_ADDRESS};
use crate::{
    Db, Person,
    audit::Entry,
    auth::Supervisor,
    entity::{voucher, voucher_debt},
    identity,
    letter_files::{self, Holds, Printing, Which},
    outbox::{self, InTheirWords},
    participants,
    studies::StudyHandle,
};

/// A letter with a voucher.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub name: String,
    /// Where they live, a line each.
    pub address: Vec<String>,
    /// What the voucher is worth.
    pub worth: Worth,
    /// Its code.
    pub code: String,
    /// The last day on which it is good, where it has one.
    pub expires_on: Option<NaiveDate>,
    /// How it is spoken of.
    pub voucher: String,
    /// What the letter says in the study's own words; none where the program's go.
    pub says: Option<InTheirWords>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({})", self.voucher)
    }
}

/// Some letters, with names, addresses and codes; none where nothing is to be printed. That they were read, and that the
/// vouchers are given, is in the audit before anything is told. Whoever has no address, or wants no letters, is told of on the
/// list instead, and keeps nobody else's letter.
///
/// # Errors
/// When the study is not theirs, the file cannot be had again, or the database fails.
pub async fn print(
    db: &Db,
    by: &Supervisor,
    study: &StudyHandle,
    which: Which,
    now: DateTime<Utc>,
) -> Result<Option<Printing<Letter>>, VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    print_by(db, &by.actor(), study, which, now).await
}

/// The same for whoever may, by what the audit calls them.
pub(crate) async fn print_by(
    db: &Db,
    actor: &str,
    study: &StudyHandle,
    which: Which,
    now: DateTime<Utc>,
) -> Result<Option<Printing<Letter>>, VoucherError> {
    let (actor, study, own) = (actor.to_owned(), study.clone(), db.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let whose = (transaction, &own);
            match which {
                Which::New => print_new(whose, &study, (&actor, now)).await,
                Which::Again(file) => print_again(whose, &study, file, (&actor, now)).await,
            }
        })
    })
    .await
}

async fn print_new(
    (transaction, db): (&DatabaseTransaction, &Db),
    study: &StudyHandle,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<Option<Printing<Letter>>, VoucherError> {
    let today = calendar::date_in(&study.study().timezone, now);
    let candidates = first((transaction, db), study.id, (actor, today), now).await?;
    let written = written(db, (study, today), candidates).await?;
    let (letters, nowhere) = (written.letters, written.nowhere);
    keep_back(transaction, &nowhere, NO_ADDRESS, (actor, now)).await?;
    if letters.is_empty() {
        return Ok(None);
    }
    let whose = (study.id, Holds::Vouchers);
    let number = letter_files::note(transaction, whose, (letters.len(), actor), now).await?;
    give(transaction, &letters, (number, today)).await?;
    tell(transaction, study.id, &letters, (actor, "voucher given", "voucher letters printed"), now)
        .await?;
    let letters = letters.into_iter().map(|(_, letter)| letter).collect();
    Ok(Some(Printing { number, letters }))
}

async fn print_again(
    (transaction, db): (&DatabaseTransaction, &Db),
    study: &StudyHandle,
    file: i32,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<Option<Printing<Letter>>, VoucherError> {
    if !letter_files::can_be_had(transaction, (study.id, Holds::Vouchers), file, now).await? {
        return Err(VoucherError::NoSuchFile);
    }
    // One that was spoiled since has another in its place.
    let debts = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::StudyId.eq(study.id))
        .filter(voucher_debt::Column::LetterFileId.eq(file))
        .filter(voucher_debt::Column::State.eq(State::Given.name()))
        .filter(voucher_debt::Column::GivenBy.eq(GivenBy::Letter.name()))
        .order_by_asc(voucher_debt::Column::OwedSince)
        .order_by_asc(voucher_debt::Column::Id)
        .all(transaction)
        .await?;
    participants::hold(transaction, debts.iter().map(|debt| debt.participant_id)).await?;
    let candidates = candidates::with_codes(transaction, debts).await?;
    let candidates = candidates::who_takes_letters((transaction, db), candidates).await?;
    let today = calendar::date_in(&study.study().timezone, now);
    let letters = written(db, (study, today), candidates).await?.letters;
    if letters.is_empty() {
        return Ok(None);
    }
    note_addresses(transaction, &letters).await?;
    let told = (actor, "voucher letter read again", "voucher letters printed again");
    tell(transaction, study.id, &letters, told, now).await?;
    let letters = letters.into_iter().map(|(_, letter)| letter).collect();
    Ok(Some(Printing { number: file, letters }))
}

/// What became of those to whom letters were to go.
struct Written {
    letters: Vec<(Candidate, Letter)>,
    /// What the vault has for an address is blank.
    nowhere: Vec<voucher_debt::Model>,
}

/// Whose data do not open keeps nobody else's letter.
async fn written(
    db: &Db,
    (study, today): (&StudyHandle, NaiveDate),
    candidates: Vec<Candidate>,
) -> Result<Written, DbErr> {
    let people: Vec<_> = candidates.iter().map(|(debt, _)| debt.participant_id).collect();
    let people: HashMap<i32, Person> = identity::readable(&db.vault, &people).await?;
    let marks = outbox::marks_of_addresses(&db.vault, &people).await?;
    let (mut nowhere, mut going) = (Vec::new(), Vec::new());
    for (debt, code) in candidates {
        let Some(person) = people.get(&debt.participant_id) else { continue };
        let Some(address) = person.posted_to() else {
            nowhere.push(debt);
            continue;
        };
        if let Some(brings) = OnItsWay::of(db, &debt, &code)? {
            let address_mark = marks.get(&debt.participant_id).cloned();
            let debt = voucher_debt::Model { address_mark, ..debt };
            going.push(((debt, code), (person, address), brings));
        }
    }
    let gifts: Vec<_> = going
        .iter()
        .map(|((debt, _), (person, _), brings)| {
            (debt.participant_id, person.first_name.as_deref().unwrap_or_default(), brings)
        })
        .collect();
    let says = outbox::voucher_letters(db, study, &gifts, today).await?;
    let letters =
        going.into_iter().zip(says).map(|((candidate, (person, address), brings), says)| {
            let OnItsWay { code, worth, use_by, .. } = brings;
            let voucher = super::number(candidate.1.id);
            let name = person.name();
            let letter = Letter { name, address, worth, code, expires_on: use_by, voucher, says };
            (candidate, letter)
        });
    Ok(Written { letters: letters.collect(), nowhere })
}

/// Takes them as given in a file.
async fn give(
    transaction: &DatabaseTransaction,
    letters: &[(Candidate, Letter)],
    (file, today): (i32, NaiveDate),
) -> Result<(), DbErr> {
    let given = voucher::ActiveModel {
        state: Set(GIVEN.to_owned()),
        given_on: Set(Some(today)),
        given_by: Set(Some(GivenBy::Letter.name().to_owned())),
        ..Default::default()
    };
    let codes = letters.iter().map(|((_, code), _)| code.id);
    let codes = voucher::Column::Id.is_in(codes);
    voucher::Entity::update_many().set(given).filter(codes).exec(transaction).await?;
    let paid = voucher_debt::ActiveModel {
        state: Set(State::Given.name().to_owned()),
        given_by: Set(Some(GivenBy::Letter.name().to_owned())),
        kept_back: Set(None),
        letter_file_id: Set(Some(file)),
        ..Default::default()
    };
    let debts = letters.iter().map(|((debt, _), _)| debt.id);
    let debts = voucher_debt::Column::Id.is_in(debts);
    voucher_debt::Entity::update_many().set(paid).filter(debts).exec(transaction).await?;
    note_addresses(transaction, letters).await
}

/// Writes down to which address each letter goes, by its mark: one that comes back speaks of that one.
async fn note_addresses(
    transaction: &DatabaseTransaction,
    letters: &[(Candidate, Letter)],
) -> Result<(), DbErr> {
    for ((debt, _), _) in letters {
        let goes_to = voucher_debt::ActiveModel {
            id: Set(debt.id),
            address_mark: Set(debt.address_mark.clone()),
            ..Default::default()
        };
        voucher_debt::Entity::update(goes_to).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Writes what was done about each, and how many they are together.
async fn tell(
    transaction: &DatabaseTransaction,
    study: i32,
    letters: &[(Candidate, Letter)],
    (actor, each, together): (&str, &str, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let entry = |((debt, _), _): &(Candidate, Letter)| {
        let entry = Entry::new(actor, each, &debt.wave_key).to(GivenBy::Letter.name());
        entry.about(debt.participant_id).in_study(study)
    };
    Entry::write_all(letters.iter().map(entry), transaction, now).await?;
    let entry = Entry::new(actor, together, &letters.len().to_string());
    entry.in_study(study).write(transaction, now).await.map(drop)
}
