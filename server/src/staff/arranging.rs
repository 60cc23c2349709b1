//! What is posted by whoever changes a draft by choosing.

mod list;

mod question;

mod new;

mod page;

mod checks;

mod when;

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, arranging::QuestionWrong, surveys::SurveyWrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::{By, SurveyWriter},
    drafts::{self, Draft, DraftError},
};
use surveys::{
    editing::{Edit, EditError, edit_all},
    keys::SurveyKey,
};

pub use self::{
    checks::{change as change_check, list as checks},
    list::arrange,
    page::{change as page, instrument, settings},
    question::ask,
    when::{compare, route},
};
use super::{
    posted::{Posted, on_to},
    surveys::not_drafted,
};

/// A draft that somebody changes, the page on which they do, and what else its address names.
struct At {
    by: By<SurveyWriter>,
    posted: Posted,
    draft: Draft,
    page: StaffPage,
    /// A question, a page, a check.
    names: String,
}

impl At {
    /// The draft that the address names.
    async fn find(by: By<SurveyWriter>, posted: Posted, page: StaffPage) -> Result<Self, Response> {
        let names = posted.arrival.request.names.clone();
        let (survey, rest) = names.split_once('/').unwrap_or((&names, ""));
        let found = match SurveyKey::new(survey) {
            Ok(key) => drafts::find(&posted.http.db, &key).await,
            Err(_) => Ok(None),
        };
        match found {
            Ok(Some(draft)) => Ok(Self { by, posted, draft, page, names: rest.to_owned() }),
            Ok(None) => Err(posted.trouble(Trouble::NotFound).await),
            Err(cause) => Err(posted.trouble(unavailable(&cause)).await),
        }
    }

    /// What is done is done to what was seen.
    fn is_stale(&self) -> bool {
        self.posted.typed.one("revision") != self.draft.revision.to_string()
    }

    async fn wrong(self, wrong: QuestionWrong) -> Response {
        self.posted.wrong(self.page, Wrong::Survey(SurveyWrong::Question(wrong))).await
    }

    async fn refused(self, error: &EditError) -> Response {
        match error {
            EditError::Taken(_) => self.wrong(QuestionWrong::Taken).await,
            error => {
                let (unchanged, reasons) = (SurveyWrong::Unchanged, vec![error.to_string()]);
                self.posted.refused(self.page, unchanged, reasons).await
            }
        }
    }

    async fn lost(self) -> Response {
        self.posted.trouble(Trouble::NotFound).await
    }

    /// Makes the changes, all or none, and goes on below the survey's address.
    async fn save(self, changes: &[Edit], to: &str) -> Response {
        let edited = match edit_all(&self.draft.text, changes) {
            Ok(edited) => edited,
            Err(error) => return self.refused(&error).await,
        };
        let Self { by, posted, draft, page, .. } = self;
        let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
        match drafts::save_edited(&db, &by, &draft.key, (draft.revision, &edited), now).await {
            Ok(_) => on_to(&format!("/staff/surveys/{}/{to}?done=draft-saved", draft.key)),
            Err(DraftError::ChangedMeanwhile(_)) => {
                let wrong = SurveyWrong::Question(QuestionWrong::ChangedMeanwhile);
                posted.wrong(page, Wrong::Survey(wrong)).await
            }
            Err(error) => not_drafted(posted, page, error).await,
        }
    }
}
