//! Calling in plain words, for whoever rings and for whoever looks after them.

use std::fmt;

use super::{Because, Reason, Slot, Waited};

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Appointment => "an appointment at this time",
            Self::LooseAppointment => "an appointment around this time",
            Self::AskedByText => "they asked by text to be rung",
            Self::Begun => "they have begun the survey",
            Self::ClosingSoon => "the survey closes soon",
            Self::Conversion => "they refused, and are asked once more by somebody else",
            Self::SlotNotTried => "not rung often enough at this time of the week",
            Self::BestSlot => "the best time of the week so far",
        })
    }
}

impl Reason {
    /// Every reason, in the order in which cases come.
    pub const ALL: [Self; 8] = [
        Self::Appointment,
        Self::LooseAppointment,
        Self::AskedByText,
        Self::Begun,
        Self::ClosingSoon,
        Self::Conversion,
        Self::SlotNotTried,
        Self::BestSlot,
    ];

    /// Its name on the command line and in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Appointment => "appointment_hard",
            Self::LooseAppointment => "appointment_soft",
            Self::AskedByText => "call_back",
            Self::Begun => "partial",
            Self::ClosingSoon => "closing_soon",
            Self::Conversion => "conversion",
            Self::SlotNotTried => "slot_not_tried",
            Self::BestSlot => "best_slot",
        }
    }
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Complete => "the survey was sent",
            Self::Stopped => "the person stopped this survey",
            Self::NoCalls => "the person takes no calls",
            Self::Withdrawn => "the person withdrew from the study",
            Self::Died | Self::Unable => "nothing is asked of the person any more",
            // Who rings and who looks after them may not see alerts.
            Self::Alert | Self::Held => "nobody rings them for now",
            Self::Shut => "nobody could begin this survey now",
        })
    }
}

impl fmt::Display for Waited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Supervisor => "a supervisor decides what is done",
            Self::Interpreter => "somebody is needed who speaks their language",
            Self::Number => "there is no number that works",
            Self::AnotherInterviewer => "another interviewer has to ask",
        })
    }
}

impl Slot {
    /// `mornings`
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Morning => "mornings",
            Self::Afternoon => "afternoons",
            Self::Evening => "evenings",
            Self::Saturday => "saturdays",
        }
    }
}
