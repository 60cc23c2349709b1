//! A file in parts: its variables by wave and section.

use crate::{Dataset, Variable};

/// The variables of a section of a wave, in their order.
#[derive(Debug)]
pub struct Part<'d> {
    /// The wave or waves, or nothing.
    pub wave: &'d str,
    /// The section, or nothing.
    pub section: &'d str,
    /// What belongs to it.
    pub variables: Vec<&'d Variable>,
}

/// The parts of a file, each where its first variable stands. Those of a wave follow each other.
pub fn parts(dataset: &Dataset) -> Vec<Part<'_>> {
    let mut waves: Vec<(&str, Vec<Part<'_>>)> = Vec::new();
    for variable in dataset.variables() {
        let (wave, section) = (variable.origin.wave.as_str(), variable.origin.section.as_str());
        let at = waves.iter().rposition(|(own, _)| *own == wave).unwrap_or_else(|| {
            waves.push((wave, Vec::new()));
            waves.len() - 1
        });
        let parts = &mut waves[at].1;
        match parts.iter_mut().rfind(|part| part.section == section) {
            Some(part) => part.variables.push(variable),
            None => parts.push(Part { wave, section, variables: vec![variable] }),
        }
    }
    waves.into_iter().flat_map(|(_, parts)| parts).collect()
}
