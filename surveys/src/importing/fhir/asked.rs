//! Who is asked an item.

use super::{
    Importing,
    enabled::{EXPRESSION, among, enabled},
    question::expression,
    resource::{Item, written},
};
use crate::importing::{
    NotConverted,
    logic::Logic,
    never::without_absent,
    outcome::{Difference, Unwritable},
    sentence::{reasons_looked_at, sentence},
};

impl Importing {
    /// What has to hold; when it is more than can be said, nothing, which is told.
    pub(super) fn condition(
        &self,
        item: &Item,
        place: usize,
        differences: &mut Vec<Difference>,
    ) -> Result<Vec<String>, Option<NotConverted>> {
        let fields = &self.form.fields;
        let logic = enabled(item, (&self.variables, fields), differences).and_then(|logic| {
            let later = |name: &&str| fields.get(*name).is_some_and(|known| known.place >= place);
            let ahead = logic.as_ref().and_then(|logic| logic.fields().into_iter().find(later));
            ahead.map_or(Ok(()), |ahead| Err(Unwritable::Ahead(ahead.to_owned())))?;
            Ok(logic)
        });
        let written = match logic {
            Ok(None) => return Ok(Vec::new()),
            Ok(Some(logic)) => {
                let logic = without_absent(logic, (&questions(item), fields), differences)?;
                if logic == Logic::Truth(true) {
                    return Ok(Vec::new());
                }
                differences.extend(reasons_looked_at(&logic, fields));
                let is_multiple =
                    |name: &str| fields.get(name).is_some_and(|known| known.is_multiple);
                sentence(&among(logic, &is_multiple), fields)
            }
            Err(why) => Err(why),
        };
        written.map(|sentence| vec![sentence]).map_err(|why| {
            differences.push(self.form.unconditional(questions(item), why));
            None
        })
    }
}

/// What it looks at, as it is told.
pub(super) fn questions(item: &Item) -> String {
    if let Some(extension) = item.told(EXPRESSION) {
        return expression(extension);
    }
    let told = item.enable_when.iter().map(|when| {
        let answer = when.answer.iter().find(|(name, _)| name.starts_with("answer"));
        let answer = answer.and_then(|(_, value)| written(value)).unwrap_or_default();
        format!("{} {} {answer}", when.question, when.operator)
    });
    let told: Vec<_> = told.collect();
    told.join(", ")
}
