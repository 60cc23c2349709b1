//! What is read for changing a draft by choosing.

use records::drafts::{self, Draft};
use surveys::{
    authoring::Fault,
    definition::Survey,
    editing::{EditError, Outline, Spot, Subject, outline, spot, subjects},
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    surveys::{self as written, Editing},
};

/// What is wrong with what was typed of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionWrong {
    /// Somebody saved the draft since it was opened.
    ChangedMeanwhile,
    /// Somebody saved the draft since its questions were listed.
    ListChanged,
    /// Its key is none.
    Key,
    /// Another has its key.
    Taken,
    /// Nothing is asked.
    NoText,
    /// It was not said how it is answered.
    NoKind,
    /// There are no options.
    NoOptions,
    /// An option was left without words.
    NoOptionText,
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
    /// All that is wrong with it, each with where it is mended by choosing.
    pub faults: Vec<(Fault, Option<Spot>)>,
    pub said: Said,
}

impl Arranging {
    /// What a condition at a question may look at; without one, everything.
    pub fn subjects(&self, at: Option<&str>) -> Vec<Subject> {
        self.survey.as_ref().map_or_else(Vec::new, |survey| subjects(survey, at))
    }
}

pub(crate) async fn arranging(mut request: StaffRequest) -> Result<Arranging, Away> {
    let names = std::mem::take(&mut request.names);
    let (survey, at) = names.split_once('/').unwrap_or((&names, ""));
    survey.clone_into(&mut request.names);
    let Editing { draft, read, glimpse, said, .. } = written::draft(request).await?;
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
    Ok(Arranging { draft, at, outline, survey, faults, said })
}

/// The same of something in it that has to be there.
pub(crate) async fn within(request: StaffRequest) -> Result<Arranging, Away> {
    let found = arranging(request).await?;
    let lost = Away::Trouble(Trouble::NotFound);
    let Ok(outline) = &found.outline else { return Err(lost) };
    let (at, _) = found.at.split_once('/').unwrap_or((&found.at, ""));
    let place = |text: &str| {
        let (section, page) = text.split_once('.')?;
        outline.page(section.parse().ok()?, page.parse().ok()?)
    };
    let is_asked = |key: &str| outline.questions().any(|asked| asked.key == key);
    let is_check = |text: &str| text.parse().is_ok_and(|check: usize| check < outline.checks.len());
    let is_there = match at.split_once('.') {
        None if at == "survey" => true,
        None => is_check(at) || is_asked(at),
        Some(("question" | "new", key)) => is_asked(key),
        Some(("page", text)) => place(text).is_some(),
        Some(("check", text)) => is_check(text),
        Some(_) => place(at).is_some(),
    };
    if is_there { Ok(found) } else { Err(lost) }
}
