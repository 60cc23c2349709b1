//! Changing a protocol by choosing: the days of its waves, the contacts that are made about them, and at which hours and how
//! often people may be contacted. It is done in the text that an author would write, as with a survey: whatever is not
//! chosen stays in it byte for byte.
//!
//! A change may leave a protocol that is not in order, such as a contact too near to another. Reading it says so.

mod filled_in;

mod waves;

mod contacts;

mod lists;

mod said;

mod among;

mod another;

mod manners;

mod hours;

mod holidays;

use toml_edit::{Item, TableLike};

use self::{contacts::ContactRow, filled_in::FilledIn, waves::WaveRow};
pub use self::{
    hours::{PlannedHours, PlannedOpen},
    manners::{PlannedManners, planned_manners, set_manners},
};
use super::{EditError, Filled, mark, parse, rows::Rows, says, values::plain};
use crate::{stopping::Way, typed::Typed};

/// To whom a contact is made, where its file does not say it.
pub const TO_ANYBODY: &str = "anybody";

/// A wave as its file has it: what stands in the boxes of its form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedWave {
    /// Its key.
    pub key: String,
    /// What staff call it.
    pub title: String,
    /// The survey that it asks.
    pub survey: String,
    /// From what its days are counted.
    pub anchor: String,
    /// Whether its answers are compared between the arms.
    pub is_compared: bool,
    /// Days until it opens.
    pub opens_after: String,
    /// Days on which it is open; empty without an end.
    pub open_for: String,
    /// Days until the last late answer; empty without.
    pub grace: String,
    /// Cohorts with an opening of their own, each with its days.
    pub cohorts: Vec<(String, String)>,
    /// What people are sent about it, in the order of the file.
    pub contacts: Vec<PlannedContact>,
}

/// A contact as its file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedContact {
    /// Its key.
    pub key: String,
    /// The contact from which its day is counted; empty where that is the opening.
    pub after: String,
    /// Days from there.
    pub day: String,
    /// Days of the week, as the file writes them.
    pub on: Vec<String>,
    /// To whom: `anybody`, `not_begun` or `begun`.
    pub to: String,
    /// Ways: only to who can be reached in none of them.
    pub unless: Vec<String>,
    /// What is sent.
    pub sends: Vec<PlannedMessage>,
    /// What is sent where nothing of that can be.
    pub otherwise: Vec<PlannedMessage>,
}

/// A message of a contact as its file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedMessage {
    /// In which way.
    pub way: String,
    /// At which time.
    pub at: String,
    /// What is said.
    pub message: String,
    /// What is said instead to who has begun; empty where that is the same.
    pub to_begun: String,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPlanned {
    /// The text cannot be taken apart.
    #[error(transparent)]
    Text(#[from] EditError),
    /// The wave or the contact is not there any more.
    #[error("it is not there any more")]
    Gone,
    /// Somebody else wrote something else into these boxes since they were seen.
    #[error("somebody else changed the same")]
    Both(Vec<String>),
    /// These boxes cannot be taken as they were filled in, each with what was typed.
    #[error("something cannot be taken as it was written")]
    Unfit(Vec<(String, String)>),
    /// The wave has a contact of this key.
    #[error("the wave has a contact of this key already")]
    Taken,
    /// Somebody changed what was to be taken out since it was seen.
    #[error("somebody changed it since it was seen")]
    ChangedSince,
}

impl PlannedContact {
    /// What is said in a way, where something is.
    #[must_use]
    pub fn says(&self, part: &str, way: Way) -> Option<&PlannedMessage> {
        let all = if part == "otherwise" { &self.otherwise } else { &self.sends };
        all.iter().find(|message| message.way == way.as_str())
    }

    /// The same for as long as nobody changed it.
    #[must_use]
    pub fn mark(&self) -> String {
        mark(self)
    }
}

/// The waves of a protocol's text, with their contacts.
///
/// # Errors
/// When the text is no TOML.
pub fn planned(text: &str) -> Result<Vec<PlannedWave>, EditError> {
    let mut document = parse(text)?;
    let Some(mut rows) = Rows::under(document.as_table_mut(), "waves") else {
        return Ok(Vec::new());
    };
    Ok((0..rows.len()).filter_map(|place| Some(WaveRow::read(rows.row(place)?))).collect())
}

/// The text with the days of a wave, from what they are counted, and its survey as they were filled in.
///
/// # Errors
/// When the wave is gone, a box cannot be taken, or somebody else wrote something else into one.
pub fn set_wave(text: &str, wave: &str, filled: Filled<'_>) -> Result<String, NotPlanned> {
    let mut document = parse(text)?;
    let mut boxes = FilledIn::of(filled);
    WaveRow::find(&mut document, wave)?.set(&mut boxes);
    boxes.end()?;
    Ok(document.to_string())
}

/// The text with a contact as it was filled in.
///
/// # Errors
/// When it is gone, a box cannot be taken, or somebody else wrote something else into one.
pub fn set_contact(
    text: &str,
    (wave, contact): (&str, &str),
    filled: Filled<'_>,
) -> Result<String, NotPlanned> {
    let mut document = parse(text)?;
    let mut boxes = FilledIn::of(filled);
    let WaveRow(wave) = WaveRow::find(&mut document, wave)?;
    ContactRow::find(wave, contact)?.set(&mut boxes)?;
    boxes.end()?;
    Ok(document.to_string())
}

/// The text with another wave, after the one that was chosen or after all others; and its key.
///
/// # Errors
/// When a box cannot be taken, such as a key or a prefix that another wave has.
pub fn add_wave(text: &str, filled: Filled<'_>) -> Result<(String, String), NotPlanned> {
    let mut document = parse(text)?;
    let key = another::add(document.as_table_mut(), FilledIn::of(filled))?;
    Ok((document.to_string(), key))
}

/// The text with another contact of a wave, where its day puts it among the others; and its key.
///
/// # Errors
/// When the wave is gone, has a contact of this key, or a box cannot be taken.
pub fn add_contact(
    text: &str,
    wave: &str,
    filled: Filled<'_>,
) -> Result<(String, String), NotPlanned> {
    let mut document = parse(text)?;
    let key = among::add(WaveRow::find(&mut document, wave)?.0, FilledIn::of(filled))?;
    Ok((document.to_string(), key))
}

/// Whether the form of a wave adds a contact, too: that was pressed, or something stands in the boxes of one.
#[must_use]
pub fn adds_contact(typed: &Typed) -> bool {
    typed.one("then") == "add" || among::BOXES.into_iter().any(|name| !typed.one(name).is_empty())
}

/// The text with a wave as its form was filled in, and with the contact of which something stands there; and the key of
/// that contact, if there is one. Nothing that was typed on the form is left out.
///
/// # Errors
/// When the wave is gone, has a contact of this key, boxes cannot be taken, or somebody else wrote something else into one.
pub fn fill_in_wave(
    text: &str,
    wave: &str,
    filled: Filled<'_>,
) -> Result<(String, Option<String>), NotPlanned> {
    let changed = set_wave(text, wave, filled);
    if !adds_contact(filled.typed()) {
        return Ok((changed?, None));
    }
    // All boxes that cannot be taken are told at once.
    let added = add_contact(changed.as_deref().unwrap_or(text), wave, filled);
    match (changed, added) {
        (Err(NotPlanned::Unfit(mut all)), Err(NotPlanned::Unfit(more))) => {
            all.extend(more);
            Err(NotPlanned::Unfit(all))
        }
        (Err(why), _) | (_, Err(why)) => Err(why),
        (Ok(_), Ok((text, key))) => Ok((text, Some(key))),
    }
}

/// The text without a contact, and without the comment above it.
///
/// # Errors
/// When it is gone, or is not as it was seen: its mark goes along under `seen:whole`.
pub fn remove_contact(
    text: &str,
    (wave, contact): (&str, &str),
    filled: Filled<'_>,
) -> Result<String, NotPlanned> {
    let mut document = parse(text)?;
    let WaveRow(wave) = WaveRow::find(&mut document, wave)?;
    among::remove(wave, contact, filled)?;
    Ok(document.to_string())
}

/// The row of this key, among those of a name.
fn row<'d>(
    table: &'d mut dyn TableLike,
    name: &str,
    key: &str,
) -> Result<&'d mut dyn TableLike, NotPlanned> {
    let mut rows = Rows::under(table, name).ok_or(NotPlanned::Gone)?;
    let place = rows.find(|row| says(row, "key", key)).ok_or(NotPlanned::Gone)?;
    rows.into_row(place).ok_or(NotPlanned::Gone)
}

/// The words of a list.
fn words(item: Option<&Item>) -> Vec<String> {
    plain(item).lines().map(str::to_owned).collect()
}
