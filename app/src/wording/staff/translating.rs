//! What we say to those who translate surveys.

use surveys::{authoring::Amiss, definition::TextKey, phrases::Phrase};

use super::surveys::count;
use crate::api::staff::translating::{Progress, TranslationWrong};

/// Beside which field it is said.
pub(crate) const fn place(wrong: TranslationWrong) -> &'static str {
    match wrong {
        TranslationWrong::NoLanguage | TranslationWrong::Own => "language",
        TranslationWrong::NoFile | TranslationWrong::NotAFile | TranslationWrong::NotText => "file",
        TranslationWrong::NotMeant => "sure",
        TranslationWrong::Overtaken | TranslationWrong::TooLong => "main",
    }
}

pub(crate) const fn wrong(wrong: TranslationWrong) -> &'static str {
    match wrong {
        TranslationWrong::NoLanguage => "Write a language's name or its tag, such as Welsh or cy",
        TranslationWrong::Own => "The survey is written in this language. Add another",
        TranslationWrong::NotMeant => "Say that you mean it",
        TranslationWrong::Overtaken => {
            "Somebody else translated some of these meanwhile. Theirs stays, and yours stands below: look at both, and \
             save again. Everything else is saved"
        }
        TranslationWrong::TooLong => "This is too long. Nothing was saved: shorten it",
        TranslationWrong::NoFile => "Choose the file first",
        TranslationWrong::NotText => {
            "This file is not text in UTF-8, so its letters cannot be told. Nothing was changed: save it again as \
             UTF-8, without other changes"
        }
        TranslationWrong::NotAFile => {
            "This is not a file of translations of this survey into this language. Nothing was changed"
        }
    }
}

/// `12 of 40 translated, 3 have changed since, 1 to put right`
pub(crate) fn progress(progress: Progress) -> String {
    let Progress { done, missing, stale, wrong, all } = progress;
    if done == all {
        return format!("All {} translated", count(all, "text"));
    }
    let mut words = vec![format!("{done} of {} translated", count(all, "text"))];
    if missing > 0 && stale + wrong > 0 {
        words.push(format!("{missing} missing"));
    }
    if stale > 0 {
        words.push(format!("{stale} changed since"));
    }
    if wrong > 0 {
        words.push(format!("{wrong} to put right"));
    }
    words.join(", ")
}

/// What came of a file that a translator sent back.
pub(crate) fn taken_in(
    taken: usize,
    put_aside: usize,
    unchanged: usize,
    in_doubt: usize,
) -> String {
    let many = |number: usize, of_one: &'static str, of_many: &'static str| match number {
        0 => String::new(),
        1 => format!(" 1 {of_one}"),
        more => format!(" {more} {of_many}"),
    };
    let new = match taken {
        0 => "No new translation was taken from the file.".to_owned(),
        1 => "1 translation was taken from the file.".to_owned(),
        more => format!("{more} translations were taken from the file."),
    };
    let aside = many(
        put_aside,
        "is of a text that is no longer asked, and is kept in case that comes back.",
        "are of texts that are no longer asked, and are kept in case those come back.",
    );
    let same = many(unchanged, "had not been changed in it.", "had not been changed in it.");
    let open = many(
        in_doubt,
        "was changed here meanwhile, too: choose below.",
        "were changed here meanwhile, too: choose below.",
    );
    format!("{new}{aside}{same}{open}")
}

/// What kind of text it is.
pub(crate) fn what(key: &TextKey) -> String {
    let key = key.0.as_str();
    if Phrase::ALL.iter().any(|phrase| phrase.key() == key) {
        return "Around the questions".to_owned();
    }
    match key.split_once(':') {
        Some(("section", _)) => return "Heading of the section".to_owned(),
        Some(("check", _)) => return "What a check says beside an answer".to_owned(),
        Some(("page", page)) if page.ends_with(".intro") => {
            return "Before the questions".to_owned();
        }
        Some(("page", _)) => return "Heading of the page".to_owned(),
        _ => {}
    }
    let mut parts = key.split('.').skip(1);
    match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
        ("text", ..) => "Question".to_owned(),
        ("hint", ..) => "Help under the question".to_owned(),
        ("option", Some(code), None) => format!("Option {code}"),
        ("option", Some(code), Some("spoken")) => format!("Option {code}, read out"),
        ("option", Some(code), Some(_)) => format!("Option {code}, within a sentence"),
        ("row", Some(row), None) => format!("Row {row}"),
        ("row", Some(row), Some(_)) => format!("Row {row}, read out"),
        ("low", ..) => "Lower end".to_owned(),
        ("high", ..) => "Upper end".to_owned(),
        ("unit" | "unit_of_one", ..) => "Unit".to_owned(),
        ("spoken", ..) => "Question, read out".to_owned(),
        ("define", ..) => "What a word means, for interviewers".to_owned(),
        ("probe", ..) => "What an interviewer may ask".to_owned(),
        _ => "Text".to_owned(),
    }
}

/// What is to be done about a translation.
pub(crate) fn amiss(amiss: &Amiss) -> String {
    match amiss {
        Amiss::Missing => "Not translated yet".to_owned(),
        Amiss::Stale(_) => "The text has changed since this was translated".to_owned(),
        Amiss::Lost(name) => {
            format!("{{{name}}} is missing. Put it where it belongs in the sentence")
        }
        Amiss::MadeUp(name) => {
            format!("The text has no {{{name}}}. Leave names in braces as they are")
        }
        Amiss::NoOwner(instrument) => format!(
            "An item of {instrument}, which is asked in the words of its owner's translation only. Write below whose \
             this is"
        ),
    }
}
