//! What stands in a letter: made when it is printed, like any message when it is sent.

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{calendar, language::Language, messages::FillIn, stopping::Way};

use crate::{
    Db,
    entity::{outbox, study},
    identity,
    outbox::{
        Channel, Template,
        letter::Unwritten,
        linking,
        may_send::{Words, may_send},
        settling::{Outcome, whom},
        wording::{self, Reader},
    },
    schedule::Saying,
    stored::At,
};

/// A letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Printed {
    /// The study number, by which a letter that comes back is known.
    pub reference: String,
    /// To whom.
    pub name: String,
    /// Where they live, a line each.
    pub address: Vec<String>,
    /// In which language it is.
    pub language: Language,
    /// The day on which it was printed, as it is written in that language.
    pub date: String,
    /// What it says. An empty line begins a paragraph.
    pub text: String,
    /// Where their survey is, for the camera of a telephone; none in a letter that leads to no survey.
    pub leads_to: Option<String>,
}

impl std::fmt::Debug for Printed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Printed({})", self.reference)
    }
}

/// The letter of a row that waits, or what becomes of it instead.
pub(super) async fn newly(
    db: &Db,
    row: &outbox::Model,
    site: &str,
    now: DateTime<Utc>,
) -> Result<Result<Printed, Outcome>, DbErr> {
    let saying = match may_send(db, row, (Template::Planned, Channel::Post), now).await? {
        Ok(Words::OfProtocol(saying)) => saying,
        Ok(Words::Ours | Words::OfOccasion(_)) => {
            return Ok(Err(Outcome::Failed("it has no words".to_owned())));
        }
        Err(outcome) => return Ok(Err(outcome)),
    };
    match letter(db, row, (&saying, site), now).await {
        Ok(letter) => Ok(Ok(letter)),
        Err(unwritten) => unwritten.outcome(row.until).map(Err),
    }
}

/// A letter that was printed, once more; none to whoever may not be sent it any more.
pub(super) async fn once_more(
    db: &Db,
    row: &outbox::Model,
    site: &str,
    now: DateTime<Utc>,
) -> Result<Option<Printed>, DbErr> {
    // It is asked as of a new one: the file was lost, so nothing is in the post yet.
    Ok(newly(db, row, site, now).await?.ok())
}

async fn letter(
    db: &Db,
    row: &outbox::Model,
    (saying, site): (&Saying, &str),
    now: DateTime<Utc>,
) -> Result<Printed, Unwritten> {
    let (Some(study), Some(id)) = (row.study_id, row.participant_id) else {
        return Err(Unwritten::Nobody);
    };
    let study = study::Entity::find_by_id(study).one(db.read()).await?.ok_or(Unwritten::Nobody)?;
    let person = identity::person(db, id).await?.unwrap_or_default();
    let address = person.address.ok_or(Unwritten::NoAddress("postal address"))?;
    let lines = address.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    let first_name = person.first_name.as_deref().unwrap_or_default();
    let reader = Reader { person: id, first_name, choices: None };
    let said = wording::worded(db, site, (saying, Way::Post), (&study, reader), now).await?;
    let (language, date) =
        (language(db, id, saying).await?, calendar::date_in(&saying.study.timezone, now));
    let survey = wording::survey(db, (study.id, saying), &language).await?;
    let name: Vec<_> =
        [&person.first_name, &person.last_name].into_iter().flatten().cloned().collect();
    Ok(Printed {
        reference: whom(db.read(), row).await?,
        name: name.join(" "),
        address: lines.chain(person.postcode).collect(),
        language,
        date: survey.words.date(date),
        text: said.text,
        leads_to: leads_to(db, (&study, id), (saying, site), now).await?,
    })
}

/// The language in which somebody is written to.
async fn language(db: &Db, person: i32, saying: &Saying) -> Result<Language, Unwritten> {
    let messages = saying.protocol.messages.as_ref();
    let messages = messages.ok_or_else(|| Unwritten::NoWords(saying.message.clone()))?;
    let wish = wording::language(db, person).await?;
    Ok(wish.map_or_else(|| messages.language.clone(), |wish| messages.language_for(&wish).clone()))
}

/// Where a letter leads that leads anywhere: by the short code, which asks for their birthday, where that is known. Others
/// than they open their letters, too.
async fn leads_to(
    db: &Db,
    (study, person): (&study::Model, i32),
    (saying, site): (&Saying, &str),
    now: DateTime<Utc>,
) -> Result<Option<String>, DbErr> {
    let Some(messages) = &saying.protocol.messages else { return Ok(None) };
    let needs = wording::needs(messages, saying, Way::Post);
    if ![FillIn::Link, FillIn::Code, FillIn::CodePage].iter().any(|way_in| needs.contains(way_in)) {
        return Ok(None);
    }
    let at = At { participant: person, wave: saying.wave.clone() };
    Ok(Some(match linking::short_code(db, study, &at, now).await? {
        Some(code) => format!("{}/{code}", linking::code_page(site)),
        None => linking::survey_link(db, site, study, &at, now).await?,
    }))
}
