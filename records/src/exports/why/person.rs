//! Why a column of `participants` that is of no wave shows what it shows.

use sea_orm::ConnectionTrait;
use surveys::{consent::Permission, fill::long_date};

use super::{
    super::{
        participants::{self, HAPPENED, STOPS},
        people::Person,
        plan::Plan,
    },
    agreed, allotted, moment,
    place::Of,
};
use crate::why::{Told, WhyError};

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
            told.consent =
                Some(agreed::consent((person, plan), participants::latest(person, plan))?);
            told.because = of_consent(consent, (person, plan));
        }
        other => told.because = of_stops(other, person),
    }
    Ok(())
}

/// Why it is agreed to, or not.
fn of_consent(name: &str, (person, plan): (&Person, &Plan)) -> Vec<String> {
    if name == "consent_current" {
        let form = plan.study.consent.version;
        return vec![format!(
            "They do if they decided on version {form} of the form, and agreed to each statement that is mandatory in it."
        )];
    }
    let then = name.strip_prefix("consent_then_");
    let latest = participants::latest(person, plan);
    let by = latest.map(|row| row.submitted_at.unwrap_or(row.started_at));
    let mut because = Vec::new();
    match (then, latest) {
        (Some(_), None) => because.push("No wave was answered.".to_owned()),
        (Some(_), Some(row)) => because.push(format!(
            "It is what was agreed to when the latest wave, {}, was {}.",
            row.wave_key,
            if row.submitted_at.is_some() { "sent" } else { "begun" }
        )),
        (None, _) => {}
    }
    let permission = then.or_else(|| name.strip_prefix("consent_now_"));
    let permission = Permission::ALL.into_iter().find(|own| Some(own.name()) == permission);
    let until = then.is_some().then_some(by).flatten();
    let events = person.consent.iter().filter(|event| until.is_none_or(|until| event.at <= until));
    let last = match permission {
        Some(permission) => {
            events.filter(|event| event.decision.permission == Some(permission)).last()
        }
        None => events.last(),
    };
    because.push(match (last, permission) {
        (Some(event), _) => agreed::decided(event, plan),
        (None, Some(_)) => "Nothing was decided about it.".to_owned(),
        (None, None) => "Nothing was decided on any form.".to_owned(),
    });
    because
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
