//! The next version while somebody writes it: its files as they stand in the boxes of one page, and what they come to.

use std::sync::Arc;

use records::{
    auth::{By, SurveyReader},
    drafts::LONGEST,
    protocols::{self, Looked, OWN_FILE, Written},
    schedule::{self, Affected, Effect},
    staff::Names,
    studies::StudyHandle,
};
use surveys::{
    authoring::{Fault, File, Originals, ProtocolFiles, Renewed},
    language::Language,
    protocol::{Difference, Protocol},
    typed::Typed,
};

use super::{
    away,
    boxes::{Boxed, Colleagues, boxes},
    reader,
};
use crate::api::staff::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// The next version of a protocol.
pub(crate) struct Rewriting {
    pub study: StudyHandle,
    /// The version that holds.
    pub holds: u32,
    /// The protocol's own file first.
    pub boxes: Vec<Boxed>,
    /// What is saved of it, where something is.
    pub draft: Option<Standing>,
    /// What it comes to; none while it cannot be read, or is as it holds.
    pub reads: Option<Reads>,
    pub pictured: Pictured,
    /// Everything that keeps it from being published.
    pub faults: Vec<Fault>,
    pub warnings: Vec<Fault>,
    /// The languages in which surveys are asked, or which people of the study read, and in which nobody is written to.
    pub lacking: Vec<Language>,
    pub said: Said,
}

/// The draft as it is saved.
pub(crate) struct Standing {
    /// The version that held when it was begun.
    pub follows: u32,
    /// The same for as long as nobody saves it.
    pub mark: String,
}

/// What the files come to.
pub(crate) struct Reads {
    pub protocol: Arc<Protocol>,
    /// The version that holds.
    pub before: Arc<Protocol>,
    /// But for its number it is what holds, so that there is nothing to publish.
    pub is_same: bool,
    /// Since the version that holds.
    pub changes: Vec<Difference>,
    /// What it would do to people; none while it cannot be published.
    pub effect: Option<Effect>,
    /// To whom, the first of them; none for whoever does not look after the study's messages.
    pub whom: Option<Vec<Affected>>,
}

/// So many people are named on the page at most. The command line has all.
const NAMED: usize = 200;

/// What is shown as a picture, and of which text that is.
#[derive(Clone, Debug)]
pub(crate) struct Pictured {
    pub protocol: Arc<Protocol>,
    pub of: Text,
}

/// A text of a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// The one in the box.
    InBox,
    /// That cannot be read: the one that was saved before.
    Saved,
    /// Neither can: the one that holds.
    Held,
}

pub(crate) async fn rewriting(request: StaffRequest) -> Result<Rewriting, Away> {
    let (study, by) = writer(&request)?;
    let held = protocols::current(&request.db, &study).await.map_err(away)?.protocol;
    let draft = protocols::draft(&request.db, &study).await.map_err(Away::failed)?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    let typed = &request.said.typed;
    let is_sent = typed.is_sent(&boxed(OWN_FILE));
    let colleagues = Colleagues { names, id: request.member()?.id() };
    let written = is_sent.then(|| written(typed));
    let boxes = boxes(&held, draft.as_ref(), written, &colleagues);
    let is_other = is_sent || draft.is_some();
    let standing = draft.map(|draft| Standing { follows: draft.follows, mark: draft.mark() });
    let said = request.said.clone();
    let mut rewriting = Rewriting {
        study,
        holds: held.version,
        boxes,
        draft: standing,
        reads: None,
        pictured: Pictured { protocol: Arc::clone(&held), of: Text::InBox },
        faults: Vec::new(),
        warnings: Vec::new(),
        lacking: Vec::new(),
        said,
    };
    if is_other {
        rewriting.look(&request, &held).await?;
    }
    Ok(rewriting)
}

/// What stands in the boxes of a page that is open, while somebody types in them.
pub(crate) struct Typing {
    pub study: StudyHandle,
    pub faults: Vec<Fault>,
    pub warnings: Vec<Fault>,
    /// None where the protocol's own file cannot be read: the page has the picture of before.
    pub drawn: Option<Protocol>,
}

pub(crate) async fn typing(request: StaffRequest) -> Result<Typing, Away> {
    let (study, _) = writer(&request)?;
    let files: Vec<_> = written(&request.said.typed).into_iter().map(|one| one.file).collect();
    let looked = looked(&request, &study, &files).await?;
    let Looked { drawn, faults, warnings, .. } = looked;
    Ok(Typing { study, faults, warnings, drawn })
}

/// Longer than any protocol is not read: saving says so.
async fn looked(
    request: &StaffRequest,
    study: &StudyHandle,
    files: &[File],
) -> Result<Looked, Away> {
    if files.iter().map(|file| file.text.len()).sum::<usize>() > LONGEST {
        return Ok(Looked::default());
    }
    protocols::look(&request.db, study, files.to_vec()).await.map_err(away)
}

/// The study, and who reads its protocol, where they write it, too.
pub(super) fn writer(request: &StaffRequest) -> Result<(StudyHandle, By<SurveyReader>), Away> {
    match reader(request)? {
        (study, by, true) => Ok((study, by)),
        (_, _, false) => Err(Away::Trouble(Trouble::NotAllowed)),
    }
}

impl Rewriting {
    async fn look(&mut self, request: &StaffRequest, held: &Arc<Protocol>) -> Result<(), Away> {
        let files: Vec<_> = self.boxes.iter().map(|one| one.file.clone()).collect();
        let looked = looked(request, &self.study, &files).await?;
        let Looked { drawn, read, faults, warnings, lacking } = looked;
        self.pictured = self.pictured(drawn, held);
        (self.faults, self.warnings, self.lacking) = (faults, warnings, lacking);
        let Some(next) = read else { return Ok(()) };
        let changes = next.since(held);
        let (mut effect, mut whom) = (None, None);
        if self.faults.is_empty() && !changes.is_empty() {
            let (sums, each) = would_do(request, &self.study, &next).await?;
            (effect, whom) = (Some(sums), each);
        }
        let is_same = Protocol { version: held.version, ..next.clone() } == **held;
        let (protocol, before) = (Arc::new(next), Arc::clone(held));
        self.reads = Some(Reads { protocol, before, is_same, changes, effect, whom });
        Ok(())
    }

    /// The picture of what is in the box; where that cannot be read, the last one that could.
    fn pictured(&self, drawn: Option<Protocol>, held: &Arc<Protocol>) -> Pictured {
        let saved = || {
            let own = self.boxes.iter().find(|one| one.file.name == OWN_FILE)?;
            Protocol::glimpse(&File { text: own.seen.clone(), ..own.file.clone() })
        };
        match drawn {
            Some(drawn) => Pictured { protocol: Arc::new(drawn), of: Text::InBox },
            None => match saved().filter(|_| self.draft.is_some()) {
                Some(saved) => Pictured { protocol: Arc::new(saved), of: Text::Saved },
                None => Pictured { protocol: Arc::clone(held), of: Text::Held },
            },
        }
    }
}

/// What it would do to people, and to whom where somebody looks after the messages, too.
async fn would_do(
    request: &StaffRequest,
    study: &StudyHandle,
    next: &Protocol,
) -> Result<(Effect, Option<Vec<Affected>>), Away> {
    let (db, now, member) = (&request.db, request.now, request.member()?);
    let by = member.survey_writer().map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let by = By::Staff(by);
    let Ok(post) = member.postmaster(study) else {
        let effect = schedule::compare(db, &by, study, next, now).await;
        return Ok((effect.map_err(Away::failed)?, None));
    };
    let post = By::Staff(post);
    let compared = schedule::compare_each(db, (&by, &post), (study, NAMED), next, now).await;
    let (effect, each) = compared.map_err(Away::failed)?;
    Ok((effect, Some(each)))
}

/// The box of a file.
#[must_use]
pub(crate) fn boxed(file: &str) -> String {
    format!("file:{file}")
}

/// The files, read. A box that is empty is no file. None where there is no box.
pub fn read(files: Vec<File>) -> Option<Result<ProtocolFiles, Vec<Fault>>> {
    let own = |file: &File| file.name == OWN_FILE || !file.text.trim().is_empty();
    let files: Vec<_> = files.into_iter().filter(own).collect();
    let (own, beside) = files.split_first()?;
    Some(ProtocolFiles::read(own, beside))
}

/// The files as somebody sent them, each with what stood in its place when they saw it. Browsers end lines with two
/// characters.
pub fn written(typed: &Typed) -> Vec<Written> {
    let lines = |name: &str| typed.raw(name).replace("\r\n", "\n");
    let of = |name: &str| Written {
        file: File { name: name.to_owned(), text: lines(&boxed(name)) },
        seen: lines(&format!("seen:{}", boxed(name))),
    };
    let names = typed.iter().filter_map(|(field, _)| field.strip_prefix("file:"));
    let words = names.filter(|name| *name != OWN_FILE).map(of);
    let mut written: Vec<_> = std::iter::once(of(OWN_FILE)).chain(words).collect();
    let language = typed.one("then").strip_prefix("add/").map(Language::new);
    if let Some(Ok(language)) = language
        && let Some(file) = to_translate(&written, &language)
    {
        // Its box may be there, and empty.
        let there = written.iter().position(|one| one.file.name == file.name);
        let seen = there.map(|at| written.remove(at).seen).unwrap_or_default();
        written.push(Written { file, seen });
    }
    written
}

/// The file of another language, with every text and nothing translated yet. None where the messages cannot be read, which
/// the page says, or have a file of it with something in it.
fn to_translate(written: &[Written], language: &Language) -> Option<File> {
    let name = format!("messages.{language}.toml");
    let mut words = written.iter().map(|one| &one.file).filter(|file| file.name != OWN_FILE);
    let originals = words.find_map(|file| Originals::of_messages(file).ok())?;
    let text = Renewed::of(&originals, language, None).ok()?.text;
    let mut others = written.iter().filter(|one| one.file.name == name);
    others.all(|one| one.file.text.trim().is_empty()).then_some(File { name, text })
}
