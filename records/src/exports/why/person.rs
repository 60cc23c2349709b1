//! Why a column of `participants` that is of no wave shows what it shows.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use surveys::{
    consent::{Answer, Event, Permission},
    fill::long_date,
};

use super::{
    super::{
        participants::{self, HAPPENED, STOPS},
        people::Person,
        plan::Plan,
    },
    agreed, allotted, moment,
    place::Of,
};
use crate::why::{Agreed, Consent, Told, WhyError};

pub(super) async fn tell(
    connection: &impl ConnectionTrait,
    (person, plan): (&Person, &Plan),
    of: &Of,
    told: &mut Told,
) -> Result<(), WhyError> {
    let Of::Person(name) = of else {
        let key = "It is made from the person's key and the study's secret, and is the same in every file and export.";
        told.because.push(key.to_owned());
        return Ok(());
    };
    match name.as_str() {
        "row_key" => {}
        "enrolled_on" => {
            told.because
                .push(format!("Enrolled on {}.", moment(plan, person.participant.enrolled_at)));
        }
        "site" => told
            .because
            .push("The site that the study has on record for the person now.".to_owned()),
        "randomised" | "arm" | "cohort" | "rand_date" => {
            told.because = allotted::because(name, person);
            told.allocation = allotted::of(connection, person, plan).await?;
        }
        consent if consent.starts_with("consent_") => {
            let agreed = agreed::consent((person, plan), participants::latest(person, plan))?;
            told.because = of_consent(consent, &agreed, (person, plan));
            told.consent = Some(agreed);
        }
        other => told.because = of_stops(other, person),
    }
    Ok(())
}

/// Why it is agreed to, or not.
fn of_consent(name: &str, told: &Consent, (person, plan): (&Person, &Plan)) -> Vec<String> {
    if name == "consent_current" {
        let form = plan.study.consent.version;
        return vec![format!(
            "They do if they decided on version {form} of the form, and agreed to each statement that is mandatory in it."
        )];
    }
    let Some(about) = name.strip_prefix("consent_then_") else {
        let about = name.strip_prefix("consent_now_").unwrap_or_default();
        return vec![decided(about, (&told.now, None), (person, plan))];
    };
    let Some((row, then)) = participants::latest(person, plan).zip(told.then.as_ref()) else {
        return vec!["No wave was answered.".to_owned()];
    };
    let was = if row.submitted_at.is_some() { "sent" } else { "begun" };
    let by = row.submitted_at.unwrap_or(row.started_at);
    let latest =
        format!("It is what was agreed to when the latest wave, {}, was {was}.", row.wave_key);
    vec![latest, decided(about, (then, Some(by)), (person, plan))]
}

/// The last decision by a moment about a permission, or about any where that is none. What came with the answers themselves
/// is at the same moment, and does not count yet.
fn decided(
    about: &str,
    (agreed, by): (&Agreed, Option<DateTime<Utc>>),
    (person, plan): (&Person, &Plan),
) -> String {
    let in_time = |event: &Event| by.is_none_or(|by| event.at <= by);
    let permission = Permission::ALL.into_iter().find(|own| own.name() == about);
    let stands = agreed.permissions.contains(&about);
    let is_about = |event: &&Event| {
        let says = (event.decision.answer == Answer::Yes) == stands;
        let own = permission.is_none_or(|own| event.decision.permission == Some(own) && says);
        own && in_time(event)
    };
    match person.consent.iter().rfind(is_about) {
        Some(event) => agreed::decided(event, plan),
        None if permission.is_some() => "Nothing was decided about it.".to_owned(),
        None => "Nothing was decided on any form.".to_owned(),
    }
}

/// What they stopped, and what happened to them.
fn of_stops(name: &str, person: &Person) -> Vec<String> {
    let own = STOPS.into_iter().find(|(column, ..)| *column == name).map(|(.., choice)| choice);
    let happened = || HAPPENED.into_iter().find(|choice| person.stops.since(*choice).is_some());
    let choice = if name.starts_with("ended") { happened() } else { own };
    let Some(choice) = choice else { return vec!["Nothing of that kind is on record.".to_owned()] };
    vec![match person.stops.since(choice) {
        Some(on) => format!(
            "It was recorded ({}, {}) with the day {}.",
            choice.name(),
            choice.code(),
            long_date(on)
        ),
        None => format!(
            "It was never decided ({}, {}), or was taken back.",
            choice.name(),
            choice.code()
        ),
    }]
}
