//! What answers or thanks somebody: in the words that the study's protocol has for the occasion, and in the language of the
//! person. Where there are none, or none that can be filled in, it is said in ours: whoever texts STOP is told so.

use std::sync::Arc;

use sea_orm::DbErr;
use surveys::{
    keys::{MessageKey, WaveKey},
    language::Language,
    messages::{Facts, Messages, Occasion, Rendered, Unrendered},
    phrases::Words as Dates,
    protocol::Protocol,
    stopping::Way,
    study::Study,
};

use super::{
    Template,
    letter::Unwritten,
    wording::{self, Reader},
};
use crate::{
    Db,
    entity::outbox,
    protocols::{self, ProtocolError},
    vouchers::OnItsWay,
};

/// A study's own words for an occasion.
pub(super) struct OwnWords {
    protocol: Arc<Protocol>,
    message: MessageKey,
    /// What they were promised as thanks.
    voucher: Option<String>,
}

/// What the study of a row has to say in place of ours, if it has something that goes in this way.
pub(super) async fn of(
    db: &Db,
    row: &outbox::Model,
    (template, way): (Template, Way),
) -> Result<Option<OwnWords>, DbErr> {
    let named = template.occasion().zip(row.study_id);
    let Some((occasion, study)) = named else { return Ok(None) };
    for_study(db, study, (occasion, way)).await
}

/// What a study has to say on an occasion, if it has something that goes in this way.
pub(super) async fn for_study(
    db: &Db,
    study: i32,
    (occasion, way): (Occasion, Way),
) -> Result<Option<OwnWords>, DbErr> {
    let protocol = match protocols::latest(db.read(), study).await {
        Ok(held) => held.map(|held| held.protocol),
        Err(ProtocolError::Database(error)) => return Err(error),
        // A protocol that was tampered with keeps nobody from hearing that texts have stopped.
        Err(_) => None,
    };
    Ok(protocol.and_then(|protocol| OwnWords::of(protocol, (occasion, way), None)))
}

/// What somebody is told, called by their first name where it is known; nothing where the words cannot be filled in.
///
/// # Errors
/// When nobody is there, or the database fails.
pub(super) async fn said(
    db: &Db,
    (own, way): (&OwnWords, Way),
    ((row, study), reader): ((i32, &Study), Reader<'_>),
    brings: Option<&OnItsWay>,
) -> Result<Option<Rendered>, Unwritten> {
    let Some(messages) = own.messages() else { return Ok(None) };
    let wish = wording::language(db, reader.person).await?;
    let wish = wish.as_ref().unwrap_or(&messages.language);
    let dates = match brings {
        Some(brings) => dates(db, (row, &brings.wave), messages.language_for(wish)).await?,
        None => Dates::default(),
    };
    Ok(own.rendered((way, wish, &dates), (study, reader), brings).ok())
}

/// How dates are written in a language: as the survey of a wave does.
pub(super) async fn dates(
    db: &Db,
    (study, wave): (i32, &WaveKey),
    language: &Language,
) -> Result<Dates, DbErr> {
    match wording::survey(db, (study, wave), language).await {
        Ok(survey) => Ok(survey.words.clone()),
        Err(Unwritten::Database(error)) => Err(error),
        Err(_) => Ok(Dates::default()),
    }
}

impl OwnWords {
    /// Those of a protocol, if it has some that go in this way.
    pub fn of(
        protocol: Arc<Protocol>,
        (occasion, way): (Occasion, Way),
        voucher: Option<String>,
    ) -> Option<Self> {
        let message = MessageKey::new(occasion.key()).ok()?;
        let own = protocol.messages.as_ref()?.find(&message)?;
        (occasion.ways().contains(&way) && own.goes(way)).then_some(())?;
        Some(Self { protocol, message, voucher })
    }

    pub fn messages(&self) -> Option<&Messages> {
        self.protocol.messages.as_ref()
    }

    /// What is said to somebody with this wish.
    ///
    /// # Errors
    /// When it cannot be filled in.
    pub fn rendered(
        &self,
        (way, wish, dates): (Way, &Language, &Dates),
        (study, reader): (&Study, Reader<'_>),
        brings: Option<&OnItsWay>,
    ) -> Result<Rendered, Unrendered> {
        let worth = brings.map(|brings| brings.worth.to_string());
        let facts = Facts {
            study,
            words: dates,
            first_name: reader.first_name,
            link: None,
            code: None,
            code_page: None,
            minutes: None,
            voucher: worth.as_deref().or(self.voucher.as_deref()),
            gift: brings.map(OnItsWay::gift),
            last_day: None,
            choices: reader.choices,
            call_window: None,
        };
        let nothing = || Unrendered::NoMessage(self.message.clone());
        let messages = self.messages().ok_or_else(nothing)?;
        messages.render(&self.message, way, wish, &facts)
    }
}
