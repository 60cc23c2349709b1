//! What is to be put right, as it is said to an interviewer: their page has a button of its own, and the answers are somebody else's.

use super::Phrase;

impl Phrase {
    /// In English, with the same names in braces. None where an interviewer reads what a participant reads.
    #[rustfmt::skip]
    pub(super) const fn to_interviewer(self) -> Option<&'static str> {
        Some(match self {
            Self::SoftEnd => "If they say that it is right, press “Save and next”. If not, put the answer right.",
            Self::LeftOutOne => "Choose one answer, or press “Save and next” to leave it out",
            Self::LeftOutSeveral => "Choose what they say, or press “Save and next” to leave it out",
            Self::LeftOutScale => "Choose a number, or press “Save and next” to leave it out",
            Self::LeftOutGrid => "Choose a number for each line, or press “Save and next” to leave them out",
            Self::LeftOutDate => "Write the date, or press “Save and next” to leave it out",
            Self::LeftOutMonth => "Write the month and the year, or press “Save and next” to leave it out",
            Self::LeftOutNumber => "Write a number, or press “Save and next” to leave it out",
            Self::LeftOutWords => "Write an answer, or press “Save and next” to leave it out",
            Self::OneRowLeftOut => "Choose a number for “{row}”, or press “Save and next” to leave it out",
            Self::RowsLeftOut => "Choose a number for each line. {rows} are not answered yet. Press “Save and next” to leave them out",
            Self::Exclusive => "“{option}” and something else are chosen. Untick one of them",
            Self::AnswerAndReason => "There is an answer, and also a reason for none. Keep only one",
            Self::NotChosen => "“{option}” is not chosen, and has words. Choose it, or clear the box",
            Self::PeriodMissing => "Ask how often they are paid this amount",
            Self::AgeOutside => "This study is for people aged {youngest} to {oldest}. Check the year, or ask whoever supervises you",
            Self::TooYoungThen => "They were not yet {age} then. Check the month and the year",
            _ => return None,
        })
    }
}
