//! Rows and schemas that are kept, and are the same once they are read again.

use std::error::Error;

use datasets::{Cell, Dataset, Kind, Missing, Name, Outline, Variable, hard::Hard, kept};
use serde_json::Value;

#[test]
fn every_hard_row_and_the_schema_of_them_are_what_they_were() -> Result<(), Box<dyn Error>> {
    let hard = Hard::new(0)?;
    let schema = serde_json::to_string(&hard.dataset().clone().into_outline())?;
    let again = Dataset::new(serde_json::from_str::<Outline>(&schema)?);
    let again = again.map_err(|problems| format!("{problems:?}"))?;
    assert_eq!(&again, hard.dataset());

    for (row, cells) in hard.rows().enumerate() {
        let row = row as u64 + 1;
        let mut text = String::new();
        kept::write(hard.dataset(), row, &cells, &mut text)?;
        let values: Vec<Value> = serde_json::from_str(&text)?;
        let read = kept::read(&again, &values)?;
        let admitted = hard.dataset().admit(row, &cells)?;
        let admitted: Vec<_> =
            admitted.map(|cell| cell.map(|(_, cell)| cell)).collect::<Result<_, _>>()?;
        assert_eq!(read, admitted, "row {row}");
    }
    Ok(())
}

/// A file with a number that has missing codes, one that has none, one with a point, and words.
fn small() -> Result<Dataset, Box<dyn Error>> {
    let whole = Kind::Whole { least: -20, most: 99 };
    let coded = Variable::new(Name::new("coded")?, "Coded", whole);
    let plain =
        Variable { missing: Vec::new(), ..Variable::new(Name::new("plain")?, "Plain", whole) };
    let hours = Variable::new(Name::new("hours")?, "Hours", Kind::Decimal { places: 1 });
    let said = Variable::new(Name::new("said")?, "Said", Kind::TEXT);
    let outline = Outline {
        name: Name::new("small")?,
        title: "Small".to_owned(),
        notes: Vec::new(),
        language: "en".to_owned(),
        variables: vec![coded, plain, hours, said],
        sets: Vec::new(),
    };
    Ok(Dataset::new(outline).map_err(|problems| format!("{problems:?}"))?)
}

#[test]
fn a_row_is_short_and_always_the_same() -> Result<(), Box<dyn Error>> {
    let dataset = small()?;
    let cells = [
        Cell::Missing(Missing::NotReached),
        Cell::Number(-7),
        Cell::Decimal(0.1),
        Cell::Text("“No”,\n\"she\" said"),
    ];
    let mut text = String::new();

    kept::write(&dataset, 1, &cells, &mut text)?;

    assert_eq!(text, r#"[-7,-7,"0.1","“No”,\n\"she\" said"]"#);
    let values: Vec<Value> = serde_json::from_str(&text)?;
    assert_eq!(kept::read(&dataset, &values)?, cells);
    Ok(())
}

#[test]
fn what_is_no_row_of_the_file_is_refused() -> Result<(), Box<dyn Error>> {
    let dataset = small()?;
    for text in
        [r#"[1,2,"0.1"]"#, r#"[1.5,2,"0.1",null]"#, r#"["1",2,null,null]"#, r#"[1,2,"much",null]"#]
    {
        let values: Vec<Value> = serde_json::from_str(text)?;
        assert_eq!(kept::read(&dataset, &values), Err(kept::NotKept), "{text}");
    }
    let name = serde_json::from_str::<Name>("\"Not a name\"");
    assert!(name.is_err(), "a schema with such a name was changed by somebody");
    Ok(())
}
