//! Changing a survey by choosing what is to become of it. Each change is made in the text that an author would
//! write: everything else in it stays as it was, comments and order too. So whoever clicks and whoever types
//! work on one and the same survey.
//!
//! A change may leave a survey that is not in order yet, such as a condition on a question that is no longer
//! there. `authoring::read` says so, as it does of what was typed.

mod change;

mod numbering;

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

mod sentence;

mod subjects;

mod spots;

mod rows;

mod filled;

mod found;

use toml_edit::{DocumentMut, Item, TableLike};

use self::rows::Rows;
pub use self::{
    adding::{NewKind, NewQuestion},
    change::{Direction, Edit, EditError, Of, Put},
    cursor::page_at,
    fields::{Field, Shape},
    filled::{Became, Filled, mark},
    naming::mentions,
    numbering::numbered,
    options::OptionField,
    outline::{Asked, CheckRow, Choice, DerivedRow, Outline, Own, Page, Section, outline},
    rules::{Alert, Answers, NewCheck, NewDerived},
    sections::{PageField, Setting},
    sentence::{How, Join, NoRows, Rows as ConditionRows, compared, row_in_words},
    spots::{Spot, spot},
    subjects::{CanBe, From, Subject, subjects},
};

/// Makes a change in a survey's text.
///
/// # Errors
/// Where there is nothing like that to change. The text is then left as it was.
pub fn edit(text: &str, edit: &Edit) -> Result<String, EditError> {
    let mut document = parse(text)?;
    let text = &mut document;
    match edit {
        Edit::AddSection { .. }
        | Edit::Title { .. }
        | Edit::MoveSection { .. }
        | Edit::RemoveSection { .. }
        | Edit::AddInstrument { .. }
        | Edit::SetPage { .. }
        | Edit::MovePage { .. }
        | Edit::RemovePage { .. } => edit_pages(text, edit)?,
        Edit::Setting { setting, to } => setting.write(text, to)?,
        Edit::Source { name, to } => sections::source(text, name, to),
        Edit::When { of, when } => rules::when(text, of, when.as_deref())?,
        Edit::AddCheck(check) => rules::add_check(text, check),
        Edit::SetCheck { check, to } => rules::set_check(text, *check, to)?,
        Edit::RemoveCheck { check } => rules::remove_check(text, *check)?,
        Edit::AddDerived(derived) => rules::add_derived(text, derived)?,
        Edit::RemoveDerived { key } => rules::remove_derived(text, key),
        _ => edit_question(text, edit)?,
    }
    Ok(document.to_string())
}

/// The part of it that is about sections and pages.
fn edit_pages(text: &mut DocumentMut, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::AddSection { title } => sections::add(text, title),
        Edit::Title { section, to } => sections::title(text, *section, to),
        Edit::MoveSection { section, to } => sections::shift(text, *section, *to),
        Edit::RemoveSection { section } => sections::remove(text, *section),
        Edit::AddInstrument { instrument, to } => sections::instrument(text, instrument, to),
        Edit::SetPage { at, field, to } => sections::set_page(text, *at, *field, to),
        Edit::MovePage { at, to } => sections::move_page(text, *at, *to),
        Edit::RemovePage { at } => sections::remove_page(text, *at),
        _ => Ok(()),
    }
}

/// The part of it that is about one question.
fn edit_question(text: &mut DocumentMut, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::Add { to, question } => adding::add(text, to, question),
        Edit::Remove { question } => arranging::remove(text, question),
        Edit::Rename { question, to } => naming::rename(text, question, to),
        Edit::Set { question, field, to } => field.write(self::question(text, question)?, to),
        Edit::Kind { question, to } => {
            let own = self::question(text, question)?;
            values::put(own, "kind", to.as_str().into());
            Field::fit(own, to);
            Ok(())
        }
        Edit::Move { question, to } => arranging::shift(text, question, *to),
        Edit::Bring { question, to } => arranging::bring(text, question, to),
        Edit::AddOption { question, text: words, spent } => {
            options::add(text, question, words, spent)
        }
        Edit::SetOption { question, code, field, to } => {
            options::set(text, (question, *code), (*field, to))
        }
        Edit::RemoveOption { question, code } => options::remove(text, question, *code),
        Edit::Alerts { question, alerts } => rules::alerts(text, question, alerts.as_deref()),
        _ => Ok(()),
    }
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
