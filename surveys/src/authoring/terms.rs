//! The file of a study's terms: read on the same terms as a protocol's.

use super::{
    Fault, File,
    protocols::Places,
    reading::{self, Parsed},
};
use crate::{consent::Form, linking::terms::Terms, protocol::Spot};

impl Terms {
    /// Reads the file of a study's terms.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place and how to put it right. Of what has a field that could not
    /// be read nothing is said that may only follow from that.
    pub fn read(file: &File) -> Result<Self, Vec<Fault>> {
        Self::read_with(file, None)
    }

    /// The same, held against the study's consent form: whoever gets data has to be one to whom people agreed.
    ///
    /// # Errors
    /// As [`Terms::read`], and each statement that is not there or permits something else.
    pub fn read_beside(file: &File, form: &Form) -> Result<Self, Vec<Fault>> {
        Self::read_with(file, Some(form))
    }

    fn read_with(file: &File, form: Option<&Form>) -> Result<Self, Vec<Fault>> {
        let Parsed { source, mut faults, slipped, spoiled, .. } = reading::parse::<Self>(file)?;
        if slipped.is_empty() {
            let places = Places::of(file);
            let beside = form.map(|form| source.check_beside(form)).unwrap_or_default();
            let found = source.check_in_place().into_iter().chain(beside);
            let sure = found
                .filter(|(_, amiss)| !amiss.names().into_iter().any(|key| spoiled.contains(key)));
            let told: Vec<_> = faults.iter().map(Fault::place).collect();
            // What stands in for a table that could not be read breaks rules that nobody wrote.
            let is_within = |spot: &Spot| {
                let span = places.span(spot);
                let [from, to] =
                    [span.start, span.end].map(|at| file.fault(at..at, "", "").place());
                told.iter().any(|place| (&from..=&to).contains(&place))
            };
            let sure = sure.filter(|(spot, _)| !is_within(spot));
            let sure: Vec<_> = sure
                .map(|(spot, amiss)| file.fault(places.span(&spot), amiss.problem(), amiss.mend()))
                .collect();
            faults.extend(sure);
            faults.sort_by_key(|fault| (fault.line, fault.column));
        }
        if faults.is_empty() { Ok(source) } else { Err(faults) }
    }
}
