//! Files as other programs write them, put together byte by byte.

use datasets::sav::{ReadError, Reader, Value};

/// A file that is being put together.
pub struct Made {
    bytes: Vec<u8>,
    is_big: bool,
}

/// A variable for [`Made::variable`].
pub struct Of<'m> {
    pub name: &'m str,
    pub width: i32,
    /// What the format is called by number: 1 text, 5 a number, 20 a date, 22 a moment.
    pub format: i32,
    /// How many, as the format has it, and the values.
    pub missing: (i32, &'m [f64]),
}

pub const NUMBER: Of<'_> = Of { name: "SCORE", width: 0, format: 5, missing: (0, &[]) };

pub const TEXT: Of<'_> = Of { name: "KEY", width: 8, format: 1, missing: (0, &[]) };

impl Made {
    /// A header. Rows below zero are not told.
    pub fn new(is_big: bool, compression: i32, rows: i32) -> Self {
        let mut made = Self { bytes: b"$FL2".to_vec(), is_big };
        made.text("@(#) SPSS DATA FILE invented", 60);
        made.ints(&[2, -1, compression, 0, rows]);
        made.double(100.0);
        made.text("30 Nov 2612:00:00", 17);
        made.text("Outcomes", 64);
        made.text("", 3);
        made
    }

    pub fn ints(&mut self, numbers: &[i32]) -> &mut Self {
        for number in numbers {
            let bytes = if self.is_big { number.to_be_bytes() } else { number.to_le_bytes() };
            self.bytes.extend(bytes);
        }
        self
    }

    pub fn double(&mut self, number: f64) -> &mut Self {
        let bytes = if self.is_big { number.to_be_bytes() } else { number.to_le_bytes() };
        self.bytes.extend(bytes);
        self
    }

    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend(bytes);
        self
    }

    pub fn text(&mut self, text: &str, width: usize) -> &mut Self {
        self.bytes(format!("{text:width$}").as_bytes())
    }

    pub fn variable(&mut self, of: &Of<'_>) -> &mut Self {
        let format = of.format << 16 | 0x0800;
        self.ints(&[2, of.width, 0, of.missing.0, format, format]).text(of.name, 8);
        for number in of.missing.1 {
            self.double(*number);
        }
        for _ in 1..of.width.max(1).unsigned_abs().div_ceil(8) {
            self.ints(&[2, -1, 0, 0, 0, 0]).text("", 8);
        }
        self
    }

    pub fn extension(&mut self, which: i32, bytes: &[u8]) -> &mut Self {
        let length = i32::try_from(bytes.len()).expect("a short extension");
        self.ints(&[7, which, 1, length]).bytes(bytes)
    }

    /// The end of the dictionary.
    pub fn rows_follow(&mut self) -> &mut Self {
        self.ints(&[999, 0])
    }

    pub fn file(&self) -> &[u8] {
        &self.bytes
    }
}

/// Every cell of every row, as text; or why not.
pub fn cells(file: &[u8]) -> Result<Vec<Vec<String>>, ReadError> {
    let mut reader = Reader::open(file)?;
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row()? {
        let cells = row.cells().map(|cell| Ok(shown(&cell?.1)));
        rows.push(cells.collect::<Result<_, ReadError>>()?);
    }
    Ok(rows)
}

fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Moment(moment) => moment.to_string(),
    }
}
