//! Texts by Twilio. What it answers is told apart by one thing: whether it may have taken the text. Twilio knows no
//! number of ours by which a second attempt would be the same text, so a text is never given to it twice: where no
//! answer came, its list of texts is asked, or what it tells us of the text later answers by itself.

mod answer;

mod asking;

mod coming_in;

mod form;

mod signing;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use surveys::telephone;
use twilio::{TwilioAuthentication, TwilioClient};

use self::{answer::Answered, form::FORM};
use super::{Handed, Letter};
use crate::outbox::{Handing, NotBegun};

pub(crate) use self::coming_in::CameIn;
pub use self::{coming_in::NotListed, signing::Signed};

/// How long Twilio tries to reach a telephone, at most and at least: a text that comes a day late says what is not true, and
/// one that goes in the last minute of its hours goes.
const LONGEST: TimeDelta = TimeDelta::hours(4);
const SHORTEST: TimeDelta = TimeDelta::minutes(1);

/// An account at Twilio, and where it is reached.
#[derive(Clone)]
pub struct TwilioAccount {
    /// Its name, `AC…`.
    pub account_sid: String,
    /// Its token, and while it is being changed the other one. The first is used; both may have signed.
    pub auth_tokens: Vec<String>,
    /// The messaging service of each study, by the study's key. A person who answers STOP stops one study's texts.
    pub messaging_services: BTreeMap<String, String>,
    /// Where Twilio is, without a stroke at the end.
    pub url: String,
    /// Where it reaches us, without a stroke at the end.
    pub public_url: String,
    /// How long is waited for its answer.
    pub answer_within: Duration,
}

/// An account in use. Clones share it.
#[derive(Clone)]
pub struct Twilio(Arc<Inner>);

struct Inner {
    account: TwilioAccount,
    client: TwilioClient,
    trouble: Mutex<Option<String>>,
    missed: AtomicBool,
}

impl Twilio {
    /// Asks nobody yet.
    #[must_use]
    pub fn new(account: TwilioAccount) -> Self {
        let token = account.auth_tokens.first().map_or("", String::as_str);
        let basic_auth = BASE64_STANDARD.encode(format!("{}:{token}", account.account_sid));
        let authentication = TwilioAuthentication::BasicAuth { basic_auth };
        let mut client = TwilioClient::new(&account.url, authentication);
        client.client = client.client.answer_within(account.answer_within);
        let client = client.with_middleware(form::Form);
        let (trouble, missed) = (Mutex::default(), AtomicBool::new(true));
        Self(Arc::new(Inner { account, client, trouble, missed }))
    }

    /// What keeps all texts from leaving, if something does: Twilio cannot be reached, or does not take our token.
    /// It names nobody.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Something that Twilio told us could not be written down. It does not tell it again.
    pub fn note_missed(&self) {
        self.0.missed.store(true, Ordering::Release);
    }

    /// Whether something was missed since this was last asked; while nobody has asked yet, that is not known.
    pub(crate) fn has_missed(&self) -> bool {
        self.0.missed.swap(false, Ordering::AcqRel)
    }

    /// The study whose texts a messaging service sends.
    #[must_use]
    pub fn study_of(&self, service: &str) -> Option<&str> {
        let mut services = self.0.account.messaging_services.iter();
        services.find(|(_, sid)| *sid == service).map(|(study, _)| study.as_str())
    }

    pub(super) async fn send(&self, letter: Letter, handing: &Handing) -> Result<Handed, NotBegun> {
        let Some(service) = self.service_of(&letter) else {
            let none = "no messaging service of Twilio's is set up for this study";
            return Ok(Handed::Later(none.to_owned()));
        };
        let Some(number) = telephone::international(&letter.to) else {
            return Ok(Handed::NoSuchAddress(
                "the number on record is no telephone number".to_owned(),
            ));
        };
        let fields = [
            ("To", number.as_str()),
            ("MessagingServiceSid", service),
            ("Body", letter.body.trim_end()),
            ("StatusCallback", &self.status_url(&letter.name)),
            ("ValidityPeriod", &valid_for(letter.until, handing.now())),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        handing.begin().await?;
        let asked = self.0.client.create_message(&self.0.account.account_sid).send();
        let answered = Answered::of(FORM.scope(fields.to_vec(), asked).await);
        self.note(&answered);
        Ok(answered.into())
    }

    /// Where Twilio tells what became of the message of this name.
    fn status_url(&self, name: &str) -> String {
        format!("{}/hooks/twilio/status/{name}", self.0.account.public_url)
    }

    fn service_of(&self, letter: &Letter) -> Option<&str> {
        let study = letter.from.study.as_ref()?;
        self.0.account.messaging_services.get(study).map(String::as_str)
    }

    fn note(&self, answered: &Answered) {
        let mut trouble = self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        *trouble = answered.trouble().map(str::to_owned);
    }
}

/// So many seconds: a telephone that is off does not ring in the night for it.
fn valid_for(until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> String {
    let left = until.map_or(LONGEST, |until| until - now);
    left.clamp(SHORTEST, LONGEST).num_seconds().to_string()
}

/// No token is shown.
impl fmt::Debug for TwilioAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TwilioAccount({} at {})", self.account_sid, self.url)
    }
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.account.fmt(f)
    }
}
