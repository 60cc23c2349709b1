//! Where a survey is in use, as far as somebody may know of it, and whether they may change it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::DbErr;
use surveys::keys::SurveyKey;

use super::using::{Use, all};
use crate::{
    Db,
    auth::{By, SurveyReader, SurveyWriter},
};

/// Where a survey stands for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The waves that ask it, of the studies that they may know of.
    pub uses: Vec<Use>,
    /// How many studies ask it besides, of which they are told no more.
    pub unseen: usize,
    /// Whether they may change it: where no study asks it, every evaluator may.
    pub may_change: bool,
}

/// Where the survey stands for whoever reads it, and writes it, too, if they do.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn standing(
    db: &Db,
    (reader, writer): (&By<SurveyReader>, Option<&By<SurveyWriter>>),
    survey: &SurveyKey,
) -> Result<Standing, DbErr> {
    let mut uses = all(db.read()).await?;
    uses.retain(|own| own.survey == *survey);
    let used_in: Vec<_> = uses.iter().map(|own| own.study_id).collect();
    let may_change = writer.is_some_and(|by| by.may_change(&used_in));
    let unseen: BTreeSet<_> = used_in.iter().filter(|study| !reader.knows(**study)).collect();
    let unseen = unseen.len();
    uses.retain(|own| reader.knows(own.study_id));
    Ok(Standing { uses, unseen, may_change })
}

/// How many studies ask each survey of which whoever reads it is told no more.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn unseen(
    db: &Db,
    reader: &By<SurveyReader>,
) -> Result<BTreeMap<SurveyKey, usize>, DbErr> {
    let mut studies: BTreeMap<SurveyKey, BTreeSet<i32>> = BTreeMap::new();
    for used in all(db.read()).await?.into_iter().filter(|own| !reader.knows(own.study_id)) {
        studies.entry(used.survey).or_default().insert(used.study_id);
    }
    Ok(studies.into_iter().map(|(survey, studies)| (survey, studies.len())).collect())
}
