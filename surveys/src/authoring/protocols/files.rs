//! A protocol with the words of what it sends: its own file, and beside it those of the messages.

use toml::de::DeTable;

use super::Places;
use crate::{
    authoring::{Fault, File, Found, MessageFiles, messages::places::within},
    keys::MessageKey,
    messages::{Around, Flaw, Messages, OfStep, Wrong},
    protocol::{
        Part::{Field, Nth},
        Protocol, Send, Spot, Step,
    },
};

/// A protocol as its files have it.
#[derive(Debug)]
pub struct ProtocolFiles {
    /// What was read, with its messages.
    pub protocol: Protocol,
    file: File,
    messages: Option<MessageFiles>,
}

impl ProtocolFiles {
    /// Reads the file of a protocol, and those of messages that lie beside it: one of the texts, and its translations.
    ///
    /// # Errors
    /// Everything that is wrong with how the first two are written; that something is sent, and there are no words. What
    /// is wrong with translations is told by [`ProtocolFiles::check`].
    pub fn read(file: &File, beside: &[File]) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut keep = |told: Vec<Fault>| faults.extend(told);
        let messages = words(beside).map_err(&mut keep).ok().flatten();
        let (protocol, wrong) = match Protocol::read_as_far(file) {
            Ok((protocol, wrong)) => (Some(protocol), wrong),
            Err(wrong) => (None, wrong),
        };
        if let (Some(protocol), Some(words), false) = (&protocol, &messages, wrong.is_empty()) {
            keep(unknown(file, protocol, &words.messages));
        }
        keep(wrong);
        if let (Some(protocol), true) = (&protocol, beside.is_empty()) {
            keep(wordless(file, protocol).into_iter().collect());
        }
        // Those of the protocol first: the others may follow from them.
        faults.sort_by_key(|fault| match fault.file == file.name {
            true => (0, fault.line, fault.column),
            false => (1, 0, 0),
        });
        match protocol {
            Some(protocol) if faults.is_empty() => {
                let words = messages.as_ref().map(|files| files.messages.clone());
                let protocol = Protocol { messages: words, ..protocol };
                Ok(Self { protocol, file: file.clone(), messages })
            }
            _ => Err(faults),
        }
    }

    /// Everything that is wrong with the messages, beside the study and this protocol; and what of both is worth a look.
    #[must_use]
    pub fn check(&self, around: &Around<'_>) -> Found {
        let places = Places::of(&self.file);
        let remarks = self.protocol.remarks_in_place().into_iter();
        let remarks = remarks.map(|(spot, amiss)| {
            self.file.fault(places.span(&spot), amiss.problem(), amiss.mend())
        });
        let around = Around { protocol: Some(&self.protocol), ..*around };
        let found = self.messages.as_ref();
        let found = found.map(|messages| messages.check_with(&around, &|flaw| self.at_step(flaw)));
        let Found { errors, warnings } = found.unwrap_or_default();
        Found { errors, warnings: remarks.chain(warnings).collect() }
    }

    /// What is wrong with what a step names stands there, and not among the messages.
    fn at_step(&self, flaw: &Flaw) -> Option<Fault> {
        let Wrong::Step(wave, step, OfStep::NoMessage | OfStep::NotPlanned | OfStep::NoWords(_)) =
            &flaw.wrong
        else {
            return None;
        };
        let message = flaw.message.as_ref()?;
        let nth = self.protocol.waves.iter().position(|plan| plan.key() == wave)?;
        let steps = &self.protocol.waves[nth].steps;
        let own = steps.iter().position(|own| own.key == *step)?;
        let field = if names(&steps[own].sends, message) { "sends" } else { "otherwise" };
        let span = Places::of(&self.file).span(&at(nth, own, field));
        let span = within(&self.file, &span, &format!("\"{message}\"")).unwrap_or(span);
        Some(self.file.fault(span, flaw.problem(), flaw.mend()))
    }
}

/// Messages that steps of a protocol name and that there are not. It has other faults: what stands in for words that could
/// not be read is nowhere in the file, and nothing is told of it.
fn unknown(file: &File, protocol: &Protocol, messages: &Messages) -> Vec<Fault> {
    let places = Places::of(file);
    let mut faults = Vec::new();
    for (nth, plan) in protocol.waves.iter().enumerate() {
        for (own, step) in plan.steps.iter().enumerate() {
            for (field, sends) in [("sends", &step.sends), ("otherwise", &step.otherwise)] {
                let named =
                    sends.iter().flat_map(|one| [Some(&one.message), one.to_begun.as_ref()]);
                let missing = named.flatten().filter(|key| messages.find(key).is_none());
                let span = places.span(&at(nth, own, field));
                faults.extend(missing.filter_map(|key| {
                    let written = within(file, &span, &format!("\"{key}\""))?;
                    let flaw = Flaw {
                        language: messages.language.clone(),
                        message: Some(key.clone()),
                        part: None,
                        wrong: Wrong::Step(plan.key().clone(), step.key.clone(), OfStep::NoMessage),
                    };
                    Some(file.fault(written, flaw.problem(), flaw.mend()))
                }));
            }
        }
    }
    faults
}

fn at(wave: usize, step: usize, field: &'static str) -> Spot {
    vec![Field("waves"), Nth(wave), Field("steps"), Nth(step), Field(field)]
}

fn names(sends: &[Send], message: &MessageKey) -> bool {
    sends.iter().any(|send| send.message == *message || send.to_begun.as_ref() == Some(message))
}

/// The messages, from files of which one has the texts and the others what they are in other languages.
fn words(files: &[File]) -> Result<Option<MessageFiles>, Vec<Fault>> {
    let (translations, texts): (Vec<File>, Vec<File>) =
        files.iter().cloned().partition(is_translation);
    match texts.as_slice() {
        [] => match translations.first() {
            None => Ok(None),
            Some(first) => {
                let mend =
                    "put the file of the messages themselves beside it, such as messages.en.toml";
                Err(vec![first.fault(0..0, "this translates messages that are not there", mend)])
            }
        },
        [own] => MessageFiles::read(own, &translations).map(Some),
        [first, others @ ..] => {
            let second = |other: &File| {
                let problem = format!("these are messages a second time, beside {}", first.name);
                let mend = "keep one; `throughline messages translate` writes the file of another language";
                other.fault(0..0, problem, mend)
            };
            Err(others.iter().map(second).collect())
        }
    }
}

/// Files of translations say of what.
fn is_translation(file: &File) -> bool {
    DeTable::parse_recoverable(&file.text).0.get_ref().contains_key("of")
}

/// That a protocol sends something, without words for it.
fn wordless(file: &File, protocol: &Protocol) -> Option<Fault> {
    let sends = |step: &Step| !step.sends.is_empty() || !step.otherwise.is_empty();
    let mut waves = protocol.waves.iter().enumerate();
    let (nth, own) =
        waves.find_map(|(nth, plan)| Some((nth, plan.steps.iter().position(sends)?)))?;
    let span = Places::of(file).span(&at(nth, own, "sends"));
    let problem = "this sends a message, and there are no messages beside the protocol";
    let mend = "write them into messages.en.toml, as docs/messages.md says; examples/study has one to copy";
    Some(file.fault(span, problem, mend))
}
