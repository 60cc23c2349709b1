//! A dataset that is made up of bytes, with rows that fit it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use datasets::{Cell, Dataset, Kind, Missing, Name, Outline, Variable, missing};
use libfuzzer_sys::arbitrary::{Result, Unstructured};

/// Variables and rows at most: what many of them do, a few do, too.
const MOST_VARIABLES: usize = 12;
const MOST_ROWS: usize = 24;

/// A cell that is its own.
pub enum Own {
    Blank,
    Missing(Missing),
    Number(i64),
    Decimal(f64),
    Text(String),
    Date(NaiveDate),
    Moment(DateTime<Utc>),
}

impl Own {
    pub fn cell(&self) -> Cell<'_> {
        match self {
            Self::Blank => Cell::Blank,
            Self::Missing(reason) => Cell::Missing(*reason),
            Self::Number(number) => Cell::Number(*number),
            Self::Decimal(number) => Cell::Decimal(*number),
            Self::Text(text) => Cell::Text(text),
            Self::Date(date) => Cell::Date(*date),
            Self::Moment(moment) => Cell::Moment(*moment),
        }
    }

    fn new(from: &mut Unstructured<'_>, kind: Kind) -> Result<Self> {
        let day = |days: i32| NaiveDate::from_num_days_from_ce_opt(days % 4_000_000);
        Ok(match (from.int_in_range(0..=9)?, kind) {
            (0, _) => Self::Blank,
            (1, _) => Self::Missing(*from.choose(&Missing::ALL)?),
            (_, Kind::Whole { least, most }) => Self::Number(from.int_in_range(least..=most)?),
            (_, Kind::Decimal { .. }) => Self::Decimal(from.arbitrary()?),
            (_, Kind::Text { .. }) => Self::Text(from.arbitrary()?),
            (_, Kind::Date | Kind::Month) => day(from.arbitrary()?).map_or(Self::Blank, Self::Date),
            (_, Kind::Moment) => {
                let seconds = from.arbitrary::<i64>()? % 300_000_000_000;
                DateTime::from_timestamp(seconds, 0).map_or(Self::Blank, Self::Moment)
            }
        })
    }
}

/// None where the bytes make no dataset.
pub fn dataset(bytes: &[u8]) -> Option<(Dataset, Vec<Vec<Own>>)> {
    let mut from = Unstructured::new(bytes);
    let outline = outline(&mut from).ok()?;
    let dataset = Dataset::new(outline).ok()?;
    let mut rows = Vec::new();
    while !from.is_empty() && rows.len() < MOST_ROWS {
        let variables = dataset.variables().iter();
        let row = variables.map(|variable| {
            let own = Own::new(&mut from, variable.kind)?;
            let fits = variable.admit(own.cell()).is_ok();
            Ok(if fits { own } else { Own::Blank })
        });
        rows.push(row.collect::<Result<_>>().ok()?);
    }
    Some((dataset, rows))
}

fn outline(from: &mut Unstructured<'_>) -> Result<Outline> {
    let many = from.int_in_range(1..=MOST_VARIABLES)?;
    let variables = (0..many).map(|place| variable(from, place)).collect::<Result<_>>()?;
    let name = Name::new("made").expect("it is a name");
    let (title, notes) = (from.arbitrary()?, from.arbitrary()?);
    let language = "en".to_owned();
    Ok(Outline { name, title, notes, language, variables, sets: Vec::new() })
}

fn variable(from: &mut Unstructured<'_>, place: usize) -> Result<Variable> {
    let ends: [i32; 2] = from.arbitrary()?;
    let kind = match from.int_in_range(0..=6)? {
        0 => Kind::Decimal { places: from.int_in_range(0..=15)? },
        1 => Kind::Text { bytes: Some(from.int_in_range(1..=3000)?) },
        2 => Kind::TEXT,
        3 => Kind::Date,
        4 => Kind::Moment,
        5 => Kind::Month,
        _ => Kind::Whole { least: ends[0].min(ends[1]).into(), most: ends[0].max(ends[1]).into() },
    };
    let name = Name::new(&format!("own_{place}")).expect("it is a name");
    let variable = Variable::new(name, from.arbitrary::<String>()?, kind);
    let mut labels: BTreeMap<i32, String> = from.arbitrary()?;
    labels.retain(|code, _| match kind {
        _ if missing::RANGE.contains(code) => false,
        Kind::Whole { least, most } => (least..=most).contains(&i64::from(*code)),
        other => other.is_number(),
    });
    Ok(variable.coded(labels))
}
