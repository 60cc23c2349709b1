//! Files of other programs: earlier releases, the other order of bytes, other encodings, formats that we do not write.

use chrono::{DateTime, NaiveDate, Utc};
use datasets::dta::{Release, Storage, Value};

use crate::written::read;

/// What writes a file as another program would.
struct Foreign {
    release: Release,
    most_first: bool,
    file: Vec<u8>,
}

/// A column: its type, format and name.
type Column = (u16, &'static str, &'static [u8]);

impl Foreign {
    fn number(&mut self, number: u64, bytes: usize) {
        let least_first = &number.to_le_bytes()[..bytes];
        if self.most_first {
            self.file.extend(least_first.iter().rev());
        } else {
            self.file.extend_from_slice(least_first);
        }
    }

    fn text(&mut self, text: &[u8]) {
        self.file.extend_from_slice(text);
    }

    fn field(&mut self, text: &[u8], width: usize) {
        self.text(text);
        self.file.resize(self.file.len() + width - text.len(), 0);
    }

    /// Widths of a name, a format, a label, the number of variables, and the number of rows.
    fn widths(&self) -> [usize; 5] {
        match self.release {
            Release::R117 => [33, 49, 81, 2, 4],
            Release::R118 => [129, 57, 321, 2, 8],
            Release::R119 => [129, 57, 321, 4, 8],
        }
    }

    fn begin(release: Release, most_first: bool, columns: &[Column], rows: u64) -> Self {
        let mut own = Self { release, most_first, file: Vec::new() };
        let [name, format, label, of_variables, of_rows] = own.widths();
        own.text(b"<stata_dta><header><release>");
        own.text(release.number().as_bytes());
        own.text(b"</release><byteorder>");
        own.text(if most_first { b"MSF" } else { b"LSF" });
        own.text(b"</byteorder><K>");
        own.number(columns.len() as u64, of_variables);
        own.text(b"</K><N>");
        own.number(rows, of_rows);
        own.text(b"</N><label>");
        own.number(4, if release == Release::R117 { 1 } else { 2 });
        own.text(b"Sent</label><timestamp>\x1130 Nov 2026 13:07</timestamp></header><map>");
        own.field(b"", 14 * 8);
        own.text(b"</map><variable_types>");
        columns.iter().for_each(|(kind, ..)| own.number((*kind).into(), 2));
        own.text(b"</variable_types><varnames>");
        columns.iter().for_each(|(.., called)| own.field(called, name));
        own.text(b"</varnames><sortlist>");
        own.field(b"", (columns.len() + 1) * of_variables);
        own.text(b"</sortlist><formats>");
        columns.iter().for_each(|(_, shown, _)| own.field(shown.as_bytes(), format));
        own.text(b"</formats><value_label_names>");
        columns.iter().for_each(|_| own.field(b"set", name));
        own.text(b"</value_label_names><variable_labels>");
        columns.iter().for_each(|_| own.field(b"A label", label));
        own.text(b"</variable_labels><characteristics></characteristics><data>");
        own
    }

    /// What stands behind the rows: one long text, of the first row of the first variable, and one set of labels.
    fn end(mut self, kind: u8, text: &[u8]) -> Vec<u8> {
        let [name, .., of_rows] = self.widths();
        self.text(b"</data><strls>GSO");
        self.number(1, 4);
        self.number(1, of_rows);
        self.text(&[kind]);
        self.number(text.len() as u64, 4);
        self.text(text);
        self.text(b"</strls><value_labels><lbl>");
        self.number(8 + 16 + 7, 4);
        self.field(b"set", name + 3);
        self.number(2, 4);
        self.number(7, 4);
        [0, 3].into_iter().for_each(|begin| self.number(begin, 4));
        // −1 and `.z`.
        [u64::from(u32::MAX), 2_147_483_647].into_iter().for_each(|code| self.number(code, 4));
        self.text(b"No\0Why\0</lbl></value_labels></stata_dta>");
        self.file
    }

    fn reference(&mut self, variable: u64, row: u64) {
        let bytes = match self.release {
            Release::R117 => 4,
            Release::R118 => 2,
            Release::R119 => 3,
        };
        self.number(variable, bytes);
        self.number(row, 8 - bytes);
    }
}

const COLUMNS: [Column; 7] = [
    (32_768, "%9s", b"words"),
    (65_530, "%8.0g", b"A_Byte"),
    (65_529, "%8.0g", b"an_int"),
    (65_528, "%-tdDD/NN/CCYY", b"born"),
    (65_527, "%9.0g", b"a_float"),
    (65_526, "%tcHH:MM:SS", b"sent"),
    (3, "%3s", b"short"),
];

fn of_every_type(release: Release, most_first: bool) -> Vec<u8> {
    let mut file = Foreign::begin(release, most_first, &COLUMNS, 3);
    file.reference(1, 1);
    file.number(0x81, 1);
    file.number(0x8001, 2);
    file.number(24_439, 4);
    file.number(0.1_f32.to_bits().into(), 4);
    file.number(1000.0_f64.to_bits(), 8);
    file.text(b"abc");
    // Stata keeps one text for all cells that have it.
    file.reference(1, 1);
    file.number(101, 1);
    file.number(32_742, 2);
    file.number(2_147_483_647, 4);
    file.number(0x7f00_0800, 4);
    file.number(0x7fe0_0100_0000_0000, 8);
    file.text(b"a\0c");
    file.reference(0, 0);
    file.number(100, 1);
    file.number(32_740, 2);
    file.number(0, 4);
    file.number(f32::from_bits(0x7eff_ffff).to_bits().into(), 4);
    file.number(0, 8);
    file.text(b"\0\0\0");
    file.end(130, b"a long text\0")
}

/// What stands in them.
fn rows_of_every_type() -> [Vec<Value>; 3] {
    let words = || Value::Text("a long text".to_owned());
    let day =
        |year, month, day| Value::Date(NaiveDate::from_ymd_opt(year, month, day).expect("a date"));
    let moment = |at: &str| Value::Moment(at.parse::<DateTime<Utc>>().expect("a moment"));
    let missing = Value::Missing;
    [
        vec![
            words(),
            Value::Number(-127),
            Value::Number(-32_767),
            day(2026, 11, 29),
            Value::Decimal(0.1_f32.into()),
            moment("1960-01-01T00:00:01Z"),
            Value::Text("abc".to_owned()),
        ],
        vec![
            words(),
            Value::Blank,
            missing('a'),
            missing('z'),
            missing('a'),
            missing('a'),
            Value::Text("a".to_owned()),
        ],
        vec![
            Value::Blank,
            Value::Number(100),
            Value::Number(32_740),
            day(1960, 1, 1),
            Value::Decimal(f32::from_bits(0x7eff_ffff).into()),
            moment("1960-01-01T00:00:00Z"),
            Value::Blank,
        ],
    ]
}

#[test]
fn every_type_is_read_in_each_release_and_either_order_of_bytes() {
    for release in [Release::R117, Release::R118, Release::R119] {
        for most_first in [false, true] {
            let (description, rows) = read(&of_every_type(release, most_first));
            assert_eq!((description.release, description.title.as_str()), (release, "Sent"));
            assert_eq!(description.columns[1].name, "A_Byte");
            assert_eq!(description.columns[6].storage, Storage::Text(3));
            let labels = description.columns[1].labels.iter();
            let labels = labels.map(|label| (label.value.clone(), label.text.as_str()));
            let told = [(Value::Number(-1), "No"), (Value::Missing('z'), "Why")];
            assert_eq!(labels.collect::<Vec<_>>(), told);
            assert_eq!(rows, rows_of_every_type());
        }
    }
}

#[test]
fn what_is_no_utf_8_before_stata_14_is_read_as_windows_wrote_it() {
    let columns: [Column; 2] = [(32_768, "%9s", b"words"), (4, "%4s", b"gr\xfc\xdfe")];
    let mut file = Foreign::begin(Release::R117, false, &columns, 1);
    file.reference(1, 1);
    file.text(b"\x80 \x96\xe9");
    let (description, rows) = read(&file.end(129, b"\xc3\xa9"));

    assert_eq!(description.columns[1].name, "grüße");
    assert_eq!(rows, [[Value::Text("é".to_owned()), Value::Text("€ –é".to_owned())]]);
}

#[test]
fn months_count_from_january_1960_and_what_stata_counts_in_other_ways_stays_a_number() {
    let columns: [Column; 4] = [
        (65_529, "%tm", b"month"),
        (65_529, "%tq", b"quarter"),
        (65_526, "%tC", b"with_leap_seconds"),
        (65_526, "%d", b"day"),
    ];
    let mut file = Foreign::begin(Release::R118, false, &columns, 1);
    file.number(u64::from(u16::MAX), 2);
    file.number(3, 2);
    file.number(5.0_f64.to_bits(), 8);
    file.number((-0.5_f64).to_bits(), 8);
    let (_, rows) = read(&file.end(130, b"\0"));

    let day = |day| Value::Date(NaiveDate::from_ymd_opt(1959, 12, day).expect("a date"));
    assert_eq!(rows, [[day(1), Value::Number(3), Value::Decimal(5.0), day(31)]]);
}
