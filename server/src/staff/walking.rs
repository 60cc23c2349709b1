//! What is posted by whoever walks through a survey. The answer is an address at which the page stands, one step on, so
//! that the browser's way back leads from step to step and sends nothing again.
//!
//! A step is kept in the memory of the program, for whoever took it, and nowhere else: what somebody tries out is in no
//! database and in no address.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use app::{StaffPage, api::staff::door::StaffRequest};
use axum::{http::Uri, response::Response};
use records::auth::{Arrived, StaffMember};
use surveys::typed::Typed;

use super::posted::{Member, Posted, Written, on_to};

/// So many steps are kept, of everybody.
const MOST: usize = 128;
/// A step with more letters is answered with its page at once.
const LONGEST: usize = 32 * 1024;

/// The steps that were taken last.
#[derive(Default)]
pub struct Steps(Mutex<VecDeque<Step>>);

struct Step {
    /// In microseconds since 1970, and higher than any before.
    number: i64,
    /// Whose it is, by their account.
    of: i32,
    address: String,
    typed: Typed,
}

impl Steps {
    fn keep(&self, of: i32, posted: &Posted) -> Option<i64> {
        let each = posted
            .typed
            .iter()
            .flat_map(|(name, values)| values.iter().map(move |value| name.len() + value.len()));
        if each.sum::<usize>() > LONGEST {
            return None;
        }
        let now = posted.http.clock.now().timestamp_micros();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.truncate(MOST - 1);
        let number = all.front().map_or(now, |last| now.max(last.number + 1));
        let (address, typed) = (posted.address.clone(), posted.typed.clone());
        all.push_front(Step { number, of, address, typed });
        Some(number)
    }

    /// Has the page show the step that its address names, to whoever took it. One that is not kept any more begins again.
    pub fn recall(&self, uri: &Uri, request: &mut StaffRequest) {
        let Some(Arrived::In(member)) = &request.arrived else { return };
        let named = uri.query().and_then(|query| query.strip_prefix("step=")?.parse().ok());
        let Some(named): Option<i64> = named else { return };
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it =
            |one: &&Step| one.number == named && one.of == member.id() && one.address == uri.path();
        if let Some(step) = all.iter().find(is_it) {
            request.said.typed = step.typed.clone();
        }
    }
}

/// One step through a draft.
pub async fn draft(Member(member): Member, Written(posted): Written) -> Response {
    step(&member, posted, StaffPage::DraftWalk).await
}

/// One step through a version.
pub async fn version(Member(member): Member, Written(posted): Written) -> Response {
    step(&member, posted, StaffPage::VersionWalk).await
}

async fn step(member: &StaffMember, posted: Posted, page: StaffPage) -> Response {
    match posted.http.steps.keep(member.id(), &posted) {
        Some(number) => on_to(&format!("{}?step={number}", posted.address)),
        None => posted.draws(page).await,
    }
}
