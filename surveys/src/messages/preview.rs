//! Each message as somebody would read it, for whoever writes them.

use chrono::NaiveDate;

use super::{
    Around, CallWindow, FillIn, Gift, Kind, Message, Messages, Rendered, USUAL_NAME, Unrendered,
};
use crate::{
    keys::{MessageKey, StepKey, WaveKey},
    messages::Facts,
    phrases::Words,
    protocol::Plan,
    stopping::Way,
    texting::{self, Size},
};

/// A message in one way, filled in for somebody invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Which.
    pub message: MessageKey,
    /// In which way.
    pub way: Way,
    /// What they read; none where something in it cannot be filled in.
    pub read: Result<Rendered, Unrendered>,
    /// The contacts that send it, each with the first day on which it may be made, from the wave's opening.
    pub sent: Vec<(WaveKey, StepKey, i64)>,
    /// Of a text, what it takes for somebody with a name of an accent that the narrow alphabet has not.
    pub accented: Option<Size>,
}

/// Somebody made up, for whom messages are filled in.
#[derive(Clone, Copy, Debug)]
pub struct Example<'a> {
    /// What they are called; nothing where that is not known.
    pub first_name: &'a str,
    /// The wave that they are at; otherwise each message is filled in for the first that sends it.
    pub wave: Option<&'a WaveKey>,
}

/// A name that makes a text go in the wide alphabet.
const ACCENTED: &str = "Siân";
/// A code, as it is typed.
pub(super) const CODE: &str = "K7QX-M2PD";

/// A day, for what is filled in with one.
pub(super) fn some_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 30).unwrap_or_default()
}

impl Messages {
    /// Each of them in each way for which it has words, in the language in which these are.
    #[must_use]
    pub fn previews(&self, around: &Around<'_>) -> Vec<Preview> {
        self.previews_for(around, Example { first_name: USUAL_NAME, wave: None })
    }

    /// Those that somebody is sent, each in each way, in the language in which these are. Who is at a wave is sent none of
    /// another.
    #[must_use]
    pub fn previews_for(&self, around: &Around<'_>, example: Example<'_>) -> Vec<Preview> {
        let each = self.messages.iter().flat_map(|one| one.ways().map(move |way| (one, way)));
        let all = each.map(|(message, way)| (message, self.preview(message, way, around, example)));
        let is_sent = |(message, preview): &(&Message, Preview)| {
            let planned = message.kind() == Kind::Planned && example.wave.is_some();
            !planned || preview.sent.iter().any(|(wave, ..)| Some(wave) == example.wave)
        };
        all.filter(is_sent).map(|(_, preview)| preview).collect()
    }

    fn preview(
        &self,
        message: &Message,
        way: Way,
        around: &Around<'_>,
        example: Example<'_>,
    ) -> Preview {
        let steps = steps(message, way, around);
        let first = || steps.first().map(|one| one.0.key());
        let wave = example.wave.or_else(first).or_else(|| self.of_any(message));
        let page = around.code_page();
        let link = if way == Way::Email { around.long_link() } else { around.link() };
        let (minutes, voucher) = self.of_wave(wave, around);
        let facts = Facts {
            study: around.study,
            words: &Words::default(),
            first_name: example.first_name,
            link: Some(&link),
            code: Some(CODE),
            code_page: Some(&page),
            minutes: Some(minutes),
            voucher,
            gift: Some(Gift::some()),
            last_day: Some(some_day()),
            choices: Some(&around.choices()),
            call_window: CallWindow::some(),
        };
        let read = |facts| self.render(&message.key, way, &self.language, &facts);
        let accented = (way == Way::Sms && self.names(message))
            .then(|| read(Facts { first_name: ACCENTED, ..facts }).ok())
            .flatten();
        let sent = steps.iter().map(|(plan, key, day)| (plan.key().clone(), key.clone(), *day));
        Preview {
            message: message.key.clone(),
            way,
            read: read(facts),
            accented: accented.map(|read| texting::size(&read.text)),
            sent: sent.collect(),
        }
    }

    /// A receipt, or a voucher, is of any wave that has what it speaks of.
    fn of_any(&self, message: &Message) -> Option<&WaveKey> {
        let is_of_any = matches!(message.kind(), Kind::Receipt | Kind::Gift);
        self.vouchers.keys().next().filter(|_| is_of_any)
    }

    /// How long the survey of a wave takes, and what is given for it; where that is not known, what is of another.
    fn of_wave(&self, wave: Option<&WaveKey>, around: &Around<'_>) -> (u8, Option<&str>) {
        let minutes = wave.and_then(|wave| around.minutes.get(wave));
        let minutes = minutes.or_else(|| around.minutes.values().next()).copied();
        let voucher = wave.and_then(|wave| self.vouchers.get(wave));
        let voucher = voucher.or_else(|| self.vouchers.values().next()).map(String::as_str);
        (minutes.unwrap_or(12), voucher)
    }

    /// Whether its text has somebody's name.
    fn names(&self, message: &Message) -> bool {
        let name = format!("{{{}}}", FillIn::FirstName.name());
        message.sms.as_ref().is_some_and(|sms| sms.contains(&name))
    }
}

fn steps<'a>(message: &Message, way: Way, around: &Around<'a>) -> Vec<(&'a Plan, StepKey, i64)> {
    let plans = around.protocol.into_iter().flat_map(|protocol| &protocol.waves);
    let steps = plans.flat_map(|plan| plan.steps.iter().map(move |step| (plan, step)));
    let sends = steps.filter(|(_, step)| {
        step.sends.iter().chain(&step.otherwise).any(|send| {
            let both = [Some(&send.message), send.to_begun.as_ref()];
            send.way == way && both.contains(&Some(&message.key))
        })
    });
    sends.map(|(plan, step)| (plan, step.key.clone(), plan.days(step).0)).collect()
}
