//! What is wrong with a text, whenever it is sent.

use super::Weight;
use crate::{
    messages::FillIn,
    texting::{Alphabet, Size},
};

/// Something that is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfText {
    /// It has no words.
    Empty,
    /// Nothing has this name.
    Unknown(String),
    /// This cannot stand in such a text.
    NotHere(FillIn),
    /// This is about a survey, and the message is about none.
    NotKnown(FillIn),
    /// This stands among words, and becomes more than words.
    NotAlone(FillIn),
    /// It brings a voucher without its code.
    NoVoucherCode,
    /// It has several lines, and goes on one.
    Lines,
    /// It does not begin with who writes, which is this.
    Unsigned(String),
    /// It does not say who writes.
    Anonymous,
    /// It does not say how to be sent no more.
    NoWayOut,
    /// It does not say whom to ask.
    NobodyToAsk,
    /// A word about health, where others may read it.
    Health(String),
    /// A word of a promotion.
    Promotion(String),
    /// A word that is often one of a promotion, where there is room to say more.
    Offer(String),
    /// It names the programme, and goes to who has it and to who has it not.
    Programme(String),
    /// With a name of five letters it takes more parts than these.
    Long(Size, usize),
    /// With a name of more letters than these it takes more parts than these.
    LongName(usize, usize),
    /// These letters make it go in the wide alphabet. With each, what says the same in the narrow one.
    Wide(Vec<(char, &'static str)>),
    /// A sentence of so many words, which begins like this.
    LongSentence(usize, String),
    /// A subject of so many letters.
    LongSubject(usize),
    /// Words in capitals, or more than one exclamation mark.
    Loud(String),
}

impl OfText {
    pub(super) const fn weight(&self) -> Weight {
        match self {
            Self::Offer(_)
            | Self::Programme(_)
            | Self::LongName(..)
            | Self::Wide(_)
            | Self::LongSentence(..)
            | Self::LongSubject(_)
            | Self::Loud(_) => Weight::Warning,
            _ => Weight::Error,
        }
    }

    pub(super) fn problem(&self) -> String {
        let words = match self {
            Self::Empty => "is empty",
            Self::Lines => "has several lines, and goes on one",
            Self::NoVoucherCode => "brings a voucher, and does not have its code",
            Self::NoWayOut => "does not say how to be sent no more texts",
            Self::Anonymous => "does not say who writes",
            Self::NobodyToAsk => "does not say whom to ask",
            Self::Unknown(name) => return format!("has {{{name}}}, and nothing is called so"),
            Self::NotHere(one) => return has(*one, ", which cannot stand there"),
            Self::NotKnown(one) => {
                return has(*one, ", and is about no survey that it could be of");
            }
            Self::NotAlone(one) => return has(*one, " within a line"),
            Self::Unsigned(_) => "does not begin with who writes",
            Self::Health(word) => return says(word, HEALTH),
            Self::Promotion(word) | Self::Offer(word) => return says(word, ADVERTISING),
            Self::Programme(name) => return format!("names {name}, and goes to both groups"),
            Self::Long(size, most) => return long(*size, *most),
            Self::LongName(letters, most) => {
                let parts = in_parts(most + 1);
                return format!(
                    "goes in {parts} to who has a first name of more than {letters} letters"
                );
            }
            Self::Wide(_) => "has letters that make it cost twice as much or more",
            Self::LongSentence(words, begins) => {
                return format!("has a sentence of {words} words: “{begins}…”");
            }
            Self::LongSubject(letters) => {
                return format!("has {letters} letters, and a phone shows about 60");
            }
            Self::Loud(words) => return format!("shouts: “{words}”"),
        };
        words.to_owned()
    }

    pub(super) fn mend(&self) -> String {
        let words = match self {
            Self::Empty => "write it, or take the line out",
            Self::Lines => "write it on one",
            Self::NoVoucherCode => "write {voucher_code} into it",
            Self::NoWayOut => "end it with “Text STOP to opt out”",
            Self::Anonymous => "write {organisation} or {study} into it",
            Self::Programme(_) => "name the study",
            Self::NobodyToAsk => "write {team_phone} or {team_email} into it",
            Self::Unknown(name) => return meant_elsewhere(name),
            Self::NotHere(FillIn::Helplines) => "write the numbers themselves",
            Self::NotHere(_) | Self::NotKnown(_) => "take it out",
            Self::NotAlone(FillIn::Link) => "put it on a line of its own: it becomes a button",
            Self::NotAlone(_) => "put it on a line of its own: it becomes a list",
            Self::Unsigned(sender) => return format!("begin it with “{sender}”"),
            Self::Health(_) => "say it without",
            Self::Promotion(_) | Self::Offer(_) => "say what it is, without praise",
            Self::Long(..) => "shorten it, or write the parts that you pay for as parts",
            Self::LongName(..) => "shorten it, if you do not want to pay for that",
            Self::Wide(letters) => return instead(letters),
            Self::LongSentence(..) => "make two of it",
            Self::LongSubject(_) => "put first what matters, or shorten it",
            Self::Loud(_) => "write it in small letters",
        };
        words.to_owned()
    }
}

const HEALTH: &str = ", and others may see it: that is a word about health";
const ADVERTISING: &str = ": that is a word of advertising";

fn says(word: &str, behind: &str) -> String {
    format!("says “{word}”{behind}")
}

fn has(one: FillIn, behind: &str) -> String {
    format!("has {{{}}}{behind}", one.name())
}

fn in_parts(parts: usize) -> String {
    if parts == 1 { "one part".to_owned() } else { format!("{parts} parts") }
}

fn long(Size { alphabet, units, parts }: Size, most: usize) -> String {
    let wide = if alphabet == Alphabet::Ucs2 { ", in the wide alphabet," } else { "" };
    let (parts, most) = (in_parts(parts), in_parts(most));
    format!("takes {units} places{wide} and goes in {parts}, and may go in {most}")
}

fn instead(letters: &[(char, &'static str)]) -> String {
    let each = letters.iter().map(|(letter, plain)| format!("{plain} for {letter}"));
    format!("write {}", each.collect::<Vec<_>>().join(", "))
}

/// What people write for a name that there is, or why there is none.
fn meant_elsewhere(name: &str) -> String {
    const ELSEWHERE: [(&str, FillIn); 12] = [
        ("name", FillIn::FirstName),
        ("firstname", FillIn::FirstName),
        ("forename", FillIn::FirstName),
        ("url", FillIn::Link),
        ("survey_link", FillIn::Link),
        ("length", FillIn::Minutes),
        ("deadline", FillIn::LastDay),
        ("closes_on", FillIn::LastDay),
        ("phone", FillIn::TeamPhone),
        ("email", FillIn::TeamEmail),
        ("reward", FillIn::Voucher),
        ("help", FillIn::Helplines),
    ];
    if name == "programme" {
        return "write {study}: messages go to both groups, and name the study".to_owned();
    }
    let meant = ELSEWHERE.iter().find(|(other, _)| name.eq_ignore_ascii_case(other));
    meant.map_or_else(
        || {
            let names = FillIn::ALL.map(FillIn::name);
            format!("there are {}", names.join(", "))
        },
        |(_, one)| format!("did you mean {{{}}}?", one.name()),
    )
}
