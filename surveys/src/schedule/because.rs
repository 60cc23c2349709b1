//! Why a message does not go or waits, in the words in which staff read it: in the ledger of one person, in the list of messages, and
//! where a row of the outbox keeps it; and in a word for files.

use std::fmt;

use super::Because;

impl Because {
    /// Every one.
    pub const ALL: [Self; 19] = [
        Self::NoDate,
        Self::Complete,
        Self::Stopped,
        Self::Ended,
        Self::NotBegun,
        Self::Begun,
        Self::NotAgreed,
        Self::OptedOut,
        Self::NoAddress,
        Self::Unreachable,
        Self::OtherWay,
        Self::Paused,
        Self::Shut,
        Self::Held,
        Self::Passed,
        Self::Enough,
        Self::Closed,
        Self::NoHour,
        Self::NotPlanned,
    ];

    /// The word for it in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoDate => "no_date",
            Self::Complete => "complete",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
            Self::NotBegun => "not_begun",
            Self::Begun => "begun",
            Self::NotAgreed => "not_agreed",
            Self::OptedOut => "opted_out",
            Self::NoAddress => "no_address",
            Self::Unreachable => "unreachable",
            Self::OtherWay => "other_way",
            Self::Paused => "paused",
            Self::Shut => "shut",
            Self::Held => "held",
            Self::Passed => "too_late",
            Self::Enough => "enough",
            Self::Closed => "closed",
            Self::NoHour => "no_hour",
            Self::NotPlanned => "not_planned",
        }
    }

    /// The sentence in which staff read it.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::NoDate => "the date from which the survey is counted is not known",
            Self::Complete => "the survey was sent",
            Self::Stopped => "the person stopped this survey",
            Self::Ended => "nothing is asked of the person any more",
            Self::NotBegun => "it is for who has begun the survey, and this person has not",
            Self::Begun => "it is for who has not begun the survey, and this person has",
            Self::NotAgreed => "the person has not agreed to be reached like this",
            Self::OptedOut => "the person takes no messages like this any more",
            Self::NoAddress => "there is no address or number to send it to",
            Self::Unreachable => "messages to the address or number on record come back",
            Self::OtherWay => "the person can be reached in another way",
            Self::Paused => "the person asked for a pause",
            Self::Shut => "nobody can begin the survey at present",
            Self::Held => "all messages are held",
            Self::Passed => "it would have come too late",
            Self::Enough => "the wave has as many contacts as it may have",
            Self::Closed => "the survey is closed",
            Self::NoHour => "there is no hour at which it may go",
            Self::NotPlanned => "the protocol does not have this contact any more",
        }
    }
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.in_words())
    }
}
