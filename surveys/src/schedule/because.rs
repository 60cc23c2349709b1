//! Why a message does not go or waits, in the words in which staff read it: in the ledger of one person, in the list of messages, and
//! where a row of the outbox keeps it.

use std::fmt;

use super::Because;

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
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
        })
    }
}
