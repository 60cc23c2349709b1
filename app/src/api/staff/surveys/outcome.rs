//! What was done about a survey, and what is wrong with a form about one.

use crate::api::staff::{arranging::QuestionWrong, translating::TranslationWrong};

/// What was done about a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyDone {
    /// The draft was saved.
    Saved,
    /// It was, together with what was saved elsewhere meanwhile.
    Joined,
    /// A version was published.
    Published,
    /// A wave begins with this version.
    PutToUse,
    /// The version is retired.
    Retired,
    /// Just this was published before.
    PublishedBefore,
    /// The draft was thrown away.
    ThrownAway,
    /// The translations were saved.
    Translated,
    /// A file of a translator was taken in.
    TakenIn {
        /// How many texts it says something new of.
        taken: usize,
        /// How many are of texts that are no longer asked.
        put_aside: usize,
        /// Of how many it says nothing new.
        unchanged: usize,
        /// How many were changed here meanwhile, too.
        in_doubt: usize,
    },
    /// The last change was undone.
    Undone,
    /// A version of a protocol was published.
    Followed,
    /// A draft of the next protocol was saved.
    ProtocolSaved,
    /// It was, together with what somebody else saved meanwhile.
    ProtocolJoined,
    /// It was not, since it says what holds.
    ProtocolSame,
    /// It was thrown away.
    ProtocolThrownAway,
    /// Words of an instrument are on record, with the licence for them.
    Licensed,
    /// They were already, just like this.
    LicensedBefore,
}

impl SurveyDone {
    /// What an address may say was done.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "draft-saved" => Some(Self::Saved),
            "draft-joined" => Some(Self::Joined),
            "published" => Some(Self::Published),
            "put-to-use" => Some(Self::PutToUse),
            "retired" => Some(Self::Retired),
            "published-before" => Some(Self::PublishedBefore),
            "thrown-away" => Some(Self::ThrownAway),
            "translated" => Some(Self::Translated),
            "undone" => Some(Self::Undone),
            "protocol-published" => Some(Self::Followed),
            "protocol-saved" => Some(Self::ProtocolSaved),
            "protocol-joined" => Some(Self::ProtocolJoined),
            "protocol-same" => Some(Self::ProtocolSame),
            "protocol-thrown-away" => Some(Self::ProtocolThrownAway),
            "licensed" => Some(Self::Licensed),
            "licensed-before" => Some(Self::LicensedBefore),
            _ => None,
        }
    }
}

/// Who saved a draft while somebody else had a page of it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A colleague.
    Another,
    /// Whoever has the page open, on another page.
    Own,
}

/// What is wrong with a form about a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyWrong {
    /// The key is none.
    Key,
    /// A survey has this key.
    KeyTaken,
    /// It has no title.
    Title,
    /// Its title is longer than a list has room for.
    LongTitle,
    /// It is longer than any survey.
    TooLong,
    /// Somebody else changed the same lines of it meanwhile.
    ChangedMeanwhile,
    /// Somebody else changed the same lines of a protocol meanwhile.
    SameLines,
    /// A wave of a protocol has a contact of this name.
    ContactTaken,
    /// Somebody saved it since its changes were looked at.
    Overtaken,
    /// The published version cannot be written as a file.
    Unwritable,
    /// It was not said why.
    Reason,
    /// It was, in too many words.
    LongReason,
    /// The draft has faults.
    Faulty,
    /// The number is taken by a version that says something else.
    Taken(u32),
    /// It is retired already, or for good.
    Retired,
    /// People still begin on it.
    InUse,
    /// No wave was chosen.
    NoWave,
    /// The wave cannot begin with it; why stands beside what is said.
    Unfit,
    /// Nothing can be found in its text, which is no TOML.
    Unreadable,
    /// It is saved, but not published; why stands beside what is said.
    NotPublished,
    /// It was not changed; why stands beside what is said.
    Unchanged,
    /// Something of a question is.
    Question(QuestionWrong),
    /// Something of a translation is.
    Translation(TranslationWrong),
    /// No file was chosen.
    NoFile,
    /// The file is of none of the formats.
    NoFormat,
    /// Nothing was brought of the file; why stands beside what is said.
    NotBrought,
    /// It was not said that throwing away is meant.
    NotMeant,
    /// Somebody saved it since it was to be thrown away.
    ChangedSince,
}
