//! Why a column of how a wave came about shows what it shows.

use surveys::{fill::long_date, waves::Wave};

use super::{
    super::{calls, paradata::Field, people::Person, plan::Plan, standing::Standing},
    moment,
};
use crate::entity::response;

pub(super) fn because(
    (person, plan): (&Person, &Plan),
    (wave, field): (&Wave, &Field),
    standing: &Standing<'_>,
) -> Vec<String> {
    match (field.name, standing) {
        ("status", _) => Vec::new(),
        ("n_attempts" | "last_outcome", _) => rung(person, wave, standing, plan),
        (_, Standing::Silent { .. }) => {
            vec!["There is no response of this wave: how the wave stands is the reason.".to_owned()]
        }
        (name, Standing::Answered { row, .. }) => of_response(name, row, (person, wave, plan)),
    }
}

fn rung(person: &Person, wave: &Wave, standing: &Standing<'_>, plan: &Plan) -> Vec<String> {
    let made = calls::about(person, wave, standing);
    if made.is_empty() {
        return vec!["No call about this wave is on record.".to_owned()];
    }
    let call = |call: &&crate::calls::CallMade| {
        let corrected = match call.is_corrected {
            true => format!(", put right by a supervisor from {}", call.written_down),
            false => String::new(),
        };
        format!(
            "Call {}, {}: {}{corrected}.",
            call.number,
            moment(plan, call.dialled_at),
            call.outcome
        )
    };
    made.iter().map(call).collect()
}

fn of_response(
    name: &str,
    row: &response::Model,
    (person, wave, plan): (&Person, &Wave, &Plan),
) -> Vec<String> {
    let said = match name {
        "mode_start" => format!("Its first page was saved by {}.", row.mode_start),
        "mode_end" => format!("It was saved last by {}.", row.mode_end),
        "mode_switches" => {
            format!(
                "From {} to {}: each save in another mode than the one before counts.",
                row.mode_start, row.mode_end
            )
        }
        "interviewer_id" if row.interviewer_id.is_none() => {
            "No interviewer saved any of it.".to_owned()
        }
        "interviewer_id" => {
            "The interviewer who saved it last, as a word made with the study's secret.".to_owned()
        }
        "lang_start" | "lang_end" => "The language in which the pages were shown.".to_owned(),
        "started_utc" => format!("Begun on {} by the study's clock.", moment(plan, row.started_at)),
        "finished_utc" => sent(row, plan),
        "q_version" => {
            "The version that was in use when it was begun; it stays the same to the end."
                .to_owned()
        }
        "outwindow" if row.out_of_window => "It was answered after the wave's last day.".to_owned(),
        "outwindow" => "It was answered while the wave was open.".to_owned(),
        "proxy" if row.proxy => {
            "It was written down that somebody else answers for the person.".to_owned()
        }
        "proxy" => "It was not written down that somebody else answers.".to_owned(),
        "exposure_days" => exposure(row, (person, wave)),
        _ => return Vec::new(),
    };
    vec![said]
}

fn exposure(row: &response::Model, (person, wave): (&Person, &Wave)) -> String {
    let begun = long_date(row.begun_on);
    let Some(allocation) = &person.allocation else {
        return "Nobody is randomised yet.".to_owned();
    };
    let from = long_date(allocation.randomised_on);
    let most = wave.horizon.map_or_else(String::new, |most| format!(", at most {most}"));
    format!("Days from randomisation on {from} to the day on which it was begun, {begun}{most}.")
}

fn sent(row: &response::Model, plan: &Plan) -> String {
    let sent =
        row.submitted_at.map(|at| format!("Sent on {} by the study's clock.", moment(plan, at)));
    sent.unwrap_or_else(|| "It was never sent.".to_owned())
}
