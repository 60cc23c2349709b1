//! What is read for changing a draft by choosing.

mod beforehand;

use records::drafts::{self, Draft};
use surveys::{
    authoring::Fault,
    definition::Survey,
    editing::{
        EditError, Filled, Of, Outline, Spot, Subject, outline, said_in_words, spot, subjects,
    },
};

pub(crate) use self::beforehand::{Beforehand, condition};
use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    surveys::{self as written, Editing},
};

/// What is wrong with what was typed of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionWrong {
    /// Somebody wrote something else into the same box since the page was opened.
    ChangedMeanwhile,
    /// Somebody changed what was to be taken out or moved since it was listed.
    ListChanged,
    /// The same of a condition, into which something was to be chosen.
    ConditionChanged,
    /// The same of an option that was to be taken out.
    OptionChanged,
    /// Somebody has the question answered in another way since.
    KindChanged,
    /// Somebody took it out or renamed it.
    Gone,
    /// What was to be undone is not the last change any more.
    NotUndone,
    /// Others saved again and again at the same moment.
    Busy,
    /// Its key is none.
    Key,
    /// Another has its key.
    Taken,
    /// Nothing is asked.
    NoText,
    /// It was not said how it is answered.
    NoKind,
    /// Contact details have another key than the vault knows them by.
    ContactKey,
    /// A grid has no lines.
    NoRows,
    /// There are no options.
    NoOptions,
    /// An option was left without words.
    NoOptionText,
    /// Boxes cannot be taken as they were filled in; which stand beside what is said.
    Unfit,
    /// That nobody has to act on any answer, and that somebody has to on some.
    AlertsOrNone,
    /// Something has no heading.
    NoTitle,
    /// No instrument was chosen.
    NoInstrument,
    /// It was not said what a condition looks at.
    NoSubject,
    /// A comparison lacks what it is compared with.
    NoComparison,
    /// A check does not say what people are told.
    NoSay,
    /// Others speak of what is to be taken out.
    Mentioned,
    /// The smallest number is none.
    NoLeast,
    /// The largest number is none.
    NoMost,
    /// It was not said what 0 means.
    NoLow,
    /// It was not said what 10 means.
    NoHigh,
}

/// A draft as it can be changed by choosing.
pub(crate) struct Arranging {
    pub draft: Draft,
    /// What else the address names: a question, a page, a check.
    pub at: String,
    /// What its text says, or why that cannot be told.
    pub outline: Result<Outline, EditError>,
    /// What can be made of it, whatever is wrong with it.
    pub survey: Option<Survey>,
    /// The same to look at in all its languages, while those are not in order.
    pub unfinished: Option<Survey>,
    /// All that is wrong with it, each with where it is mended by choosing.
    pub faults: Vec<(Fault, Option<Spot>)>,
    /// What a condition may look at beside it; read for conditions only.
    pub beforehand: Beforehand,
    /// What its address names was taken out or renamed while somebody wrote on its page.
    pub is_gone: bool,
    pub said: Said,
}

impl Arranging {
    /// What a condition at a question may look at; without one, everything.
    pub fn subjects(&self, at: Option<&str>) -> Vec<Subject> {
        self.survey.as_ref().map_or_else(Vec::new, |survey| subjects(survey, at))
    }

    /// A condition as people say it, as its own page does.
    pub fn in_words(&self, when: &str) -> String {
        let names = self.outline.as_ref().map(|outline| outline.conditions.as_slice());
        said_in_words(when, names.unwrap_or_default(), self.survey.as_ref())
    }
}

pub(crate) async fn arranging(mut request: StaffRequest) -> Result<Arranging, Away> {
    let names = std::mem::take(&mut request.names);
    let (survey, at) = names.split_once('/').unwrap_or((&names, ""));
    survey.clone_into(&mut request.names);
    written::theirs(&request, &written::named(&request)?.0).await?;
    let Editing { draft, read, unfinished, glimpse, said, .. } = written::draft(request).await?;
    let (survey, faults) = match read {
        Ok(survey) => (Some(survey), Vec::new()),
        Err(faults) => (glimpse, faults),
    };
    let faults = faults.into_iter().map(|fault| {
        let is_own = drafts::is_own(&draft.key, &fault);
        let at = is_own.then(|| spot(&draft.text, fault.line, fault.column));
        (fault, at.flatten())
    });
    let faults = faults.collect();
    let (outline, at) = (outline(&draft.text), at.to_owned());
    let beforehand = Beforehand::default();
    let is_gone = false;
    Ok(Arranging { draft, at, outline, survey, unfinished, faults, beforehand, is_gone, said })
}

/// The same of something in it that has to be there. What somebody wrote of it is shown to them, even where it is not there
/// any more, or where nothing can be found in the text for now.
pub(crate) async fn within(request: StaffRequest) -> Result<Arranging, Away> {
    let mut found = arranging(request).await?;
    let Ok(outline) = &found.outline else { return Ok(found) };
    let filled = Filled::of(&found.said.typed, found.draft.revision);
    match there(outline, &found.at, filled) {
        Some(at) => found.at = at,
        None if found.said.wrong.is_some() => found.is_gone = true,
        None => return Err(Away::Trouble(Trouble::NotFound)),
    }
    Ok(found)
}

/// What an address names, by where it is now: others may have moved it since it was seen.
fn there(outline: &Outline, at: &str, filled: Filled<'_>) -> Option<String> {
    let (first, rest) = at.split_at(at.find('/').unwrap_or(at.len()));
    let is_asked = |key: &str| outline.questions().any(|asked| asked.key == key);
    let now = match first.split_once('.') {
        None if first == "survey" || is_asked(first) => first.to_owned(),
        None => {
            let (key, when) = (filled.seen("key"), filled.seen("when"));
            outline.check_seen(first.parse().ok()?, key, when)?.to_string()
        }
        Some(("new", key)) => is_asked(key).then(|| first.to_owned())?,
        Some(("question" | "page" | "check", _)) => {
            let of = Of::named(first)?;
            outline.of_seen(of, filled.seen("of"), filled.seen("when"))?.to_string()
        }
        Some((section, page)) => {
            let at = (section.parse().ok()?, page.parse().ok()?);
            let (section, page) = outline.page_seen(at, filled.seen("page"))?;
            format!("{section}.{page}")
        }
    };
    Some(format!("{now}{rest}"))
}
