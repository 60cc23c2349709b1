//! Makes a cut: its rows go into the database while they are read, some people at a time, so that others are kept from writing
//! for moments only. Until all is there the cut counts as none.

mod putting;

mod ending;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use datasets::{Outline, shape::Hidden};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use surveys::keys::WaveKey;
use tokio::sync::mpsc;

use self::putting::{clear, clear_away, keep};
use super::{
    Cut, CutError, CutRequest, LeftOut, Out,
    agreed::{Agreed, agreed},
    counting::Counter,
    erasing,
    keeper::{Keeper, Shaper},
    shaping::Shaping,
};
use crate::{
    Db,
    entity::cut,
    exports::{self, ExportError, ExportRequest, Instrument},
    linkage,
    retention::Worker,
    secret,
    studies::StudyHandle,
};

/// What is to be made, by which secret.
struct Asked<'r> {
    request: &'r CutRequest,
    waves: Option<Vec<WaveKey>>,
    agreed: Agreed,
    secret: [u8; 32],
}

/// A cut while it is made.
struct Begun {
    id: i32,
    number: u32,
    /// Nobody keeps it: row keys and pseudonyms are in the rows, and by it keys could be made of whoever is not in the cut.
    secret: [u8; 32],
    agreed: Agreed,
}

/// Everything that was kept, and what it was made of.
struct Filled {
    files: Vec<Outline>,
    left_out: Vec<Out>,
    of: exports::Manifest,
}

/// Makes a cut of the dataset as it stands at one moment, and the audit entry that says for whom. `progress` is told how many
/// people are done, and of how many.
///
/// # Errors
/// When nobody is named who is given it, own words are asked for in a masked cut, another cut of the study is being made, a
/// wave is unknown, or the database fails. Nothing is kept then.
pub async fn make(
    db: &Db,
    study: &StudyHandle,
    request: &CutRequest,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    by: &str,
    now: DateTime<Utc>,
) -> Result<Cut, CutError> {
    make_by(db, study, (request, secret::random()), progress, by, now).await
}

/// The same by a secret that is known: of people who do not exist, so that they have the same row keys each time.
pub(crate) async fn make_by(
    db: &Db,
    study: &StudyHandle,
    (request, secret): (&CutRequest, [u8; 32]),
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    by: &str,
    now: DateTime<Utc>,
) -> Result<Cut, CutError> {
    if request.recipient.trim().is_empty() {
        return Err(CutError::NoRecipient);
    }
    if request.masked && request.include_text {
        return Err(CutError::MaskedWords);
    }
    let agreed = agreed(db.read(), study, request).await?;
    let asked = Asked { request, waves: waves(study, request)?, agreed, secret };
    let worker = Worker::at(format!("cuts of study {}", study.id));
    let work = alone(db, study, asked, progress, (by, now));
    worker.works(db, work, now).await?.ok_or(CutError::Elsewhere)?
}

/// While nobody else makes one.
async fn alone(
    db: &Db,
    study: &StudyHandle,
    Asked { request, waves, agreed, secret }: Asked<'_>,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    (by, now): (&str, DateTime<Utc>),
) -> Result<Cut, CutError> {
    clear_away(db, study.id).await?;
    let begun = begin(db, study, request, (agreed, secret), (by, now)).await?;
    let made = match fill(db, study, (request, waves, &begun), progress, now).await {
        Ok(filled) => ending::end(db, study, (request, &begun), filled, (by, now)).await,
        Err(error) => Err(error),
    };
    if made.is_err() {
        // What stays because the database has failed goes before the next cut is made. Where this took longer than it may be
        // alone, another is being made by now, and is left alone.
        drop(clear(db, begun.id).await);
    }
    made
}

async fn begin(
    db: &Db,
    study: &StudyHandle,
    request: &CutRequest,
    (agreed, secret): (Agreed, [u8; 32]),
    (by, now): (&str, DateTime<Utc>),
) -> Result<Begun, CutError> {
    let id = study.id;
    let json =
        |list: Option<Vec<String>>| list.map(|list| serde_json::to_string(&list)).transpose();
    let waves = request.waves.as_ref().map(|keys| keys.iter().map(ToString::to_string).collect());
    let row = cut::ActiveModel {
        study_id: Set(id),
        begun_at: Set(now),
        made_by: Set(by.to_owned()),
        recipient: Set(request.recipient.trim().to_owned()),
        purpose: Set(request.purpose.clone()),
        masked: Set(request.masked),
        include_text: Set(request.include_text),
        waves: Set(json(waves)?),
        variables: Set(json(request.variables.clone())?),
        terms_version: Set(agreed.terms.as_ref().map(|terms| terms.version.cast_signed())),
        software_version: Set(env!("CARGO_PKG_VERSION").to_owned()),
        schema: Set(String::new()),
        manifest: Set(String::new()),
        people: Set(0),
        ..Default::default()
    };
    let inserted = db.write(move |transaction| {
        Box::pin(async move {
            let number = last_number(transaction, id).await? + 1;
            let row = cut::ActiveModel { number: Set(number), ..row };
            let id = cut::Entity::insert(row).exec(transaction).await?.last_insert_id;
            Ok::<_, CutError>((id, number.unsigned_abs()))
        })
    });
    let (id, number) = inserted.await?;
    Ok(Begun { id, number, secret, agreed })
}

async fn last_number(connection: &impl ConnectionTrait, study: i32) -> Result<i32, CutError> {
    let own = cut::Entity::find().filter(cut::Column::StudyId.eq(study)).select_only();
    let last = own.column(cut::Column::Number).order_by_desc(cut::Column::Number);
    Ok(last.into_tuple().one(connection).await?.unwrap_or_default())
}

/// The waves that are in it. What is said of one that only one arm has tells the arm.
fn waves(study: &StudyHandle, request: &CutRequest) -> Result<Option<Vec<WaveKey>>, CutError> {
    if !request.masked {
        return Ok(request.waves.clone());
    }
    let is_of_one_arm =
        |key: &WaveKey| study.study().wave(key).is_some_and(|wave| wave.anchor.is_of_one_arm());
    if let Some(wave) = request.waves.iter().flatten().find(|key| is_of_one_arm(key)) {
        return Err(CutError::WaveOfOneArm(wave.clone()));
    }
    let all = || study.study().waves.iter().map(|wave| wave.key.clone());
    let masked = || all().filter(|key| !is_of_one_arm(key)).collect();
    Ok(Some(request.waves.clone().unwrap_or_else(masked)))
}

async fn fill(
    db: &Db,
    study: &StudyHandle,
    (request, waves, begun): (&CutRequest, Option<Vec<WaveKey>>, &Begun),
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    now: DateTime<Utc>,
) -> Result<Filled, CutError> {
    let (out, formats) = (PathBuf::new(), Vec::new());
    let include_text = request.include_text;
    let wanted = ExportRequest { out, waves, include_text, formats, replace: false };
    let snapshot = exports::snapshot(db).await?;
    let deleted = erasing::deletions_in(&snapshot, study.id).await?;
    let from = (&snapshot, &db.vault);
    let linked = columns(&snapshot, study, request).await?;
    let of = (&wanted, &begun.secret[..], linked.as_slice());
    let gate = || begun.agreed.gate.clone();
    let mut hidden = Hidden::new();
    if begun.agreed.terms.as_ref().is_some_and(|terms| !terms.rare.is_empty()) {
        let counter = Counter::new(gate(), shaper(request, begun, Hidden::new()));
        let counted = (of.0, of.1, &[][..]);
        let (counter, _) = exports::keep(from, study, counted, counter, &|_, _| {}, now).await?;
        hidden = counter.hidden();
    }
    let (send, receive) = mpsc::channel(2);
    let keeper = Keeper::new(gate(), shaper(request, begun, hidden), send);
    let reading = async {
        let (keeper, of) = exports::keep(from, study, of, keeper, progress, now).await?;
        let (files, left_out) = keeper.made()?;
        Ok::<_, CutError>(Filled { files, left_out, of })
    };
    let keeping = keep(db, (begun.id, deleted), receive);
    let (read, kept) = tokio::join!(reading, keeping);
    // When they could not be kept, that is why they were not read on either.
    let erased = kept?;
    let mut filled = read?;
    snapshot.rollback().await?;
    filled.leave_out(erased);
    Ok(filled)
}

/// What owners of records return for the purpose of the cut: people agreed to no other use of it.
async fn columns(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    request: &CutRequest,
) -> Result<Vec<linkage::Column>, CutError> {
    let all = linkage::columns(connection, study).await;
    let all = all.map_err(|error| ExportError::Linked(Box::new(error)))?;
    let is_for =
        |column: &linkage::Column| Some(column.purpose.as_str()) == request.purpose.as_deref();
    Ok(all.into_iter().filter(is_for).collect())
}

fn shaper(request: &CutRequest, begun: &Begun, hidden: Hidden) -> Shaper {
    let (request, terms) = (request.clone(), begun.agreed.terms.clone());
    Box::new(move |instrument: &Instrument<'_>| {
        let surveys = instrument.surveys.iter().copied();
        Shaping::of((&request, terms.as_ref()), instrument.study, surveys, hidden)
    })
}

impl Filled {
    /// Counts people whose answers were deleted meanwhile.
    fn leave_out(&mut self, people: u64) {
        let reason = LeftOut::ErasedMeanwhile;
        match self.left_out.iter_mut().find(|out| out.reason == reason) {
            Some(out) => out.people += people,
            None if people > 0 => self.left_out.push(Out { reason, people }),
            None => {}
        }
    }
}
