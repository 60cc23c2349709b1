//! The people of a study some at a time, in the order in which they were enrolled: however many there are, no more of them
//! are in memory at once.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use futures_util::future::join;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use surveys::{
    keys::WaveKey,
    protocol::Protocol,
    schedule::{self, Person, Planned},
    study::Study,
    waves::Dates,
};
use tokio::task::yield_now;

use super::facts;
use crate::{Db, entity::participant, participants, short_rows};

/// People that are looked at together.
pub(super) const TOGETHER: usize = 500;
/// After so many, whoever waits for a page has their turn.
const AT_A_STRETCH: usize = 10;
/// Of so many people looked at together what is held may not be readable. Of more it is not they.
const MOST_LEFT_OUT: usize = 20;

/// What one person is sent.
pub(super) struct Theirs {
    pub id: i32,
    /// From what their waves are counted.
    pub dates: Dates,
    pub planned: Vec<Planned>,
}

/// Goes through those who are enrolled in a study.
pub(crate) struct Walk {
    study: i32,
    /// Test people are passed over.
    counts: bool,
    last: i32,
}

impl Walk {
    /// Everybody from the first on, in the study of this row.
    pub const fn through(study: i32) -> Self {
        Self { study, counts: false, last: 0 }
    }

    /// The same without test people, for what is counted.
    pub const fn counting(study: i32) -> Self {
        Self { study, counts: true, last: 0 }
    }

    /// The next of them by row, at least one; none when there is nobody more.
    pub async fn next(
        &mut self,
        connection: &impl ConnectionTrait,
    ) -> Result<Option<Vec<i32>>, DbErr> {
        let which = participant::Entity::find()
            .select_only()
            .column(participant::Column::Id)
            .filter(participant::Column::StudyId.eq(self.study))
            .filter(participant::Column::Id.gt(self.last))
            .filter(Condition::all().add_option(self.counts.then(participants::real)))
            .order_by_asc(participant::Column::Id)
            .limit(TOGETHER as u64);
        let rows: Vec<(i32,)> = short_rows::read(connection, which, &["id"]).await?;
        let people: Vec<_> = rows.into_iter().map(|(id,)| id).collect();
        let Some(last) = people.last() else { return Ok(None) };
        self.last = *last;
        Ok(Some(people))
    }
}

/// What a study follows: its file, its protocol, and the waves whose survey nobody could begin.
#[derive(Clone, Copy)]
pub(crate) struct By<'a> {
    pub file: &'a Study,
    pub protocol: &'a Protocol,
    pub shut: &'a BTreeSet<WaveKey>,
}

/// Goes through the people of a study. While what some are sent is worked out, the next are read: the database and this
/// program each have a processor.
pub(super) struct Through<'a> {
    db: &'a Db,
    by: By<'a>,
    now: DateTime<Utc>,
    walk: Walk,
    read: Option<Read<'a>>,
}

/// Some people, and what is known of them.
type Read<'a> = (Vec<i32>, Result<Known<'a>, DbErr>);
type Known<'a> = HashMap<i32, Person<'a>>;

impl<'a> Through<'a> {
    pub const fn of(db: &'a Db, by: By<'a>, walk: Walk, now: DateTime<Utc>) -> Self {
        Self { db, by, now, walk, read: None }
    }

    /// What the next of them are sent, and who is left out, as [`who_can_be_read`] has it.
    pub async fn next(&mut self) -> Result<Option<(Vec<Theirs>, Vec<i32>)>, DbErr> {
        let here = match self.read.take() {
            Some(here) => Some(here),
            None => self.ahead().await?,
        };
        let Some((people, known)) = here else { return Ok(None) };
        let (by, now) = (self.by, self.now);
        let Ok(known) = known else {
            return who_can_be_read(self.db, by, &people, now).await.map(Some);
        };
        let (theirs, ahead) = join(worked_out(by, &people, known, now), self.ahead()).await;
        self.read = ahead?;
        Ok(Some((theirs, Vec::new())))
    }

    async fn ahead(&mut self) -> Result<Option<Read<'a>>, DbErr> {
        let Some(people) = self.walk.next(self.db.read()).await? else { return Ok(None) };
        let known = facts::of(self.db, self.by.file, &people, self.now).await;
        Ok(Some((people, known)))
    }
}

/// What each of these people is sent.
pub(super) async fn of(
    db: &Db,
    by: By<'_>,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<Vec<Theirs>, DbErr> {
    let known = facts::of(db, by.file, people, now).await?;
    Ok(worked_out(by, people, known, now).await)
}

async fn worked_out(
    by: By<'_>,
    people: &[i32],
    mut known: Known<'_>,
    now: DateTime<Utc>,
) -> Vec<Theirs> {
    let mut theirs = Vec::with_capacity(people.len());
    for (place, id) in people.iter().enumerate() {
        if place % AT_A_STRETCH == 0 {
            yield_now().await;
        }
        let Some(person) = known.remove(id) else { continue };
        let person = Person { shut: by.shut.clone(), ..person };
        let planned = schedule::schedule(by.protocol, &person, now);
        theirs.push(Theirs { id: *id, dates: person.dates, planned });
    }
    theirs
}

/// The same of those of whom it can be worked out, and who are left out, since what is held of them cannot be read. It is found
/// out by halves.
///
/// # Errors
/// When the database is away, or so many cannot be read that it is not them.
pub(super) async fn who_can_be_read(
    db: &Db,
    by: By<'_>,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<(Vec<Theirs>, Vec<i32>), DbErr> {
    let (mut theirs, mut left_out, mut parts) = (Vec::new(), Vec::new(), vec![people]);
    while let Some(part) = parts.pop() {
        match (of(db, by, part, now).await, part) {
            (Ok(own), _) => theirs.extend(own),
            (Err(away @ (DbErr::Conn(_) | DbErr::ConnectionAcquire(_))), _) => return Err(away),
            (Err(error), [_]) if left_out.len() >= MOST_LEFT_OUT => return Err(error),
            (Err(_), [one]) => left_out.push(*one),
            (Err(_), _) => {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
        }
    }
    Ok((theirs, left_out))
}

/// The same, in the order in which they were named.
pub(crate) async fn planned_for(
    db: &Db,
    by: By<'_>,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<Vec<Vec<Planned>>, DbErr> {
    let theirs = of(db, by, people, now).await?;
    Ok(theirs.into_iter().map(|theirs| theirs.planned).collect())
}
