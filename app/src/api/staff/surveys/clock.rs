//! By which clock times stand on the pages of surveys: that of a study which asks one. Surveys have none of their own.

use chrono::{DateTime, NaiveDate, Utc};
use records::{
    Db,
    auth::{By, SurveyReader},
    studies,
    versions::{self, Use},
};
use surveys::{
    calendar,
    fill::{long_moment, short_time},
    keys::SurveyKey,
};

use super::Away;

/// A study's clock, or London's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    zone: String,
}

impl Clock {
    /// That of the study which uses it there.
    pub async fn of(db: &Db, used: Option<&Use>) -> Result<Self, Away> {
        let Some(used) = used else { return Ok(Self::default()) };
        let study = studies::find(db, &used.study).await.map_err(Away::failed)?;
        Ok(Self { zone: study.study().timezone.clone() })
    }

    /// That of a study which asks the survey, otherwise of another that they know.
    pub async fn for_survey(db: &Db, by: &By<SurveyReader>, key: &SurveyKey) -> Result<Self, Away> {
        let uses = versions::uses(db, by).await.map_err(Away::failed)?;
        let asks = uses.iter().find(|used| used.survey == *key);
        Self::of(db, asks.or(uses.first())).await
    }

    /// Tuesday 3 May 2026, 9:05am.
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        long_moment(calendar::moment_in(&self.zone, at))
    }

    /// 9:05am.
    pub fn time(&self, at: DateTime<Utc>) -> String {
        short_time(calendar::moment_in(&self.zone, at))
    }

    /// 9:05:30am, where several are of one minute.
    pub fn second(&self, at: DateTime<Utc>) -> String {
        let local = calendar::moment_in(&self.zone, at);
        format!("{}:{}{}", local.format("%-I:%M"), at.format("%S"), local.format("%P"))
    }

    /// The day on which it was there.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        calendar::moment_in(&self.zone, at).date()
    }
}
