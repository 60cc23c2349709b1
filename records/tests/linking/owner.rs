//! An invented owner of records. It finds people by National Insurance number in the file that it was sent, and returns what it
//! has under the numbers of that file.

use std::collections::BTreeMap;

/// What it has: by National Insurance number the cells of its columns.
pub type Records = BTreeMap<&'static str, &'static str>;

/// Its columns, as the terms of the example have them.
pub const COLUMNS: &str = "weeks_worked,earned,last_paid_on,benefit";

/// A file of identifiers, each row by the names of its columns.
pub fn rows(identifiers: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(identifiers.as_bytes());
    let rows = reader.deserialize().collect::<Result<_, _>>();
    rows.expect("a file of identifiers")
}

/// What it returns of those whom it finds.
pub fn returns(identifiers: &str, records: &Records) -> String {
    let mut file = format!("linkage_id,{COLUMNS}\n");
    for row in rows(identifiers) {
        if let Some(cells) = records.get(row["nino"].as_str()) {
            file.push_str(&format!("{},{cells}\n", row["linkage_id"]));
        }
    }
    file
}
