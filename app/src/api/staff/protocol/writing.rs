//! The next version while somebody writes it: its files as they stand in the boxes of one page, and what they come to.

use std::sync::Arc;

use records::{
    auth::By,
    protocols::{self, Beside},
    schedule::{self, Effect},
    studies::StudyHandle,
};
use surveys::{
    authoring::{Fault, File, Found, Originals, ProtocolFiles, Renewed},
    language::Language,
    messages::{Messages, SITE},
    protocol::{Difference, Protocol},
    typed::Typed,
};

use super::{away, reader};
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
    pub files: Vec<File>,
    /// Whether it was looked at.
    pub is_checked: bool,
    /// What it comes to; none while it cannot be read.
    pub reads: Option<Reads>,
    /// Everything that keeps it from being published.
    pub faults: Vec<Fault>,
    pub warnings: Vec<Fault>,
    /// The languages in which surveys are asked and nobody is written to.
    pub lacking: Vec<Language>,
    pub said: Said,
}

/// What the files come to.
pub(crate) struct Reads {
    pub protocol: Arc<Protocol>,
    /// Since the version that holds.
    pub changes: Vec<Difference>,
    /// What it would do to people; none while it cannot be published.
    pub effect: Option<Effect>,
}

pub(crate) async fn rewriting(request: StaffRequest) -> Result<Rewriting, Away> {
    let (study, _, may_write) = reader(&request)?;
    if !may_write {
        return Err(Away::Trouble(Trouble::NotAllowed));
    }
    let held = protocols::current(&request.db, &study).await.map_err(away)?.protocol;
    let holds = held.version;
    let typed = &request.said.typed;
    let is_checked = typed.is_sent(&boxed(OWN));
    let mut files = if is_checked { typed_files(typed) } else { files(&held) };
    if let Some(language) = typed.one("then").strip_prefix("add/") {
        files.extend(
            Language::new(language).ok().and_then(|language| to_translate(&files, &language)),
        );
    }
    let said = request.said.clone();
    let mut rewriting = Rewriting {
        study,
        holds,
        files,
        is_checked,
        reads: None,
        faults: Vec::new(),
        warnings: Vec::new(),
        lacking: Vec::new(),
        said,
    };
    if is_checked {
        rewriting.look(&request, &held).await?;
    }
    Ok(rewriting)
}

impl Rewriting {
    async fn look(&mut self, request: &StaffRequest, held: &Protocol) -> Result<(), Away> {
        let read = self.files.split_first().map(|(own, beside)| ProtocolFiles::read(own, beside));
        let files = match read {
            Some(Ok(files)) => files,
            Some(Err(faults)) => {
                self.faults = faults;
                return Ok(());
            }
            None => return Ok(()),
        };
        let beside = protocols::beside(&request.db, &self.study, &files.protocol).await;
        let Beside { study, asked } = beside.map_err(away)?;
        let Found { errors, warnings } = files.check(&asked.around(&study, None, SITE));
        (self.faults, self.warnings) = (errors, warnings);
        let words = files.protocol.messages.as_ref();
        let lacking = words.map(|words| words.lacking(&asked.languages)).unwrap_or_default();
        self.lacking = lacking.into_iter().cloned().collect();
        let changes = files.protocol.since(held);
        let mut effect = None;
        if self.faults.is_empty() && !changes.is_empty() {
            let by = request.member()?.survey_writer();
            let by = By::Staff(by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?);
            let (of, next) = (&self.study, &files.protocol);
            let compared = schedule::compare(&request.db, &by, of, next, request.now).await;
            effect = Some(compared.map_err(Away::failed)?);
        }
        self.reads = Some(Reads { protocol: Arc::new(files.protocol), changes, effect });
        Ok(())
    }
}

/// The protocol's own file.
const OWN: &str = "protocol.toml";

/// The box of a file.
#[must_use]
pub(crate) fn boxed(file: &str) -> String {
    format!("file:{file}")
}

/// The files of the version that holds, with the number of the next.
fn files(held: &Protocol) -> Vec<File> {
    let next = Protocol { version: held.version + 1, ..held.clone() };
    let own = File { name: OWN.to_owned(), text: next.written() };
    let words = held.messages.iter().flat_map(Messages::files);
    let mut files: Vec<_> = std::iter::once(own).chain(words).collect();
    if files.len() == 1 {
        files.push(File { name: "messages.en.toml".to_owned(), text: String::new() });
    }
    files
}

/// The file of another language, with every text and nothing translated yet. None where the messages cannot be read, which
/// the page says, or have a file of it.
fn to_translate(files: &[File], language: &Language) -> Option<File> {
    let name = format!("messages.{language}.toml");
    let mut words = files.iter().filter(|file| file.name != OWN);
    let originals = words.find_map(|file| Originals::of_messages(file).ok())?;
    let text = Renewed::of(&originals, language, None).ok()?.text;
    (files.iter().all(|file| file.name != name)).then_some(File { name, text })
}

/// The files as somebody sent them. Browsers end lines with two characters. A box that was emptied is no file.
pub fn typed_files(typed: &Typed) -> Vec<File> {
    let of = |name: &str| typed.raw(&boxed(name)).replace("\r\n", "\n");
    let own = File { name: OWN.to_owned(), text: of(OWN) };
    let names = typed.iter().filter_map(|(field, _)| field.strip_prefix("file:"));
    let words = names
        .filter(|name| *name != OWN)
        .map(|name| File { name: name.to_owned(), text: of(name) });
    let words = words.filter(|file| !file.text.trim().is_empty());
    std::iter::once(own).chain(words).collect()
}
