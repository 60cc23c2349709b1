//! The files that tell how answers came about: a row for each wave, each call and each save.

use datasets::Cell;
use surveys::waves::Wave;

use super::{
    ExportError, FileEntry, calls,
    interviewers::Interviewers,
    pages, paradata,
    people::Person,
    plan::Plan,
    room::Room,
    schema,
    standing::Standing,
    table::{Table, Whereto},
};

/// These files while they are being written.
pub(super) struct Beside {
    paradata: Table,
    calls: Table,
    pages: Table,
    room: Room,
    /// What a save changed.
    changed: String,
}

impl Beside {
    pub fn create(plan: &Plan, to: &mut Whereto<'_>) -> Result<Self, ExportError> {
        let mut table = |dataset| Table::create(to, &dataset);
        Ok(Self {
            paradata: table(schema::paradata(plan)?)?,
            calls: table(schema::calls(plan)?)?,
            pages: table(schema::pages(plan)?)?,
            room: Room::default(),
            changed: String::new(),
        })
    }

    /// Writes the rows of a person's wave, whose paradata are at hand.
    pub fn wave(
        &mut self,
        (person, row_key, plan): (&Person, &str, &Plan),
        (wave, standing): (&Wave, &Standing<'_>),
        (paradata, interviewers): (&paradata::Cells<'_>, &Interviewers),
    ) -> Result<(), ExportError> {
        let Self { paradata: of_waves, calls: of_calls, pages: of_saves, room, changed } = self;
        let whose = [row_key, wave.key.as_str()];
        if standing.was_due() {
            row(of_waves, room, whose, paradata)?;
        }
        for call in calls::about(person, wave, standing) {
            row(of_calls, room, whose, &calls::cells(call, plan, interviewers))?;
        }
        for (place, save) in pages::of(person, standing).iter().enumerate() {
            changed.clear();
            for (place, name) in save.changed.iter().enumerate() {
                changed.push_str(if place > 0 { pages::BETWEEN } else { "" });
                changed.push_str(name);
            }
            let cells = pages::cells((place, save, changed.as_str()), interviewers);
            row(of_saves, room, whose, &cells)?;
        }
        Ok(())
    }

    /// Puts them on disk.
    pub fn finish(self) -> Result<Vec<FileEntry>, ExportError> {
        let files = [self.paradata.finish()?, self.calls.finish()?, self.pages.finish()?];
        Ok(files.into_iter().flatten().collect())
    }
}

fn row(
    table: &mut Table,
    room: &mut Room,
    whose: [&str; 2],
    cells: &[Cell<'_>],
) -> Result<(), ExportError> {
    let mut row = room.take();
    row.extend(whose.map(Cell::Text));
    row.extend_from_slice(cells);
    table.row(&row)?;
    room.give_back(row);
    Ok(())
}
