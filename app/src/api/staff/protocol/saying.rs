//! What people read: the messages of the protocol that holds, or of the draft of the next, filled in for somebody made up or for
//! one participant.

use std::sync::Arc;

use records::{
    previews::{self, Asked, Previewed, Whom},
    protocols::{self, Beside},
    studies::StudyHandle,
};
use surveys::{
    keys::{MessageKey, WaveKey},
    language::Language,
    messages::{Example, Flaw, Messages, Preview, SITE, USUAL_NAME},
    protocol::Protocol,
    roles::Act,
    typed::Typed,
};

use super::{away, read, reader};
use crate::api::staff::{
    Away, Trouble, Wrong,
    door::{Said, StaffRequest},
};

/// A page of messages as they are read.
pub(crate) struct Saying {
    pub study: StudyHandle,
    pub of: OfWhich,
    pub says: Spoken,
    /// Whether whoever looks sees the protocol.
    pub sees_protocol: bool,
    /// Whether they may see what one participant would read.
    pub foresees: bool,
    pub said: Said,
}

/// Of which protocol they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfWhich {
    /// The one that holds.
    Held,
    /// The draft of the next.
    Next,
}

/// What there is to read.
pub(crate) enum Spoken {
    /// Messages.
    Messages(Box<Filled>),
    /// The protocol has none.
    Nothing,
    /// The draft cannot be read, for so many faults.
    Faulty(usize),
    /// Nobody has saved a draft.
    NoDraft,
}

/// Messages, filled in.
pub(crate) struct Filled {
    pub protocol: Arc<Protocol>,
    pub messages: Messages,
    /// In which language somebody made up reads.
    pub language: Language,
    /// What they are called.
    pub first_name: String,
    /// What they read, of what was chosen.
    pub previews: Vec<Preview>,
    /// The participant whose facts fill them in, where one was named.
    pub one: Option<Previewed>,
    /// Something is amiss with the protocol, so that nobody's days can be worked out by it.
    pub is_amiss: bool,
    /// What is wrong with the messages beside the surveys as they are today.
    pub flaws: Vec<Flaw>,
}

/// The messages of the protocol that holds, for what was chosen.
pub(crate) async fn saying(request: StaffRequest) -> Result<Saying, Away> {
    let protocol = held(&request).await?;
    let number = request.said.typed.one("number").to_owned();
    filled_in(request, (OfWhich::Held, protocol), by_number(&number)).await
}

/// The same for the participant whom the address names.
pub(crate) async fn theirs(request: StaffRequest) -> Result<Saying, Away> {
    let (protocol, id) = (held(&request).await?, request.number());
    let saying = filled_in(request, (OfWhich::Held, protocol), Some(Whom::Row(id))).await?;
    let is_nobody = saying.said.wrong == Some(Wrong::Number);
    if is_nobody { Err(Away::Trouble(Trouble::NotFound)) } else { Ok(saying) }
}

/// The messages of the draft of the next protocol, for what was chosen.
pub(crate) async fn next(request: StaffRequest) -> Result<Saying, Away> {
    let (study, _, may_write) = reader(&request)?;
    if !may_write {
        return Err(Away::Trouble(Trouble::NotAllowed));
    }
    let draft = protocols::draft(&request.db, &study).await.map_err(Away::failed)?;
    let files = draft.map(|draft| draft.files.into_iter().map(|one| one.file).collect());
    let protocol = match files.and_then(read) {
        None => return page(request, OfWhich::Next, Spoken::NoDraft),
        Some(Err(faults)) => {
            return page(request, OfWhich::Next, Spoken::Faulty(faults.len()));
        }
        Some(Ok(files)) => Arc::new(files.protocol),
    };
    let number = request.said.typed.one("number").to_owned();
    filled_in(request, (OfWhich::Next, protocol), by_number(&number)).await
}

fn by_number(number: &str) -> Option<Whom<'_>> {
    (!number.is_empty()).then_some(Whom::Number(number))
}

/// The protocol that holds.
async fn held(request: &StaffRequest) -> Result<Arc<Protocol>, Away> {
    let (_, study) = request.in_study()?;
    Ok(protocols::current(&request.db, &study).await.map_err(away)?.protocol)
}

fn page(request: StaffRequest, of: OfWhich, says: Spoken) -> Result<Saying, Away> {
    let (member, study) = request.in_study()?;
    let sees_protocol = member.may_in(Act::SeeSurveys, &study);
    let foresees = member.may_in(Act::ForeseeMessages, &study);
    Ok(Saying { study, of, says, sees_protocol, foresees, said: request.said })
}

async fn filled_in(
    mut request: StaffRequest,
    (of, protocol): (OfWhich, Arc<Protocol>),
    whom: Option<Whom<'_>>,
) -> Result<Saying, Away> {
    let Some(messages) = protocol.messages.clone() else {
        return page(request, of, Spoken::Nothing);
    };
    let (_, study) = request.in_study()?;
    let beside = protocols::beside(&request.db, &study, &protocol).await.map_err(away)?;
    let mut reads = made_up(&request.said.typed, (messages, protocol), &beside);
    reads.is_amiss = of == OfWhich::Next && !reads.protocol.check().is_empty();
    if let Some(whom) = whom.filter(|_| !reads.is_amiss) {
        reads.one = one(&request, &study, (whom, &reads)).await?;
        if reads.one.is_none() {
            request.said.wrong = Some(Wrong::Number);
        }
    }
    page(request, of, Spoken::Messages(Box::new(reads)))
}

/// What somebody made up reads.
fn made_up(
    typed: &Typed,
    (messages, protocol): (Messages, Arc<Protocol>),
    Beside { study, asked }: &Beside,
) -> Filled {
    let wished = Language::new(typed.one("language")).ok();
    let language = messages.languages().find(|own| Some(*own) == wished.as_ref());
    let language = language.unwrap_or(&messages.language).clone();
    let is_typed = typed.is_sent("name");
    let first_name = if is_typed { typed.one("name") } else { USUAL_NAME }.to_owned();
    let wave = WaveKey::new(typed.one("wave")).ok();
    let example = Example { first_name: &first_name, wave: wave.as_ref() };
    let around = asked.around(study, Some(protocol.as_ref()), SITE);
    let mut previews = messages.in_language(&language).previews_for(&around, example);
    let chosen = typed.one("message");
    previews.retain(|preview| chosen.is_empty() || preview.message.as_str() == chosen);
    let flaws = messages.check(&around);
    Filled { protocol, messages, language, first_name, previews, one: None, is_amiss: false, flaws }
}

/// What one participant reads, of what was chosen.
async fn one(
    request: &StaffRequest,
    study: &StudyHandle,
    (whom, reads): (Whom<'_>, &Filled),
) -> Result<Option<Previewed>, Away> {
    let by = request.member()?.message_reader(study);
    let by = by.map_err(|_| Away::Trouble(Trouble::NotAllowed))?;
    let called = if reads.first_name.is_empty() { USUAL_NAME } else { &reads.first_name };
    let folder = request.outbox.as_ref();
    let asked = Asked { protocol: &reads.protocol, site: &request.site, called, folder };
    let seen = previews::see(&request.db, &by, study, (whom, asked), request.now).await;
    let Some(mut seen) = seen.map_err(Away::failed)? else { return Ok(None) };
    let typed = &request.said.typed;
    let (wave, message) = (typed.one("wave"), typed.one("message"));
    seen.waves.retain(|own| wave.is_empty() || own.wave.as_str() == wave);
    let is_chosen = |key: &MessageKey| message.is_empty() || key.as_str() == message;
    for own in &mut seen.waves {
        own.messages.retain(|one| is_chosen(&one.message));
    }
    seen.waves.retain(|own| !own.messages.is_empty());
    seen.others.retain(|one| is_chosen(&one.message));
    Ok(Some(seen))
}
