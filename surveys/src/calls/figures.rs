//! What the calls of an interviewer came to, call by call: what a supervisor looks at. What people came to in the end says
//! [`Tally`](super::Tally).

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Answered, Outcome, Slot, rates::share};

/// A call that was written down later than this after it was dialled was over long before: of its length nothing is known.
const LONGEST: TimeDelta = TimeDelta::hours(4);

/// A call that was made, as far as figures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// The number of the case: one person, who is rung about one survey.
    pub case: i32,
    /// In which part of the week, by the clock where the person lives.
    pub slot: Slot,
    /// How it ended.
    pub outcome: Outcome,
    /// It ended in an interview that somebody else gave for the participant.
    pub is_by_proxy: bool,
    /// When it was dialled.
    pub dialled: DateTime<Utc>,
    /// When somebody answered, where that was said.
    pub answered: Option<DateTime<Utc>>,
    /// When it had ended and was written down.
    pub ended: DateTime<Utc>,
}

/// What calls are put together as in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// All was answered, or enough.
    Interview,
    /// They refused or broke off, or somebody refused for them.
    Refusal,
    /// Somebody was reached, and it came to neither.
    OtherContact,
    /// Nobody was reached who knows them.
    NoContact,
}

/// How many calls in each part of the week came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BySlot([[u32; 4]; 4]);

/// The calls of one interviewer in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// Calls that were made.
    pub calls: u32,
    /// Cases that were rung.
    pub cases: u32,
    /// How many of those in which somebody was reached: they themselves, or somebody who spoke for them or of them.
    pub reached: u32,
    /// Calls in which the participant spoke, without those about a survey that they had sent online themselves: there was
    /// nothing left to ask. An interview that somebody else gave for them is none of these.
    pub spoken: u32,
    /// Complete interviews.
    pub complete: u32,
    /// How many of the complete ones somebody else gave.
    pub by_proxy: u32,
    /// Partial ones that can be used.
    pub partial: u32,
    /// Refusals of participants themselves, soft and firm.
    pub refused: u32,
    /// Interviews that were broken off before they could be used.
    pub broke_off: u32,
    /// How many minutes a call took, from dialling until it was written down: the median. A call that was written down more than
    /// four hours later has no length.
    pub call_minutes: Option<f64>,
    /// How many minutes a call took that ended in a complete interview, from when somebody answered, or else from dialling:
    /// the median. What was answered before, in another call or on the web, is not in it.
    pub interview_minutes: Option<f64>,
}

impl Group {
    /// All four.
    pub const ALL: [Self; 4] =
        [Self::Interview, Self::Refusal, Self::OtherContact, Self::NoContact];

    /// That of a call that ended so.
    #[must_use]
    pub const fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Complete | Outcome::Partial => Self::Interview,
            Outcome::RefusedByOther
            | Outcome::RefusedSoftly
            | Outcome::RefusedFirmly
            | Outcome::BrokeOff => Self::Refusal,
            outcome if outcome.is_reached() => Self::OtherContact,
            _ => Self::NoContact,
        }
    }

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Refusal => "refusal",
            Self::OtherContact => "other_contact",
            Self::NoContact => "no_contact",
        }
    }
}

impl BySlot {
    /// Of these calls.
    #[must_use]
    pub fn of<'c>(calls: impl IntoIterator<Item = &'c Made>) -> Self {
        let mut counts = Self::default();
        for call in calls {
            counts.0[call.slot as usize][Group::of(call.outcome) as usize] += 1;
        }
        counts
    }

    /// How many in this part of the week came to this.
    #[must_use]
    pub const fn count(&self, slot: Slot, group: Group) -> u32 {
        self.0[slot as usize][group as usize]
    }
}

impl Figures {
    /// Of the calls of one interviewer.
    #[must_use]
    pub fn of(calls: &[Made]) -> Self {
        let mut own = Self::default();
        for call in calls {
            own.calls += 1;
            own.spoken += u32::from(was_asked(call));
            match call.outcome {
                Outcome::Complete => {
                    own.complete += 1;
                    own.by_proxy += u32::from(call.is_by_proxy);
                }
                Outcome::Partial => own.partial += 1,
                Outcome::RefusedSoftly | Outcome::RefusedFirmly => own.refused += 1,
                Outcome::BrokeOff => own.broke_off += 1,
                _ => {}
            }
        }
        own.cases = cases(calls.iter());
        own.reached = cases(calls.iter().filter(|call| call.outcome.is_reached()));
        let interviews = calls.iter().filter(|call| call.outcome == Outcome::Complete);
        let from_answer = |call: &Made| call.ended - call.answered.unwrap_or(call.dialled);
        let at_once = |call: &&Made| call.ended - call.dialled <= LONGEST;
        let lengths = calls.iter().filter(at_once).map(|call| call.ended - call.dialled);
        own.call_minutes = median(lengths);
        own.interview_minutes = median(interviews.filter(at_once).map(from_answer));
        own
    }

    /// Of the cases that were rung, the share in which somebody was reached. None where nobody was rung.
    #[must_use]
    pub fn contact(&self) -> Option<f64> {
        share(self.reached, self.cases.into())
    }

    /// Of the calls in which participants spoke, the share that ended in a complete interview of theirs.
    #[must_use]
    pub fn cooperation(&self) -> Option<f64> {
        share(self.complete.saturating_sub(self.by_proxy), self.spoken.into())
    }

    /// Of the calls in which participants spoke, the share in which they refused. Interviews that were broken off are told beside.
    #[must_use]
    pub fn refusal(&self) -> Option<f64> {
        share(self.refused, self.spoken.into())
    }
}

/// Whether a participant spoke who could still be asked.
fn was_asked(call: &Made) -> bool {
    !call.is_by_proxy
        && call.outcome != Outcome::CompleteOnline
        && call.outcome.answered() == Answered::Participant
}

/// How many cases these calls were made in.
fn cases<'c>(calls: impl Iterator<Item = &'c Made>) -> u32 {
    let cases: BTreeSet<_> = calls.map(|call| call.case).collect();
    u32::try_from(cases.len()).unwrap_or(u32::MAX)
}

/// The length in the middle in minutes, or what lies between the two in the middle.
fn median(lengths: impl Iterator<Item = TimeDelta>) -> Option<f64> {
    let seconds = |length: TimeDelta| u32::try_from(length.num_seconds()).unwrap_or_default();
    let seconds = lengths.map(|length| f64::from(seconds(length)));
    Some(middle(seconds.collect())? / 60.0)
}

/// The number in the middle, or what lies between the two in the middle. None of no numbers.
pub(super) fn middle(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    let last = numbers.len().checked_sub(1)?;
    Some(f64::midpoint(numbers[last / 2], numbers[numbers.len() / 2]))
}

/// Which complete interviews of one interviewer are looked at again: the first three, and one of each ten after them. They are the
/// numbers of their cases, in the order in which they were completed. Later interviews change nothing of those that were
/// chosen, and where in ten the one is depends on the number of a case, which no interviewer chooses.
#[must_use]
pub fn to_verify(complete: &[i32]) -> Vec<i32> {
    let (first, rest) = complete.split_at(complete.len().min(3));
    let one_of = |ten: &[i32]| ten[usize::try_from(ten[0]).unwrap_or_default() % ten.len()];
    let tens = rest.chunks(10).filter(|ten| ten.len() == 10);
    first.iter().copied().chain(tens.map(one_of)).collect()
}
