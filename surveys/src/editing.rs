//! Changing a survey by choosing what is to become of it. Each change is made in the text that an author would
//! write: everything else in it stays as it was, comments and order too. So whoever clicks and whoever types
//! work on one and the same survey.
//!
//! A change may leave a survey that is not in order yet, such as a condition on a question that is no longer
//! there. `authoring::read` says so, as it does of what was typed.

mod change;

mod refusing;

mod cursor;

mod outline;

mod adding;

mod fields;

mod values;

mod options;

mod arranging;

mod sections;

mod rules;

mod naming;

mod renamed;

mod sentence;

mod subjects;

mod spots;

mod rows;

mod filled;

mod reworded;

mod found;

mod planning;

use toml_edit::{DocumentMut, Item, TableLike};

use self::rows::Rows;
pub use self::{
    adding::{NewKind, NewQuestion},
    change::{Direction, Edit, Of, Put},
    cursor::{page_at, page_of},
    fields::{Field, Shape},
    filled::{Became, Filled, mark},
    naming::{Going, mentions},
    options::OptionField,
    outline::{Asked, CheckRow, Choice, DerivedRow, Outline, Own, Page, Section, outline},
    planning::{
        NotPlanned, PlannedContact, PlannedHours, PlannedManners, PlannedMessage, PlannedOpen,
        PlannedWave, TO_ANYBODY, add_contact, add_wave, adds_contact, fill_in_wave, planned,
        planned_manners, remove_contact, set_contact, set_manners, set_wave,
    },
    refusing::EditError,
    renamed::{Edited, Renamed, edit_all},
    reworded::NotReworded,
    rules::{Alert, Answers, NewCheck, NewDerived},
    sections::{PageField, Setting},
    sentence::{How, Join, NoRows, Rows as ConditionRows, compared, row_in_words, said_in_words},
    spots::{Spot, spot},
    subjects::{CanBe, From, Subject, subjects},
};
use crate::definition::KindName;

/// Makes a change in a survey's text.
///
/// # Errors
/// Where there is nothing like that to change. The text is then left as it was.
pub fn edit(text: &str, edit: &Edit) -> Result<String, EditError> {
    let mut document = parse(text)?;
    edit.make(&mut document)?;
    Ok(document.to_string())
}

impl Edit {
    fn make(&self, text: &mut DocumentMut) -> Result<(), EditError> {
        match self {
            Self::Add { to, question } => adding::add(text, to, question)?,
            Self::Remove { question } => arranging::remove(text, question)?,
            Self::Rename { question, to } => naming::rename(text, question, to)?,
            Self::Set { question, field, to } => {
                field.write(self::question(text, question)?, to)?
            }
            Self::Kind { question, to } => answered(self::question(text, question)?, *to)?,
            Self::When { of, when } => rules::when(text, of, when.as_deref())?,
            Self::Move { question, to } => arranging::shift(text, question, *to)?,
            Self::Bring { question, to } => arranging::bring(text, question, to)?,
            Self::AddOption { question, text: words, spent } => {
                options::add(text, question, words, spent)?
            }
            Self::SetOption { question, code, field, to } => {
                options::set(text, (question, *code), (*field, to))?
            }
            Self::MoveOption { question, code, to } => options::swap(text, (question, *code), *to)?,
            Self::RemoveOption { question, code } => options::remove(text, question, *code)?,
            Self::Alerts { question, alerts } => rules::alerts(text, question, alerts.as_deref())?,
            Self::AddSection { title } => sections::add(text, title)?,
            Self::Title { section, to } => sections::title(text, *section, to)?,
            Self::MoveSection { section, to } => sections::shift(text, *section, *to)?,
            Self::RemoveSection { section } => sections::remove(text, *section)?,
            Self::AddInstrument { instrument, to } => sections::instrument(text, instrument, to)?,
            Self::SetPage { at, field, to } => sections::set_page(text, *at, *field, to)?,
            Self::MovePage { at, to } => sections::move_page(text, *at, *to)?,
            Self::RemovePage { at } => sections::remove_page(text, *at)?,
            Self::AddCheck(check) => rules::add_check(text, check),
            Self::SetCheck { check, to } => rules::set_check(text, *check, to)?,
            Self::RemoveCheck { check } => rules::remove_check(text, *check)?,
            Self::AddDerived(derived) => rules::add_derived(text, derived)?,
            Self::RemoveDerived { key } => rules::remove_derived(text, key),
            Self::Setting { setting, to } => setting.write(text, to)?,
            Self::Source { name, to } => sections::source(text, name, to),
        }
        Ok(())
    }
}

/// Has a question answered in another way. What belongs to the way before goes.
fn answered(question: &mut dyn TableLike, to: KindName) -> Result<(), EditError> {
    values::put(question, "kind", to.name().into());
    Field::fit(question, to);
    Ok(())
}

fn parse(text: &str) -> Result<DocumentMut, EditError> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        EditError::NotReadable(error.message().trim().to_owned())
    })
}

/// A question's own table, where this survey has it.
fn question<'d>(
    document: &'d mut DocumentMut,
    key: &str,
) -> Result<&'d mut dyn TableLike, EditError> {
    let asked = arranging::place(document, key).is_some();
    let elsewhere = if asked { EditError::InBank } else { EditError::NotAsked };
    let rows = document.get_mut("questions").and_then(Rows::of);
    let mut rows = rows.ok_or_else(|| elsewhere(key.to_owned()))?;
    let found = rows.find(|row| says(row, "key", key)).ok_or_else(|| elsewhere(key.to_owned()))?;
    rows.into_row(found).ok_or_else(|| elsewhere(key.to_owned()))
}

fn says(row: &dyn TableLike, name: &str, text: &str) -> bool {
    row.get(name).and_then(Item::as_str) == Some(text)
}
