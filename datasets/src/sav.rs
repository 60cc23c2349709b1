//! SPSS's system file, .sav: a writer, and a reader that must stand anything.
//!
//! IBM does not publish the format. What is said here was found out by the authors of PSPP and of `ReadStat` (“System File
//! Format” in PSPP's developer's guide), and tried with both.
//!
//! # Layout
//!
//! Numbers are little-endian in our files, and in either order in others'. A record begins with its type, 4 bytes, and
//! has as many bytes as its type demands. Everything is filled with spaces where a width is fixed.
//!
//! ```text
//! $FL2                 176 bytes: which program, units per row, compression, rows (at byte 80), date, title (64 bytes)
//! 2  a variable        0 or width of text, has it a label, missing values, two formats, short name (8 bytes), label
//!                      (its length, then filled to 4 bytes), missing values (8 bytes each); text of more than 8 bytes
//!                      has another such record, of type -1, for each further 8 bytes
//! 3  value labels      number of them; each: value (8 bytes), length (1 byte), text, both filled to 8 bytes
//! 4  whose they are    number of variables, then the place of each among the records of type 2, from 1
//! 6  documents         number of lines, 80 bytes each
//! 7  extensions        which one, size and number of its elements, and these:
//!      3 machine         4 doubles     7 sets          11 display   13 long names   14 very long texts
//!     16 rows           17 attributes  18 attributes of variables   20 encoding     21 labels of long texts
//!     22 missing values of long texts
//! 999                  then a row behind the other: units of 8 bytes, a double or a piece of text
//! ```
//!
//! **Compression.** Eight bytes are codes, and behind them stand the units that they do not tell: 0 nothing, 1 to 251 the
//! whole number that is 100 less, 252 the end, 253 a unit behind the codes, 254 eight spaces, 255 system-missing.
//!
//! **Very long texts**, of more than 255 bytes, are one variable for each 252 bytes of width: all but the last 255 wide,
//! the last with the rest of the width. The text fills 255 bytes of each, so that the last may stay empty.
//!
//! **Missing values** of a variable are up to three values (1 to 3), a range (-2), or a range and a value (-3).
//! System-missing is the least double. Days and moments count seconds from 14 October 1582, midnight.
//!
//! # What we write
//!
//! - **Numbers** as doubles, shown as `F` with the digits of the variable's range. **Missing codes** are the range -9 thru
//!   -1 with their labels, as in every export; what is blank is system-missing. Variables with the same labels share them.
//! - **Texts** in UTF-8, as wide as declared and at most 32,767 bytes, which is also what they have where nobody declared
//!   a width. SPSS fills texts with spaces, so that those at the end of a text are gone, and a blank is an empty text.
//! - **Dates** as `DATE11`, **moments** as `DATETIME20` in UTC, **months** as their first day and `MOYR8`. A day before 15
//!   October 1582 is blank, and is told.
//! - **Labels** of 255 bytes (variables), 120 (values and sets) and 64 (title); what is cut is told. Words of up to 8 bytes
//!   are labelled by records 3 and 4, others by 7/21.
//! - **Sets** as multiple dichotomies with the variables' labels (7/7, `D`). A set of one variable is left out, and told.
//! - **Names** as they are (7/13). The short name beside it is the same in capitals where it has at most 8 letters, and `@`
//!   with a number elsewhere: names of ours have no `@`.
//! - **Notes** as documents, broken between words, each line at most 80 bytes. Nothing of them is cut.
//! - **Attributes**: `title` and `language` of the file, `question`, `universe`, `source` and `wave` of a variable. They are
//!   one line each.
//! - **Rows** are put right at the end in the header and in 7/16. More than 2,147,483,647 stand in 7/16 only.
//! - **U+0000** in a text, and in a label or attribute each control character and each break of a line, is a space; told but for
//!   breaks and tabs.
//! - **No time**: the date is 01 Jan 70, which stands for none, so that the same dataset has the same bytes.
//!
//! Decision 82 tells why.

mod layout;

mod writing;

mod reading;

pub use reading::{
    Attribute, Column, Found, Holds, ReadError, Reader, Reserved, Row, Set, Value, ValueLabel,
    Wrong,
};
pub use writing::Sav;
