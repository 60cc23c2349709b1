//! Variables that hold the same answer under another name: what the terms say of one they say of all, or the finer of two
//! columns that stand side by side would tell what the other hides.

use std::collections::{BTreeMap, BTreeSet};

use surveys::{
    definition::{Formula, Otherwise, Survey},
    keys::QuestionKey,
};

/// For each variable that holds the same as others these, itself among them.
pub(super) struct Alike(BTreeMap<QuestionKey, BTreeSet<QuestionKey>>);

impl Alike {
    pub fn of(surveys: &[&Survey]) -> Self {
        let mut alike = BTreeMap::new();
        for (one, other) in surveys.iter().flat_map(|survey| pairs(survey)) {
            let both = [&one, &other].map(|key| alike.remove(key).unwrap_or_default());
            let mut all: BTreeSet<QuestionKey> = both.into_iter().flatten().collect();
            all.extend([one, other]);
            for key in all.clone() {
                alike.insert(key, all.clone());
            }
        }
        Self(alike)
    }

    /// The rules, each for every variable that holds the same. What is said of a variable itself counts for it.
    pub fn spread<R: Clone>(&self, rules: &[R], of: impl Fn(&mut R) -> &mut QuestionKey) -> Vec<R> {
        let mut spread = rules.to_vec();
        let mut named: BTreeSet<_> = spread.iter_mut().map(|rule| of(rule).clone()).collect();
        for rule in rules {
            let own = of(&mut rule.clone()).clone();
            for key in self.0.get(&own).into_iter().flatten() {
                if named.insert(key.clone()) {
                    let mut rule = rule.clone();
                    *of(&mut rule) = key.clone();
                    spread.push(rule);
                }
            }
        }
        spread
    }
}

/// A variable that is the same as another, and the other.
fn pairs(survey: &Survey) -> Vec<(QuestionKey, QuestionKey)> {
    let same = survey.derived.iter().filter_map(|derived| match &derived.otherwise {
        Otherwise::Formula(Formula::Same { of }) if derived.cases.is_empty() => {
            Some((derived.key.clone(), QuestionKey::new(of).ok()?))
        }
        _ => None,
    });
    same.collect()
}

#[cfg(test)]
mod tests {
    use surveys::{catalogue, collapsing::Rare};

    use super::*;

    fn key(text: &str) -> QuestionKey {
        QuestionKey::new(text).expect("a key")
    }

    #[test]
    fn what_hides_a_rare_group_hides_it_in_the_question_that_it_was_asked_by_too() {
        let baseline = catalogue::survey("baseline").expect("the example's");
        let rare = Rare { variable: key("d_eth19"), under: 10, other: 599 };

        let rules = Alike::of(&[baseline]).spread(&[rare], |rule| &mut rule.variable);

        let named: Vec<_> = rules.iter().map(|rule| (rule.variable.as_str(), rule.under)).collect();
        assert_eq!(named, [("d_eth19", 10), ("ethdet", 10)]);
    }

    #[test]
    fn what_is_said_of_each_of_two_stays_as_it_was_said() {
        let baseline = catalogue::survey("baseline").expect("the example's");
        let rare = |name: &str, under| Rare { variable: key(name), under, other: 599 };

        let said = [rare("d_eth19", 10), rare("ethdet", 20)];

        assert_eq!(Alike::of(&[baseline]).spread(&said, |rule| &mut rule.variable), said);
    }
}
