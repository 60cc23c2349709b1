//! `participants.csv`: everyone enrolled, with their allocation, what they agreed to then and now, and
//! how each wave stands.

use chrono::NaiveDate;
use datasets::Cell;
use surveys::{
    calendar,
    consent::{Permission, State},
    stopping::{self, Choice},
    value::Missing,
};

use super::{ExportError, paradata, people::Person, plan::Plan};
use crate::entity::response;

/// What of the paradata stands in this file too.
pub(super) const OF_EACH_WAVE: [&str; 5] =
    ["status", "mode_start", "mode_end", "started_utc", "finished_utc"];

/// A column before those of the waves.
pub(super) struct Field {
    pub name: String,
    pub label: String,
    pub kind: &'static str,
    pub codes: Vec<(i32, String)>,
}

pub(super) fn fields(plan: &Plan) -> Vec<Field> {
    let field = |name: &str, label: &str, kind, codes: &[(i32, &str)]| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        kind,
        codes: codes.iter().map(|(code, label)| (*code, (*label).to_owned())).collect(),
    };
    let yes_no: &[(i32, &str)] = &[(0, "No"), (1, "Yes")];
    let cohorts: &[(i32, &str)] = &[(1, "Out of work"), (2, "In work")];
    let mut fields = vec![
        field("row_key", "Names the person in every file of this study", "word", &[]),
        field("enrolled_on", "Date of enrolment", "date", &[]),
        field("site", "Site", "word", &[]),
        field("randomised", "Randomised", "code", yes_no),
        field("arm", &arms(plan), "word", &[]),
        field("cohort", "Cohort, frozen at randomisation", "code", cohorts),
        field("rand_date", "Date of randomisation", "date", &[]),
    ];
    for (when, label) in [("then", "when last answering"), ("now", "now")] {
        let name = format!("consent_{when}_form");
        fields.push(field(&name, &format!("Version of the consent form {label}"), "number", &[]));
        for permission in Permission::ALL {
            let name = format!("consent_{when}_{}", permission.name());
            fields.push(field(
                &name,
                &format!("{} {label}", permitted(permission)),
                "code",
                yes_no,
            ));
        }
    }
    let current = "Takes part under the consent form in use";
    fields.push(field("consent_current", current, "code", yes_no));
    fields.extend(STOPS.map(|(name, label, _)| field(name, label, "date", &[])));
    fields.push(field("ended", ENDED, "word", &[]));
    fields.push(field("ended_on", "Date of what ended, as it was recorded", "date", &[]));
    fields
}

/// The choices that have a date of their own; contact is told by what is agreed to, and a survey that
/// was skipped by its status.
pub(super) const STOPS: [(&str, &str, Choice); 6] = [
    ("stop_surveys_on", "No more surveys or messages since", Choice::NoMoreSurveys),
    ("stop_linkage_on", "No more records asked for since", Choice::StopLinkage),
    ("drop_linked_on", "Linked records no longer to be used since", Choice::DropLinked),
    ("identity_deleted_on", "Name and contact details deleted on", Choice::DeleteIdentity),
    ("answers_deleted_on", "Answers deleted on", Choice::DeleteAnswers),
    ("support_stopped_on", "Asked to stop the support on", Choice::StopSupport),
];

const ENDED: &str = "died, lost-capacity or uncontactable; empty for everybody else";

/// What happened to somebody that staff recorded.
pub(super) const HAPPENED: [Choice; 3] =
    [Choice::Died, Choice::LostCapacity, Choice::Uncontactable];

fn stops(state: &stopping::State) -> [Cell<'static>; STOPS.len() + 2] {
    let ended = HAPPENED.into_iter().find(|choice| state.since(*choice).is_some());
    let name = ended.map_or(Cell::Blank, |choice| Cell::Text(choice.name()));
    let ended_on = day(ended.and_then(|choice| state.since(choice)));
    let [surveys, linkage, linked, identity, answers, support] =
        STOPS.map(|(_, _, choice)| day(state.since(choice)));
    [surveys, linkage, linked, identity, answers, support, name, ended_on]
}

fn day(on: Option<NaiveDate>) -> Cell<'static> {
    on.map_or(Cell::Blank, Cell::Date)
}

fn arms(plan: &Plan) -> String {
    let arms = plan.study.arms.iter().map(|arm| format!("{} {}", arm.key, arm.title));
    format!("Arm: {}; empty before randomisation", arms.collect::<Vec<_>>().join(", "))
}

const fn permitted(permission: Permission) -> &'static str {
    match permission {
        Permission::Randomise => "May be randomised",
        Permission::ContactSms => "May be texted",
        Permission::ContactEmail => "May be emailed",
        Permission::ContactPhone => "May be telephoned",
        Permission::ContactPost => "May be sent letters",
        Permission::LinkDwpHmrc => "Records of work and benefits may be linked",
        Permission::LinkNhs => "Records of health services may be linked",
        Permission::Recontact => "May be invited to an interview",
        Permission::Archive => "Answers may be archived",
        Permission::Safeguarding => "May be contacted about harm",
        Permission::RecordCall => "Calls may be recorded",
    }
}

/// Puts the cells before those of the waves into a row.
pub(super) fn begin<'c>(
    person: &'c Person,
    row_key: &'c str,
    plan: &Plan,
    row: &mut Vec<Cell<'c>>,
) -> Result<(), ExportError> {
    let Person { participant, allocation, .. } = person;
    let enrolled_on = calendar::date_in(&plan.study.timezone, participant.enrolled_at);
    let allocation = allocation.as_ref();
    let cohort = allocation.map(|own| Cell::Number(own.cohort.into()));
    row.extend([
        Cell::Text(row_key),
        Cell::Date(enrolled_on),
        participant.site.as_deref().map_or(Cell::Blank, Cell::Text),
        Cell::Number(allocation.is_some().into()),
        allocation.map_or(Cell::Blank, |own| Cell::Text(&own.arm)),
        cohort.unwrap_or(Cell::Missing(Missing::NotDue)),
        day(allocation.map(|own| own.randomised_on)),
    ]);
    let now = State::fold(&person.consent);
    match then(person, plan)? {
        Some(then) => push(&then, row),
        None => row.extend([Cell::Missing(Missing::NotReached); Permission::ALL.len() + 1]),
    }
    push(&now, row);
    row.push(Cell::Number(now.is_current(&plan.study.consent).into()));
    row.extend(stops(&person.stops));
    Ok(())
}

fn push(state: &State, row: &mut Vec<Cell<'_>>) {
    let form = state.form_version.map(|version| Cell::Number(version.into()));
    row.push(form.unwrap_or(Cell::Missing(Missing::NotReached)));
    let may = |permission: Permission| Cell::Number(state.permissions.contains(&permission).into());
    row.extend(Permission::ALL.map(may));
}

/// What was agreed to when the latest of the exported waves was sent, or begun if it was not sent.
pub(super) fn then(person: &Person, plan: &Plan) -> Result<Option<State>, ExportError> {
    latest(person, plan).map(agreed_in).transpose()
}

/// The response of the latest of the exported waves.
pub(super) fn latest<'p>(person: &'p Person, plan: &Plan) -> Option<&'p response::Model> {
    plan.waves
        .iter()
        .rev()
        .find_map(|wave| person.responses.iter().find(|row| row.wave_key == wave.wave.key.as_str()))
}

/// What was agreed to when a response was sent, or begun if it was not sent.
pub(super) fn agreed_in(row: &response::Model) -> Result<State, ExportError> {
    let state = row.consent_at_submit.as_ref().unwrap_or(&row.consent_at_start);
    Ok(serde_json::from_str(state)?)
}

/// The cells of one wave.
pub(super) fn of_wave<'c>(paradata: &paradata::Cells<'c>) -> impl Iterator<Item = Cell<'c>> {
    let both = paradata::FIELDS.iter().zip(paradata);
    both.filter(|(field, _)| OF_EACH_WAVE.contains(&field.name)).map(|(_, cell)| *cell)
}
