//! What is missing, and what is there for nothing.

use super::{Around, Message, Messages};
use crate::{
    keys::WaveKey,
    language::Language,
    messages::{FillIn, Flaw, Kind, Occasion, OfWhole, Part, Wrong},
    protocol::{Protocol, Send},
    stopping::Way,
    texting,
};

pub(super) fn check(messages: &Messages, around: &Around<'_>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut tell = |message: Option<&Message>, wrong| {
        flaws.push(messages.flaw(message, None, Wrong::Whole(wrong)));
    };
    for word in texting::about_health(&messages.sender) {
        tell(None, OfWhole::Health(word));
    }
    let is_wave = |key: &WaveKey| around.study.wave(key).is_some();
    for wave in messages.vouchers.keys().filter(|key| !is_wave(key)) {
        tell(None, OfWhole::NoWave(wave.clone()));
    }
    for language in messages.lacking(around.languages) {
        tell(None, OfWhole::NoLanguage(language.clone()));
    }
    for message in &messages.messages {
        half(messages, message).into_iter().for_each(|wrong| tell(Some(message), wrong));
    }
    let Some(protocol) = around.protocol else { return flaws };
    for occasion in missing(messages, protocol) {
        tell(
            None,
            match occasion.kind() {
                Kind::Receipt | Kind::Gift => OfWhole::NoThanks(occasion),
                Kind::Reply | Kind::Planned => OfWhole::NoReply(occasion),
            },
        );
    }
    for message in &messages.messages {
        unused(message, protocol).into_iter().for_each(|wrong| tell(Some(message), wrong));
    }
    flaws
}

impl Messages {
    /// Those of these languages in which nobody is written to. Who answers a survey is thanked, and who sends a text is
    /// answered, also where no contact is planned.
    #[must_use]
    pub fn lacking<'a>(&self, asked: &'a [Language]) -> Vec<&'a Language> {
        let has = |language: &Language| self.languages().any(|own| is_for(own, language));
        asked.iter().filter(|language| !has(language)).collect()
    }
}

/// An email that is not all there.
fn half(messages: &Messages, message: &Message) -> Vec<OfWhole> {
    let has_link = message.body.as_ref().is_some_and(|body| body.contains(FillIn::LINK));
    let has_button = message.button.is_some() || messages.button.is_some();
    let half = match (&message.subject, &message.body) {
        (Some(_), None) => Some(OfWhole::Half(Part::Body)),
        (None, Some(_)) => Some(OfWhole::Half(Part::Subject)),
        _ => None,
    };
    (has_link && !has_button).then_some(OfWhole::NoButton).into_iter().chain(half).collect()
}

/// Whether who reads a language is written to in another form of it.
fn is_for(own: &Language, language: &Language) -> bool {
    own.first_part() == language.first_part()
}

fn sends(protocol: &Protocol) -> impl Iterator<Item = &Send> {
    let steps = protocol.waves.iter().flat_map(|plan| &plan.steps);
    steps.flat_map(|step| step.sends.iter().chain(&step.otherwise))
}

fn missing(messages: &Messages, protocol: &Protocol) -> Vec<Occasion> {
    let has_texts = sends(protocol).any(|send| send.way == Way::Sms);
    let has = |occasion: &Occasion, way: Way| {
        let mut all = messages.messages.iter();
        all.any(|message| message.key.as_str() == occasion.key() && message.goes(way))
    };
    let is_missing = |occasion: &Occasion| match occasion {
        Occasion::Stop | Occasion::Start | Occasion::Call | Occasion::Unknown => {
            has_texts && !has(occasion, Way::Sms)
        }
        // The program has words of its own.
        Occasion::Voucher => false,
        Occasion::ThanksAndVoucher if messages.vouchers.is_empty() => false,
        Occasion::Thanks if protocol.waves.iter().all(|plan| has_voucher(messages, plan)) => false,
        Occasion::Thanks | Occasion::ThanksAndVoucher => {
            !has(occasion, Way::Sms) && !has(occasion, Way::Email)
        }
    };
    Occasion::ALL.into_iter().filter(is_missing).collect()
}

fn has_voucher(messages: &Messages, plan: &crate::protocol::Plan) -> bool {
    messages.vouchers.contains_key(plan.key())
}

/// That nothing sends it, or in which ways nothing does.
fn unused(message: &Message, protocol: &Protocol) -> Vec<OfWhole> {
    if let Some(occasion) = Occasion::of(&message.key) {
        let idle = message.ways().filter(|way| !occasion.ways().contains(way));
        return idle.filter_map(part_of).map(OfWhole::UnusedPart).collect();
    }
    let is_meant =
        |send: &&Send| send.message == message.key || send.to_begun.as_ref() == Some(&message.key);
    let ways: Vec<_> = sends(protocol).filter(is_meant).map(|send| send.way).collect();
    if ways.is_empty() {
        return vec![OfWhole::Unused];
    }
    let idle = message.ways().filter(|way| !ways.contains(way));
    idle.filter_map(part_of).map(OfWhole::UnusedPart).collect()
}

/// What of a message goes in this way.
fn part_of(way: Way) -> Option<Part> {
    Part::needed(way).last().copied()
}
