//! Who is asked, as branching logic says it.

use super::{Importing, Row, branching};
use crate::importing::{
    Difference, NotConverted, Unwritable,
    logic::Logic,
    never::without_absent,
    sentence::{reasons_looked_at, sentence},
};

/// Why there is no sentence for a condition.
pub(super) enum Lost {
    /// Nobody is asked.
    Never(NotConverted),
    Unwritable(Unwritable),
}

impl From<Unwritable> for Lost {
    fn from(why: Unwritable) -> Self {
        Self::Unwritable(why)
    }
}

impl Importing {
    pub(super) fn asked_if(
        &self,
        at: (usize, &Row),
        differences: &mut Vec<Difference>,
    ) -> Result<Option<String>, NotConverted> {
        match self.condition(at, differences) {
            Ok(condition) => Ok(condition),
            Err(Lost::Never(why)) => Err(why),
            Err(Lost::Unwritable(why)) => {
                let logic = at.1.logic.clone();
                differences.push(Difference::AskedOfEverybody { logic, why });
                Ok(None)
            }
        }
    }

    /// Who is asked; none when everybody is.
    pub(super) fn condition(
        &self,
        (place, row): (usize, &Row),
        differences: &mut Vec<Difference>,
    ) -> Result<Option<String>, Lost> {
        if row.logic.is_empty() {
            return Ok(None);
        }
        let logic = branching::read(&row.logic).ok_or(Unwritable::MoreThanComparisons)?;
        if let Some(smart) = logic.terms().into_iter().find_map(branching::smart) {
            return Err(Unwritable::Function(smart.to_owned()).into());
        }
        if let Some(absent) =
            logic.fields().into_iter().find(|name| !self.names.contains_key(*name))
        {
            return Err(Unwritable::Absent(absent.to_owned()).into());
        }
        let is_later = |name: &&str| {
            let own = self.names.get(*name).is_some_and(|own| *own >= place);
            own && !self.fields.contains_key(*name)
        };
        if let Some(ahead) = logic.fields().into_iter().find(is_later) {
            return Err(Unwritable::Ahead(ahead.to_owned()).into());
        }
        differences.extend(logic.looks_elsewhere().then_some(Difference::OtherEvent));
        let logic = without_absent(logic, (&row.logic, &self.fields), differences);
        let logic = logic.map_err(Lost::Never)?;
        if logic == Logic::Truth(true) {
            return Ok(None);
        }
        let sentence = sentence(&logic, &self.fields)?;
        differences.extend(reasons_looked_at(&logic, &self.fields));
        Ok(Some(sentence))
    }
}
