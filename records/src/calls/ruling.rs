//! The rules by which a study rings people: data, in versions that never change. Until somebody sets any, the usual ones hold.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};
use surveys::calls::{Amiss, CallRules};

use super::placing::look_at_all;
use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::call_rules,
    protocols,
    sealing::hex,
    secret,
    studies::StudyHandle,
};

/// The rules that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// What they say.
    pub rules: CallRules,
    /// Their number, from 1 on; 0 of the usual ones, which nobody set.
    pub version: i32,
    /// When they were set and by whom, where somebody did.
    pub set: Option<(DateTime<Utc>, String)>,
    /// Why, where it was said.
    pub reason: Option<String>,
}

/// Rules that are to hold.
#[derive(Clone, Copy, Debug)]
pub struct NewRules<'a> {
    /// What they say.
    pub rules: &'a CallRules,
    /// Why they change; the first need no reason.
    pub reason: Option<&'a str>,
    /// In whose place they were written.
    pub instead_of: InsteadOf,
}

/// In place of which rules others were written. They are set only if these hold, so that nobody undoes what they have not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsteadOf {
    /// Of whichever hold.
    Whichever,
    /// Of the usual ones, which nobody set.
    Usual,
    /// Of this version, from 1 on.
    Version(i32),
    /// It is not known of which: they are never set, unless they say what holds already.
    Unknown,
}

impl InsteadOf {
    /// Of the rules with this number: 0 of the usual ones, as [`Ruled::version`] has it.
    #[must_use]
    pub const fn version(version: i32) -> Self {
        if version == 0 { Self::Usual } else { Self::Version(version) }
    }

    /// Whether rules with this number may be replaced.
    fn may_be(self, version: i32) -> bool {
        self == Self::Whichever || self == Self::version(version)
    }
}

impl<'a> NewRules<'a> {
    /// Such that take the place of whatever holds.
    #[must_use]
    pub const fn in_any_case(rules: &'a CallRules, reason: Option<&'a str>) -> Self {
        Self { rules, reason, instead_of: InsteadOf::Whichever }
    }
}

/// Why no rules were set.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// They do not supervise the study.
    #[error("only a supervisor of the study sets its rules of calling")]
    NotTheirs,
    /// These things are amiss.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Amiss(Vec<Amiss>),
    /// Rules that were set are changed for a reason.
    #[error("say why the rules change")]
    NoReason,
    /// Somebody set others while these were written: their version, which holds.
    #[error("version {0} of the rules of calling was set meanwhile")]
    Meanwhile(i32),
    /// What is stored cannot be read.
    #[error("the rules of calling cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The rules that hold in a study.
///
/// # Errors
/// When they cannot be read, or the database fails.
pub async fn rules(db: &Db, study: &StudyHandle) -> Result<Ruled, RulesError> {
    current(db.read(), study.id).await
}

/// The same, as one connection sees them.
pub(crate) async fn current(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<Ruled, RulesError> {
    let Some(row) = latest(connection, study).await? else {
        return Ok(Ruled { rules: CallRules::usual(), version: 0, set: None, reason: None });
    };
    read(row)
}

/// Every version that was set in a study, the latest first, which holds. None where the usual ones do.
///
/// # Errors
/// When they do not supervise the study, one of them cannot be read, or the database fails.
pub async fn rules_so_far(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
) -> Result<Vec<Ruled>, RulesError> {
    if !by.may_in(study) {
        return Err(RulesError::NotTheirs);
    }
    let rows = call_rules::Entity::find()
        .filter(call_rules::Column::StudyId.eq(study.id))
        .order_by_desc(call_rules::Column::Version)
        .all(db.read())
        .await?;
    rows.into_iter().map(read).collect()
}

/// What a version says, unless somebody changed it where it is stored.
fn read(row: call_rules::Model) -> Result<Ruled, RulesError> {
    if hex(&secret::hashed(&row.canonical)) != row.sha256 {
        let altered = format!("version {} of the rules of calling was changed", row.version);
        return Err(DbErr::Custom(altered).into());
    }
    Ok(Ruled {
        rules: serde_json::from_str(&row.canonical)?,
        version: row.version,
        set: Some((row.set_at, row.set_by)),
        reason: row.reason,
    })
}

async fn latest(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<Option<call_rules::Model>, DbErr> {
    call_rules::Entity::find()
        .filter(call_rules::Column::StudyId.eq(study))
        .order_by_desc(call_rules::Column::Version)
        .one(connection)
        .await
}

/// Sets the rules, which hold from now on: their version. Exactly what holds already changes nothing, and has the version that it had:
/// 0 of the usual ones that nobody set. Where cases stand is worked out anew.
///
/// # Errors
/// When they do not supervise the study, something is amiss, no reason is given for a change, others were set since those in whose
/// place these are, or the database fails.
pub async fn set_rules(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    new: NewRules<'_>,
    now: DateTime<Utc>,
) -> Result<i32, RulesError> {
    let NewRules { rules, reason, instead_of } = new;
    if !by.may_in(study) {
        return Err(RulesError::NotTheirs);
    }
    let amiss = rules.check();
    if !amiss.is_empty() {
        return Err(RulesError::Amiss(amiss));
    }
    // A `Value`'s maps are sorted by key.
    let canonical = serde_json::to_value(rules)?.to_string();
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
    let (study, actor) = (study.id, by.actor());
    db.write(move |transaction| {
        let new = (canonical, reason, instead_of);
        Box::pin(async move { set(transaction, study, new, &actor, now).await })
    })
    .await
}

/// Whether rules say what those say that hold, which are the usual ones where nobody set any.
fn says_the_same(
    before: Option<&call_rules::Model>,
    canonical: &str,
) -> Result<bool, serde_json::Error> {
    let usual = || serde_json::to_value(CallRules::usual()).map(|rules| rules.to_string());
    let held = before.map_or_else(usual, |before| Ok(before.canonical.clone()))?;
    Ok(held == canonical)
}

async fn set(
    transaction: &DatabaseTransaction,
    study: i32,
    (canonical, reason, instead_of): (String, Option<String>, InsteadOf),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<i32, RulesError> {
    protocols::hold(transaction, study).await?;
    let before = latest(transaction, study).await?;
    let holds = before.as_ref().map_or(0, |before| before.version);
    if says_the_same(before.as_ref(), &canonical)? {
        return Ok(holds);
    }
    if !instead_of.may_be(holds) {
        return Err(RulesError::Meanwhile(holds));
    }
    if before.is_some() && reason.is_none() {
        return Err(RulesError::NoReason);
    }
    let version = holds + 1;
    let row = call_rules::ActiveModel {
        study_id: Set(study),
        version: Set(version),
        sha256: Set(hex(&secret::hashed(&canonical))),
        canonical: Set(canonical.clone()),
        set_at: Set(now),
        set_by: Set(actor.to_owned()),
        reason: Set(reason),
        ..Default::default()
    };
    call_rules::Entity::insert(row).exec_without_returning(transaction).await?;
    let before = before.map(|before| before.canonical);
    let entry = Entry::new(actor, "rules of calling set", &format!("rules of calling {version}"));
    let entry = entry.in_study(study).changing(before.as_deref(), Some(&canonical));
    entry.write(transaction, now).await?;
    look_at_all(transaction, study, now).await?;
    Ok(version)
}
