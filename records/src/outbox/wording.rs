//! The words of a contact: those that the study's protocol has for it now, in the language of the person, with what only
//! they may read. What cannot be filled in is not sent with a gap.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{
    definition::Survey,
    fill,
    keys::WaveKey,
    language::Language,
    messages::{CallWindow, Facts, FillIn, Messages, Part, Rendered, Unrendered},
    phrases::Words as Dates,
    schedule,
    stopping::Way,
};

use super::{letter::Unwritten, linking};
use crate::{
    Db,
    entity::{participant, study},
    schedule::Saying,
    stored::At,
    studies, versions,
};

/// What only they may read.
#[derive(Default)]
pub(super) struct Own {
    pub link: Option<String>,
    pub code: Option<String>,
}

impl Own {
    /// What these words need of a code and a long link. A text leads by the code, where there is one.
    pub fn leading(
        site: &str,
        (needs, way): (&BTreeSet<FillIn>, Way),
        (code, link): (Option<String>, Option<String>),
    ) -> Self {
        let by_code = code.as_ref().filter(|_| way == Way::Sms);
        let by_code = by_code.map(|code| format!("{}/{code}", linking::code_page(site)));
        Self { link: by_code.or(link).filter(|_| needs.contains(&FillIn::Link)), code }
    }
}

/// What the words are filled in with.
pub(super) struct Known<'a> {
    /// Where links point.
    pub site: &'a str,
    pub reader: Reader<'a>,
    /// In which language they would like to be written to.
    pub wish: Option<&'a Language>,
    /// How dates are written in the language in which they are.
    pub dates: &'a Dates,
    /// How long the survey of the wave takes, where that is known.
    pub minutes: Option<u8>,
    pub own: &'a Own,
}

/// Who reads it.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub person: i32,
    /// Empty where it is not known.
    pub first_name: &'a str,
    /// Of an email: the address at which they change how they are contacted.
    pub choices: Option<&'a str>,
}

/// What somebody is sent, called by their first name where it is known.
pub(super) async fn worded(
    db: &Db,
    site: &str,
    (saying, way): (&Saying, Way),
    (study, reader): (&study::Model, Reader<'_>),
    now: DateTime<Utc>,
) -> Result<Rendered, Unwritten> {
    let messages = said_by(saying)?;
    let person = reader.person;
    let wish = language(db, person).await?;
    let language = spoken(messages, wish.as_ref());
    let survey = survey(db, (study.id, &saying.wave), language).await?;
    let needs = needs(messages, saying, way);
    let at = At { participant: person, wave: saying.wave.clone() };
    let own = own(db, site, (study, &at), (&needs, way), now).await?;
    let (wish, dates, minutes) = (wish.as_ref(), &survey.words, Some(survey.minutes));
    let known = Known { site, reader, wish, dates, minutes, own: &own };
    filled((saying, way), &known, now)
}

/// What somebody is sent, of whom all is known that it needs.
pub(super) fn filled(
    (saying, way): (&Saying, Way),
    known: &Known<'_>,
    now: DateTime<Utc>,
) -> Result<Rendered, Unwritten> {
    let Known { site, reader, wish, dates, minutes, own } = known;
    let messages = said_by(saying)?;
    let page = linking::code_page(site);
    let plan = saying.protocol.waves.iter().find(|plan| *plan.key() == saying.wave);
    let open = plan.and_then(|plan| plan.wave.days(&saying.dates));
    let facts = Facts {
        study: &saying.study,
        words: dates,
        first_name: reader.first_name,
        link: own.link.as_deref(),
        code: own.code.as_deref(),
        code_page: Some(&page),
        minutes: *minutes,
        voucher: messages.vouchers.get(&saying.wave).map(String::as_str),
        gift: None,
        last_day: open.and_then(|(_, last)| last),
        choices: reader.choices,
        call_window: call_window(saying, now),
    };
    let wish = wish.unwrap_or(&messages.language);
    messages.render(&saying.message, way, wish, &facts).map_err(unwritten)
}

/// The words of the protocol by which it is said.
pub(super) fn said_by(saying: &Saying) -> Result<&Messages, Unwritten> {
    let messages = saying.protocol.messages.as_ref();
    messages.ok_or_else(|| Unwritten::NoWords(saying.message.clone()))
}

/// The language in which somebody with this wish is written to.
pub(super) fn spoken<'a>(messages: &'a Messages, wish: Option<&Language>) -> &'a Language {
    wish.map_or(&messages.language, |wish| messages.language_for(wish))
}

/// What is not there is not sent; what there is and cannot be filled in needs somebody's eyes.
fn unwritten(why: Unrendered) -> Unwritten {
    match why {
        Unrendered::NoMessage(key) | Unrendered::NoWords(key, _) => Unwritten::NoWords(key),
        why => Unwritten::Unfit(why.to_string()),
    }
}

/// The language in which somebody would like to be written to, if they said one.
pub(super) async fn language(db: &Db, person: i32) -> Result<Option<Language>, Unwritten> {
    let row = participant::Entity::find_by_id(person).one(db.read()).await?;
    let row = row.ok_or(Unwritten::Nobody)?;
    Ok(row.language.and_then(|tag| Language::new(&tag).ok()))
}

/// The survey of the wave in the language in which they are written to: dates are written as there.
pub(super) async fn survey(
    db: &Db,
    (study, wave): (i32, &WaveKey),
    language: &Language,
) -> Result<Arc<Survey>, Unwritten> {
    let wave = studies::wave_row(db.read(), study, wave.as_str()).await?;
    let version = wave.ok_or_else(no_survey)?;
    let version = version.survey_version_id;
    let survey = versions::as_wished(&db.cache, db.read(), version, Some(language.as_str()));
    Ok(survey.await?)
}

/// There is nothing that its words could lead to.
pub(super) fn no_survey() -> Unwritten {
    Unwritten::Unfit("its wave has no survey".to_owned())
}

/// What its words want filled in.
pub(super) fn needs(messages: &Messages, saying: &Saying, way: Way) -> BTreeSet<FillIn> {
    let Some(message) = messages.find(&saying.message) else { return BTreeSet::new() };
    let texts = Part::needed(way).iter().filter_map(|part| message.part(*part));
    texts.flat_map(fill::names).filter_map(FillIn::named).collect()
}

/// Whether a code stands in its words, or leads in place of a link that opens by itself, which is longer.
pub(super) fn wants_code(needs: &BTreeSet<FillIn>, way: Way) -> bool {
    needs.contains(&FillIn::Code) || needs.contains(&FillIn::Link) && way == Way::Sms
}

/// A text leads by the short code to whoever has a birthday on record.
async fn own(
    db: &Db,
    site: &str,
    (study, at): (&study::Model, &At),
    (needs, way): (&BTreeSet<FillIn>, Way),
    now: DateTime<Utc>,
) -> Result<Own, DbErr> {
    let code = match wants_code(needs, way) {
        true => linking::short_code(db, study, at, now).await?,
        false => None,
    };
    let is_led = code.is_some() && way == Way::Sms;
    let link = match needs.contains(&FillIn::Link) && !is_led {
        true => Some(linking::survey_link(db, site, study, at, now).await?),
        false => None,
    };
    Ok(Own::leading(site, (needs, way), (code.map(|code| code.to_string()), link)))
}

/// When they are rung next about the wave.
fn call_window(saying: &Saying, now: DateTime<Utc>) -> Option<CallWindow> {
    let zone = &saying.study.timezone;
    schedule::next_call(&saying.protocol, (zone, &saying.dates), (&saying.wave, &saying.step), now)
}
