//! When in a call something is said, and how an interviewer has it before them.

use self::Moment as At;

/// A part of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Voicemail answers.
    Voicemail,
    /// Somebody answers, and may be anybody.
    WhoIsThere,
    /// It is them.
    Introduction,
    /// They are asked.
    Questions,
    /// They are upset, or cannot go on.
    Pause,
    /// They would rather not.
    Refusal,
    /// All was asked.
    End,
}

/// How an interviewer has it before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// They read it out, as it is written.
    ReadOut,
    /// It tells them what to do.
    Told,
    /// It tells them what is not said.
    Warned,
}

impl Moment {
    /// Every moment, in the order of a call.
    pub const ALL: [Self; 7] = [
        At::Voicemail,
        At::WhoIsThere,
        At::Introduction,
        At::Questions,
        At::Pause,
        At::Refusal,
        At::End,
    ];

    /// When it is.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            At::Voicemail => "If voicemail answers",
            At::WhoIsThere => "Until it is known who is on the line",
            At::Introduction => "Before anything is asked",
            At::Questions => "Around the questions",
            At::Pause => "If somebody is upset, or cannot go on",
            At::Refusal => "If they would rather not",
            At::End => "At the end",
        }
    }
}
