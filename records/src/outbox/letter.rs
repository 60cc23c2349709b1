//! Words become a letter, at the moment of sending and not before: who it is for, and what only they
//! may read, is looked up here.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{keys::MessageKey, messages::Rendered, study::Study};

use super::{
    Template, Wire, delivery, linking,
    marks::{Use, marked},
    may_send::Words,
    occasions, ours,
    post::Post,
    settling::Outcome,
    wording::{self, Reader},
};
use crate::{
    Db,
    entity::{outbox, staff_member, study},
    identity,
    senders::{From, Letter, html},
    vouchers::{self, OnItsWay},
};

/// Why a letter was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unwritten {
    /// Nobody is there to be told.
    #[error("there is nobody to send it to")]
    Nobody,
    /// It is not known where to reach them in this way.
    #[error("there is no {0} to send it to")]
    NoAddress(&'static str),
    /// What went to the same address came back.
    #[error("messages to the address on record come back")]
    CameBack,
    /// The protocol says nothing of the kind any more, or not in this way.
    #[error("the protocol has no words for “{0}” any more")]
    NoWords(MessageKey),
    /// Another voucher was given in place of the one that it brings, or its last day has come.
    #[error("its voucher is no longer theirs to use")]
    NoVoucher,
    /// What it leads to was used, replaced or is too old.
    #[error("its link no longer works")]
    Over,
    /// The row, the texts and this program do not fit together.
    #[error("{0}")]
    Unfit(String),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl Unwritten {
    /// What becomes of the message. A contact, which has a moment after which it is not sent, waits for an address until
    /// then.
    ///
    /// # Errors
    /// When the database failed.
    pub fn outcome(self, until: Option<DateTime<Utc>>) -> Result<Outcome, DbErr> {
        match (self, until) {
            (Self::Database(error), _) => Err(error),
            (missing @ (Self::NoAddress(_) | Self::CameBack), Some(until)) => {
                Ok(Outcome::Kept(missing.to_string(), until))
            }
            (unfit @ Self::Unfit(_), _) => Ok(Outcome::Failed(unfit.to_string())),
            (unwritten, _) => Ok(Outcome::NotSent(unwritten.to_string())),
        }
    }
}

pub(super) type Facts = BTreeMap<String, String>;

/// Writes the letter of a row, with the mark of the address it goes to.
pub(super) async fn write(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    (template, wire, words): (Template, Wire, &Words),
    now: DateTime<Utc>,
) -> Result<(Letter, Option<String>), Unwritten> {
    let mut facts = said_besides(row)?;
    let study = match row.study_id {
        Some(id) => Some(study_of(db, id).await?),
        None => None,
    };
    let from = sender(post, study.as_ref().map(|(_, study)| study));
    study.iter().for_each(|(_, study)| about_study(&mut facts, study));
    let (study, file) = study.unzip();
    let ours = (template, study.as_ref());
    if let Some(link) = linking::link(db, &post.public_url, row, ours, &facts, now).await? {
        facts.insert("link".to_owned(), link);
    }
    let brings = brings(db, template, &facts, now).await?;
    if let Some(brings) = &brings {
        facts.extend(brings.facts());
    }
    let to = reached_by(db, row, wire, &mut facts).await?;
    let mark = open_address(db, row, &to).await?;
    facts.insert("site".to_owned(), post.public_url.clone());
    facts.insert("choices".to_owned(), choices(db, post, row));
    let study = study.as_ref().zip(file.as_ref());
    let says = (template, wire, words);
    let facts = (&facts, brings.as_ref());
    let says = said(db, post, says, (study, row.participant_id), facts, now).await?;
    let letter = letter(db, row, wire, (from, to), says);
    let letter = Letter { until: until(words, wire, now), ..letter };
    Ok((if wire == Wire::Email { as_mail(db, post, row, letter) } else { letter }, mark))
}

/// When the hours of its way end today.
fn until(words: &Words, wire: Wire, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let Words::OfProtocol(saying) = words else { return None };
    let hours = saying.protocol.hours.get(&wire.channel().way())?;
    hours.end(&saying.study.timezone, &saying.protocol.holidays, now)
}

/// What it says: in the words of the study's protocol, or in ours.
async fn said(
    db: &Db,
    post: &Post,
    (template, wire, words): (Template, Wire, &Words),
    (study, person): (Option<(&study::Model, &Study)>, Option<i32>),
    (facts, brings): (&Facts, Option<&OnItsWay>),
    now: DateTime<Utc>,
) -> Result<Rendered, Unwritten> {
    let reader = person.map(|person| Reader {
        person,
        first_name: facts.get("first_name").map_or("", String::as_str),
        choices: facts.get("choices").map(String::as_str),
    });
    let way = wire.channel().way();
    match (words, study, reader) {
        (Words::Ours, ..) => ours::filled(template, facts),
        (Words::OfProtocol(saying), Some((study, _)), Some(reader)) => {
            let saying = (saying.as_ref(), way);
            wording::worded(db, &post.public_url, saying, (study, reader), now).await
        }
        (Words::OfOccasion(own), Some((row, study)), Some(reader)) => {
            let whose = ((row.id, study), reader);
            let own = occasions::said(db, (own, way), whose, brings).await?;
            own.map_or_else(|| ours::filled(template, facts), Ok)
        }
        (Words::OfProtocol(_) | Words::OfOccasion(_), ..) => Err(Unwritten::Nobody),
    }
}

/// The voucher of a message that brings one.
async fn brings(
    db: &Db,
    template: Template,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Option<OnItsWay>, Unwritten> {
    if template != Template::Voucher {
        return Ok(None);
    }
    vouchers::told(db, facts, now).await?.ok_or(Unwritten::NoVoucher).map(Some)
}

async fn reached_by(
    db: &Db,
    row: &outbox::Model,
    wire: Wire,
    facts: &mut Facts,
) -> Result<String, Unwritten> {
    match (row.participant_id, row.staff_id) {
        (Some(person), _) => participant_reached(db, person, wire, facts).await,
        (None, Some(staff)) => staff_reached(db, staff, wire, facts).await,
        (None, None) => Err(Unwritten::Nobody),
    }
}

fn said_besides(row: &outbox::Model) -> Result<Facts, Unwritten> {
    super::facts(row).map_err(|_| Unwritten::Unfit("its facts cannot be read".to_owned()))
}

fn letter(
    db: &Db,
    row: &outbox::Model,
    wire: Wire,
    (from, to): (From, String),
    says: Rendered,
) -> Letter {
    let name = super::name(row);
    Letter {
        number: marked(&db.vault.keys, Use::ComingBack, &name),
        name,
        wire,
        from,
        to,
        subject: says.subject.unwrap_or_default(),
        body: says.text,
        html: says.html,
        unsubscribe: None,
        return_path: None,
        until: None,
    }
}

/// What a mail has besides its words. A receipt confirms what somebody did, and is nothing that can be stopped.
fn as_mail(db: &Db, post: &Post, row: &outbox::Model, letter: Letter) -> Letter {
    let is_receipt = Template::by_name(&row.template).is_some_and(Template::is_receipt);
    let unsubscribe = (row.participant_id.is_some() && !is_receipt).then(|| choices(db, post, row));
    let return_path = post.return_path(&letter.number);
    // The words of a protocol come with theirs, in their own language; ours are English.
    let html = letter.html.clone().or_else(|| Some(html::of(&letter.body)));
    Letter { html, unsubscribe, return_path, ..letter }
}

/// The address in a mail at which emails are stopped, and from which everything else can be changed.
fn choices(db: &Db, post: &Post, row: &outbox::Model) -> String {
    let token = marked(&db.vault.keys, Use::Stopping, &super::name(row));
    format!("{}/no-emails/{token}", post.public_url)
}

/// The mark of a participant's address, unless what went there came back.
async fn open_address(
    db: &Db,
    row: &outbox::Model,
    address: &str,
) -> Result<Option<String>, Unwritten> {
    let Some(person) = row.participant_id else { return Ok(None) };
    let mark = delivery::mark(db, person, address).await?;
    if delivery::came_back(db, (person, &row.channel), mark.as_deref()).await? {
        return Err(Unwritten::CameBack);
    }
    Ok(mark)
}

async fn study_of(db: &Db, id: i32) -> Result<(study::Model, Study), Unwritten> {
    let row = study::Entity::find_by_id(id).one(db.read()).await?.ok_or(Unwritten::Nobody)?;
    let study = serde_json::from_str(&row.definition);
    let study = study.map_err(|_| Unwritten::Unfit("its study cannot be read".to_owned()))?;
    Ok((row, study))
}

fn about_study(facts: &mut Facts, study: &Study) {
    for (name, fact) in [
        ("study", &study.title),
        ("organisation", &study.organisation),
        ("team_email", &study.team.email),
        ("team_phone", &study.team.phone),
    ] {
        facts.insert(name.to_owned(), fact.clone());
    }
}

/// A study writes under its own name and is answered at its own address.
fn sender(post: &Post, study: Option<&Study>) -> From {
    match study {
        Some(study) => From {
            title: study.title.clone(),
            email: study.team.email.clone(),
            study: Some(study.key.to_string()),
        },
        None => From { title: "Throughline".to_owned(), email: post.no_reply(), study: None },
    }
}

async fn participant_reached(
    db: &Db,
    id: i32,
    wire: Wire,
    facts: &mut Facts,
) -> Result<String, Unwritten> {
    let contact = identity::contact(db, id).await?;
    facts.insert("first_name".to_owned(), contact.first_name.unwrap_or_default());
    reached(contact.email, contact.mobile, wire)
}

/// Staff are written to by email only. Whoever was removed meanwhile is told nothing.
async fn staff_reached(
    db: &Db,
    id: i32,
    wire: Wire,
    facts: &mut Facts,
) -> Result<String, Unwritten> {
    let member = staff_member::Entity::find_by_id(id).one(db.read()).await?;
    let member = member.filter(|member| member.removed_at.is_none()).ok_or(Unwritten::Nobody)?;
    facts.insert("name".to_owned(), member.name.unwrap_or_else(|| member.email.clone()));
    reached(Some(member.email), None, wire)
}

fn reached(email: Option<String>, mobile: Option<String>, wire: Wire) -> Result<String, Unwritten> {
    match wire {
        Wire::Email => email.ok_or(Unwritten::NoAddress("email address")),
        Wire::Sms => mobile.ok_or(Unwritten::NoAddress("telephone number")),
    }
}
