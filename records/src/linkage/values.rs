//! What owners returned as variables of their own: the file `linked` of a cut.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use datasets::{Kind, Name, NotAName, Variable};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    keys::{OwnerKey, PurposeKey},
    linking::{
        returned::{self, Cell},
        terms::{Gives, Holds, Outcome},
    },
    stopping::Choice,
};

use super::{LinkageError, importing::LEFT_ALONE};
use crate::{
    entity::{linkage_file, linkage_person, linked_value},
    short_rows::of_people,
    stopping,
    studies::StudyHandle,
    terms,
};

/// A column that an owner returns, or for each owner how its records stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Who returns it.
    pub owner: OwnerKey,
    /// What people call the owner.
    pub owner_title: String,
    /// What its records are used for.
    pub purpose: PurposeKey,
    /// The reference of the agreement with it.
    pub agreement: String,
    /// From which day on its records stay in the dataset.
    pub frozen_on: Option<NaiveDate>,
    /// The column as the terms have it; none for how its records stand.
    pub outcome: Option<Outcome>,
}

/// How an owner's records of somebody stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// Their identifiers went to it in no file.
    #[default]
    NotSent,
    /// They went, and nothing came back yet.
    Waiting,
    /// It did not find them.
    NotFound,
    /// It found them.
    Found,
    /// They changed their mind before what came back was taken, or before it was frozen.
    Dropped,
}

/// What owners returned of somebody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// How each owner's records stand; who is not there got nothing.
    pub found: BTreeMap<OwnerKey, Found>,
    /// What each says, by the name of the outcome: no two owners share one.
    pub values: BTreeMap<String, Cell>,
}

impl Found {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NotSent, Self::Waiting, Self::NotFound, Self::Found, Self::Dropped];

    /// Its code in files, from 0.
    #[must_use]
    pub const fn code(self) -> i32 {
        self as i32
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotSent => "Not asked about",
            Self::Waiting => "Asked about, nothing returned yet",
            Self::NotFound => "Not found",
            Self::Found => "Found",
            Self::Dropped => "Not taken, or taken out, at their wish",
        }
    }
}

impl Column {
    /// The column as a variable, of its own origin. Its name begins with `linked_`, so that no survey's column has it too.
    ///
    /// # Errors
    /// When it cannot have the name.
    pub fn variable(&self) -> Result<Variable, NotAName> {
        let Some(outcome) = &self.outcome else { return self.standing() };
        let name = Name::new(&format!("linked_{}", outcome.name))?;
        let mut variable = match outcome.holds {
            Holds::Whole => Variable::new(name, &outcome.label, whole(outcome)),
            Holds::Number => Variable::new(name, &outcome.label, Kind::Decimal { places: 2 }),
            Holds::Date => Variable::new(name, &outcome.label, Kind::Date),
            Holds::Code => {
                let codes = outcome.codes.iter().map(|one| (one.code, one.text.clone()));
                let (least, most) = ends(outcome.codes.iter().map(|one| one.code));
                let kind = Kind::Whole { least: least.into(), most: most.into() };
                Variable::new(name, &outcome.label, kind).coded(codes)
            }
        };
        // An owner's numbers can be below zero, and where it has no record the cell is blank.
        variable.missing.clear();
        variable.origin.source = self.source();
        Ok(variable)
    }

    fn standing(&self) -> Result<Variable, NotAName> {
        let name: String = format!("found_{}", self.owner).replace('-', "_");
        let name = Name::new(&name.chars().take(32).collect::<String>())?;
        let label = format!("Records of {}", self.owner_title);
        let kind = Kind::Whole { least: 0, most: 4 };
        let codes = Found::ALL.map(|one| (one.code(), one.words()));
        let mut variable = Variable::new(name, label, kind).coded(codes);
        variable.missing.clear();
        variable.origin.source = self.source();
        Ok(variable)
    }

    fn source(&self) -> String {
        let frozen = self.frozen_on.map_or_else(
            || "not frozen on any day".to_owned(),
            |day| format!("frozen from {day} on"),
        );
        format!("{}, agreement {}; {frozen}", self.owner_title, self.agreement)
    }
}

fn whole(outcome: &Outcome) -> Kind {
    let Kind::Whole { least, most } = Kind::WHOLE else { return Kind::WHOLE };
    // What lies beyond a double's whole numbers is no bound that anybody wrote.
    let bound = |number: Option<f64>, other: i64| number.map_or(other, |number| number as i64);
    Kind::Whole { least: bound(outcome.least, least), most: bound(outcome.most, most) }
}

fn ends(codes: impl Iterator<Item = i32> + Clone) -> (i32, i32) {
    (codes.clone().min().unwrap_or_default(), codes.max().unwrap_or_default())
}

/// The columns of what owners return, as the terms that hold have them: for each owner how its records stand, then what it
/// returns. None in a study without terms.
///
/// # Errors
/// When the terms cannot be read, or the database fails.
pub async fn columns(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
) -> Result<Vec<Column>, LinkageError> {
    let Some(kept) = terms::current(connection, study.id).await? else { return Ok(Vec::new()) };
    let owners = kept.terms.linkage.owners.iter().filter(|owner| owner.gives == Gives::Returns);
    let columns = owners.flat_map(|owner| {
        let column = |outcome: Option<&Outcome>| Column {
            owner: owner.key.clone(),
            owner_title: owner.title.clone(),
            purpose: owner.purpose.clone(),
            agreement: owner.agreement.clone(),
            frozen_on: kept.terms.frozen_on(owner),
            outcome: outcome.cloned(),
        };
        let outcomes = owner.outcomes.iter().map(|outcome| column(Some(outcome)));
        std::iter::once(column(None)).chain(outcomes).collect::<Vec<_>>()
    });
    Ok(columns.collect())
}

/// What owners returned of these people, by participant. Of each owner the last file counts that came back and had them in it: who
/// was left out of a later one keeps what came before. Who wants their records used no more has none, unless these were
/// frozen on that day.
///
/// # Errors
/// When what is stored is not what the columns hold, or the database fails.
pub async fn values_of(
    connection: &impl ConnectionTrait,
    columns: &[Column],
    people: &[i32],
) -> Result<HashMap<i32, Linked>, LinkageError> {
    let inside = standings(connection, people).await?;
    let states = stopping::states(connection, people).await?;
    let dropped = |id: i32| states.get(&id).and_then(|state| state.since(Choice::DropLinked));
    let mut all: HashMap<i32, Linked> = HashMap::new();
    let mut counts: HashMap<(i32, i32), OwnerKey> = HashMap::new();
    for column in columns.iter().filter(|column| column.outcome.is_none()) {
        let is_gone = |id: i32| {
            let unfrozen = |day| column.frozen_on.is_none_or(|frozen| day < frozen);
            dropped(id).is_some_and(unfrozen)
        };
        for (id, file, standing) in inside.of(&column.owner) {
            let found = if is_gone(id) { Found::Dropped } else { standing };
            all.entry(id).or_default().found.insert(column.owner.clone(), found);
            if found == Found::Found {
                counts.insert((id, file), column.owner.clone());
            }
        }
    }
    let rows = linked_value::Entity::find()
        .filter(of_people(linked_value::Column::ParticipantId, people))
        .all(connection)
        .await?;
    for row in rows {
        let Some(owner) = counts.get(&(row.participant_id, row.file_id)) else { continue };
        if let Some(cell) = cell(columns, owner, &row)? {
            let own = all.entry(row.participant_id).or_default();
            own.values.insert(row.variable, cell);
        }
    }
    Ok(all)
}

/// Who was in which file, by the file's owner: the last one that came back, or else the last one.
struct Standings(BTreeMap<(String, i32), (bool, i32, i32, Found)>);

impl Standings {
    /// Who was in a file of this owner, in which, and how its records stand.
    fn of(&self, owner: &OwnerKey) -> impl Iterator<Item = (i32, i32, Found)> {
        let own = self.0.iter().filter(move |((one, _), _)| one == owner.as_str());
        own.map(|((_, id), (_, _, file, found))| (*id, *file, *found))
    }
}

async fn standings(connection: &impl ConnectionTrait, people: &[i32]) -> Result<Standings, DbErr> {
    let inside = linkage_person::Entity::find()
        .filter(of_people(linkage_person::Column::ParticipantId, people))
        .all(connection)
        .await?;
    let numbers: BTreeSet<_> = inside.iter().map(|row| row.file_id).collect();
    let files = linkage_file::Entity::find().filter(linkage_file::Column::Id.is_in(numbers));
    let files: HashMap<_, _> =
        files.all(connection).await?.into_iter().map(|file| (file.id, file)).collect();
    let mut standings = BTreeMap::new();
    for row in inside {
        let Some(file) = files.get(&row.file_id) else { continue };
        let found = match (file.returned_at, row.pass.as_deref()) {
            (None, _) => Found::Waiting,
            (Some(_), None) => Found::NotFound,
            (Some(_), Some(LEFT_ALONE)) => Found::Dropped,
            (Some(_), Some(_)) => Found::Found,
        };
        let own = (file.returned_at.is_some(), file.number, file.id, found);
        let at = standings.entry((file.owner.clone(), row.participant_id)).or_insert(own);
        *at = (*at).max(own);
    }
    Ok(Standings(standings))
}

/// What a stored value says. A column that the terms have no more is not told.
fn cell(
    columns: &[Column],
    owner: &OwnerKey,
    row: &linked_value::Model,
) -> Result<Option<Cell>, LinkageError> {
    let mut outcomes = columns.iter().filter(|column| column.owner == *owner);
    let outcome = outcomes.find_map(|column| {
        column.outcome.as_ref().filter(|outcome| outcome.name.as_str() == row.variable)
    });
    let Some(outcome) = outcome else { return Ok(None) };
    returned::cell(outcome, &row.value).map_err(|_| LinkageError::OtherThanAgreed {
        owner: owner.clone(),
        variable: row.variable.clone(),
    })
}
