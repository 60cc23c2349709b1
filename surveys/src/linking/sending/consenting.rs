//! Whether somebody agrees to a file, then and now.

use chrono::NaiveDate;

use super::{Person, Reason};
use crate::{
    calendar::date_in,
    consent::{Answer, Event, Permission},
    linking::terms::Owner,
    stopping::{self, Choice, State},
};

/// How somebody stands to the statement that covers an owner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    NotAsked,
    Declined,
    /// Agreed on a version of the form that did not name the owner yet.
    EarlierForm,
    Agreed,
    Withdrawn,
}

/// What they stopped that stands in the way, whenever that was. Whoever wants no record used any more is not asked
/// for another, which nobody could use. A death ends nothing that somebody agreed to.
pub(super) fn stopped(stops: &[stopping::Event]) -> Option<Reason> {
    let state = State::fold(stops);
    let all = [
        (Choice::DeleteIdentity, Reason::IdentityDeleted),
        (Choice::LostCapacity, Reason::LostCapacity),
        (Choice::StopLinkage, Reason::StoppedLinkage),
        (Choice::DropLinked, Reason::DroppedRecords),
    ];
    let stands = |(choice, reason): (Choice, Reason)| state.since(choice).map(|_| reason);
    all.into_iter().find_map(stands)
}

/// Why they do not agree, at the cut or by now.
pub(super) fn against(owner: &Owner, person: &Person<'_>, cut: NaiveDate) -> Option<Reason> {
    let by_then = |event: &&Event| date_in(person.zone, event.at) <= cut;
    let then = standing(owner, person.consents.iter().filter(by_then));
    let now = standing(owner, person.consents.iter());
    match (then, now) {
        (Standing::Agreed, Standing::Agreed) => None,
        (Standing::Agreed, _) => Some(Reason::WithdrawnSince),
        (Standing::NotAsked | Standing::Declined | Standing::EarlierForm, Standing::Agreed) => {
            Some(Reason::AgreedLater)
        }
        (Standing::NotAsked, _) => Some(Reason::NotAsked),
        (Standing::Declined, _) => Some(Reason::Declined),
        (Standing::EarlierForm, _) => Some(Reason::EarlierForm),
        (Standing::Withdrawn, _) => Some(Reason::Withdrawn),
    }
}

/// The version of the form on which they last said yes, by then.
pub(super) fn agreed_on(owner: &Owner, person: &Person<'_>, cut: NaiveDate) -> Option<u32> {
    let mut by_then = person.consents.iter().filter(|event| date_in(person.zone, event.at) <= cut);
    let yes = |event: &&Event| {
        event.decision.statement == owner.consent && event.decision.answer == Answer::Yes
    };
    by_then.rfind(yes).map(|event| event.form_version)
}

/// Only a yes to the owner's own statement counts; a no to the permission behind it counts under any statement.
fn standing<'e>(owner: &Owner, events: impl Iterator<Item = &'e Event>) -> Standing {
    let mut standing = Standing::default();
    let mut permission: Option<Permission> = None;
    for Event { form_version, decision, .. } in events {
        let is_ours = decision.statement == owner.consent;
        let is_about = decision.permission.is_some() && decision.permission == permission;
        standing = match decision.answer {
            Answer::Yes if is_ours => {
                permission = decision.permission;
                match *form_version >= owner.since_form {
                    true => Standing::Agreed,
                    false if standing == Standing::Agreed => Standing::Agreed,
                    false => Standing::EarlierForm,
                }
            }
            Answer::No | Answer::Withdrawn if is_ours || is_about => match standing {
                Standing::NotAsked | Standing::Declined if decision.answer == Answer::No => {
                    Standing::Declined
                }
                _ => Standing::Withdrawn,
            },
            _ => standing,
        };
    }
    standing
}
