//! What we say to those who change a survey's questions by choosing.

use crate::api::staff::arranging::QuestionWrong;

/// Beside which field it is said.
pub(crate) const fn place(wrong: QuestionWrong) -> &'static str {
    match wrong {
        QuestionWrong::ChangedMeanwhile | QuestionWrong::ListChanged => "main",
        QuestionWrong::Key | QuestionWrong::Taken => "key",
        QuestionWrong::NoText => "text",
        QuestionWrong::NoKind => "kind",
        QuestionWrong::NoOptions => "options",
        QuestionWrong::NoLeast => "least",
        QuestionWrong::NoMost => "most",
        QuestionWrong::NoLow => "low",
        QuestionWrong::NoHigh => "high",
    }
}

pub(crate) const fn wrong(wrong: QuestionWrong) -> &'static str {
    match wrong {
        QuestionWrong::ChangedMeanwhile => {
            "Somebody else saved this draft since you opened this page. What you wrote is still in the \
             boxes below. Save again to keep it in the place of theirs"
        }
        QuestionWrong::ListChanged => {
            "Somebody saved this draft since you opened this page, and nothing was taken out. It stands \
             below as it is now: look at it, and choose again"
        }
        QuestionWrong::Key => {
            "Use 1 to 20 lower-case letters, digits and _, beginning with a letter, such as hours_work"
        }
        QuestionWrong::Taken => "A question has this name. Choose another",
        QuestionWrong::NoText => "Write what is asked",
        QuestionWrong::NoKind => "Choose how it is answered",
        QuestionWrong::NoOptions => "Write at least one option",
        QuestionWrong::NoLeast => "Write the smallest whole number that is taken",
        QuestionWrong::NoMost => "Write the largest whole number that is taken",
        QuestionWrong::NoLow => "Write what 0 means",
        QuestionWrong::NoHigh => "Write what 10 means",
    }
}
