//! What is read of a draft, as it is saved or as it is being typed.

use records::{
    drafts::{self, Checked, Draft},
    staff::Names,
};
use surveys::{authoring::Fault, definition::Survey, keys::SurveyKey};

use super::{named, reader, writer};
use crate::api::staff::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// A draft as it is saved.
pub(crate) struct Editing {
    pub draft: Draft,
    /// What the text is as a survey, or all that is wrong with it.
    pub read: Result<Survey, Vec<Fault>>,
    /// How much is to be done about its translations before it can be published.
    pub untranslated: usize,
    pub said: Said,
}

pub(crate) async fn draft(request: StaffRequest) -> Result<Editing, Away> {
    let draft = drafted(&request).await?;
    let (read, untranslated) = told(&request, &draft.key, &draft.text).await?;
    Ok(Editing { draft, read, untranslated, said: request.said })
}

async fn drafted(request: &StaffRequest) -> Result<Draft, Away> {
    let (key, _) = named(request)?;
    writer(request)?;
    let (by, _) = reader(request)?;
    let draft = drafts::find(&request.db, &key).await.map_err(Away::failed)?;
    let mut draft = draft.ok_or(Away::Trouble(Trouble::NotFound))?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    draft.changed_by = names.of(&draft.changed_by);
    Ok(draft)
}

/// What a text is as a survey, and how much is to be done about its translations: one that is in order is shown as a
/// survey, whatever that is.
async fn told(
    request: &StaffRequest,
    key: &SurveyKey,
    text: &str,
) -> Result<(Result<Survey, Vec<Fault>>, usize), Away> {
    let checked = drafts::checked(&request.db, key, text).await.map_err(Away::failed)?;
    Ok(match checked {
        Checked::InOrder(survey) => (Ok(survey), 0),
        Checked::Untranslated(survey, faults) => (Ok(survey), faults.len()),
        Checked::Faulty(faults) => (Err(faults), 0),
    })
}

/// A draft in the editor.
pub(crate) struct Writing {
    pub draft: Draft,
    /// The text in the box: what was typed and is not saved, or what is.
    pub text: String,
    /// What that text is as a survey, or all that is wrong with it.
    pub read: Result<Survey, Vec<Fault>>,
    /// How much is to be done about its translations before it can be published.
    pub untranslated: usize,
    pub looking: Looking,
    pub said: Said,
}

/// What somebody wants to see of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Looking {
    /// The line in which they write, from 1.
    pub line: usize,
    /// The page, from 0, where they chose one.
    pub place: Option<usize>,
    /// In which language.
    pub language: String,
}

pub(crate) async fn writing(request: StaffRequest) -> Result<Writing, Away> {
    let draft = drafted(&request).await?;
    let typed = &request.said.typed;
    // Browsers end lines with two characters.
    let own = typed.raw("text").replace("\r\n", "\n");
    let text = if typed.is_sent("text") { own } else { draft.text.clone() };
    let looking = Looking {
        line: typed.one("line").parse().unwrap_or_default(),
        place: typed.one("place").parse().ok(),
        language: typed.one("language").to_owned(),
    };
    // Longer than any survey: what it says of itself is told instead.
    let checked = if text.len() > drafts::LONGEST { &draft.text } else { &text };
    let (read, untranslated) = told(&request, &draft.key, checked).await?;
    Ok(Writing { draft, text, read, untranslated, looking, said: request.said })
}
