//! Options and rows: which are new or gone, which say something else, and which changed places.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    About, Found, Part, Turn, What,
    whole::{moved, other_fields},
    yes_or_no,
};
use crate::{
    condition,
    definition::{Choice, Row},
};

/// The fields of an option that have words of their own here.
const KNOWN: [&str; 6] = ["code", "text", "in_a_sentence", "exclusive", "other", "offered_if"];

impl Found<'_> {
    pub(super) fn options(&mut self, about: &About, old: &[Choice], new: &[Choice]) {
        let (was, is) = (by_code(old), by_code(new));
        let recoded = recoded(old, new);
        for (text, from, to) in &recoded {
            self.note(about.clone(), What::OptionRecoded((*text).to_owned(), *from, *to));
        }
        let told = |code: i32| recoded.iter().any(|(_, from, to)| code == *from || code == *to);
        for choice in new {
            let code = choice.code;
            match was.get(&code) {
                None if told(code) => {}
                None => self.note(about.clone(), What::OptionAdded(code, choice.text.clone())),
                Some(before) => {
                    if before.text != choice.text && !told(code) {
                        let turn = Turn::new(&before.text, &choice.text);
                        let others = old.iter().filter(|other| other.code != code);
                        let others = others.map(|other| other.text.as_str());
                        let what = match says_much_the_same(&turn) && !is_nearer(&turn, others) {
                            true => What::OptionReworded(code, turn),
                            false => What::OptionReplaced(code, turn),
                        };
                        self.note(about.clone(), what);
                    }
                    self.option(about, before, choice);
                }
            }
        }
        for choice in old.iter().filter(|one| !is.contains_key(&one.code) && !told(one.code)) {
            self.note(about.clone(), What::OptionRemoved(choice.code, choice.text.clone()));
        }
        let codes = |options: &[Choice]| {
            let own = options.iter().filter(|one| !told(one.code));
            own.map(|one| one.code.to_string()).collect()
        };
        if !moved(codes(old), codes(new)).is_empty() {
            self.note(about.clone(), What::OptionsReordered);
        }
    }

    fn option(&mut self, about: &About, old: &Choice, new: &Choice) {
        let code = new.code;
        let mut said = |part: Part, old: String, new: String| {
            if old != new {
                self.note(about.clone(), What::OptionSaid(code, part, Turn { old, new }));
            }
        };
        let words = |words: &Option<String>| words.clone().unwrap_or_default();
        let alone = |one: &Choice| yes_or_no(one.exclusive).to_owned();
        let most = |one: &Choice| one.other.map_or_else(String::new, |most| most.to_string());
        said(Part::Exclusive, alone(old), alone(new));
        said(Part::Other, most(old), most(new));
        said(Part::InASentence, words(&old.in_a_sentence), words(&new.in_a_sentence));
        if old.offered_if != new.offered_if {
            let turn = Turn::new(
                condition::in_words(&old.offered_if, self.old),
                condition::in_words(&new.offered_if, self.new),
            );
            self.note(about.clone(), What::OptionSaid(code, Part::OfferedIf, turn));
        }
        for (name, turn) in other_fields((old, new), &KNOWN) {
            self.note(about.clone(), What::OptionSaid(code, Part::Named(name), turn));
        }
    }

    pub(super) fn rows(&mut self, about: &About, old: &[Row], new: &[Row]) {
        for row in new {
            let Some(before) = old.iter().find(|before| before.key == row.key) else {
                self.note(about.clone(), What::RowAdded(row.key.clone(), row.text.clone()));
                continue;
            };
            if before.text != row.text {
                let (key, turn) = (row.key.clone(), Turn::new(&before.text, &row.text));
                let others = old.iter().filter(|other| other.key != row.key);
                let others = others.map(|other| other.text.as_str());
                let what = match says_much_the_same(&turn) && !is_nearer(&turn, others) {
                    true => What::RowReworded(key, turn),
                    false => What::RowReplaced(key, turn),
                };
                self.note(about.clone(), what);
            }
            for (name, turn) in other_fields((before, row), &["key", "text"]) {
                let name = format!("row {}, {name}", row.key);
                self.note(about.clone(), What::Said(Part::Named(name), turn));
            }
        }
        for row in old.iter().filter(|row| !new.iter().any(|other| other.key == row.key)) {
            self.note(about.clone(), What::RowRemoved(row.key.clone(), row.text.clone()));
        }
        let keys = |rows: &[Row]| rows.iter().map(|row| row.key.clone()).collect();
        if !moved(keys(old), keys(new)).is_empty() {
            self.note(about.clone(), What::RowsReordered);
        }
    }
}

fn by_code(options: &[Choice]) -> BTreeMap<i32, &Choice> {
    options.iter().map(|option| (option.code, option)).collect()
}

/// Words that stand by another code now, and no longer by their own.
fn recoded<'a>(old: &'a [Choice], new: &[Choice]) -> Vec<(&'a str, i32, i32)> {
    let keeps = |text: &str, code: i32, of: &[Choice]| {
        of.iter().any(|one| one.code == code && one.text == text)
    };
    let pairs = old.iter().filter_map(|was| {
        let is = new.iter().find(|is| is.text == was.text && is.code != was.code)?;
        let moved = !keeps(&was.text, was.code, new) && !keeps(&was.text, is.code, old);
        moved.then_some((was.text.as_str(), was.code, is.code))
    });
    pairs.collect()
}

/// Whether two texts share at least half of the words of the longer one. Whoever mends a spelling keeps more;
/// whoever puts "No" where "Yes" stood keeps none.
pub(super) fn says_much_the_same(turn: &Turn) -> bool {
    let (shared, most) = likeness(&turn.old, &turn.new);
    shared * 2 >= most
}

/// Whether the new words are nearer to what stood in another place than to what stood in their own: "Very useful" where
/// "Not useful" stood shares half of its words with it, and all with the other end.
pub(super) fn is_nearer<'a>(turn: &Turn, others: impl IntoIterator<Item = &'a str>) -> bool {
    let (shared, most) = likeness(&turn.old, &turn.new);
    let is_kept = in_order(&turn.old) == in_order(&turn.new);
    others.into_iter().any(|other| {
        let (as_other, most_of_other) = likeness(other, &turn.new);
        let is_other = !is_kept && in_order(other) == in_order(&turn.new);
        is_other || as_other * most > shared * most_of_other
    })
}

/// How many words two texts share, and how many the one with more of them has.
fn likeness(old: &str, new: &str) -> (usize, usize) {
    let words = |text: &str| in_order(text).into_iter().collect::<BTreeSet<_>>();
    let (old, new) = (words(old), words(new));
    (old.intersection(&new).count(), old.len().max(new.len()))
}

fn in_order(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
