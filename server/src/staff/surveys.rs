//! What is posted about surveys: drafts begun, saved and published, versions put to use and retired.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, surveys::SurveyWrong, unavailable},
};
use axum::response::Response;
use chrono::TimeDelta;
use records::{
    auth::{By, SurveyWriter},
    drafts::{self, DraftError, JoinError, PublishError, Saved, Saving},
    studies,
    versions::{self, Published, RetireError, UseError, VersionError},
};
use surveys::{
    authoring::LONGEST_TITLE,
    editing::{Edit, Setting, edit},
    keys::{StudyKey, SurveyKey, WaveKey},
};

use super::{
    posted::{Posted, Writing, Written, on_to},
    typing,
};

/// Begins a survey from nothing.
pub async fn begin(Writing(by): Writing, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let title = posted.typed.one("title").to_owned();
    if posted.typed.one("then") == "take-up" {
        return Box::pin(take_up(&by, posted)).await;
    }
    let key = SurveyKey::new(posted.typed.one("key"));
    let of_key = match &key {
        Err(_) => Some(SurveyWrong::Key),
        Ok(key) => match is_known(&posted, key).await {
            Ok(known) => known.then_some(SurveyWrong::KeyTaken),
            Err(trouble) => return posted.trouble(trouble).await,
        },
    };
    let of_title = match title.chars().count() {
        0 => Some(SurveyWrong::Title),
        length => (length > LONGEST_TITLE).then_some(SurveyWrong::LongTitle),
    };
    let all: Vec<_> = of_title.into_iter().chain(of_key).collect();
    let Some(key) = key.ok().filter(|_| all.is_empty()) else {
        return posted.all_wrong(StaffPage::Surveys, all).await;
    };
    match drafts::begin(db, &by, &key, &title, now).await {
        Ok(draft) => on_to(&format!("/staff/surveys/{}/draft", draft.key)),
        Err(error) => not_drafted(posted, StaffPage::Surveys, error).await,
    }
}

pub(super) async fn is_known(posted: &Posted, key: &SurveyKey) -> Result<bool, Trouble> {
    let db = &posted.http.db;
    let published = versions::listed_of(db, key).await.map_err(|cause| unavailable(&cause))?;
    let drafts = drafts::list(db).await.map_err(|cause| unavailable(&cause))?;
    Ok(!published.is_empty() || drafts.iter().any(|draft| draft.key == *key))
}

/// Takes up a draft again that was thrown away.
async fn take_up(by: &By<SurveyWriter>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let key = SurveyKey::new(posted.typed.one("key"));
    let (Ok(key), Ok(gone)) = (key, posted.typed.one("gone").parse()) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let in_place_of = posted.typed.one("in-place-of").parse().ok();
    match drafts::take_up(db, by, (&key, gone), in_place_of, now).await {
        Ok(draft) => on_to(&format!("/staff/surveys/{}/draft", draft.key)),
        Err(DraftError::ChangedMeanwhile(_)) => {
            posted.wrong(StaffPage::Surveys, Wrong::Survey(SurveyWrong::ChangedSince)).await
        }
        Err(error) => not_drafted(posted, StaffPage::Surveys, error).await,
    }
}

/// Throws a draft away that was seen as it stands.
pub async fn throw_away(Writing(by): Writing, posted: Posted) -> Response {
    let page = StaffPage::SurveyThrowing;
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some(key) = key(&posted) else { return posted.trouble(Trouble::NotFound).await };
    if !posted.typed.has("sure", "yes") {
        return posted.wrong(page, Wrong::Survey(SurveyWrong::NotMeant)).await;
    }
    let stands = posted.typed.one("stands").parse().unwrap_or_default();
    match drafts::throw_away(db, &by, (&key, stands), now).await {
        Ok(()) => on_to("/staff/surveys?done=thrown-away"),
        Err(DraftError::ChangedMeanwhile(_)) => {
            posted.wrong(page, Wrong::Survey(SurveyWrong::ChangedSince)).await
        }
        Err(error) => not_drafted(posted, page, error).await,
    }
}

/// Begins a draft of the next version.
pub async fn next(Writing(by): Writing, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some(key) = key(&posted) else { return posted.trouble(Trouble::NotFound).await };
    match versions::listed_of(db, &key).await {
        Ok(published) if !published.is_empty() => {}
        Ok(_) => return posted.trouble(Trouble::NotFound).await,
        Err(cause) => return posted.trouble(unavailable(&cause)).await,
    }
    match drafts::begin(db, &by, &key, "", now).await {
        Ok(draft) => on_to(&format!("/staff/surveys/{}/draft", draft.key)),
        Err(error) => not_drafted(posted, StaffPage::Survey, error).await,
    }
}

/// Saves a draft, together with what others saved meanwhile. Where both changed the same lines both are shown.
pub async fn save(Writing(by): Writing, Written(posted): Written) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some(key) = key(&posted) else { return posted.trouble(Trouble::NotFound).await };
    let written = (typing::written(&posted.typed), Saving::Asked);
    match drafts::join(db, &by, &key, written, now).await {
        Ok(Saved { together, .. }) => {
            let done = if together.is_some() { "draft-joined" } else { "draft-saved" };
            on_to(&format!("/staff/surveys/{key}/draft?done={done}"))
        }
        Err(JoinError::Apart(_)) => {
            let wrong = Wrong::Survey(SurveyWrong::ChangedMeanwhile);
            posted.wrong(StaffPage::SurveyDraft, wrong).await
        }
        Err(JoinError::Draft(error)) => not_drafted(posted, StaffPage::SurveyDraft, error).await,
        Err(error @ (JoinError::MuchLess | JoinError::Database(_))) => {
            posted.kept(unavailable(&error)).await
        }
    }
}

pub(super) async fn not_drafted(posted: Posted, page: StaffPage, error: DraftError) -> Response {
    let wrong = match error {
        DraftError::ChangedMeanwhile(_) => SurveyWrong::ChangedMeanwhile,
        DraftError::TooLong => SurveyWrong::TooLong,
        DraftError::Unwritable(_, why) => {
            return posted.refused(page, SurveyWrong::Unwritable, vec![why.to_string()]).await;
        }
        DraftError::NoSuchDraft(_) => return posted.kept(Trouble::NoDraft).await,
        DraftError::NotTheirs => return posted.kept(Trouble::NotTheirs).await,
        error @ (DraftError::Version(_) | DraftError::Database(_)) => {
            return posted.kept(unavailable(&error)).await;
        }
    };
    posted.wrong(page, Wrong::Survey(wrong)).await
}

/// Publishes a draft as it was seen.
pub async fn publish(Writing(by): Writing, posted: Posted) -> Response {
    let page = StaffPage::SurveyPublishing;
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some(key) = key(&posted) else { return posted.trouble(Trouble::NotFound).await };
    if posted.typed.one("then") == "number" {
        return Box::pin(number(&by, posted, &key)).await;
    }
    let revision = posted.typed.one("revision").parse().unwrap_or_default();
    let why = (revision, posted.typed.one("reason"));
    let wrong = match Box::pin(drafts::publish(db, &by, &key, why, now)).await {
        Ok(published) => {
            let is_just = published.is_new || just_now(&posted, &by, &published).await;
            let done = if is_just { "published" } else { "published-before" };
            return on_to(&format!("/staff/surveys/{key}/{}?done={done}", published.version));
        }
        Err(PublishError::NoReason) => SurveyWrong::Reason,
        Err(PublishError::LongReason) => SurveyWrong::LongReason,
        Err(PublishError::Faulty(_)) => SurveyWrong::Faulty,
        Err(PublishError::ChangedMeanwhile(_)) => SurveyWrong::Overtaken,
        Err(PublishError::Version(VersionError::Taken(_, version))) => SurveyWrong::Taken(version),
        Err(PublishError::Version(VersionError::Retired(..))) => SurveyWrong::Retired,
        Err(PublishError::Version(VersionError::Undescribed(_))) => SurveyWrong::Faulty,
        Err(PublishError::Version(VersionError::Unlicensed(lacking))) => {
            let reasons = lacking.iter().map(ToString::to_string).collect();
            return posted.refused(page, SurveyWrong::Unchanged, reasons).await;
        }
        Err(error @ PublishError::LosesLanguages(_)) => {
            return posted.refused(page, SurveyWrong::Unchanged, vec![error.to_string()]).await;
        }
        Err(PublishError::Draft(error)) => {
            return not_drafted(posted, page, error).await;
        }
        Err(error @ (PublishError::Version(_) | PublishError::Database(_))) => {
            return posted.trouble(unavailable(&error)).await;
        }
    };
    posted.wrong(page, Wrong::Survey(wrong)).await
}

/// Whether they published it themselves a moment ago: whoever presses a button twice is told of what they did.
async fn just_now(posted: &Posted, by: &By<SurveyWriter>, published: &Published) -> bool {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let all = versions::listed_of(db, &published.key).await.unwrap_or_default();
    all.iter().any(|one| {
        let is_this = one.version == published.version && one.published_by == by.actor();
        is_this && now - one.published_at < TimeDelta::minutes(1)
    })
}

/// Gives the draft another number. What somebody else wrote meanwhile stays.
async fn number(by: &By<SurveyWriter>, posted: Posted, key: &SurveyKey) -> Response {
    let page = StaffPage::SurveyPublishing;
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let draft = match drafts::find(db, key).await {
        Ok(Some(draft)) => draft,
        Ok(None) => return posted.trouble(Trouble::NotFound).await,
        Err(cause) => return posted.trouble(unavailable(&cause)).await,
    };
    let to = posted.typed.one("number").to_owned();
    let numbered = Edit::Setting { setting: Setting::Version, to };
    let Ok(text) = edit(&draft.text, &numbered) else {
        return posted.wrong(page, Wrong::Survey(SurveyWrong::Faulty)).await;
    };
    match drafts::save(db, by, key, (draft.revision, &text), now).await {
        Ok(_) => on_to(&format!("/staff/surveys/{key}/publishing?done=draft-saved")),
        Err(DraftError::ChangedMeanwhile(_)) => {
            posted.wrong(page, Wrong::Survey(SurveyWrong::Overtaken)).await
        }
        Err(error) => not_drafted(posted, page, error).await,
    }
}

/// Puts a version to use in a wave, or retires it.
pub async fn decide(Writing(by): Writing, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some((key, version)) = version(&posted) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    if posted.typed.one("then") == "use" {
        return put_to_use((by, posted), (key, version)).await;
    }
    let reason = posted.typed.one("reason");
    let wrong = match versions::retire(db, &by, (&key, version), reason, now).await {
        Ok(()) => return on_to(&format!("/staff/surveys/{key}/{version}?done=retired")),
        Err(RetireError::NoReason) => SurveyWrong::Reason,
        Err(RetireError::LongReason) => SurveyWrong::LongReason,
        Err(RetireError::Already(..)) => SurveyWrong::Retired,
        Err(RetireError::InUse(_)) => SurveyWrong::InUse,
        Err(RetireError::NoSuchVersion(..)) => return posted.trouble(Trouble::NotFound).await,
        Err(RetireError::NotTheirs) => return posted.trouble(Trouble::NotTheirs).await,
        Err(RetireError::Database(cause)) => return posted.trouble(unavailable(&cause)).await,
    };
    posted.wrong(StaffPage::SurveyVersion, Wrong::Survey(wrong)).await
}

async fn put_to_use(
    (by, posted): (By<SurveyWriter>, Posted),
    (key, version): (SurveyKey, u32),
) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let chosen = posted.typed.one("wave").split_once('/');
    let chosen =
        chosen.and_then(|(study, wave)| StudyKey::new(study).ok().zip(WaveKey::new(wave).ok()));
    let no_wave = Wrong::Survey(SurveyWrong::NoWave);
    let Some((study, wave)) = chosen else {
        return posted.wrong(StaffPage::SurveyVersion, no_wave).await;
    };
    let Ok(study) = studies::find(&db, &study).await else {
        return posted.wrong(StaffPage::SurveyVersion, no_wave).await;
    };
    match versions::use_for(&db, &by, (&study, &wave), (&key, version), now).await {
        Ok(()) => on_to(&format!("/staff/surveys/{key}/{version}?done=put-to-use")),
        Err(UseError::NotTheirs) => posted.trouble(Trouble::NotAllowed).await,
        Err(UseError::NoSuchVersion(..)) => posted.trouble(Trouble::NotFound).await,
        Err(UseError::NoSuchWave(_)) => posted.wrong(StaffPage::SurveyVersion, no_wave).await,
        Err(UseError::Version(VersionError::Retired(..))) => {
            posted.wrong(StaffPage::SurveyVersion, Wrong::Survey(SurveyWrong::Retired)).await
        }
        Err(UseError::Version(VersionError::Unlicensed(lacking))) => {
            let reasons = lacking.iter().map(ToString::to_string).collect();
            posted.refused(StaffPage::SurveyVersion, SurveyWrong::Unfit, reasons).await
        }
        Err(UseError::Across(reasons)) => {
            posted.refused(StaffPage::SurveyVersion, SurveyWrong::Unfit, reasons).await
        }
        Err(UseError::NotPrepared(lacking)) => {
            let reasons = lacking.iter().map(ToString::to_string).collect();
            posted.refused(StaffPage::SurveyVersion, SurveyWrong::Unfit, reasons).await
        }
        Err(error @ (UseError::Version(_) | UseError::Database(_))) => {
            posted.trouble(unavailable(&error)).await
        }
    }
}

/// The survey that the address names.
pub(super) fn key(posted: &Posted) -> Option<SurveyKey> {
    let names = &posted.arrival.request.names;
    SurveyKey::new(names.split('/').next()?).ok()
}

/// The survey and the version that it names.
fn version(posted: &Posted) -> Option<(SurveyKey, u32)> {
    let version = posted.arrival.request.names.split('/').nth(1)?.parse().ok()?;
    Some((key(posted)?, version))
}
