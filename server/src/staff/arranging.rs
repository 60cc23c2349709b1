//! What is posted by whoever changes a draft by choosing.

mod list;

mod question;

mod new;

mod page;

mod checks;

mod when;

mod undoing;

mod looking;

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
    editing::{
        Edit, EditError, Edited, Filled, Of, Outline, PageField, Put, edit, edit_all, outline,
    },
    keys::SurveyKey,
    typed::Typed,
};

pub use self::{
    checks::{change as change_check, list as checks},
    list::arrange,
    looking::look,
    page::{change as page, instrument, settings},
    question::ask,
    undoing::Undoing,
    when::{compare, route},
};
use super::{
    posted::{Posted, on_to},
    surveys::not_drafted,
};

/// How often it is tried again where somebody else saves at the same moment.
const TRIES: usize = 8;

/// A draft that somebody changes, the page on which they do, and what else its address names.
struct At {
    by: By<SurveyWriter>,
    posted: Posted,
    draft: Draft,
    page: StaffPage,
    /// A question, a page, a check.
    names: String,
}

/// What somebody chose.
enum Chosen {
    /// Changes, all or none, and where one goes on below the survey's address.
    Changes(Vec<Edit>, String),
    /// Only where one goes on.
    GoOn(String),
}

/// Why nothing is changed. What was typed is shown again.
enum Refused {
    Wrong(QuestionWrong),
    /// Several things, in the order of the form.
    All(Vec<QuestionWrong>),
    /// The same, at these boxes.
    At(QuestionWrong, Vec<String>),
    /// These boxes cannot be taken as they were filled in, each with what was typed.
    Unfit(Vec<(String, String)>),
    /// The same, with what it comes from, each in a sentence.
    Because(SurveyWrong, Vec<String>),
    Edit(EditError),
    /// Nobody could have chosen it.
    NoSuch,
}

impl From<EditError> for Refused {
    fn from(error: EditError) -> Self {
        Self::Edit(error)
    }
}

impl From<QuestionWrong> for Refused {
    fn from(wrong: QuestionWrong) -> Self {
        Self::Wrong(wrong)
    }
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
            Ok(None) => Err(posted.kept(Trouble::NoDraft).await),
            Err(cause) => Err(posted.kept(unavailable(&cause)).await),
        }
    }

    fn typed(&self) -> &Typed {
        &self.posted.typed
    }

    /// What was typed, beside what was seen.
    fn filled(&self) -> Filled<'_> {
        Filled::of(&self.posted.typed, self.draft.revision)
    }

    /// Where a question or a page is to come. A section is the one that was seen, wherever it is now.
    fn put(&self, outline: &Outline, name: &str) -> Result<Put, EditError> {
        match Put::named(self.typed().one(name)) {
            Put::In(section) => {
                let title = self.filled().seen(&format!("title-{section}"));
                outline.section_seen(section, title).map(Put::In).ok_or(EditError::Gone)
            }
            other => Ok(other),
        }
    }

    /// Makes what was chosen of the draft as it is, whoever saved it last: what others changed meanwhile stays. Who
    /// decides what that is, decides again where somebody else was quicker.
    async fn make(
        mut self,
        decide: impl Fn(&Self, &Outline) -> Result<Chosen, Refused> + Send + Sync,
    ) -> Response {
        for _ in 0..TRIES {
            let (edited, to) = match self.made(&decide) {
                Ok((Some(edited), to)) => (edited, to),
                Ok((None, to)) => return on_to(&to),
                Err(refused) => return self.refused(refused).await,
            };
            let (db, now) = (self.posted.http.db.clone(), self.posted.http.clock.now());
            let seen = (self.draft.revision, &edited);
            match drafts::save_edited(&db, &self.by, &self.draft.key, seen, now).await {
                Ok(saved) => {
                    // A name goes into the translations, too, and would not come back out of them.
                    if saved.revision != self.draft.revision && edited.renamed.is_empty() {
                        self.posted.http.undoing.remember(self.draft.text, &saved);
                    }
                    return on_to(&to);
                }
                Err(DraftError::ChangedMeanwhile(newest)) => self.draft = *newest,
                Err(error) => return not_drafted(self.posted, self.page, error).await,
            }
        }
        self.refused(QuestionWrong::Busy.into()).await
    }

    /// The text as it is to be, and where one goes on; no text where nothing is to be saved.
    fn made(
        &self,
        decide: impl Fn(&Self, &Outline) -> Result<Chosen, Refused>,
    ) -> Result<(Option<Edited>, String), Refused> {
        let text = &self.draft.text;
        let at = format!("/staff/surveys/{}", self.draft.key);
        match decide(self, &outline(text)?)? {
            Chosen::GoOn(to) => Ok((None, format!("{at}/{to}"))),
            Chosen::Changes(changes, to) => {
                let edited = edit_all(text, &changes);
                let edited =
                    edited.map_err(|error| unfit(text, &changes).unwrap_or(error.into()))?;
                let and = if to.contains('?') { '&' } else { '?' };
                Ok((Some(edited), format!("{at}/{to}{and}done=draft-saved")))
            }
        }
    }

    async fn refused(self, refused: Refused) -> Response {
        let Self { mut posted, page, .. } = self;
        let wrong = match refused {
            Refused::NoSuch => return posted.kept(Trouble::NotFound).await,
            Refused::Wrong(wrong) => SurveyWrong::Question(wrong),
            Refused::All(all) => {
                let all = all.into_iter().map(SurveyWrong::Question);
                return posted.all_wrong(page, all.collect()).await;
            }
            Refused::At(wrong, boxes) => {
                posted.arrival.request.said.boxes = boxes;
                SurveyWrong::Question(wrong)
            }
            Refused::Unfit(unfit) => {
                posted.arrival.request.said.unfit = unfit;
                SurveyWrong::Question(QuestionWrong::Unfit)
            }
            Refused::Edit(EditError::Taken(_)) => SurveyWrong::Question(QuestionWrong::Taken),
            // The page says so itself, and what was typed stays on it.
            Refused::Edit(EditError::NotReadable(_)) => SurveyWrong::Unreadable,
            Refused::Edit(error) => {
                return posted.refused(page, SurveyWrong::Unchanged, vec![error.to_string()]).await;
            }
            Refused::Because(wrong, reasons) => {
                posted.arrival.request.said.reasons = reasons;
                wrong
            }
        };
        posted.wrong(page, Wrong::Survey(wrong)).await
    }
}

/// The boxes that cannot be taken as they were filled in, all at once.
fn unfit(text: &str, changes: &[Edit]) -> Option<Refused> {
    let each: Vec<_> = changes.iter().filter_map(|change| unfit_box(text, change)).collect();
    (!each.is_empty()).then_some(Refused::Unfit(each))
}

fn unfit_box(text: &str, change: &Edit) -> Option<(String, String)> {
    let name = match change {
        Edit::Set { field, .. } => field.name().to_owned(),
        Edit::SetOption { code, field, .. } => format!("option-{code}-{}", field.name()),
        Edit::Setting { setting, .. } => setting.name().to_owned(),
        Edit::Title { section, .. } => format!("title-{section}"),
        Edit::AddSection { .. } | Edit::SetPage { field: PageField::Title, .. } => {
            "title".to_owned()
        }
        _ => return None,
    };
    match edit(text, change) {
        Err(EditError::NotThat { to, .. }) => Some((name, to)),
        Err(EditError::Empty(_)) => Some((name, String::new())),
        _ => None,
    }
}

/// What was typed is saved, and then one goes on to a condition.
fn on_to_condition(changes: Vec<Edit>, of: &Of) -> Chosen {
    let to = format!("when/{of}");
    if changes.is_empty() { Chosen::GoOn(to) } else { Chosen::Changes(changes, to) }
}

/// The list of all questions, with the page beside it on which this one is asked.
fn list_with(question: &str) -> String {
    format!("arranging?seen={question}")
}

/// Asked once more: who speaks of what is to go.
fn told(what: &str, spoken_of: Vec<String>) -> Refused {
    let reasons = spoken_of.into_iter().map(|one| format!("“{what}” is named in {one}"));
    Refused::Because(SurveyWrong::Question(QuestionWrong::Mentioned), reasons.collect())
}
