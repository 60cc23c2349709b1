//! What is posted about participants by whoever speaks with them. Whoever is not theirs is answered like
//! somebody who is not there.

use app::{
    For, StaffPage,
    api::staff::{Trouble, Wrong, door::Done, participants::amiss_of_details, unavailable},
};
use axum::{response::Response, routing::post};
use records::{
    auth::{Birthday, By, Caseworker},
    consent::{self, RecordError, Recorded},
    links::{self, LinkError, codes},
    outbox::Channel,
    people::{self, CallsUs, DetailsKept, LinkNotSent, NewDetails},
    stopping::{self, StopError, Wished},
    studies::StudyHandle,
    texts::{self, SeenError},
};
use surveys::{calendar, keys::WaveKey, roles::Act, stopping::Choice, typed::Typed};

use super::{
    Route, posted,
    posted::{Holding, Posted, on_to},
};

/// Said to whoever looks after everybody in the study.
const NOBODY: &str = "Nobody in this study has this number, address or name, with this birthday if you typed one. Check it";

/// What is posted about participants.
pub fn posts() -> Vec<Route> {
    let [sees, consents, stops, links] =
        [Act::SeeIdentity, Act::RecordConsent, Act::RecordStop, Act::ReopenLink].map(For::Whoever);
    vec![
        posted("/staff/{study}/participants", sees, post(find)),
        posted("/staff/{study}/participants/{id}/consent", consents, post(consent)),
        posted("/staff/{study}/participants/{id}/stop/check", stops, post(check)),
        posted("/staff/{study}/participants/{id}/stop", stops, post(stop)),
        posted("/staff/{study}/participants/{id}/take-back", stops, post(take_back)),
        posted("/staff/{study}/participants/{id}/text", sees, post(deal_with_text)),
        posted("/staff/{study}/participants/{id}/link", links, post(new_link)),
        posted("/staff/{study}/participants/{id}/send-link", links, post(send_link)),
        posted("/staff/{study}/participants/{id}/details", sees, post(details)),
    ]
}

/// Finds somebody, or shows the next page of one's own.
pub async fn find(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    if posted.typed.has("then", "more") {
        return posted.draws(StaffPage::Participants).await;
    }
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let sought = posted.typed.one("sought").to_owned();
    let born = match born(&posted.typed) {
        Ok(born) => born,
        Err(amiss) => return posted.amiss(StaffPage::Participants, vec![amiss]).await,
    };
    let page = StaffPage::Participants;
    match people::who_calls_us(db, &by, &study, (&sought, born), now).await {
        Ok(CallsUs::Theirs(found)) => match found.as_slice() {
            [one] => on_to(&of_one(&study, one.id, "")),
            _ => posted.done_and_kept(page, Done::Found(found)).await,
        },
        Ok(CallsUs::Anothers(supervisors)) => {
            posted.done_and_kept(page, Done::Anothers(supervisors)).await
        }
        Ok(CallsUs::NobodyOfTheirs) => posted.wrong(page, Wrong::NobodyFound).await,
        Ok(CallsUs::Nobody) => posted.amiss(page, vec![("sought", NOBODY.to_owned())]).await,
        Err(cause) => posted.trouble(unavailable(&cause)).await,
    }
}

/// The birthday that they said, if it was typed; or what is wrong with it.
fn born(typed: &Typed) -> Result<Option<Birthday>, (&'static str, String)> {
    let (day, month) = (typed.one("day"), typed.one("month"));
    if day.is_empty() && month.is_empty() {
        return Ok(None);
    }
    let words = "Write a day and a month as numbers, such as 27 and 3, or leave both empty";
    Birthday::read(day, month).map(Some).ok_or_else(|| ("day", words.to_owned()))
}

/// Records consent that was given by telephone or on paper.
pub async fn consent(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let number = match people::number(db, &by, &study, id).await {
        Ok(Some(number)) => number,
        Ok(None) => return posted.trouble(Trouble::NotFound).await,
        Err(cause) => return posted.trouble(unavailable(&cause)).await,
    };
    let (form, page) = (&study.study().consent, StaffPage::RecordConsent);
    let today = calendar::date_in(&study.study().timezone, now);
    let Ok(recorded) = Recorded::parse(&number, form, &posted.typed, today) else {
        return posted.wrong(page, Wrong::AsTyped).await;
    };
    match consent::record(db, By::Staff(by), &study, recorded, now).await {
        Ok(()) => on_to(&of_one(&study, id, "?done=consent")),
        Err(RecordError::DecidedSince(on)) => posted.wrong(page, Wrong::DecidedSince(on)).await,
        Err(RecordError::Ended) => posted.wrong(page, Wrong::Ended).await,
        Err(RecordError::NotYet | RecordError::NoSuchForm(_) | RecordError::Incomplete(_)) => {
            posted.wrong(page, Wrong::AsTyped).await
        }
        Err(RecordError::NoSuchParticipant) => posted.trouble(Trouble::NotFound).await,
        Err(RecordError::Database(cause)) => {
            unavailable(&cause);
            posted.wrong(page, Wrong::Unavailable).await
        }
    }
}

/// Shows what a stop would come to, or what is still open on its form.
pub async fn check(_: Holding<Caseworker>, posted: Posted) -> Response {
    match Wished::parse(&posted.typed) {
        Ok(_) => posted.draws(StaffPage::StopCheck).await,
        Err(_) => posted.wrong(StaffPage::RecordStop, Wrong::AsTyped).await,
    }
}

/// Records a stop that was looked at before.
pub async fn stop(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    if posted.typed.has("then", "change") {
        return posted.draws(StaffPage::RecordStop).await;
    }
    let Ok(wished) = Wished::parse(&posted.typed) else {
        return posted.wrong(StaffPage::RecordStop, Wrong::AsTyped).await;
    };
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    match stopping::record_wished(db, &by, &study, (id, wished), now).await {
        Ok(receipt) => {
            let key = &study.study().key;
            on_to(&format!("/staff/{key}/receipts/{}", receipt.reference))
        }
        Err(StopError::AlreadySent) => posted.wrong(StaffPage::StopCheck, Wrong::AlreadySent).await,
        Err(StopError::Database(cause)) => {
            unavailable(&cause);
            posted.wrong(StaffPage::StopCheck, Wrong::Unavailable).await
        }
        Err(_) => posted.trouble(Trouble::NotFound).await,
    }
}

/// Records that something goes on after all.
pub async fn take_back(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let number = match people::number(db, &by, &study, id).await {
        Ok(Some(number)) => number,
        Ok(None) => return posted.trouble(Trouble::NotFound).await,
        Err(cause) => return posted.trouble(unavailable(&cause)).await,
    };
    let first = study.study().waves.first().map(|wave| wave.key.clone());
    let wave = WaveKey::new(posted.typed.one("wave")).ok().or(first);
    let choice = Choice::from_name(posted.typed.one("choice")).zip(wave);
    let Some((choice, wave)) = choice else { return posted.trouble(Trouble::NotFound).await };
    let by = By::Staff(by);
    let back = stopping::record_taken_back(db, by, &study, &number, (choice, &wave), now).await;
    match back {
        Ok(()) => on_to(&of_one(&study, id, "?done=taken-back")),
        Err(StopError::Database(cause)) => posted.trouble(unavailable(&cause)).await,
        Err(_) => posted.trouble(Trouble::NotFound).await,
    }
}

/// Notes that a text of somebody was dealt with.
pub async fn deal_with_text(
    Holding { by, study }: Holding<Caseworker>,
    posted: Posted,
) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let text = posted.typed.one("text").parse().unwrap_or_default();
    match texts::seen(db, &by, (id, text), now).await {
        Ok(()) => on_to(&of_one(&study, id, "?done=text")),
        Err(SeenError::NoSuchText) => posted.trouble(Trouble::NotFound).await,
        Err(SeenError::Database(cause)) => posted.trouble(unavailable(&cause)).await,
    }
}

/// Issues a new link in place of the one before, and tells it once.
pub async fn new_link(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let number = match people::number(db, &by, &study, id).await {
        Ok(Some(number)) => number,
        Ok(None) => return posted.trouble(Trouble::NotFound).await,
        Err(cause) => return posted.trouble(unavailable(&cause)).await,
    };
    let page = StaffPage::Participant;
    let Ok(wave) = WaveKey::new(posted.typed.one("wave")) else {
        return posted.wrong(page, Wrong::NoSuchWave).await;
    };
    let by = By::Staff(by);
    let token = match links::issue_again(db, by.clone(), &study, &number, &wave, now).await {
        Ok(token) => token,
        Err(LinkError::Ended) => return posted.wrong(page, Wrong::Ended).await,
        Err(LinkError::NoSuchWave) => return posted.wrong(page, Wrong::NoSuchWave).await,
        Err(LinkError::Database(cause)) => return posted.trouble(unavailable(&cause)).await,
        Err(_) => return posted.trouble(Trouble::NotFound).await,
    };
    // Without a birthday there is no code; the link is new all the same.
    let code = codes::print(db, &by, &study, &number, &wave, now).await.ok();
    let start = &posted.http.public_url;
    let link = format!("{start}/r/{token}");
    let code = code.map(|code| format!("{start}/c/{code}"));
    posted.done(page, Done::Link(link, code)).await
}

/// Sends somebody the link that they have once more.
pub async fn send_link(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let mut ways = [Channel::Email, Channel::Sms].into_iter();
    let way = ways.find(|way| way.name() == posted.typed.one("by"));
    let wave = WaveKey::new(posted.typed.one("wave")).ok();
    let Some((wave, way)) = wave.zip(way) else {
        return posted.wrong(StaffPage::Participant, Wrong::LinkStays).await;
    };
    match people::send_link(db, &by, &study, (id, wave, way), now).await {
        Ok(()) => on_to(&of_one(&study, id, &format!("?done=link-by-{}", way.name()))),
        Err(LinkNotSent::NotOpen | LinkNotSent::NoWay) => {
            posted.wrong(StaffPage::Participant, Wrong::LinkStays).await
        }
        Err(LinkNotSent::NoSuchParticipant) => posted.trouble(Trouble::NotFound).await,
        Err(LinkNotSent::Database(cause)) => posted.trouble(unavailable(&cause)).await,
    }
}

/// Changes how somebody is reached.
pub async fn details(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let details = match NewDetails::parse(&posted.typed) {
        Ok(details) => details,
        Err(problems) => {
            let amiss = amiss_of_details(&problems);
            return posted.amiss(StaffPage::Participant, amiss).await;
        }
    };
    match people::change_details(db, &by, &study, (id, details), now).await {
        Ok(()) => on_to(&of_one(&study, id, "?done=details")),
        Err(DetailsKept::Ended) => posted.wrong(StaffPage::Participant, Wrong::Ended).await,
        Err(DetailsKept::NoSuchParticipant) => posted.trouble(Trouble::NotFound).await,
        Err(DetailsKept::Database(cause)) => posted.trouble(unavailable(&cause)).await,
    }
}

fn of_one(study: &StudyHandle, id: i32, rest: &str) -> String {
    format!("/staff/{}/participants/{id}{rest}", study.study().key)
}
