//! Whether anybody's answers and facts can make a condition hold, worked out from what each name can be.
//!
//! Names are given values one after the other until the condition is decided. A value brings what has to
//! hold for it: an option is chosen only where the question is asked and the option offered. Of numbers
//! those are tried that some condition could tell apart. What cannot be told from the survey, such as
//! another wave's answer, may be anything, so nothing is called impossible that is not.

mod values;

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

/// So many values are tried for one condition, of so many names at once. After that it is taken to be
/// possible.
const PATIENCE: u32 = 20_000;
const NAMES: usize = 40;

/// What a survey's conditions can be.
pub(super) struct Reach<'a> {
    values: Values<'a>,
    left: Cell<u32>,
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
    /// `uncertain` are names that may be anything.
    pub fn of(survey: &'a Survey, uncertain: &BTreeSet<String>) -> Self {
        Self { values: Values::of(survey, uncertain), left: Cell::new(0), had: RefCell::default() }
    }

    /// Whether all of these can hold of one person. True as well when that takes too long to say.
    pub fn can_hold<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> bool {
        let all = conditions.into_iter().map(|condition| self.values.tellable(condition));
        self.all_can_hold(Condition::All(all.collect()))
    }

    fn all_can_hold(&self, condition: Condition) -> bool {
        let names: BTreeSet<&str> = condition.names().into_iter().collect();
        if let (Some(name), 1) = (names.first(), names.len()) {
            return self.one_can_hold(name, &condition);
        }
        self.left.set(PATIENCE);
        self.search(&condition, &mut Somebody::default())
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
            let Some(left) = self.left.get().checked_sub(1) else { return true };
            self.left.set(left);
            somebody.0.insert(name.clone(), value.clone());
            let both = Condition::All(vec![rest.clone(), needs.clone()]);
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
