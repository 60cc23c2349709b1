//! In what texts are written.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::{super::layout, ReadError};

/// An encoding of a system file.
#[derive(Clone, Copy, Debug)]
pub struct Script(&'static Encoding);

impl Script {
    /// By the name that the file tells; otherwise by a number of Windows or IBM; otherwise that of Western Europe, as which
    /// old versions of SPSS wrote without saying so.
    pub fn of(name: &[u8], number: Option<i32>) -> Result<Self, ReadError> {
        let name = String::from_utf8_lossy(name).trim_matches([' ', '\0']).to_owned();
        let numbered = match number {
            _ if !name.is_empty() => name,
            None | Some(0 | 2 | 3 | 819 | 20_127) => return Ok(Self(WINDOWS_1252)),
            Some(layout::UTF_8) => return Ok(Self(UTF_8)),
            Some(932) => "shift_jis".to_owned(),
            Some(936) => "gbk".to_owned(),
            Some(949 | 51_949) => "euc-kr".to_owned(),
            Some(950) => "big5".to_owned(),
            Some(874 | 9066) => "windows-874".to_owned(),
            Some(number @ 28_591..=28_606) => format!("iso-8859-{}", number - 28_590),
            Some(number) => format!("windows-{number}"),
        };
        let label = match numbered.to_ascii_lowercase() {
            own if own == "cp28605" => "iso-8859-15".to_owned(),
            own if own == "cp950" => "big5".to_owned(),
            own if own == "cp932" => "shift_jis".to_owned(),
            own => own.strip_prefix("cp").map(|rest| format!("windows-{rest}")).unwrap_or(own),
        };
        let encoding = Encoding::for_label_no_replacement(label.as_bytes());
        let usable = encoding.filter(|encoding| encoding.is_ascii_compatible());
        usable.map(Self).ok_or(ReadError::Encoding(numbered))
    }

    /// A text without the spaces that fill it up. Nothing where the bytes are none.
    pub fn read(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        self.0.decode_without_bom_handling_and_without_replacement(trimmed(bytes))
    }

    /// A text of which nothing depends, with U+FFFD where it is none: labels are often cut in the middle of a character.
    pub fn read_roughly(self, bytes: &[u8]) -> String {
        self.0.decode_without_bom_handling(trimmed(bytes)).0.into_owned()
    }
}

/// Without spaces and zeros at the end.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0));
    bytes.get(..end.map_or(0, |last| last + 1)).unwrap_or_default()
}
