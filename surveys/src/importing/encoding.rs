//! The text of a table, whatever a spreadsheet or a statistics program saved it as.

use std::borrow::Cow;

use super::{ImportError, outcome::Difference, text};

/// The text, with line ends as we have them; and what is to be told, where its encoding was guessed.
///
/// # Errors
/// When it is no text, or text in an encoding that nobody can tell.
pub(super) fn table(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Difference>), ImportError> {
    if let Some(is) = another(bytes) {
        let mend = "export the data dictionary again, as CSV";
        return Err(ImportError::OtherFile { is, mend });
    }
    if let Some(text) = utf16(bytes) {
        return Ok((lines(Cow::Owned(text?)), None));
    }
    match text(bytes) {
        Ok(text) => Ok((lines(Cow::Borrowed(text)), None)),
        Err(not_utf8) => {
            let told = windows(bytes).ok_or(not_utf8)?;
            let guessed = Difference::ReadAsWindows(first_special(&told));
            Ok((lines(Cow::Owned(told)), Some(guessed)))
        }
    }
}

/// The text of JSON, which is UTF-8; shells on Windows write UTF-16.
///
/// # Errors
/// When it is another kind of file, or text in another encoding.
pub(super) fn json(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    if is_packed(bytes) {
        let is = "a workbook or an archive, and no JSON";
        return Err(ImportError::OtherFile { is, mend: "export the Questionnaire as JSON" });
    }
    match utf16(bytes) {
        Some(text) => text.map(Cow::Owned),
        None => text(bytes).map(Cow::Borrowed),
    }
}

/// ZIP, or what spreadsheets were before.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Another kind of file, by how it begins.
fn another(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.trim_ascii_start();
    if is_packed(bytes) {
        Some("a workbook or an archive, and no CSV")
    } else if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        Some("text in UTF-32, which is not read")
    } else if start.starts_with(b"<") {
        Some("XML or a web page, and no CSV")
    } else if start.starts_with(b"{") || start.starts_with(b"[{") {
        Some("JSON, and no CSV")
    } else {
        None
    }
}

/// By its mark, or by the empty half of each letter.
fn utf16(bytes: &[u8]) -> Option<Result<String, ImportError>> {
    let is_empty = |at: usize| bytes.get(at) == Some(&0) && bytes.get(at + 2) == Some(&0);
    let (rest, turn): (_, fn([u8; 2]) -> u16) = if let Some(rest) = bytes.strip_prefix(b"\xff\xfe")
    {
        (rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        (rest, u16::from_be_bytes)
    } else if is_empty(1) {
        (bytes, u16::from_le_bytes)
    } else if is_empty(0) {
        (bytes, u16::from_be_bytes)
    } else {
        return None;
    };
    let (pairs, odd) = rest.as_chunks::<2>();
    let units = pairs.iter().map(|pair| turn(*pair));
    let mut text = String::with_capacity(pairs.len());
    for letter in char::decode_utf16(units) {
        match letter {
            Ok(letter) => text.push(letter),
            Err(_) => return Some(Err(torn(&text))),
        }
    }
    Some(if odd.is_empty() { Ok(text) } else { Err(torn(&text)) })
}

fn torn(good: &str) -> ImportError {
    let start = good.rfind('\n').map_or(0, |newline| newline + 1);
    ImportError::NotText {
        line: good.matches('\n').count() + 1,
        column: good[start..].chars().count() + 1,
    }
}

/// As spreadsheets on Windows save it in Western Europe; none when it has a byte that stands for nothing there.
fn windows(bytes: &[u8]) -> Option<String> {
    let letter = |byte: &u8| match byte {
        0 => None,
        0x80..=0x9f => HIGH.chars().nth(usize::from(byte - 0x80)).filter(|c| *c != '\0'),
        byte => Some(char::from(*byte)),
    };
    bytes.iter().map(letter).collect()
}

/// What stands for the bytes from 80 to 9F.
const HIGH: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// The first word with a letter that is read otherwise elsewhere.
fn first_special(text: &str) -> String {
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '"'));
    words.find(|word| !word.is_ascii()).unwrap_or_default().to_owned()
}

/// Old spreadsheets end a line with a carriage return alone.
fn lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') {
        return Cow::Owned(text.replace('\r', "\n"));
    }
    text
}
