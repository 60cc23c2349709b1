//! What is wrong with a text on the day on which it is sent.

use crate::{messages::FillIn, stopping::Way};

/// Something that is wrong with what a contact sends. Nothing of it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfStep {
    /// There is no such message.
    NoMessage,
    /// The message has no words for this way.
    NoWords(Way),
    /// It is one that the program sends as an answer or a receipt.
    NotPlanned,
    /// This leads to a survey that is not open yet.
    Early(FillIn),
    /// The wave has nothing of this.
    NotGiven(FillIn),
    /// It does not lead to the survey.
    NoLink,
    /// Words that are true only so many days before the wave's last day; it may be sent so many days before.
    Untrue(&'static str, u16, Option<u16>),
    /// It says that it is the last, and it is not.
    NotLast(&'static str),
    /// It says so many minutes, and the survey takes so many.
    Minutes(u16, u8),
    /// It says that so much is given, and it is so much, or nothing.
    Voucher(String, Option<String>),
}

impl OfStep {
    pub(super) fn problem(&self) -> String {
        match self {
            Self::NoMessage => "is not there, and is sent".to_owned(),
            Self::NoWords(way) => format!("has no words for {}, and is sent so", in_words(*way)),
            Self::NotPlanned => "goes when somebody does something, and is sent".to_owned(),
            Self::Early(one) => format!("has {{{}}}, and the survey is not open yet", one.name()),
            Self::NotGiven(one) => format!("has {{{}}}, and there is none", one.name()),
            Self::NoLink => "does not lead to the survey".to_owned(),
            Self::Untrue(claim, _, None) => {
                format!("says “{claim}”, and the survey has no last day")
            }
            Self::Untrue(claim, _, Some(left)) => {
                format!("says “{claim}”, and may be sent {left} days before the last")
            }
            Self::NotLast(claim) => format!("says “{claim}”, and others follow"),
            Self::Minutes(said, takes) => {
                format!("says {said} minutes, and the survey takes {takes}")
            }
            Self::Voucher(said, Some(given)) => format!("says {said}, and {given} is given"),
            Self::Voucher(said, None) => format!("says {said}, and no voucher is given"),
        }
    }

    pub(super) fn mend(&self) -> String {
        let words = match self {
            Self::NoMessage => "write it under [[messages]], or name another",
            Self::NoWords(Way::Sms) => "write them as sms",
            Self::NoWords(Way::Email) => "write them as subject and body",
            Self::NoWords(Way::Post) => "write them as letter",
            Self::NoWords(Way::Phone) => "write what is left after the tone as voicemail",
            Self::NotPlanned => "name another message",
            Self::Early(_) => "take it out, or send it on a later day",
            Self::NotGiven(FillIn::Voucher) => "take it out, or write the wave under [vouchers]",
            Self::NotGiven(FillIn::LastDay) => "take it out, or let the wave close with open_for",
            Self::NotGiven(FillIn::CallWindow) => {
                "take it out, or add a contact by phone on this day or a later one"
            }
            Self::NotGiven(_) => "take it out",
            Self::NoLink => "add {link}; on paper, {code_page} and {code}",
            Self::Untrue(claim, most, _) => {
                return format!(
                    "say it in other words, or send it {most} days before the last or later; of the past, not “{claim}” but “a week ago”"
                );
            }
            Self::NotLast(_) => "leave it out, or send it last",
            Self::Minutes(..) => {
                "write {minutes}, or write how long it takes as minutes of the message"
            }
            Self::Voucher(..) => "write {voucher}, or put the amount right under [vouchers]",
        };
        words.to_owned()
    }
}

fn in_words(way: Way) -> &'static str {
    match way {
        Way::Sms => "a text",
        Way::Email => "an email",
        Way::Phone => "a voicemail",
        Way::Post => "a letter",
    }
}
