//! Whether anybody's answers and facts can make a condition hold, worked out from what each name can be.
//!
//! Names are given values one after the other until the condition is decided. A value brings what has to
//! hold for it: an option is chosen only where the question is asked and the option offered. Of numbers
//! those are tried that some condition could tell apart. What cannot be told from the survey, such as
//! another wave's answer, may be anything, so nothing is called impossible that is not.

mod values;

mod ranges;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use values::Values;

use crate::{
    condition::{Comparison, Condition, Literal, Look},
    definition::Survey,
    value::Value,
};

/// So many parts of conditions are looked at for one condition, and for all of a survey: about a second's work. After
/// that a condition is taken to be possible.
const PATIENCE: usize = 1_000_000;
const PATIENCE_IN_ALL: usize = 10_000_000;

/// So many names are given a value at once.
const NAMES: usize = 40;

/// What a survey's conditions can be.
pub(super) struct Reach<'a> {
    values: Values<'a>,
    left: Cell<usize>,
    left_in_all: Cell<usize>,
    /// Of each name looked at alone, which of its values anybody can have.
    had: RefCell<BTreeMap<String, Rc<[bool]>>>,
}

/// What is assumed of somebody: a value, or none, for each name so far.
#[derive(Default)]
struct Somebody(BTreeMap<String, Option<Value>>);

impl Look for Somebody {
    fn look(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned().flatten()
    }
}

impl<'a> Reach<'a> {
    /// `uncertain` are names that may be anything. `written` is the survey with all of its conditions, also those that
    /// are not to be relied on: what they compare can be told apart all the same.
    pub fn of(survey: &'a Survey, written: &Survey, uncertain: &BTreeSet<String>) -> Self {
        let (left, left_in_all) = (Cell::new(0), Cell::new(PATIENCE_IN_ALL));
        let values = Values::of(survey, Compared::anywhere(written), uncertain);
        Self { values, left, left_in_all, had: RefCell::default() }
    }

    /// Whether all of these can hold of one person. True as well when that takes too long to say.
    pub fn can_hold<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> bool {
        let all = conditions.into_iter().map(|condition| self.values.tellable(condition));
        self.all_can_hold(Condition::All(all.collect()))
    }

    /// Between which numbers something is that is worked out by a formula alone.
    pub fn ends(&self, name: &str) -> Option<(f64, f64)> {
        self.values.ends(name)
    }

    fn all_can_hold(&self, condition: Condition) -> bool {
        let names: BTreeSet<&str> = condition.names().into_iter().collect();
        if let (Some(name), 1) = (names.first(), names.len()) {
            return self.one_can_hold(name, &condition);
        }
        let most = PATIENCE.min(self.left_in_all.get());
        self.left.set(most);
        let can = self.search(&condition, &mut Somebody::default());
        self.left_in_all.set(self.left_in_all.get() - (most - self.left.get()));
        can
    }

    /// The same for a condition that looks at one name only, as most do.
    fn one_can_hold(&self, name: &str, condition: &Condition) -> bool {
        let values = self.values.of_name(name);
        let known = self.had.borrow().get(name).map(Rc::clone);
        let had = known.unwrap_or_else(|| {
            let had: Rc<[bool]> =
                values.iter().map(|(_, needs)| self.all_can_hold(needs.clone())).collect();
            self.had.borrow_mut().insert(name.to_owned(), Rc::clone(&had));
            had
        });
        values.iter().zip(had.iter()).any(|((value, _), is_had)| {
            let somebody = Somebody([(name.to_owned(), value.clone())].into());
            *is_had && condition.holds(&somebody)
        })
    }

    fn search(&self, condition: &Condition, somebody: &mut Somebody) -> bool {
        let open = |name: &str| !somebody.0.contains_key(name);
        let rest = condition.settle(&open, somebody);
        let name = match rest.names().first() {
            None => return rest == Condition::Always,
            Some(name) => (*name).to_owned(),
        };
        if somebody.0.len() == NAMES {
            return true;
        }
        for (value, needs) in self.values.of_name(&name).iter() {
            somebody.0.insert(name.clone(), value.clone());
            let both = Condition::All(vec![rest.clone(), needs.clone()]);
            let Some(left) = self.left.get().checked_sub(both.size()) else { return true };
            self.left.set(left);
            if self.search(&both, somebody) {
                return true;
            }
        }
        somebody.0.remove(&name);
        false
    }
}

/// The numbers and words with which each name is compared anywhere in a survey.
#[derive(Default)]
struct Compared {
    numbers: BTreeMap<String, Vec<f64>>,
    words: BTreeMap<String, BTreeSet<String>>,
}

impl Compared {
    /// In all conditions of a survey.
    fn anywhere(survey: &Survey) -> Self {
        let mut compared = Self::default();
        for question in survey.questions() {
            compared.note(&question.asked_if);
            question.options().iter().for_each(|option| compared.note(&option.offered_if));
        }
        let cases = survey.derived.iter().flat_map(|derived| &derived.cases);
        cases.for_each(|case| compared.note(&case.when));
        survey.checks.iter().for_each(|check| compared.note(&check.when));
        compared.note(&survey.usable);
        compared
    }

    fn note(&mut self, condition: &Condition) {
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.note(part));
            }
            Condition::Not(part) => self.note(part),
            Condition::Test { name, is } => self.comparison(name, is),
        }
    }

    fn comparison(&mut self, name: &str, is: &Comparison) {
        match is {
            Comparison::OneOf(literals) => {
                for literal in literals {
                    match literal {
                        Literal::Number(number) => self.number(name, *number),
                        Literal::Word(word) => {
                            self.words.entry(name.to_owned()).or_default().insert(word.clone());
                        }
                    }
                }
            }
            Comparison::AtLeast(bound)
            | Comparison::AtMost(bound)
            | Comparison::Above(bound)
            | Comparison::Below(bound) => self.number(name, *bound),
            Comparison::Before(_) | Comparison::Answered => {}
        }
    }

    fn number(&mut self, name: &str, number: f64) {
        self.numbers.entry(name.to_owned()).or_default().push(number);
    }
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, Condition, PATIENCE, PATIENCE_IN_ALL, Reach};
    use crate::authoring::{self, File};

    /// Ten people in nine rooms, and nobody shares: it cannot be, and takes long to find out.
    fn riddle() -> String {
        let people = 0..10;
        let alone = people.clone().flat_map(|one| (0..one).map(move |other| (one, other)));
        let alone = alone.flat_map(|(one, other)| {
            (1..=9).map(move |room| format!("(not q{one} = {room} or not q{other} = {room})"))
        });
        let roomed = people.map(|one| format!("q{one} is answered"));
        roomed.chain(alone).collect::<Vec<_>>().join(" and ")
    }

    #[test]
    fn a_hundred_riddles_are_puzzled_over_no_longer_than_ten() {
        let rooms: Vec<_> =
            (1..=9).map(|room| format!("{{ code = {room}, text = \"Room {room}\" }}")).collect();
        let (mut pages, mut questions) = (String::new(), String::new());
        for one in 0..10 {
            pages += &format!("{{ questions = [\"q{one}\"] }},");
            questions += &format!(
                "[[questions]]\nkey = \"q{one}\"\ntext = \"Which room, {one}?\"\nkind = \"single\"\noptions = [{}]\n",
                rooms.join(", ")
            );
        }
        let text = format!(
            "key = \"rooms\"\nversion = 1\ntitle = \"Rooms\"\nlanguage = \"en-GB\"\nminutes = 1\n\
             [[sections]]\ntitle = \"Rooms\"\npages = [{pages}]\n{questions}"
        );
        let file = File { name: "rooms.toml".to_owned(), text };
        let survey = authoring::read(&file, &|_| None).expect("it has no faults");
        let (reach, riddle) = (
            Reach::of(&survey, &survey, &BTreeSet::new()),
            Condition::read(&riddle(), &|_| None).expect("it reads"),
        );

        let taken_for_possible = (0..100).filter(|_| reach.can_hold([&riddle])).count();

        assert_eq!(taken_for_possible, 100);
        assert!(reach.left_in_all.get() < PATIENCE, "of {PATIENCE_IN_ALL}");
    }
}
