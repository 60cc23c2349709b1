//! How a score came about, step by step: what was counted, what was done with it, or why there is none.

use super::{
    super::{
        points::Points,
        rule::{Method, Tally},
    },
    Gives, Scored,
};
use crate::condition::Look;

impl Scored {
    /// The steps from final answers to the result, a sentence each.
    #[must_use]
    pub fn steps(&self, scope: &impl Look) -> Vec<String> {
        let looked: Vec<_> = self.of.iter().map(|variable| scope.look(variable)).collect();
        let values: Vec<_> = looked.iter().enumerate().map(|item| self.counted(item)).collect();
        let tally = Tally::of(&values);
        let mut steps = vec![self.what_counts(&values, &tally)];
        if matches!(self.gives, Gives::Score | Gives::Prorated) {
            steps.push(match self.points(&values, &tally) {
                Some(points) => self.sum(&tally, points),
                None => self.no_score(&tally),
            });
        } else if matches!(self.gives, Gives::Profile | Gives::LevelSum) && tally.missing() > 0 {
            steps.push("Every item is needed.".to_owned());
        }
        steps
    }

    fn what_counts(&self, values: &[Option<i32>], tally: &Tally) -> String {
        let (lowest, highest) = (self.lowest, self.highest);
        let mut said = format!(
            "{} of {} items have an answer from {lowest} to {highest}",
            tally.answered, tally.items
        );
        let without = self.of.iter().zip(values).filter(|(_, value)| value.is_none());
        let without: Vec<_> = without.map(|(variable, _)| variable.as_str()).collect();
        if !without.is_empty() {
            said += &format!("; without: {}", without.join(", "));
        }
        said + "."
    }

    fn sum(&self, tally: &Tally, points: Points) -> String {
        let (raw, answered, items) = (tally.raw, tally.answered as i64, tally.items as i64);
        if let (Method::Profile, Some(value_set)) = (self.rule.method, &self.value_set) {
            return format!("The value set {} makes the profile {points}.", value_set.id);
        }
        let mut said = format!("Their sum is {raw}");
        if !self.reversed.is_empty() {
            let turned: Vec<_> = self.reversed.iter().map(usize::to_string).collect();
            said += &format!(
                ", where these items are counted from the other end: {}",
                turned.join(", ")
            );
        }
        if self.rule.method == Method::Mean {
            return format!("{said}; {raw} ÷ {answered} = {points}.");
        }
        let is_prorated = tally.missing() > 0;
        if is_prorated {
            let exact = Points::fraction(raw * items, answered);
            said += &format!("; prorated to {items} items: {raw} ÷ {answered} × {items} = {exact}");
        }
        if self.rule.factor != 1 {
            said += &format!("; × {}", self.rule.factor);
        }
        match self.rule.method {
            Method::Table => format!("{said}; the conversion table makes it {points}."),
            _ if is_prorated => format!("{said}, rounded half up to {points}."),
            _ if self.rule.factor != 1 => format!("{said} = {points}."),
            _ => format!("{said}."),
        }
    }

    fn no_score(&self, tally: &Tally) -> String {
        let most = self.rule.most_missing;
        match self.rule.method {
            Method::None => "There is no score: each item is reported by itself.".to_owned(),
            Method::Profile if tally.missing() == 0 => {
                "There is no score: an index needs a value set.".to_owned()
            }
            Method::Profile => "There is no score: every item is needed.".to_owned(),
            _ if tally.answered == 0 => "There is no score: no item has an answer.".to_owned(),
            _ if tally.missing() > most && most == 0 => {
                "There is no score: every item is needed.".to_owned()
            }
            _ if tally.missing() > most => format!(
                "There is no score: at most {most} of {} items may be without an answer.",
                tally.items
            ),
            _ => "There is no score: the total is not in the conversion table.".to_owned(),
        }
    }
}
