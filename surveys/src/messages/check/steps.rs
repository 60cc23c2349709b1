//! What each contact sends, on the days on which it may be made.

use super::{Around, Message, Messages, claims};
use crate::{
    fill,
    keys::MessageKey,
    messages::{FillIn, Flaw, Kind, OfStep, Part, Wrong},
    protocol::{Plan, Protocol, Send, Step},
    stopping::Way,
};

/// Every contact. Translations have the same names in braces as what they translate, and make the same claims.
pub(super) fn check(messages: &Messages, protocol: &Protocol, around: &Around<'_>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for plan in &protocol.waves {
        for step in &plan.steps {
            for send in step.sends.iter().chain(&step.otherwise) {
                for key in [Some(&send.message), send.to_begun.as_ref()].into_iter().flatten() {
                    let contact = Contact { messages, plan, step, send, around };
                    flaws.extend(contact.wrong(key));
                }
            }
        }
    }
    flaws
}

/// One message of one contact.
pub(super) struct Contact<'a> {
    pub messages: &'a Messages,
    pub plan: &'a Plan,
    pub step: &'a Step,
    send: &'a Send,
    around: &'a Around<'a>,
}

impl Contact<'_> {
    fn wrong(&self, key: &MessageKey) -> Vec<Flaw> {
        let tell = |part: Option<Part>, wrong: OfStep| Flaw {
            language: self.messages.language.clone(),
            message: Some(key.clone()),
            part,
            wrong: Wrong::Step(self.plan.key().clone(), self.step.key.clone(), wrong),
        };
        let Some(message) = self.messages.find(key) else {
            return vec![tell(None, OfStep::NoMessage)];
        };
        if message.kind() != Kind::Planned {
            return vec![tell(None, OfStep::NotPlanned)];
        }
        if !message.goes(self.send.way) {
            return vec![tell(None, OfStep::NoWords(self.send.way))];
        }
        let parts = Part::needed(self.send.way).iter();
        let texts = parts.filter_map(|part| Some((*part, message.part(*part)?)));
        let each = texts.flat_map(|(part, text)| {
            let wrong = self.fill_ins(message, text).into_iter().chain(self.no_link(part, text));
            let claims = claims::untrue(self, text).into_iter();
            let amounts = claims::amounts(text, self.minutes(message), self.voucher());
            wrong.chain(claims).chain(amounts).map(move |wrong| tell(Some(part), wrong))
        });
        each.collect()
    }

    fn fill_ins(&self, message: &Message, text: &str) -> Vec<OfStep> {
        let wave = &self.plan.wave;
        let (first, _) = self.days(self.step);
        let named = fill::names(text).filter_map(FillIn::named);
        let wrong = named.filter_map(|one| match one {
            FillIn::Link | FillIn::Code if first < 0 => Some(OfStep::Early(one)),
            FillIn::Voucher if self.voucher().is_none() => Some(OfStep::NotGiven(one)),
            FillIn::LastDay if wave.open_for.is_none() => Some(OfStep::NotGiven(one)),
            FillIn::CallWindow if !self.is_rung() => Some(OfStep::NotGiven(one)),
            FillIn::Minutes if self.is_unmeasured(message) => Some(OfStep::NotGiven(one)),
            _ => None,
        });
        let mut found = Vec::new();
        wrong.for_each(|one| {
            if !found.contains(&one) {
                found.push(one)
            }
        });
        found
    }

    /// Whoever reads it while the survey is open finds the way there; from a text they may ask for a call, too.
    fn no_link(&self, part: Part, text: &str) -> Option<OfStep> {
        let (first, _) = self.days(self.step);
        let has = |one: FillIn| fill::names(text).any(|name| name == one.name());
        let leads = match part {
            Part::Sms => has(FillIn::Link) || text.contains("CALL"),
            Part::Body => has(FillIn::Link),
            Part::Letter => has(FillIn::CodePage) && has(FillIn::Code),
            Part::Subject | Part::Button | Part::Voicemail => true,
        };
        (first >= 0 && !leads).then_some(OfStep::NoLink)
    }

    fn voucher(&self) -> Option<&str> {
        self.messages.vouchers.get(self.plan.key()).map(String::as_str)
    }

    fn minutes(&self, message: &Message) -> Option<u8> {
        message.minutes.or_else(|| self.around.minutes.get(self.plan.key()).copied())
    }

    /// That others are known, and that of this wave is not.
    fn is_unmeasured(&self, message: &Message) -> bool {
        !self.around.minutes.is_empty() && self.minutes(message).is_none()
    }

    /// Whether a call comes on the same day or later.
    fn is_rung(&self) -> bool {
        let calls = |step: &&Step| {
            step.sends.iter().chain(&step.otherwise).any(|send| send.way == Way::Phone)
        };
        self.plan.steps.iter().filter(calls).any(|step| self.days(step).1 >= self.days(self.step).0)
    }

    /// The first and the last day on which a contact of the wave may be made.
    pub(super) fn days(&self, step: &Step) -> (i64, i64) {
        self.plan.days(step)
    }

    /// Whether another contact comes later.
    pub(super) fn is_followed(&self) -> bool {
        self.plan.steps.iter().any(|step| self.days(step).1 > self.days(self.step).0)
    }
}
