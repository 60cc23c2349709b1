//! A person as they are compared: without capitals, spaces and accents, and without what says nothing.

use chrono::NaiveDate;

use crate::{
    linking::{Nino, Postcode, Sex, sending::OnRecord},
    names::plain,
};

/// What is compared of a person. What is not known, or is no such thing, is none.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Record {
    pub(super) nino: Option<String>,
    pub(super) first: Option<String>,
    pub(super) last: Option<String>,
    pub(super) born: Option<NaiveDate>,
    pub(super) postcode: Option<Postcode>,
    pub(super) sex: Option<Sex>,
}

impl Record {
    /// From what is on record on either side.
    #[must_use]
    pub fn of(on_record: &OnRecord<'_>) -> Self {
        let name = |text: Option<&str>| text.map(plain).filter(|name| !name.is_empty());
        let postcode = on_record.postcode.and_then(|text| Postcode::read(text).ok());
        let nino = on_record.nino.and_then(|text| Nino::read(text).ok());
        Self {
            nino: nino.map(|nino| nino.eight().to_owned()),
            first: name(on_record.first_name),
            last: name(on_record.last_name),
            born: on_record.dob,
            // Those who share that they live at no place have nothing in common.
            postcode: postcode.filter(|postcode| !postcode.is_no_place()),
            sex: Some(on_record.sex).filter(|sex| *sex != Sex::NotKnown),
        }
    }
}

/// Nobody's name comes into a log.
impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Record")
    }
}
