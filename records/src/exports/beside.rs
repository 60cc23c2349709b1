//! The files that tell how answers came about: a row for each wave, each call, each message and each save.

use datasets::{Cell, Described};
use surveys::waves::Wave;

use super::{
    ExportError, FileEntry, calls,
    interviewers::Interviewers,
    messages, pages, paradata,
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
    messages: Table,
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
            messages: table(schema::messages(plan)?)?,
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
        let Self { paradata: of_waves, calls: of_calls, messages: of_messages, .. } = self;
        let (of_saves, room, changed) = (&mut self.pages, &mut self.room, &mut self.changed);
        let whose = [row_key, wave.key.as_str()];
        if standing.was_due() {
            row(of_waves, room, whose, paradata)?;
        }
        for call in calls::about(person, wave, standing) {
            row(of_calls, room, whose, &calls::cells(call, plan, interviewers))?;
        }
        for message in messages::about(person, wave, standing) {
            row(of_messages, room, whose, &messages::cells(message))?;
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

    /// What each of them holds, in the order in which they are listed.
    pub fn described(&self) -> [Described; 4] {
        [&self.paradata, &self.calls, &self.messages, &self.pages].map(Table::described)
    }

    /// Puts them on disk.
    pub fn finish(self) -> Result<Vec<FileEntry>, ExportError> {
        let all = [self.paradata, self.calls, self.messages, self.pages];
        let files: Vec<_> = all.into_iter().map(Table::finish).collect::<Result<_, _>>()?;
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
