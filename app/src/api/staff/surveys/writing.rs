//! What is read of a draft, as it is saved or as it is being typed.

use std::sync::Arc;

use records::{
    auth::By,
    drafts::{self, Draft, NotRead, Reading, Together},
    staff::Names,
};
use surveys::{authoring::Fault, definition::Survey, joining::join};

use super::{named, reader, theirs, writer};
use crate::api::staff::{
    Away, Trouble, Wrong,
    door::{Said, StaffRequest},
    surveys::{SurveyWrong, Whose},
};

/// A draft as it is saved.
pub(crate) struct Editing {
    pub draft: Draft,
    /// What the text is as a survey, or all that is wrong with it.
    pub read: Result<Survey, Vec<Fault>>,
    /// How much is to be done about its translations before it can be published.
    pub untranslated: usize,
    /// To look at in all its languages, while those are not in order.
    pub unfinished: Option<Survey>,
    /// What can be made of a text with faults.
    pub glimpse: Option<Survey>,
    pub said: Said,
}

pub(crate) async fn draft(request: StaffRequest) -> Result<Editing, Away> {
    let draft = drafted(&request).await?.draft;
    let reading = drafts::read(&request.db, &draft.key, &draft.text).await;
    let Reading { read, untranslated, unfinished, glimpse } =
        Arc::unwrap_or_clone(reading.map_err(Away::failed)?);
    let untranslated = untranslated.len();
    Ok(Editing { draft, read, untranslated, unfinished, glimpse, said: request.said })
}

/// A draft, and who saved it last.
pub(crate) struct Drafted {
    pub draft: Draft,
    pub whose: Whose,
}

pub(crate) async fn drafted(request: &StaffRequest) -> Result<Drafted, Away> {
    let (key, _) = named(request)?;
    let own = By::Staff(writer(request)?).actor();
    let (by, _) = reader(request)?;
    let draft = drafts::find(&request.db, &key).await.map_err(Away::failed)?;
    let mut draft = draft.ok_or(Away::Trouble(Trouble::NotFound))?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    let whose = if draft.changed_by == own { Whose::Own } else { Whose::Another };
    draft.changed_by = names.of(&draft.changed_by);
    Ok(Drafted { draft, whose })
}

/// A draft in the editor.
pub(crate) struct Writing {
    pub draft: Draft,
    /// The text in the box: what was typed and is not saved, or what is.
    pub text: String,
    /// At which revision they saw the draft, and its text then.
    pub seen: (u32, String),
    /// What somebody else saved, where both changed the same lines.
    pub apart: Option<(Together, Whose)>,
    /// What that text is as a survey, or all that is wrong with it.
    pub read: Result<Survey, Vec<Fault>>,
    /// What is to be done about its translations before it can be published.
    pub untranslated: Vec<Fault>,
    /// To look at in all its languages, while those are not in order.
    pub unfinished: Option<Survey>,
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
    written(request, Asked::ByPage).await
}

/// The same for a page that is open, and on which somebody types.
pub(crate) async fn typing(request: StaffRequest) -> Result<Writing, Away> {
    written(request, Asked::WhileTyping).await
}

/// Who asks. Of somebody who types, only the newest text is read.
#[derive(Clone, Copy)]
enum Asked {
    ByPage,
    WhileTyping,
}

async fn written(request: StaffRequest, asked: Asked) -> Result<Writing, Away> {
    if matches!(asked, Asked::ByPage) {
        theirs(&request, &named(&request)?.0).await?;
    }
    let Drafted { draft, whose } = drafted(&request).await?;
    let typed = &request.said.typed;
    // Browsers end lines with two characters.
    let own = |name: &str| typed.raw(name).replace("\r\n", "\n");
    let revision = typed.one("revision").parse().unwrap_or_default();
    let (text, seen) = match typed.is_sent("text") {
        true => (own("text"), (revision, own("seen:text"))),
        false => (draft.text.clone(), (draft.revision, draft.text.clone())),
    };
    let meanwhile = request.said.wrong == Some(Wrong::Survey(SurveyWrong::ChangedMeanwhile));
    let apart = meanwhile.then(|| {
        let joined = join(&seen.1, &draft.text, &text);
        (Together { theirs: draft.clone(), joined }, whose)
    });
    let looking = Looking {
        line: typed.one("line").parse().unwrap_or_default(),
        place: typed.one("place").parse().ok(),
        language: typed.one("language").to_owned(),
    };
    // Longer than any survey: what it says of itself is told instead.
    let checked = if text.len() > drafts::LONGEST { &draft.text } else { &text };
    let reading = match asked {
        Asked::ByPage => drafts::read(&request.db, &draft.key, checked).await.map_err(Away::failed),
        Asked::WhileTyping => {
            let by = By::Staff(writer(&request)?);
            drafts::read_typed(&request.db, &by, &draft.key, checked).await.map_err(not_read)
        }
    };
    let Reading { read, untranslated, unfinished, .. } = Arc::unwrap_or_clone(reading?);
    let said = request.said;
    Ok(Writing { draft, text, seen, apart, read, untranslated, unfinished, looking, said })
}

fn not_read(error: NotRead) -> Away {
    match error {
        NotRead::Overtaken => Away::Trouble(Trouble::Overtaken),
        error @ NotRead::Database(_) => Away::failed(error),
    }
}
