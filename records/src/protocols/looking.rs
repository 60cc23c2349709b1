//! What the files of a next version come to while somebody writes them. They are read away from the requests of others,
//! since that is done at each pause of whoever types.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use surveys::{
    authoring::{Fault, File, Found, ProtocolFiles},
    language::Language,
    messages::SITE,
    protocol::Protocol,
};

use super::{Before, Beside, OWN_FILE, ProtocolError, answered, beside};
use crate::{Db, entity::participant, studies::StudyHandle};

/// What files come to.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// The protocol's own file as far as a picture goes, whatever is wrong with its rules or its messages. None where it
    /// cannot be read.
    pub drawn: Option<Protocol>,
    /// The whole, where nothing is wrong with how it is written.
    pub read: Option<Protocol>,
    /// Everything that keeps it from being published.
    pub faults: Vec<Fault>,
    /// What is worth a look.
    pub warnings: Vec<Fault>,
    /// The languages in which surveys are asked, or which people of the study read, and in which nobody is written to.
    pub lacking: Vec<Language>,
}

/// Reads the files of a protocol, its own first, beside the study and its surveys. One that is empty is none.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn look(db: &Db, study: &StudyHandle, files: Vec<File>) -> Result<Looked, ProtocolError> {
    let aside = &db.cache.readings;
    let (drawn, read) = aside.aside(move || read(files)).await?;
    let files = match read {
        Some(Ok(files)) => files,
        Some(Err(faults)) => return Ok(Looked { drawn, faults, ..Looked::default() }),
        None => return Ok(Looked { drawn, ..Looked::default() }),
    };
    let answered = answered(db, study, &files.protocol).await?;
    let read = languages_read(db, study).await?;
    let Beside { study, asked } = beside(db, study, &files.protocol).await?;
    let looked = aside.aside(move || {
        let Found { mut errors, warnings } = files.check(&asked.around(&study, None, SITE));
        errors.extend(answered);
        let words = files.protocol.messages.as_ref();
        let expected: BTreeSet<_> = asked.languages.into_iter().chain(read).collect();
        let expected: Vec<_> = expected.into_iter().collect();
        let lacking = words.map(|words| words.lacking(&expected)).unwrap_or_default();
        let lacking = lacking.into_iter().cloned().collect();
        Looked { drawn, faults: errors, warnings, lacking, read: Some(files.protocol) }
    });
    Ok(looked.await?)
}

/// The languages that people of a study read, as they are on record.
async fn languages_read(db: &Db, study: &StudyHandle) -> Result<Vec<Language>, DbErr> {
    let tags = participant::Entity::find()
        .select_only()
        .column(participant::Column::Language)
        .distinct()
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::Language.is_not_null());
    let tags = tags.into_tuple::<String>().all(db.read()).await?;
    Ok(tags.iter().filter_map(|tag| Language::new(tag).ok()).collect())
}

/// That a wave goes which somebody has answered, or asks something else, before anybody plans for it.
async fn answered(
    db: &Db,
    study: &StudyHandle,
    next: &Protocol,
) -> Result<Option<Fault>, ProtocolError> {
    let Some(before) = Before::of(db.read(), study.id).await? else { return Ok(None) };
    let own = File { name: OWN_FILE.to_owned(), text: String::new() };
    match answered::stay(db.read(), study.id, &before.waves, next).await {
        Ok(()) => Ok(None),
        Err(error @ (ProtocolError::Answered(_) | ProtocolError::OtherSurvey(..))) => {
            let told = error.to_string();
            let (problem, mend) = told.split_once("; ").unwrap_or((&told, ""));
            Ok(Some(own.fault(0..0, problem, mend)))
        }
        Err(error) => Err(error),
    }
}

type Read = Option<Result<ProtocolFiles, Vec<Fault>>>;

fn read(files: Vec<File>) -> (Option<Protocol>, Read) {
    let is_there = |file: &File| file.name == OWN_FILE || !file.text.trim().is_empty();
    let files: Vec<_> = files.into_iter().filter(is_there).collect();
    let Some((own, beside)) = files.split_first() else { return (None, None) };
    (Protocol::glimpse(own), Some(ProtocolFiles::read(own, beside)))
}
