//! What is missing before a survey with an alert may open.

use chrono::NaiveDate;

use super::{Safeguarding, wording};
use crate::{
    consent::Permission,
    definition::{Question, Survey},
    keys::QuestionKey,
    study::Study,
};

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lack {
    /// Fewer than two people on duty are named.
    #[error(
        "[safeguarding] names {0} on “duty”: two people at least, by the email address they sign in with"
    )]
    People(usize),
    /// Nobody leads.
    #[error("[safeguarding] names no “lead”, who is told when nobody has acted in time")]
    Lead,
    /// No day is staffed.
    #[error(
        "[safeguarding.hours] does not say when somebody is there, such as monday = \"09:00-17:00\""
    )]
    Hours,
    /// Nothing says how soon somebody acts, or it says never or at once.
    #[error(
        "[safeguarding.respond] does not say how soon somebody acts: level_1_working_days, level_2_working_days and level_3_hours, each at least 1"
    )]
    Respond,
    /// Nothing is said while nobody is there.
    #[error(
        "[safeguarding] does not say what “out_of_hours” pages tell: that nobody is there, and since when"
    )]
    OutOfHours,
    /// There are no help texts, or nobody answers for them.
    #[error(
        "[safeguarding.help] does not say who is “owner” of the help texts, and “reviewed_on” which day"
    )]
    Help,
    /// The help texts were not looked at for too long.
    #[error("the help texts were reviewed on {0}; they have to be looked at every six months")]
    HelpIsOld(NaiveDate),
    /// Participants are not told before they consent.
    #[error(
        "no statement of the consent form permits “safeguarding”: people are told before they agree that the team may act"
    )]
    NotTold,
    /// A question speaks of harm, and nothing says which answers need somebody to act.
    #[error(
        "the question “{0}” speaks of suicide or of hurting oneself, and nothing says after which answers somebody has to act: write its “alerts”"
    )]
    Undescribed(QuestionKey),
}

/// Everything that is missing before a survey may open in a study on a day; nothing, for a survey that
/// raises no alert.
#[must_use]
pub fn lacking(study: &Study, survey: &Survey, today: NaiveDate) -> Vec<Lack> {
    let undescribed = undescribed(survey);
    if survey.alerts.triggers.is_empty() && undescribed.is_empty() {
        return Vec::new();
    }
    let mut lacking = unprepared(study, today);
    lacking.extend(undescribed.into_iter().map(|question| Lack::Undescribed(question.key.clone())));
    lacking
}

/// What a study lacks to act on any alert, on a day.
#[must_use]
pub fn unprepared(study: &Study, today: NaiveDate) -> Vec<Lack> {
    let nothing = Safeguarding::default();
    let mut lacking = of(study.safeguarding.as_ref().unwrap_or(&nothing), today);
    let statements = study.consent.statements.iter();
    if !statements.filter_map(|said| said.permits).any(|own| own == Permission::Safeguarding) {
        lacking.push(Lack::NotTold);
    }
    lacking
}

fn of(own: &Safeguarding, today: NaiveDate) -> Vec<Lack> {
    let duty: std::collections::BTreeSet<_> =
        own.duty.iter().filter(|email| email.contains('@')).map(|e| e.to_lowercase()).collect();
    let soon = |respond: &super::Respond| {
        let times =
            [respond.level_1_working_days, respond.level_2_working_days, respond.level_3_hours];
        times.into_iter().all(|time| time > 0)
    };
    let is_blank =
        |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    let help = match &own.help {
        Some(help) if !help.owner.trim().is_empty() => {
            (!help.is_reviewed(today)).then_some(Lack::HelpIsOld(help.reviewed_on))
        }
        _ => Some(Lack::Help),
    };
    let missing = [
        (duty.len() < 2).then_some(Lack::People(duty.len())),
        is_blank(&own.lead).then_some(Lack::Lead),
        own.hours.is_empty().then_some(Lack::Hours),
        (!own.respond.as_ref().is_some_and(soon)).then_some(Lack::Respond),
        is_blank(&own.out_of_hours).then_some(Lack::OutOfHours),
        help,
    ];
    missing.into_iter().flatten().collect()
}

/// Questions that speak of harm, and of which nothing says which answers need somebody to act.
#[must_use]
pub fn undescribed(survey: &Survey) -> Vec<&Question> {
    let alerts = &survey.alerts;
    let described = |question: &Question| {
        let own = question.variables();
        alerts.harmless.contains(&question.key)
            || alerts
                .triggers
                .iter()
                .any(|trigger| matches!(&*trigger.of, [only] if own.contains(only)))
    };
    survey
        .questions()
        .filter(|question| wording::speaks_of_harm(question) && !described(question))
        .collect()
}
