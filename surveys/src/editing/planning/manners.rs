//! When and how often people may be contacted: the hours of each way, the bank holidays, and what lies between contacts.

use toml_edit::TableLike;

use super::{
    super::values::put, EditError, Filled, FilledIn, NotPlanned, PlannedHours, holidays, hours,
    parse, plain,
};
use crate::stopping::Way;

/// When and how often people may be contacted, as a protocol's file has it: what stands in the boxes of its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedManners {
    /// The hours of each way.
    pub hours: Vec<PlannedHours>,
    /// Whose bank holidays are kept: `england_and_wales` or `none`.
    pub region: String,
    /// Days beside those, one a line.
    pub also: String,
    /// Days of the rules that are none, one a line.
    pub except: String,
    /// Hours that lie between two contacts.
    pub hours_between: String,
    /// Hours that a contact may be late.
    pub hours_late: String,
    /// Contacts that a wave may have.
    pub most_contacts: String,
}

/// So much the file of a protocol takes, too.
const NUMBERS: std::ops::RangeInclusive<i64> = 0..=u16::MAX as i64;

/// When and how often people may be contacted by a protocol's text.
///
/// # Errors
/// When the text is no TOML.
pub fn planned_manners(text: &str) -> Result<PlannedManners, EditError> {
    let document = parse(text)?;
    let own = |name: &str| plain(document.get(name));
    let [region, also, except] = holidays::read(document.as_table());
    Ok(PlannedManners {
        hours: Way::ALL.map(|way| hours::read(document.as_table(), way)).into_iter().collect(),
        region,
        also,
        except,
        hours_between: own("hours_between"),
        hours_late: own("hours_late"),
        most_contacts: own("most_contacts"),
    })
}

/// The text with the hours, the bank holidays and what lies between contacts as they were filled in.
///
/// # Errors
/// When a box cannot be taken, somebody else wrote something else into one, or the text has something else in the place of
/// hours or holidays.
pub fn set_manners(text: &str, filled: Filled<'_>) -> Result<String, NotPlanned> {
    let mut document = parse(text)?;
    let mut boxes = FilledIn::of(filled);
    for way in Way::ALL {
        hours::set(document.as_table_mut(), way, &mut boxes)?;
    }
    holidays::set(document.as_table_mut(), &mut boxes)?;
    spacing(document.as_table_mut(), &mut boxes);
    boxes.end()?;
    Ok(document.to_string())
}

/// How near to each other, how late and how many they may be.
fn spacing(document: &mut dyn TableLike, boxes: &mut FilledIn<'_>) {
    for name in ["hours_between", "hours_late", "most_contacts"] {
        let saved = plain(document.get(name));
        if let Some(Some(number)) = boxes.number(name, &saved, (NUMBERS, false)) {
            put(document, name, number.into());
        }
    }
}
