//! What is posted by whoever changes the next version by choosing: a wave and its days, its contacts, and when people may be
//! contacted.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, arranging::QuestionWrong, surveys::SurveyWrong},
};
use axum::response::Response;
use records::{
    auth::{By, SurveyWriter},
    protocols::{self, DraftError, OWN_FILE, Written as Drafted, next_files},
    studies::StudyHandle,
};
use surveys::{
    authoring::File,
    editing::{
        EditError, Filled, NotPlanned, add_wave, fill_in_wave, remove_contact, set_contact,
        set_manners,
    },
};

use super::super::posted::{Posted, Writing, Written, on_to};

/// How often it is tried again where somebody else saves at the same moment.
const TRIES: usize = 8;

/// Changes a wave, and adds a contact to it where something of one was typed.
pub async fn wave(Writing(by): Writing, Written(posted): Written) -> Response {
    let wave = posted.arrival.request.names.clone();
    change((by, posted), StaffPage::ProtocolWave, move |text, filled| {
        let (text, added) = fill_in_wave(text, &wave, filled)?;
        let added = added.map(|key| format!("/{key}")).unwrap_or_default();
        Ok((text, format!("waves/{wave}{added}")))
    })
    .await
}

/// Changes a contact, or takes it out.
pub async fn contact(Writing(by): Writing, Written(posted): Written) -> Response {
    let names = posted.arrival.request.names.clone();
    let removes = posted.typed.one("then") == "remove";
    change((by, posted), StaffPage::ProtocolContact, move |text, filled| {
        let at = names.split_once('/').ok_or(NotPlanned::Gone)?;
        match removes {
            true => Ok((remove_contact(text, at, filled)?, format!("waves/{}", at.0))),
            false => Ok((set_contact(text, at, filled)?, format!("waves/{names}"))),
        }
    })
    .await
}

/// Adds a wave.
pub async fn another(Writing(by): Writing, Written(posted): Written) -> Response {
    change((by, posted), StaffPage::ProtocolAnother, |text, filled| {
        let (text, key) = add_wave(text, filled)?;
        Ok((text, format!("waves/{key}")))
    })
    .await
}

/// Changes the hours, the bank holidays, and what lies between contacts.
pub async fn hours(Writing(by): Writing, Written(posted): Written) -> Response {
    change((by, posted), StaffPage::ProtocolHours, |text, filled| {
        Ok((set_manners(text, filled)?, "hours".to_owned()))
    })
    .await
}

/// Makes a change of the text as it is saved now, whoever saved it last, and again where somebody else was quicker. It
/// tells which form one goes on to.
async fn change(
    (by, posted): (By<SurveyWriter>, Posted),
    page: StaffPage,
    change: impl Fn(&str, Filled<'_>) -> Result<(String, String), NotPlanned> + Send + Sync,
) -> Response {
    let Some(study) = posted.arrival.request.study.clone() else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    for _ in 0..TRIES {
        let seen = match saved(&posted, &study).await {
            Ok(seen) => seen,
            Err(error) => return super::not_saved(posted, error).await,
        };
        let (text, to) = match change(&seen, Filled::of(&posted.typed, 0)) {
            Ok(changed) => changed,
            Err(why) => return refused(posted, page, why).await,
        };
        let file = File { name: OWN_FILE.to_owned(), text };
        let written = vec![Drafted { file, seen }];
        match protocols::save(&db, &by, &study, written, now).await {
            Ok(saved) => {
                let done = if saved.draft.is_some() { "saved" } else { "same" };
                let key = &study.study().key;
                let to = format!("/staff/{key}/protocol/next/{to}?done=protocol-{done}");
                return on_to(&to);
            }
            Err(DraftError::ChangedMeanwhile) => {}
            Err(error) => return super::not_saved(posted, error).await,
        }
    }
    let busy = Wrong::Survey(SurveyWrong::Question(QuestionWrong::Busy));
    posted.wrong(page, busy).await
}

/// The protocol's own file as it is saved, or as it would begin.
async fn saved(posted: &Posted, study: &StudyHandle) -> Result<String, DraftError> {
    let db = &posted.http.db;
    let files = match protocols::draft(db, study).await? {
        Some(draft) => draft.files.into_iter().map(|one| one.file).collect(),
        None => next_files(&protocols::current(db, study).await?.protocol),
    };
    let own = files.into_iter().find(|file| file.name == OWN_FILE);
    Ok(own.map(|file| file.text).unwrap_or_default())
}

/// The form again, with what was typed in it and why nothing was changed.
async fn refused(mut posted: Posted, page: StaffPage, why: NotPlanned) -> Response {
    let wrong = match why {
        NotPlanned::Text(EditError::NotReadable(_)) => SurveyWrong::Unreadable,
        NotPlanned::Text(error) => {
            return posted.refused(page, SurveyWrong::Unchanged, vec![error.to_string()]).await;
        }
        NotPlanned::Gone => SurveyWrong::Question(QuestionWrong::Gone),
        NotPlanned::Both(boxes) => {
            posted.arrival.request.said.boxes = boxes;
            SurveyWrong::Question(QuestionWrong::ChangedMeanwhile)
        }
        NotPlanned::Unfit(unfit) => {
            posted.arrival.request.said.unfit = unfit;
            SurveyWrong::Question(QuestionWrong::Unfit)
        }
        NotPlanned::Taken => SurveyWrong::ContactTaken,
        NotPlanned::ChangedSince => SurveyWrong::ChangedSince,
    };
    posted.wrong(page, Wrong::Survey(wrong)).await
}
