//! What a cut keeps of a cell, and what changed since it was made.

use sea_orm::ConnectionTrait;

use super::{super::people::Person, cell};
use crate::{
    cuts::{self, Column, Cut, Kept},
    why::{Cell, Save, Then, Told, WhyError},
};

/// Beside what is told of the cell as it is now.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    (study, number): (i32, u32),
    person: &Person,
    told: &Told,
) -> Result<Then, WhyError> {
    let whom = person.participant.id;
    let (cut, kept) = cuts::one(connection, (study, number), whom).await?;
    let (value, lacks, since) = match &kept {
        Kept::NotIn => (None, Some("The person is not in the cut.".to_owned()), Vec::new()),
        Kept::Erased(on) => {
            let erased =
                format!("The person was erased from the cut on {}.", surveys::fill::long_date(*on));
            (None, Some(erased), Vec::new())
        }
        Kept::Columns(columns) => match named(columns, &told.variable) {
            None => (None, Some(left_out(&cut).to_owned()), Vec::new()),
            Some(column) => {
                let value = value(column);
                let since = since(&cut, &value, columns, told);
                (Some(value), None, since)
            }
        },
    };
    Ok(Then {
        cut: cut.number,
        made_at: cut.made_at,
        recipient: cut.recipient,
        is_same: value.as_ref().map(|then| then.exported == told.value.exported),
        value,
        lacks,
        since,
    })
}

const fn left_out(cut: &Cut) -> &'static str {
    if cut.masked {
        "The cut does not have the column: it tells no arm, or was made of other variables or waves."
    } else {
        "The cut does not have the column: it was made of other variables or waves, or before there was one."
    }
}

fn named<'c>(columns: &'c [Column], name: &str) -> Option<&'c Column> {
    columns.iter().find(|column| column.variable.name.as_str() == name)
}

fn value(column: &Column) -> Cell {
    let missing = column.missing.map(surveys::value::Missing::code);
    Cell {
        file: "cut",
        exported: column.text.clone(),
        meaning: cell::meaning(&column.variable, &column.text, missing),
        missing,
    }
}

/// What changed between the cut and now, as far as it bears on the cell.
fn since(cut: &Cut, then: &Cell, columns: &[Column], told: &Told) -> Vec<String> {
    let mut since = Vec::new();
    if let Some(wave) = &told.wave {
        let status = named(columns, &format!("{}_status", wave.prefix));
        if let Some(status) = status.filter(|status| status.text != wave.status) {
            since.push(format!(
                "The wave stood as {} and stands as {} now.",
                status.text, wave.status
            ));
        }
    }
    let later =
        told.saved.iter().flat_map(|saved| saved.saves.iter().map(move |save| (saved, save)));
    for (saved, save) in later.filter(|(_, save)| save.at > cut.made_at) {
        let Save { at, from, to, by, .. } = save;
        let words = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        since.push(format!(
            "{} was changed on {} from {} to {} by {by}.",
            saved.variable,
            at.format("%Y-%m-%d %H:%M UTC"),
            words(from),
            words(to)
        ));
    }
    match (since.is_empty(), then.exported == told.value.exported) {
        (true, true) => since.push("Nothing of it changed since.".to_owned()),
        (true, false) => since.push(
            "No save bears on it since: a cut gives some values in bands or as “other” and has words of its own for people, \
             and statuses, dates and agreement change by themselves."
                .to_owned(),
        ),
        _ => {}
    }
    since
}
