//! Conditions in files: sentences, and names that stand for sentences.

use std::cell::Cell;

use toml::Spanned;

use super::{File, build::Builder, place, reading::MISSING};
use crate::condition::{Comparison, Condition, SentenceError};

/// Named conditions may name others so deep, which no honest file reaches.
const DEPTH: u8 = 8;

/// So much is told of one sentence.
const TOLD: usize = 5;

/// Conditions within one another. What is published is read again as JSON, in which each takes two levels of the
/// 128 that are read.
const NESTED: usize = 50;

impl Builder<'_> {
    /// Reads a sentence; one that is wrong is a fault and never holds.
    pub(super) fn condition(&mut self, file: &File, sentence: &Spanned<String>) -> Condition {
        if sentence.get_ref() == MISSING {
            return Condition::Never;
        }
        let circle = Cell::new(false);
        match self.read_condition(sentence.get_ref(), 0, &circle) {
            Ok(condition) if nested(&condition) > NESTED => {
                let problem = "with the conditions that it names it goes too deep";
                let mend = "write out less within “not” and brackets";
                self.faults.push(file.fault(sentence.span(), problem, mend));
                Condition::Never
            }
            Ok(condition) => condition,
            Err(error) => {
                for error in self.all_that_is_wrong(sentence.get_ref(), error) {
                    let at = first_letter(file, sentence) + error.at;
                    let mend = "for example “empact = 6 and not lookwk = 1”";
                    self.faults.push(file.fault(at..at, error.to_string(), mend));
                }
                Condition::Never
            }
        }
    }

    /// What does not fit in a sentence, beginning with the first. Where a sign of another language stands there, what
    /// follows is read as if it were ours.
    fn all_that_is_wrong(&self, sentence: &str, first: SentenceError) -> Vec<SentenceError> {
        let (mut sentence, mut wrong) = (sentence.to_owned(), vec![first]);
        while wrong.len() < TOLD
            && let Some(last) = wrong.last()
            && let Some((at, sign)) = in_our_signs(&sentence, last.at)
        {
            sentence.replace_range(at..at + sign.len(), sign);
            match self.read_condition(&sentence, 0, &Cell::new(false)) {
                Err(next) if next.at > last.at => wrong.push(next),
                _ => break,
            }
        }
        wrong
    }

    /// Reads every named condition once, so that a wrong one is reported where it stands and not
    /// wherever it is used.
    pub(super) fn named_conditions(&mut self) {
        let (file, bank_file) = (self.file, self.bank_file);
        let own = self.source.conditions.iter().map(|condition| (file, condition));
        let shared = self.bank.conditions.iter().map(|condition| (bank_file, condition));
        let mut wrong = Vec::new();
        for (file, (name, sentence)) in own.chain(shared) {
            let before = self.faults.len();
            self.places.entry(place::named(name)).or_insert((file, sentence.span()));
            let circle = Cell::new(false);
            let read = self.read_condition(sentence.get_ref(), 0, &circle);
            if read.is_err() {
                self.condition(file, sentence);
            } else if circle.get() {
                let problem = format!("the condition “{name}” leads back to itself");
                let mend = "write out what one of the names in it stands for";
                self.faults.push(file.fault(sentence.span(), problem, mend));
            }
            wrong.extend((self.faults.len() > before).then(|| name.clone()));
        }
        self.doubtful.extend(wrong);
    }

    /// What the conditions stand for that have names: this survey's own, and the bank's.
    pub(super) fn conditions_by_name(&self) -> (Vec<Condition>, Vec<Condition>) {
        let read = |sentence: &Spanned<String>| {
            self.read_condition(sentence.get_ref(), 0, &Cell::new(false)).ok()
        };
        let own = self.source.conditions.values().filter_map(read).collect();
        (own, self.bank.conditions.values().filter_map(read).collect())
    }

    /// Each of them by its name, and whether it is this survey's own, which go before the bank's.
    pub(super) fn each_by_name(&self) -> Vec<(String, bool, Condition)> {
        let own = &self.source.conditions;
        let shared = self.bank.conditions.iter().filter(|(name, _)| !own.contains_key(*name));
        let all = own.iter().map(|named| (true, named)).chain(shared.map(|named| (false, named)));
        let read = all.filter(|(_, (name, _))| !self.doubtful.contains(*name)).filter_map(
            |(is_own, (name, sentence))| {
                let read = self.read_condition(sentence.get_ref(), 0, &Cell::new(false)).ok()?;
                Some((name.clone(), is_own, read))
            },
        );
        read.collect()
    }

    fn read_condition(
        &self,
        sentence: &str,
        depth: u8,
        circle: &Cell<bool>,
    ) -> Result<Condition, SentenceError> {
        Condition::read(sentence, &|name| {
            let named = [&self.source.conditions, &self.bank.conditions];
            let found = named.into_iter().find_map(|conditions| conditions.get(name))?;
            if self.doubtful.contains(name) {
                // It was told already, and may hold or not.
                return Some(Condition::Test { name: name.to_owned(), is: Comparison::Answered });
            }
            if depth == DEPTH {
                circle.set(true);
                return Some(Condition::Never);
            }
            let inner = self.read_condition(found.get_ref(), depth + 1, circle);
            Some(inner.unwrap_or(Condition::Never))
        })
    }
}

/// What could stand where a sign does not fit, in as many letters, and from where.
fn in_our_signs(sentence: &str, at: usize) -> Option<(usize, &'static str)> {
    let (before, rest) = (sentence.get(..at)?, sentence.get(at..)?);
    let signs = [("&&", "or"), ("||", "or"), ("AND", "and"), ("OR", "or"), ("NOT", "not")];
    if let Some((_, ours)) = signs.into_iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Some((at, ours));
    }
    match (before.chars().next_back()?, rest.chars().next()?) {
        ('=', '=') => Some((at, " ")),
        ('=', '>') => Some((at - 1, ">=")),
        ('=', '<') => Some((at - 1, "<=")),
        ('<', '>') => Some((at - 1, "!=")),
        _ if before.trim_end().ends_with(" is") => Some((before.trim_end().len() - 2, " =")),
        _ => None,
    }
}

/// How many conditions lie within one another.
fn nested(condition: &Condition) -> usize {
    let deepest = match condition {
        Condition::Always | Condition::Never | Condition::Test { .. } => 0,
        Condition::Not(part) => nested(part),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().map(nested).max().unwrap_or(0)
        }
    };
    deepest + 1
}

/// Where the words of a sentence begin: after one quotation mark, or after three.
fn first_letter(file: &File, sentence: &Spanned<String>) -> usize {
    let quoted = &file.text[sentence.span()];
    let marks = if quoted.starts_with("\"\"\"") || quoted.starts_with("'''") { 3 } else { 1 };
    sentence.span().start + marks
}
