//! Texts: UTF-8 since release 118, and before that whatever the machine had.

use crate::dta::Release;

/// What Windows-1252 has from 0x80 to 0x9f. Five bytes of them stand for nothing, and are taken as Latin-1 has them.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text in these bytes. In release 117, which does not tell its encoding, what is no UTF-8 is taken for Windows-1252.
pub(super) fn words(bytes: &[u8], release: Release) -> Option<String> {
    match (std::str::from_utf8(bytes), release) {
        (Ok(text), _) => Some(text.to_owned()),
        (Err(_), Release::R117) => Some(bytes.iter().map(|byte| windows(*byte)).collect()),
        (Err(_), _) => None,
    }
}

/// What stands before the first zero.
pub(super) fn before_zero(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
