//! Messages as somebody would read them, filled in by what fills in what is sent. The ways in and the vouchers that stand in
//! them are nobody's and open nothing, and none is made.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use surveys::{
    keys::{MessageKey, StepKey, WaveKey},
    language::Language,
    messages::{Messages, Occasion, Rendered},
    phrases::Words,
    protocol::Protocol,
    stopping::Way,
    study::Study,
    vouchers::Worth,
    waves::Dates,
};

use super::{
    linking,
    occasions::OwnWords,
    wording::{self, Known, Own, Reader},
};
use crate::{schedule::Saying, vouchers::OnItsWay};

/// Stands in place of a code and within a link: no code and no link has a U.
pub(crate) const CODE: &str = "UNUS-ABLE";
/// The same within a link that opens by itself, and in the address at which emails are stopped.
pub(crate) const TOKEN: &str = "UNUSABLEUNUSABLEUNUSABLEUN";
/// The same of a voucher.
pub(crate) const VOUCHER: &str = "UNUSABLE";
/// So long a voucher that is nobody's is good.
const GOOD_FOR: Days = Days::new(180);

/// Somebody, and what is known of them.
pub(crate) struct Reading<'a> {
    /// Where links point.
    pub site: &'a str,
    pub study: &'a Arc<Study>,
    pub protocol: &'a Arc<Protocol>,
    pub messages: &'a Messages,
    pub person: i32,
    /// Empty where it is not known.
    pub first_name: &'a str,
    /// Whether a code, which asks for it, can lead them.
    pub has_birthday: bool,
    pub wish: Option<&'a Language>,
    pub dates: Dates,
}

/// What a contact says.
pub(crate) struct OfContact<'a> {
    pub wave: &'a WaveKey,
    pub step: &'a StepKey,
    pub way: Way,
    pub message: &'a MessageKey,
}

impl Reading<'_> {
    /// What they would read of a contact that is made at this moment, with the words for dates and the minutes of its survey.
    ///
    /// # Errors
    /// Why nothing would be sent.
    pub fn of_contact(
        &self,
        contact: &OfContact<'_>,
        (words, minutes): (Words, Option<u8>),
        at: DateTime<Utc>,
    ) -> Result<Rendered, String> {
        let OfContact { wave, step, way, message } = contact;
        let saying = Saying {
            study: Arc::clone(self.study),
            protocol: Arc::clone(self.protocol),
            wave: (*wave).clone(),
            step: (*step).clone(),
            message: (*message).clone(),
            dates: self.dates,
        };
        let needs = wording::needs(self.messages, &saying, *way);
        let has_code = self.has_birthday && wording::wants_code(&needs, *way);
        let code = has_code.then(|| CODE.to_owned());
        let link = linking::opened_by(self.site, TOKEN);
        let own = Own::leading(self.site, (&needs, *way), (code, Some(link)));
        let choices = self.choices();
        let known = Known {
            site: self.site,
            reader: self.reader(&choices),
            wish: self.wish,
            dates: &words,
            minutes,
            own: &own,
        };
        let said = wording::filled((&saying, *way), &known, at);
        said.map_err(|unwritten| unwritten.to_string())
    }

    /// What they would read on an occasion; none where the protocol has no words of its own for it that go in this way.
    pub fn on_occasion(
        &self,
        (occasion, way): (Occasion, Way),
        words: &Words,
        today: NaiveDate,
    ) -> Option<Result<Rendered, String>> {
        let promised = self.messages.vouchers.iter().next();
        let worth = promised.map(|(_, worth)| worth.clone());
        let own = OwnWords::of(Arc::clone(self.protocol), (occasion, way), worth)?;
        let brings = promised.filter(|_| occasion == Occasion::Voucher);
        let brings = brings.and_then(|(wave, worth)| {
            let (code, worth) = (VOUCHER.to_owned(), Worth::named_in(worth)?);
            let use_by = today.checked_add_days(GOOD_FOR);
            Some(OnItsWay { wave: wave.clone(), code, worth, use_by })
        });
        let (choices, first) = (self.choices(), &self.messages.language);
        let whose = (self.study.as_ref(), self.reader(&choices));
        let said = own.rendered((way, self.wish.unwrap_or(first), words), whose, brings.as_ref());
        Some(said.map_err(|why| why.to_string()))
    }

    fn choices(&self) -> String {
        format!("{}/no-emails/{TOKEN}", self.site)
    }

    fn reader<'z>(&'z self, choices: &'z str) -> Reader<'z> {
        Reader { person: self.person, first_name: self.first_name, choices: Some(choices) }
    }
}

#[cfg(test)]
mod tests {
    use super::{CODE, TOKEN, VOUCHER};
    use crate::{links::ShortCode, secret};

    #[test]
    fn what_stands_for_a_code_or_a_link_is_as_long_as_one_and_can_be_none() {
        let ours = secret::crockford26(&[0; 32]);

        assert!(ShortCode::read(CODE).is_none() && CODE.len() == "K7QX-M2PD".len());
        assert!(TOKEN.len() == ours.len() && TOKEN.starts_with(VOUCHER));
    }
}
