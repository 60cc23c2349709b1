//! How long each kind of data is kept, and what goes on a day. Whoever keeps a study writes it in its file;
//! what is not written has the usual length.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::registers::Register;

/// How long a study keeps what. A length of 0 means: until the day itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// The day of the final report. Without it names and answers stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_report_on: Option<NaiveDate>,
    /// The day on which the last linkage with records was confirmed. Without it the numbers by which records
    /// are found stay as long as names do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_linkage_on: Option<NaiveDate>,
    /// Names and contact details, in months after the final report.
    pub identifiers_months: u16,
    /// Answers, in years after the final report.
    pub answers_years: u16,
    /// Details that were typed and not finished, in days after the survey was last saved.
    pub unfinished_days: u16,
    /// Files of messages that were sent, in days after that.
    pub message_files_days: u16,
    /// What was written of a closed complaint, in months after the final report: it names people as the vault does.
    pub complaints_months: u16,
    /// What was written of a closed breach, in years after the final report: as long as the audit has to answer for
    /// what was done.
    pub breaches_years: u16,
    /// What was written of a closed harm, in years after the final report: as long as answers, which it explains.
    pub harms_years: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            final_report_on: None,
            last_linkage_on: None,
            identifiers_months: 12,
            answers_years: 10,
            unfinished_days: 90,
            message_files_days: 30,
            complaints_months: 12,
            breaches_years: 10,
            harms_years: 10,
        }
    }
}

/// Sessions and invitations of staff, in days after their end. They belong to no study.
pub const STAFF_DAYS: u16 = 30;

/// A kind of data that goes when its time has come. The audit is not among them: it can be shown to be whole
/// only as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Names, dates of birth and contact details.
    Identifiers,
    /// National Insurance and NHS numbers.
    Numbers,
    /// Details that were typed and not finished.
    Unfinished,
    /// Answers.
    Answers,
    /// Files of messages that were sent.
    MessageFiles,
    /// What people wrote of complaints that are closed. That they came, and what was done, stays, as the audit does.
    Complaints,
    /// The same of breaches.
    Breaches,
    /// The same of harms.
    Harms,
    /// Sessions and invitations of staff.
    StaffSessions,
}

/// When something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// From this day on.
    From(NaiveDate),
    /// Not before the study's file says when the final report was.
    NoFinalReport,
    /// Not before the study's file says when the last linkage was, or names go.
    NoLastLinkage,
    /// Not known yet: there is nothing from which its days are counted.
    NotYet,
}

impl Kind {
    /// Every kind, in the order in which they are told and done.
    pub const ALL: [Self; 9] = [
        Self::Identifiers,
        Self::Numbers,
        Self::Unfinished,
        Self::Answers,
        Self::MessageFiles,
        Self::Complaints,
        Self::Breaches,
        Self::Harms,
        Self::StaffSessions,
    ];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Identifiers => "names and contact details",
            Self::Numbers => "National Insurance and NHS numbers",
            Self::Unfinished => "details typed and not finished",
            Self::Answers => "answers",
            Self::MessageFiles => "files of sent messages",
            Self::Complaints => "what was written of complaints",
            Self::Breaches => "what was written of breaches",
            Self::Harms => "what was written of harms",
            Self::StaffSessions => "staff sessions and invitations",
        }
    }

    /// The register whose words it is.
    #[must_use]
    pub const fn register(self) -> Option<Register> {
        match self {
            Self::Complaints => Some(Register::Complaint),
            Self::Breaches => Some(Register::Breach),
            Self::Harms => Some(Register::Harm),
            _ => None,
        }
    }
}

impl Due {
    /// Whether it goes on this day.
    #[must_use]
    pub fn has_come(self, today: NaiveDate) -> bool {
        matches!(self, Self::From(day) if day <= today)
    }
}

impl Retention {
    /// Whether nothing else than the usual was written.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// When something of this kind goes. `since` is the day on which it was last of use: when a page was
    /// saved, a message was sent, a session ended, or an entry of a register was closed. It counts for those kinds
    /// only. What was closed after the final report is kept as long after that day.
    #[must_use]
    pub fn due(&self, kind: Kind, since: Option<NaiveDate>) -> Due {
        let after = |days: u16| since.map_or(Due::NotYet, |day| Due::From(days_later(day, days)));
        let names =
            self.final_report_on.map(|day| months_later(day, self.identifiers_months.into()));
        let closed = |months: u32| match (self.final_report_on, since) {
            (None, _) => Due::NoFinalReport,
            (_, None) => Due::NotYet,
            (Some(report), Some(closed)) => Due::From(months_later(report.max(closed), months)),
        };
        match kind {
            Kind::Identifiers => names.map_or(Due::NoFinalReport, Due::From),
            Kind::Numbers => match (self.last_linkage_on, names) {
                (Some(linked), Some(names)) => Due::From(linked.min(names)),
                (linked, names) => linked.or(names).map_or(Due::NoLastLinkage, Due::From),
            },
            Kind::Answers => {
                let months = u32::from(self.answers_years) * 12;
                let day = self.final_report_on.map(|day| months_later(day, months));
                day.map_or(Due::NoFinalReport, Due::From)
            }
            Kind::Unfinished => after(self.unfinished_days),
            Kind::MessageFiles => after(self.message_files_days),
            Kind::Complaints => closed(self.complaints_months.into()),
            Kind::Breaches => closed(u32::from(self.breaches_years) * 12),
            Kind::Harms => closed(u32::from(self.harms_years) * 12),
            Kind::StaffSessions => after(STAFF_DAYS),
        }
    }
}

/// The same day of a later month, or its last day when there is no such.
fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

fn days_later(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}
