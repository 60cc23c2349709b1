//! Stata's .dta: a writer of releases 118 and 119, and a reader of 117, 118 and 119, which must stand anything.
//!
//! # Layout
//!
//! A file is a row of sections between tags, as in XML, but without spaces and with binary contents; a tag's name is all
//! that is told about what follows. Ours are little-endian (`LSF`). Texts are UTF-8 and, where a field has a fixed
//! width, filled with zeros; at least one follows each name, format and label.
//!
//! ```text
//! <stata_dta>
//!   <header>  <release>118</release> <byteorder>LSF</byteorder> <K>variables</K> <N>rows</N>
//!             <label>length, text</label> <timestamp>length, text</timestamp>  </header>
//!   <map>                where each section begins: 14 numbers of 8 bytes
//!   <variable_types>     2 bytes each: 1 to 2045 for a text of so many bytes, 32768 strL, 65526 double, 65527 float,
//!                        65528 long, 65529 int, 65530 byte
//!   <varnames> <sortlist> <formats> <value_label_names> <variable_labels>
//!   <characteristics>    <ch>length, of which variable or _dta, name, text</ch> …
//!   <data>               row by row, cells without anything between them
//!   <strls>              GSO, variable, row, kind of text, length, text; …
//!   <value_labels>       <lbl>length, name, table</lbl> …
//! </stata_dta>
//! ```
//!
//! | bytes of | 117 | 118 | 119 |
//! |---|---|---|---|
//! | `K`, `N` | 2, 4 | 2, 8 | 4, 8 |
//! | the length of `label` | 1 | 2 | 2 |
//! | a name; a format; the label of a variable | 33; 49; 81 | 129; 57; 321 | 129; 57; 321 |
//! | a place in `sortlist`, which has one more than there are variables | 2 | 2 | 4 |
//! | variable and row in the cell of a strL | 4 and 4 | 2 and 6 | 3 and 5 |
//! | variable and row before the text of a strL | 4 and 4 | 4 and 8 | 4 and 8 |
//!
//! The greatest 27 numbers of each type stand for `.`, `.a` to `.z`. Days, months and milliseconds count from 1960.
//!
//! # What we write
//!
//! - **118**, which Stata 14 and every later one reads; 119 where there are more than 32,767 variables (Stata/MP alone
//!   takes so many, and at most 120,000). At most 2,147,483,619 rows, which is what Stata/SE and Stata/BE take.
//! - **Numbers** in the least of byte, int, long and double that holds a variable's range; with a point always double.
//! - **Missing codes** as `.a .b .c .h .w .f .g .d .r` ([`stata_letter`](crate::missing::stata_letter)), each with its
//!   label; what is blank is `.`. Variables with the same labels share a set, called like the first of them.
//! - **Texts** that were declared with at most 2,045 bytes as `str1` to `str2045`, all others as strL.
//! - **Dates** as `%td`, **moments** as `%tc` in UTC, **months** as their first day, shown as `2026-03` (`%tdCCYY-NN`).
//!   Stata's calendar begins with the year 100: an earlier day is blank, and is told.
//! - **Labels** of 80 characters (variables, dataset) and 32,000 bytes (values). Of a variable whose label was cut the
//!   characteristic `label` has the whole.
//! - **Characteristics** of a variable: `question`, `universe`, `source`, `wave`. Those of the dataset are its notes, as the
//!   command `notes` reads them, and its language, as `label language` does, with `_` for `-`.
//! - **U+0000** ends a text in Stata, and so a space stands in its place, which is told. Every other character of a text is
//!   kept. In a label, which is one line, a space stands for each character that would break it or that is a control character.
//! - **No time** of the file: `timestamp` is empty, so that the same dataset has the same bytes.
//!
//! Words have no labels in Stata, and there are no multiple-response sets; both are told as left out.
//!
//! # Memory
//!
//! The texts of strLs stand behind all rows. While rows are written they are put aside, in a file that the caller hands in
//! and is of no use afterwards (an unnamed temporary file, or a `Cursor` where there is little). So the writer keeps one
//! row. The reader keeps the schema, one row, and where each text of a strL begins; [`Limits`] bounds all three.
//!
//! # Sources
//!
//! Stata's own description, “File formats .dta” (`help dta`, `help dta_117`, `help dta_119`), its “Limits” (`help limits`),
//! and what pandas and `ReadStat` take and write. Decision 86 tells why.

mod release;

pub(crate) mod bounds;

mod storage;

mod calendar;

mod writing;

mod reading;

pub use self::{
    reading::{
        CellFault, Characteristic, Column, Description, Fault, Limits, ReadError, Reader, Value,
        ValueLabel,
    },
    release::Release,
    storage::Storage,
    writing::Dta,
};
