//! What somebody agreed to when they answered, what they agree to now, and what they decided in between.

use surveys::consent::{Answer, Event, Permission, State};

use super::{
    super::{ExportError, participants, people::Person, plan::Plan},
    moment,
};
use crate::{
    entity::response,
    why::{Agreed, Consent},
};

/// As it was with a response, and as it is.
pub(super) fn consent(
    (person, plan): (&Person, &Plan),
    row: Option<&response::Model>,
) -> Result<Consent, ExportError> {
    let before = row.map(participants::agreed_in).transpose()?;
    let now = State::fold(&person.consent);
    let differs = |permission: &Permission| {
        let before = before.as_ref().map(|state| state.permissions.contains(permission));
        before.is_some_and(|before| before != now.permissions.contains(permission))
    };
    let changed = Permission::ALL.into_iter().filter(differs).filter_map(|permission| {
        let mut events = person.consent.iter().rev();
        let last = events.find(|event| event.decision.permission == Some(permission))?;
        Some(format!("{}: {}", permission.name(), decided(last, plan)))
    });
    let changed = changed.collect();
    let then = before.as_ref().map(|state| agreed(state, row.map(|row| row.wave_key.clone())));
    let is_current = now.is_current(&plan.study.consent);
    Ok(Consent { then, now: agreed(&now, None), is_current, changed })
}

fn agreed(state: &State, wave: Option<String>) -> Agreed {
    let permissions = state.permissions.iter().map(|permission| permission.name());
    Agreed { wave, form: state.form_version, permissions: permissions.collect() }
}

/// One decision, in a sentence.
pub(super) fn decided(event: &Event, plan: &Plan) -> String {
    let answer = match event.decision.answer {
        Answer::Yes => "Agreed",
        Answer::No => "Not agreed",
        Answer::Withdrawn => "Agreement withdrawn",
    };
    format!(
        "{answer} on {}, by {}, on version {} of the form (statement {}).",
        moment(plan, event.at),
        event.mode.name(),
        event.form_version,
        event.decision.statement
    )
}
