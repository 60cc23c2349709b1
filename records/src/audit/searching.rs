//! Reading what was done, newest first. It has study numbers, never a name.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, Func, LikeExpr, SimpleExpr},
};

use crate::{
    Db,
    auth::{Administrator, By},
    entity::audit,
    participants,
    stores::Unusable,
};

/// Entries on a page.
const TOGETHER: u64 = 50;

/// Which entries are looked for. What is empty leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Whom it is about, by study number, however it was typed.
    pub person: String,
    /// Part of who did it: `staff 12`, `site lead`, `command line`.
    pub actor: String,
    /// Part of what was done.
    pub action: String,
    /// Part of what it was done to.
    pub object: String,
    /// The first day, in UTC.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// Only entries with lower numbers: the next page.
    pub before: Option<i64>,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// What.
    pub action: String,
    /// To what.
    pub object: String,
    /// The study number of whom it is about, if it is about somebody.
    pub person: Option<String>,
    /// What for, where that was said.
    pub purpose: Option<String>,
}

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Newest first, at most fifty.
    pub entries: Vec<Done>,
    /// `before` of the next page, if there is one.
    pub older: Option<i64>,
}

/// What was done, of what is looked for.
///
/// # Errors
/// When the database fails.
pub async fn search(db: &Db, _by: &By<Administrator>, search: &Search) -> Result<Found, Unusable> {
    let mut rows = audit::Entity::find()
        .filter(condition(db.read(), search).await?)
        .order_by_desc(audit::Column::Id)
        .limit(TOGETHER + 1)
        .all(db.read())
        .await?;
    let is_more = rows.len() as u64 > TOGETHER;
    rows.truncate(TOGETHER as usize);
    let older = rows.last().filter(|_| is_more).map(|row| row.id);
    let people = rows.iter().filter_map(|row| row.participant_id);
    let numbers = participants::numbers(db.read(), people).await?;
    let entries = rows.into_iter().map(|row| done(row, &numbers)).collect();
    Ok(Found { entries, older })
}

async fn condition(connection: &impl ConnectionTrait, search: &Search) -> Result<Condition, DbErr> {
    let day = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    let mut all = Condition::all()
        .add_option(search.before.map(|before| audit::Column::Id.lt(before)))
        .add_option(search.from.map(|from| audit::Column::At.gte(day(from))));
    let after = search.to.and_then(|to| to.checked_add_days(Days::new(1)));
    all = all.add_option(after.map(|after| audit::Column::At.lt(day(after))));
    for (part, column) in [
        (&search.actor, audit::Column::Actor),
        (&search.action, audit::Column::Action),
        (&search.object, audit::Column::Object),
    ] {
        if !part.trim().is_empty() {
            all = all.add(has(column, part.trim()));
        }
    }
    let number = search.person.trim();
    if number.is_empty() {
        return Ok(all);
    }
    // A study number may be used in more than one study.
    let people = participants::in_every_study(connection, number).await?;
    let (ids, mut numbers): (Vec<_>, Vec<_>) = people.into_iter().unzip();
    numbers.push(number.to_owned());
    let about = Condition::any()
        .add(audit::Column::ParticipantId.is_in(ids))
        .add(audit::Column::Actor.is_in(numbers.clone()))
        .add(audit::Column::Object.is_in(numbers));
    Ok(all.add(about))
}

/// Whether a column has these words somewhere, in large or small letters, on both databases alike.
fn has(column: audit::Column, words: &str) -> SimpleExpr {
    let plain = words.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let pattern = LikeExpr::new(format!("%{plain}%")).escape('\\');
    Expr::expr(Func::lower(Expr::col(column))).like(pattern)
}

fn done(row: audit::Model, numbers: &HashMap<i32, String>) -> Done {
    let audit::Model { id, at, actor, action, object, purpose, participant_id, .. } = row;
    let person = participant_id.and_then(|id| numbers.get(&id).cloned());
    Done { id, at, actor, action, object, person, purpose }
}
