//! What we say to those who write surveys.

use records::versions::LONGEST_REASON;
use surveys::{authoring::LONGEST_TITLE, comparing::Comparability, definition::Survey};

use super::{questions, translating};
use crate::api::staff::surveys::{SurveyDone, SurveyWrong};

/// Below “Why”, wherever a version is decided about.
pub(crate) const WHY: &str =
    "Whoever looks at this version later reads it. At most 2000 characters.";

/// Below “Title”, where a survey is begun.
pub(crate) const TITLE: &str = "What staff call it, such as Sleep diary. At most 200 characters.";

/// Below “Title”, where a survey is brought.
pub(crate) const TITLE_INSTEAD: &str =
    "What staff call it, in at most 200 characters. Without one it is what the file says";

const _: () = assert!(LONGEST_REASON == 2000 && LONGEST_TITLE == 200, "it is said in words");

pub(crate) fn done(done: SurveyDone) -> String {
    if let SurveyDone::TakenIn { taken, put_aside, unchanged, in_doubt } = done {
        return translating::taken_in(taken, put_aside, unchanged, in_doubt);
    }
    said(done).to_owned()
}

const fn said(done: SurveyDone) -> &'static str {
    match done {
        SurveyDone::Saved => "Saved.",
        SurveyDone::Joined => {
            "Saved. The draft was saved elsewhere too while you were writing: those changes and yours are both in it \
             now. How it was before stands in the earlier texts."
        }
        SurveyDone::Published => {
            "Published. It never changes now. Nobody begins on it until it is put to use in a study."
        }
        SurveyDone::PutToUse => {
            "Done. Whoever begins that survey from now on begins on this version."
        }
        SurveyDone::PublishedBefore => {
            "Just this was published before, and stays as it is. Nothing was changed."
        }
        SurveyDone::ThrownAway => "The draft is thrown away. It can be taken up again below.",
        SurveyDone::Translated | SurveyDone::TakenIn { .. } => "Saved.",
        SurveyDone::Followed => "Published. It holds from now on, for everybody.",
        SurveyDone::ProtocolSaved => "Saved. Nobody follows it until it is published.",
        SurveyDone::ProtocolJoined => {
            "This draft was saved elsewhere while you were writing. Both are saved now, and stand in the boxes: look \
             through them again before it is published."
        }
        SurveyDone::ProtocolSame => {
            "This says what the version that holds says. There is nothing to keep, or to publish."
        }
        SurveyDone::ProtocolThrownAway => "The draft is thrown away. What holds stays as it is.",
        SurveyDone::Undone => "Undone. The draft is as it was before your last change.",
        SurveyDone::Licensed => {
            "Recorded. Surveys are read with these words from now on, as far as the licence goes."
        }
        SurveyDone::LicensedBefore => {
            "These words and this licence were on record already, just like this. Nothing was changed."
        }
        SurveyDone::Retired => "Retired. Nobody begins on it, and whoever has begun finishes.",
    }
}

/// Beside which field it is said.
pub(crate) fn place(wrong: SurveyWrong) -> &'static str {
    match wrong {
        SurveyWrong::Key | SurveyWrong::KeyTaken | SurveyWrong::ContactTaken => "key",
        SurveyWrong::Title | SurveyWrong::LongTitle => "title",
        SurveyWrong::TooLong => "text",
        SurveyWrong::ChangedMeanwhile | SurveyWrong::SameLines => "clashes",
        SurveyWrong::Reason
        | SurveyWrong::LongReason
        | SurveyWrong::Retired
        | SurveyWrong::InUse => "reason",
        SurveyWrong::NoWave | SurveyWrong::Unfit => "wave",
        SurveyWrong::Question(wrong) => questions::place(wrong),
        SurveyWrong::Translation(wrong) => translating::place(wrong),
        SurveyWrong::NoFile | SurveyWrong::NoFormat | SurveyWrong::NotBrought => "file",
        SurveyWrong::NotMeant => "sure",
        SurveyWrong::Unwritable
        | SurveyWrong::Unchanged
        | SurveyWrong::NotPublished
        | SurveyWrong::Unreadable
        | SurveyWrong::Overtaken
        | SurveyWrong::ChangedSince
        | SurveyWrong::Faulty
        | SurveyWrong::Taken(_) => "main",
    }
}

pub(crate) fn wrong(wrong: SurveyWrong) -> String {
    match wrong {
        SurveyWrong::Key => "Use 1 to 32 lower-case letters, digits and hyphens, beginning with a \
            letter, such as sleep-diary"
            .to_owned(),
        SurveyWrong::KeyTaken => "There is a survey with this key. Choose another".to_owned(),
        SurveyWrong::Title => "Write what staff call it".to_owned(),
        SurveyWrong::LongTitle => long_title(),
        SurveyWrong::TooLong => {
            "This is too long for a survey. Nothing was saved: shorten it".to_owned()
        }
        SurveyWrong::Unwritable => {
            "This version cannot be written as a text: see why below".to_owned()
        }
        SurveyWrong::Reason => "Write why, for whoever reads it later".to_owned(),
        SurveyWrong::LongReason => format!(
            "This is too long. Say why in at most {LONGEST_REASON} characters, and keep the rest where you keep notes"
        ),
        SurveyWrong::Faulty => "The draft has faults. Mend them first".to_owned(),
        SurveyWrong::Taken(version) => format!(
            "Version {version} is published already, and never changes. Give the draft a higher \
             number at “version”, save it, and publish it then"
        ),
        SurveyWrong::Retired => "This version is retired already".to_owned(),
        SurveyWrong::InUse => {
            "People still begin on this version. Set those waves to another version first"
                .to_owned()
        }
        SurveyWrong::NoWave => "Choose a survey of a study".to_owned(),
        SurveyWrong::Unfit => "It does not fit there yet: see why below".to_owned(),
        SurveyWrong::Unchanged => "Nothing was changed: see why below".to_owned(),
        SurveyWrong::Unreadable => {
            "Nothing was changed: the text of the draft cannot be taken apart. Mend it first"
                .to_owned()
        }
        SurveyWrong::Question(wrong) => questions::wrong(wrong).to_owned(),
        SurveyWrong::Translation(wrong) => translating::wrong(wrong).to_owned(),
        other => brought_or_thrown(other).to_owned(),
    }
}

fn long_title() -> String {
    format!(
        "This is too long for a title. Write at most {LONGEST_TITLE} characters; what the survey is about can be said \
         on its first page"
    )
}

/// About a survey that is brought, or a draft that two change or somebody throws away.
const fn brought_or_thrown(wrong: SurveyWrong) -> &'static str {
    match wrong {
        SurveyWrong::ChangedMeanwhile => {
            "The same lines were changed elsewhere while you were writing. Nothing of yours is saved yet: choose which \
             lines are to stand, and save again"
        }
        SurveyWrong::NotPublished => "Your draft is saved, and is not published: see why below",
        SurveyWrong::SameLines => {
            "The same lines were changed elsewhere while you were writing. Nothing of yours is saved yet. What is saved \
             stands below your box: put into it what is to stand, and save again"
        }
        SurveyWrong::Overtaken => {
            "Somebody saved this draft since you opened this page. What it changes now stands below. Look at it again, \
             then publish"
        }
        SurveyWrong::ContactTaken => {
            "This survey has a contact of this name already. Choose another name"
        }
        SurveyWrong::NoFile => "Choose the file first",
        SurveyWrong::NoFormat => {
            "We cannot tell what this file is: its name ends neither in .csv, nor in .xlsx, nor in .json. Export it \
             again as one of these"
        }
        SurveyWrong::NotMeant => "Say that you mean it",
        SurveyWrong::ChangedSince => {
            "Somebody saved this draft since you opened this page. Look at it again first"
        }
        _ => "Nothing could be brought of this file",
    }
}

/// What answers to two versions are good for.
pub(crate) fn comparability(is: Comparability) -> &'static str {
    match is {
        Comparability::Same => "The same",
        Comparability::WithCare => "Comparable with care",
        Comparability::NotComparable => "Not comparable",
        Comparability::New => "New",
        Comparability::Gone => "Gone",
    }
}

/// A title in a list or a heading. One that goes on for ever makes way for what stands below it.
pub(crate) fn short(title: &str) -> String {
    const MOST: usize = 200;
    match title.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title.to_owned(),
    }
}

/// `12 questions on 3 pages`.
pub(crate) fn size(survey: &Survey) -> String {
    let (questions, pages) = (survey.questions().count(), survey.pages().count());
    format!("{} on {}", count(questions, "question"), count(pages, "page"))
}

/// Above a list of what is wrong with a draft.
pub(crate) fn faults(number: usize) -> String {
    let is = if number == 1 { "is" } else { "are" };
    format!("There {is} {}", count(number, "fault"))
}

/// `1 fault`, `2 faults`.
pub(crate) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
