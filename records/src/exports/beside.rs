//! The files that tell how answers came about: a row for each wave, each call and each save.

use std::{io, path::Path};

use surveys::waves::Wave;

use super::{
    FileEntry, calls, pages,
    paradata::{self, Field},
    people::Person,
    plan::Plan,
    standing::Standing,
    table::Table,
};

/// These files while they are being written.
pub(super) struct Beside {
    paradata: Table,
    calls: Table,
    pages: Table,
}

impl Beside {
    pub fn create(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            paradata: Table::create(folder, "paradata.csv", &names(&paradata::FIELDS))?,
            calls: Table::create(folder, "calls.csv", &names(&calls::FIELDS))?,
            pages: Table::create(folder, "pages.csv", &names(&pages::FIELDS))?,
        })
    }

    /// Writes the rows of a person's wave, whose paradata are at hand.
    pub fn wave(
        &mut self,
        (person, row_key, plan): (&Person, &str, &Plan),
        (wave, standing): (&Wave, &Standing<'_>),
        paradata: &[String],
    ) -> io::Result<()> {
        let whose = [row_key, wave.key.as_str()];
        if standing.was_due() {
            row(&mut self.paradata, whose, paradata)?;
        }
        for call in calls::about(person, wave, standing) {
            row(&mut self.calls, whose, &calls::cells(call, plan))?;
        }
        for save in pages::of(person, standing).iter().enumerate() {
            row(&mut self.pages, whose, &pages::cells(save, plan))?;
        }
        Ok(())
    }

    /// Puts them on disk.
    pub fn finish(self) -> io::Result<[FileEntry; 3]> {
        Ok([self.paradata.finish()?, self.calls.finish()?, self.pages.finish()?])
    }
}

fn names(fields: &[Field]) -> Vec<&'static str> {
    ["row_key", "wave"].into_iter().chain(fields.iter().map(|field| field.name)).collect()
}

fn row(table: &mut Table, whose: [&str; 2], cells: &[String]) -> io::Result<()> {
    table.cells(whose)?;
    table.cells(cells)?;
    table.end_row()
}
