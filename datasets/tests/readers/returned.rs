//! What pyarrow writes, read by us.

use std::{fs::File, path::Path};

use datasets::parquet::returned::{Limits, Returned, ReturnedError, ReturnedKind};
use serde_json::{Value, json};

use crate::asked::{by_python, kept};

fn open(path: &Path) -> Result<Returned<File>, ReturnedError> {
    Returned::open(File::open(path).expect("a file"), Limits::default())
}

#[test]
fn a_file_that_a_register_returns_is_read_cell_by_cell_and_what_is_no_table_is_refused() {
    let path = kept("returned.parquet", b"");
    let told = by_python("write_returned.py", &path);

    let file = open(&path).expect("a table");

    let names = file.columns().iter().map(|column| Value::from(&*column.name));
    assert_eq!(told["names"], Value::Array(names.collect()));
    let kinds: Vec<_> = file.columns().iter().map(|column| column.kind).collect();
    use ReturnedKind::{Date, Decimal, Moment, Text, Whole};
    assert_eq!(kinds[..7], [Text, Whole, Whole, Whole, Decimal, Decimal, Decimal]);
    assert_eq!(kinds[7..], [Date, Text, Moment, Moment, Text, Text]);
    let mut rows = Vec::new();
    let read = file.each_row(|row| {
        rows.push(json!(row));
        Ok::<_, ReturnedError>(())
    });
    read.expect("rows");
    assert_eq!((file.rows(), json!(rows)), (3, told["rows"].clone()));

    let beside = |ending: &str| path.with_extension(format!("parquet.{ending}"));
    let nested = open(&beside("nested")).err().map(|error| error.to_string());
    assert!(nested.is_some_and(|told| told.contains("spells") && told.contains("nested")));
    let zstd = open(&beside("zstd")).err().map(|error| error.to_string());
    assert!(zstd.is_some_and(|told| told.contains("“linkage_id” is compressed with ZSTD")));
}
