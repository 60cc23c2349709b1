//! The file of identifiers itself: the agreed columns and no other, in the order of numbers that tell nothing.

use std::{io::Write, path::Path, sync::Arc};

use datasets::{Cell, Dataset, Kind, Name, Outline, Variable, Writer, csv::Csv};
use sha2::{Digest, Sha256};
use surveys::linking::{
    sending::{Included, columns},
    terms::Owner,
};

use crate::{linkage::LinkageError, sealing::hex};

/// Writes the rows, each with its number, and tells the SHA-256 of the file. When this returns, it is on disk.
pub(super) fn write(
    path: &Path,
    owner: &Owner,
    rows: &[(String, &Included)],
) -> Result<String, LinkageError> {
    let text = text(owner, rows)?;
    let mut file = std::fs::File::create_new(path)?;
    file.write_all(&text)?;
    file.sync_all()?;
    Ok(hex(&Sha256::digest(&text)))
}

fn text(owner: &Owner, rows: &[(String, &Included)]) -> Result<Vec<u8>, LinkageError> {
    let amiss = |error: &dyn std::fmt::Display| std::io::Error::other(error.to_string());
    let variable = |name: &String| {
        Ok(Variable::new(Name::of_dataset(name).map_err(|error| amiss(&error))?, "", Kind::TEXT))
    };
    let names = columns(owner);
    let variables: Result<_, std::io::Error> = names.iter().map(variable).collect();
    let outline = Outline {
        name: Name::of_dataset("identifiers").map_err(|error| amiss(&error))?,
        title: String::new(),
        notes: Vec::new(),
        language: "en".to_owned(),
        variables: variables?,
        sets: Vec::new(),
    };
    let dataset = Dataset::new(outline).map_err(|problems| {
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        std::io::Error::other(told.join("; "))
    })?;
    let mut text = Vec::new();
    let mut csv = Box::new(Csv::create(Arc::new(dataset), &mut text).map_err(|e| amiss(&e))?);
    for (number, included) in rows {
        let given = owner.fields().map(|(one, _)| included.cells.get(&one));
        let given = given.map(|cell| cell.map_or(Cell::Blank, |cell| Cell::Text(cell)));
        let cells: Vec<_> = std::iter::once(Cell::Text(number)).chain(given).collect();
        csv.row(&cells).map_err(|error| amiss(&error))?;
    }
    csv.finish().map_err(|error| amiss(&error))?;
    Ok(text)
}
