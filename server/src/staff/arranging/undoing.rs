//! The last change that somebody made of a draft by choosing, to be undone where they slipped. It is kept while the program
//! runs, and is gone once anybody has saved the draft again.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use app::api::staff::{
    arranging::QuestionWrong,
    door::{Done, StaffRequest},
    surveys::SurveyDone,
};
use axum::response::Response;
use records::{
    auth::{Arrived, By},
    drafts::{self, Draft, DraftError},
};
use surveys::{editing::mark, keys::SurveyKey};

use super::At;
use crate::staff::{posted::on_to, surveys::not_drafted};

/// So many drafts are changed by choosing at one time. A text has half a megabyte at most.
const MOST: usize = 32;

/// The last change of each draft.
#[derive(Default)]
pub struct Undoing(Mutex<VecDeque<Last>>);

#[derive(Clone)]
struct Last {
    key: SurveyKey,
    /// Whose change it was, as the audit has it.
    by: String,
    /// The draft as it became.
    revision: u32,
    after: String,
    /// Its text before.
    before: String,
}

impl Undoing {
    /// Keeps what a draft was before it was changed into this.
    pub(super) fn remember(&self, before: String, after: &Draft) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|last| last.key != after.key);
        all.truncate(MOST - 1);
        let Draft { key, revision, changed_by, text, .. } = after.clone();
        all.push_front(Last { key, by: changed_by, revision, after: mark(&text), before });
    }

    fn last(&self, key: &SurveyKey, by: &str) -> Option<Last> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|last| last.key == *key && last.by == by).cloned()
    }

    /// Has the page that says “Saved” offer to undo it, to whoever did it.
    pub fn offer(&self, request: &mut StaffRequest) {
        let Some(Arrived::In(member)) = &request.arrived else { return };
        let is_saved = request.said.done == Some(Done::Survey(SurveyDone::Saved));
        let key = request.names.split('/').next().and_then(|key| SurveyKey::new(key).ok());
        let (true, Some(key), Ok(writer)) = (is_saved, key, member.survey_writer()) else { return };
        let last = self.last(&key, &By::Staff(writer).actor());
        request.said.undo = last.map(|last| last.revision);
    }
}

impl At {
    /// Puts the draft back, where nobody has saved it since.
    pub(super) async fn undo(self) -> Response {
        let last = self.posted.http.undoing.last(&self.draft.key, &self.by.actor());
        let is_last = |last: &Last| {
            last.revision == self.draft.revision
                && last.after == mark(&self.draft.text)
                && self.filled().is_newest()
        };
        let Some(last) = last.filter(is_last) else {
            return self.refused(QuestionWrong::NotUndone.into()).await;
        };
        let (db, now) = (self.posted.http.db.clone(), self.posted.http.clock.now());
        let seen = (last.revision, last.before.as_str());
        match drafts::save(&db, &self.by, &self.draft.key, seen, now).await {
            Ok(_) => on_to(&format!("/staff/surveys/{}/arranging?done=undone", self.draft.key)),
            Err(DraftError::ChangedMeanwhile(_)) => {
                self.refused(QuestionWrong::NotUndone.into()).await
            }
            Err(error) => not_drafted(self.posted, self.page, error).await,
        }
    }
}
