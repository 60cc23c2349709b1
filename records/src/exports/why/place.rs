//! Which column a name is.

use super::super::{
    paradata::{self, Field},
    participants,
    plan::{Plan, WavePlan},
    schema,
};

/// Where a column stands.
pub(super) struct Place {
    pub file: &'static str,
    /// Among the columns of its file, from 0.
    pub column: usize,
    pub of: Of,
}

/// What a column is of.
pub(super) enum Of {
    /// The word that names the person in every file.
    RowKey,
    /// The person: a column of `participants` before those of the waves.
    Person(String),
    /// How a wave came about, by the place of the wave in the plan.
    Beside { wave: usize, field: &'static Field },
    /// An answer, by the places of its wave and of its column in the wave.
    Answer { wave: usize, column: usize },
}

impl Of {
    pub fn wave<'p>(&self, plan: &'p Plan) -> Option<&'p WavePlan> {
        match self {
            Self::Beside { wave, .. } | Self::Answer { wave, .. } => plan.waves.get(*wave),
            Self::RowKey | Self::Person(_) => None,
        }
    }
}

impl Place {
    /// In `wide`, or else in `participants`; none where neither has the column.
    pub fn of(plan: &Plan, name: &str) -> Option<Self> {
        let in_wide = schema::wide_names(plan).iter().position(|own| own == name);
        if let Some(column) = in_wide {
            let of = in_waves(plan, name).unwrap_or(Of::RowKey);
            return Some(Self { file: "wide", column, of });
        }
        let own = participants::fields(plan).iter().position(|field| field.name == name);
        let of = |column| Self { file: "participants", column, of: Of::Person(name.to_owned()) };
        own.map(of)
    }
}

fn in_waves(plan: &Plan, name: &str) -> Option<Of> {
    plan.waves.iter().enumerate().find_map(|(place, own)| {
        let name = name.strip_prefix(own.wave.prefix.as_str())?.strip_prefix('_')?;
        if let Some(field) = paradata::fields(&own.wave).find(|field| field.name == name) {
            return Some(Of::Beside { wave: place, field });
        }
        let column = own.columns.iter().position(|column| column.name() == name)?;
        Some(Of::Answer { wave: place, column })
    })
}

/// Every name that can be asked for.
pub(super) fn names(plan: &Plan) -> Vec<String> {
    let own = participants::fields(plan).into_iter().map(|field| field.name);
    schema::wide_names(plan).into_iter().chain(own).collect()
}
