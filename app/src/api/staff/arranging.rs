//! What is read for changing a draft by choosing.

use records::drafts::Draft;
use surveys::{
    authoring::Fault,
    definition::Survey,
    editing::{Asked, EditError, Section, outline},
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
    /// Its sections, or why they cannot be told.
    pub sections: Result<Vec<Section>, EditError>,
    /// What the text is as a survey, or all that is wrong with it.
    pub read: Result<Survey, Vec<Fault>>,
    pub said: Said,
}

pub(crate) async fn arranging(request: StaffRequest) -> Result<Arranging, Away> {
    let Editing { draft, read, said, .. } = written::draft(request).await?;
    Ok(Arranging { sections: outline(&draft.text), draft, read, said })
}

/// One of its questions.
pub(crate) struct Asking {
    pub draft: Draft,
    pub question: Asked,
    /// Questions before it, with what each can be answered with: those that a condition may look at.
    pub earlier: Vec<Earlier>,
    /// All that is wrong with the draft.
    pub faults: Vec<Fault>,
    pub said: Said,
}

/// A question that was asked before, and its options.
pub(crate) struct Earlier {
    pub key: String,
    pub text: String,
    pub options: Vec<(i64, String)>,
}

pub(crate) async fn asking(mut request: StaffRequest) -> Result<Asking, Away> {
    let lost = || Away::Trouble(Trouble::NotFound);
    let names = std::mem::take(&mut request.names);
    let (survey, question) = names.split_once('/').ok_or_else(lost)?;
    survey.clone_into(&mut request.names);
    let Arranging { draft, sections, read, said } = arranging(request).await?;
    let mut before = Vec::new();
    let pages = sections.ok().into_iter().flatten().flat_map(|section| section.pages);
    for asked in pages.flat_map(|page| page.questions) {
        if asked.key == question {
            let earlier = before.iter().filter_map(|one| earlier(one, read.as_ref().ok()));
            let earlier = earlier.collect();
            let faults = read.err().unwrap_or_default();
            return Ok(Asking { draft, earlier, question: asked, faults, said });
        }
        before.push(asked);
    }
    Err(lost())
}

/// The survey knows the bank's questions and shared lists, where it is in order.
fn earlier(asked: &Asked, survey: Option<&Survey>) -> Option<Earlier> {
    let key = asked.key.clone();
    let known = survey.and_then(|survey| survey.questions().find(|one| one.key.as_str() == key));
    if let Some(known) = known {
        let options = known.options().iter().map(|one| (i64::from(one.code), one.text.clone()));
        return Some(Earlier { key, text: known.text.clone(), options: options.collect() });
    }
    let own = asked.own.as_ref()?;
    Some(Earlier { key, text: own.text.clone(), options: own.options.clone() })
}
