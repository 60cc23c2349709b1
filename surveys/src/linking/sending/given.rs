//! What an owner is given of somebody, in the form in which it is compared.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Included, OnRecord};
use crate::linking::{
    Identifier, NhsNumber, Nino, Postcode, ProjectKey, Sex, Slk581, Unfit, born::believed,
    name_as_written, terms::Owner,
};

/// Everything that the owner may be given and that is on record. `cut` is a day on which nobody is born who is in it.
pub(super) fn given(
    owner: &Owner,
    on_record: &OnRecord<'_>,
    cut: NaiveDate,
    key: &ProjectKey,
) -> Included {
    let (mut cells, mut unfit) = (BTreeMap::new(), BTreeMap::new());
    for (one, keyed) in owner.fields() {
        match cell(one, on_record, cut) {
            Ok(Some(cell)) if keyed => drop(cells.insert(one, key.of(one, compared(one, &cell)))),
            Ok(Some(cell)) => drop(cells.insert(one, cell)),
            Ok(None) => {}
            Err(why) => drop(unfit.insert(one, why)),
        }
    }
    let nino = on_record.nino.filter(|_| cells.contains_key(&Identifier::Nino));
    let nino = nino.and_then(|nino| Nino::read(nino).ok());
    Included { cells, unfit, is_administrative: nino.is_some_and(|nino| nino.is_administrative()) }
}

/// What of a cell is hashed.
fn compared(one: Identifier, cell: &str) -> &str {
    // A number that was read has eight characters at least, all of them ASCII.
    if one == Identifier::Nino { cell.get(..8).unwrap_or(cell) } else { cell }
}

fn cell(
    one: Identifier,
    on_record: &OnRecord<'_>,
    cut: NaiveDate,
) -> Result<Option<String>, Unfit> {
    let there = |text: Option<&str>| -> Option<String> {
        text.filter(|text| !text.trim().is_empty()).map(str::to_owned)
    };
    let read = |text: Option<&str>, read: &dyn Fn(&str) -> Result<String, Unfit>| {
        there(text).map(|text| read(&text)).transpose()
    };
    match one {
        Identifier::Nino => {
            read(on_record.nino, &|text| Nino::read(text).map(|nino| nino.as_str().to_owned()))
        }
        Identifier::NhsNumber => read(on_record.nhs_number, &|text| {
            NhsNumber::read(text).map(|number| number.as_str().to_owned())
        }),
        Identifier::FirstName => read(on_record.first_name, &name_as_written),
        Identifier::LastName => read(on_record.last_name, &name_as_written),
        Identifier::Postcode => read(on_record.postcode, &place),
        Identifier::Dob => born(on_record, cut).map(|dob| dob.map(|dob| dob.to_string())),
        Identifier::Sex if on_record.sex == Sex::NotKnown => Ok(None),
        Identifier::Sex => Ok(Some(on_record.sex.code().to_string())),
        Identifier::Slk581 => linkage_key(on_record, cut),
    }
}

fn place(text: &str) -> Result<String, Unfit> {
    let postcode = Postcode::read(text)?;
    if postcode.is_no_place() { Err(Unfit::NoPlace) } else { Ok(postcode.to_string()) }
}

fn born(on_record: &OnRecord<'_>, cut: NaiveDate) -> Result<Option<NaiveDate>, Unfit> {
    on_record.dob.map(|dob| believed(dob, cut)).transpose()
}

fn linkage_key(on_record: &OnRecord<'_>, cut: NaiveDate) -> Result<Option<String>, Unfit> {
    let [first, last] = [on_record.first_name, on_record.last_name].map(Option::unwrap_or_default);
    if first.trim().is_empty() && last.trim().is_empty() {
        return Ok(None);
    }
    let dob = born(on_record, cut)?.ok_or(Unfit::NoDateOfBirth)?;
    Slk581::of(first, last, dob, on_record.sex).map(|key| Some(key.as_str().to_owned()))
}
