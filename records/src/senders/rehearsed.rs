//! What takes messages away in a rehearsal: nobody gets them. A seed decides which are taken, and which go wrong as they do in
//! earnest.

use std::{
    collections::HashSet,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use surveys::invent::Dice;

use super::{Handed, Letter, mail::mail};
use crate::{
    outbox::{Handing, NotBegun, Wire},
    secret,
};

/// A sender that gives nothing away. Clones share what they took.
#[derive(Clone, Debug)]
pub struct Rehearsed {
    seed: u64,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Debug, Default)]
struct Taken {
    /// What was taken since it was last asked, by name.
    lately: Vec<String>,
    ever: HashSet<String>,
    put_off: HashSet<String>,
    twice: usize,
}

impl Rehearsed {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, taken: Arc::default() }
    }

    /// The names of the messages that were taken since this was last asked.
    pub(crate) fn lately(&self) -> Vec<String> {
        mem::take(&mut self.taken.lock().unwrap_or_else(PoisonError::into_inner).lately)
    }

    /// How many messages were taken that had been taken before.
    pub(crate) fn twice(&self) -> usize {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).twice
    }

    /// Of a thousand messages five are in doubt, twenty have to be tried again, three never leave; of a hundred addresses one
    /// is nobody's.
    pub(super) async fn takes(
        &self,
        letter: Letter,
        handing: &Handing,
        now: DateTime<Utc>,
    ) -> Result<Handed, NotBegun> {
        let (name, to) = (letter.name.clone(), letter.to.clone());
        if letter.wire == Wire::Email
            && let Err(reason) = mail(letter, now)
        {
            return Ok(Handed::Never(reason.to_owned()));
        }
        handing.begin().await?;
        if self.dice(&to).chance(1) {
            return Ok(Handed::NoSuchAddress("nobody has this address".to_owned()));
        }
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match self.dice(&name).between(1, 1_000) {
            1..=5 => Handed::InDoubt("the line broke before the answer came".to_owned()),
            6..=8 => Handed::Never("the server takes no such message".to_owned()),
            9..=28 if taken.put_off.insert(name.clone()) => {
                Handed::Later("the server is busy".to_owned())
            }
            _ => {
                taken.twice += usize::from(!taken.ever.insert(name.clone()));
                taken.lately.push(name);
                Handed::Taken(None)
            }
        })
    }

    fn dice(&self, of: &str) -> Dice {
        let hash = secret::hashed(of);
        let which = hash.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        Dice::of(self.seed, which)
    }
}
