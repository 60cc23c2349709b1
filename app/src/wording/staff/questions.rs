//! What we say to those who change a survey's questions by choosing.

use surveys::{
    editing::{Field, OptionField},
    language::isolated,
};

use crate::api::staff::arranging::QuestionWrong;

/// Beside which field it is said.
pub(crate) const fn place(wrong: QuestionWrong) -> &'static str {
    match wrong {
        QuestionWrong::ChangedMeanwhile
        | QuestionWrong::ListChanged
        | QuestionWrong::ConditionChanged
        | QuestionWrong::OptionChanged
        | QuestionWrong::Gone
        | QuestionWrong::NotUndone
        | QuestionWrong::Busy
        | QuestionWrong::NoOptionText
        | QuestionWrong::Unfit
        | QuestionWrong::Mentioned => "main",
        QuestionWrong::AlertsOrNone => "harmless",
        QuestionWrong::NoTitle => "title",
        QuestionWrong::NoInstrument => "instrument",
        QuestionWrong::NoSubject => "about",
        QuestionWrong::NoComparison => "how",
        QuestionWrong::NoSay => "say",
        QuestionWrong::Key | QuestionWrong::Taken | QuestionWrong::ContactKey => "key",
        QuestionWrong::NoText => "text",
        QuestionWrong::NoKind | QuestionWrong::KindChanged => "kind",
        QuestionWrong::NoOptions => "options",
        QuestionWrong::NoRows => "rows",
        QuestionWrong::NoLeast => "least",
        QuestionWrong::NoMost => "most",
        QuestionWrong::NoLow => "low",
        QuestionWrong::NoHigh => "high",
    }
}

pub(crate) const fn wrong(wrong: QuestionWrong) -> &'static str {
    match wrong {
        QuestionWrong::Key => {
            "Use 1 to 20 lower-case letters, digits and _, beginning with a letter, such as hours_work"
        }
        QuestionWrong::Taken => "A question has this name, or something else does. Choose another",
        QuestionWrong::NoText => "Write what is asked",
        QuestionWrong::NoKind => "Choose how it is answered",
        QuestionWrong::ContactKey => {
            "Contact details are kept under the short name “contact”, and no other. Write that"
        }
        QuestionWrong::NoOptions => "Write at least one option",
        QuestionWrong::NoRows => "Write at least one line",
        QuestionWrong::NoOptionText => {
            "An option was left without words, and nothing was saved. Write them, or take the option out \
             with its button"
        }
        QuestionWrong::Unfit => "Something cannot be taken as it was written: see which below",
        QuestionWrong::AlertsOrNone => {
            "Both cannot be: that nobody has to act on any answer, and that somebody does on some. Nothing is saved. \
             Untick this, or the answers above"
        }
        QuestionWrong::NoTitle => "Write a heading",
        QuestionWrong::NoInstrument => "Choose an instrument",
        QuestionWrong::NoSubject => "Choose what the condition looks at",
        QuestionWrong::NoComparison => {
            "Choose how it is compared, and with what: an option, a whole or decimal number, or one word"
        }
        QuestionWrong::NoSay => "Write what people are told",
        QuestionWrong::Mentioned => {
            "Other parts of the survey speak of it. They stay, and each is a fault until you mend it. See \
             which below, and take it out all the same if you mean it"
        }
        QuestionWrong::NoLeast => "Write the smallest whole number that is taken",
        QuestionWrong::NoMost => "Write the largest whole number that is taken",
        QuestionWrong::NoLow => "Write what 0 means",
        QuestionWrong::NoHigh => "Write what 10 means",
        of_others => meanwhile(of_others),
    }
}

/// About what somebody else did while the page was open.
const fn meanwhile(wrong: QuestionWrong) -> &'static str {
    match wrong {
        QuestionWrong::ChangedMeanwhile => {
            "The same thing was changed elsewhere while you had this page open, so nothing is saved yet. Both are \
             shown below. Save again to keep yours, or tick that what is saved stays"
        }
        QuestionWrong::ListChanged => {
            "Somebody changed this since you opened this page, so nothing was moved or taken out. It stands \
             below as it is now: look at it, and choose again"
        }
        QuestionWrong::ConditionChanged => {
            "Somebody changed this condition since you opened this page, so yours is not saved yet. It stands \
             below as it is now: look at it, and choose again"
        }
        QuestionWrong::OptionChanged => {
            "Somebody changed this option since you opened this page, so it was not taken out. Look at it again, \
             and take it out if you still want to"
        }
        QuestionWrong::KindChanged => {
            "Somebody changed how this is answered since you opened this page. Look at it, and choose again"
        }
        QuestionWrong::Gone => {
            "Somebody took this out, or gave it another name, while you had this page open"
        }
        QuestionWrong::NotUndone => {
            "The draft was saved again since, so nothing was undone. Change it back here, or in its text"
        }
        _ => "Others are saving this draft at this moment. Save again",
    }
}

/// What is saved in place of what one has in a box oneself. Who saved it may be oneself, on another page; and of a draft that
/// was thrown away nobody did.
pub(crate) fn theirs(saved: &str) -> String {
    let saved = match saved {
        "" => "Nothing".to_owned(),
        saved => format!("“{}”", isolated(saved)),
    };
    format!("{saved} stands here by now. Yours is in the box, and not saved yet")
}

/// The way to leave it as it is saved.
pub(crate) fn keep(saved: &str) -> String {
    if saved.is_empty() {
        return "Leave it empty, as it is by now".to_owned();
    }
    let short: String = saved.chars().take(60).collect();
    let more = if short.len() < saved.len() { "…" } else { "" };
    format!("Keep what stands: “{}”", isolated(&format!("{short}{more}")))
}

/// What a field of a question is called on its page, and what helps to fill it in.
pub(crate) const fn field(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Text => ("What is asked", "In the words that people read."),
        Field::Hint => ("Help under it (optional)", "One or two short sentences."),
        Field::Label => (
            "Label in the dataset (optional)",
            "At most 80 characters. Without one it is what is asked.",
        ),
        Field::Sensitive => ("Offer “prefer not to say” from the start", ""),
        Field::Optional => ("Let people pass it by without asking again", ""),
        Field::Vault => {
            ("Keep the answer with names and addresses (for “dob” and “contact” only)", "")
        }
        Field::Source => ("Where the wording comes from (optional)", ""),
        Field::Spoken => (
            "What is read out on the telephone (optional)",
            "Where it differs from what people read.",
        ),
        Field::Define => {
            ("What a word means, for interviewers (optional)", "Said when somebody asks.")
        }
        Field::Probes => ("What interviewers may ask further (optional)", "One a line."),
        of_kind => of_a_kind(of_kind),
    }
}

/// The same of one that only some kinds of question have.
const fn of_a_kind(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Least => ("Smallest number", "It is taken, too."),
        Field::Most => ("Largest number or amount, or most characters", "It is taken, too."),
        Field::MostFact => (
            "What lowers the largest number for this person (optional)",
            "The name of a fact or of an earlier question, such as weeks_max.",
        ),
        Field::Places => ("Decimals (optional)", "0, 1 or 2."),
        Field::Unit => ("Unit (optional)", "Such as days."),
        Field::UnitOfOne => ("The unit of one (optional)", "Such as day."),
        Field::Low => ("What the lowest point means", "0 on a scale."),
        Field::High => ("What the highest point means", "10 on a scale."),
        Field::Rows => ("Lines", "One a line: a short name, a colon, and its words."),
        Field::Period => ("Short name of the period", "It names the column beside the amount."),
        Field::Age => {
            ("Youngest and oldest that somebody born on it may be (optional)", "Such as 18 to 80.")
        }
        Field::Youngest => {
            ("How old people were at least (optional)", "In years, by their date of birth.")
        }
        of_every => (of_every.name(), ""),
    }
}

/// What a field of an option is called.
pub(crate) const fn option(field: OptionField) -> &'static str {
    match field {
        OptionField::Text => "Words",
        OptionField::Exclusive => "Cannot stand with another",
        OptionField::Other => "Asks for words, at most so many characters",
        OptionField::InASentence => "In a later sentence",
        OptionField::Spoken => "What is read out",
        OptionField::NotReadOut => "Not read out",
        OptionField::OfferedIf => "Offered when, as a sentence",
    }
}
