//! An interviewer's own word, the same in every file of the study. The number of an account would be the one in the audit.

use std::collections::HashMap;

use datasets::Cell;

use super::people::Person;
use crate::{calls, secret};

/// How long a word is.
pub(super) const LETTERS: u32 = 8;

/// Whoever was met so far, by the number of their account.
#[derive(Default)]
pub(super) struct Interviewers(HashMap<i32, String>);

impl Interviewers {
    /// Gives a word to each who had to do with somebody.
    pub fn meet(&mut self, secret: &[u8], person: &Person) {
        let answered = person.responses.iter().filter_map(|row| row.interviewer_id);
        let rang = person.calls.iter().map(|call| call.staff_id);
        let saves = person.saved.values().flatten();
        let saved = saves.filter_map(|save| calls::staff_of(&save.actor));
        for id in answered.chain(rang).chain(saved) {
            self.0.entry(id).or_insert_with(|| {
                let mac = secret::keyed(secret, "interviewer", id.to_string());
                let mut word = secret::crockford26(&mac);
                word.truncate(LETTERS as usize);
                word
            });
        }
    }

    /// The word of somebody who was met.
    pub fn word(&self, id: i32) -> Cell<'_> {
        self.0.get(&id).map_or(Cell::Blank, |word| Cell::Text(word))
    }
}
