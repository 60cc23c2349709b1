//! When somebody first decided on a consent form, whatever was put right about it since.

use super::Event;

/// The earliest decision of these, which are in the order in which they were written down. One that staff
/// wrote down and later put right counts as it was put right: on the day that is right, early or late.
#[must_use]
pub fn first_given(events: &[Event]) -> Option<&Event> {
    let stands = |(place, event): &(usize, &Event)| !is_put_right(event, &events[place + 1..]);
    events.iter().enumerate().filter(stands).map(|(_, event)| event).min_by_key(|event| event.at)
}

/// Whether staff wrote the same answer down again, on the same form: another day, way or witness.
fn is_put_right(event: &Event, later: &[Event]) -> bool {
    // Of what nobody witnessed there is nothing to look for.
    if event.witness.is_none() {
        return false;
    }
    let (about, permission) = (&event.decision.statement, event.decision.permission);
    let next = later.iter().find(|later| {
        later.decision.statement == *about && later.decision.permission == permission
    });
    next.is_some_and(|next| {
        next.witness.is_some()
            && next.form_version == event.form_version
            && next.decision == event.decision
    })
}
