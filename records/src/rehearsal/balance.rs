//! What became of every message that the protocol has for somebody. Each is counted once; together they are all there are.

use std::collections::BTreeMap;

use serde::Serialize;
use surveys::schedule::{Fate, Planned};

use super::{beside::Letter, going_on::Rehearsal};
use crate::{entity::outbox, outbox::Channel};

/// Messages by email, text and post, by what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// All that the protocol has for these people, each step in each of its ways, and what goes beside.
    pub planned: usize,
    /// Of these: answers to texts, receipts of what was stopped, thanks and vouchers.
    pub beside: usize,
    /// Taken by who takes them away.
    pub sent: usize,
    /// Given away, and nobody said whether it was taken.
    pub in_doubt: usize,
    /// Not sent, by reason.
    pub not_sent: BTreeMap<String, usize>,
    /// Handed over, and not at an end on the last day.
    pub waiting: usize,
    /// To come after the last day.
    pub later: usize,
    /// Sent more than once. There has to be none.
    pub twice: usize,
    /// Beside them: calls whose moment came, for somebody to do.
    pub by_hand: usize,
}

impl Balance {
    /// Whether every message is accounted for, and none was sent twice.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let not_sent: usize = self.not_sent.values().sum();
        let all = self.sent + self.in_doubt + not_sent + self.waiting + self.later;
        self.planned == all && self.twice == 0
    }

    pub(super) fn of(
        rehearsal: &Rehearsal,
        rows: &[outbox::Model],
        letters: &[Letter],
        others: &[(usize, Planned)],
    ) -> Self {
        let protocol = &rehearsal.setting.protocol;
        let steps = protocol.waves.iter().flat_map(|plan| &plan.steps);
        let sends = steps.flat_map(|step| step.sends.iter().chain(&step.otherwise));
        let each = sends.filter(|send| Channel::of(send.way).is_some()).count();
        let beside = rows.iter().filter(|row| row.step.is_none()).count() + letters.len();
        let mut balance = Self {
            planned: each * rehearsal.players.len() + beside,
            beside,
            twice: rehearsal.sender.twice(),
            by_hand: rehearsal.by_hand.len(),
            ..Self::default()
        };
        for row in rows {
            balance.count_row(row);
        }
        letters.iter().for_each(|letter| balance.count_letter(letter));
        others.iter().for_each(|(_, planned)| balance.count_other(planned));
        balance
    }

    fn count_row(&mut self, row: &outbox::Model) {
        match row.state.as_str() {
            "sent" => self.sent += 1,
            "in doubt" => self.in_doubt += 1,
            "waiting" => self.waiting += 1,
            _ => self.not(row.reason.as_deref().unwrap_or("no reason told")),
        }
    }

    fn count_letter(&mut self, letter: &Letter) {
        match &letter.kept_back {
            _ if letter.is_sent => self.sent += 1,
            Some(why) => self.not(why),
            None => self.waiting += 1,
        }
    }

    fn count_other(&mut self, planned: &Planned) {
        match planned.fate {
            Fate::Not(because) => self.not(&because.to_string()),
            Fate::Handed(_) | Fate::Due(_) | Fate::Later(_) | Fate::Waits(..) => self.later += 1,
        }
    }

    fn not(&mut self, reason: &str) {
        *self.not_sent.entry(reason.to_owned()).or_default() += 1;
    }
}
