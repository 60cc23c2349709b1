//! The number of the version that a text is to become.

use toml_edit::{DocumentMut, TomlError, value};

use super::EditError;

/// The text with this version number. All else stays as it was.
///
/// # Errors
/// When the text is no TOML.
pub fn numbered(text: &str, version: u32) -> Result<String, EditError> {
    let unreadable = |error: TomlError| EditError::NotReadable(error.message().trim().to_owned());
    let mut document: DocumentMut = text.parse().map_err(unreadable)?;
    let mut number = value(i64::from(version));
    let before = document.get("version").and_then(|item| item.as_value());
    if let (Some(before), Some(number)) = (before, number.as_value_mut()) {
        *number.decor_mut() = before.decor().clone();
    }
    document["version"] = number;
    Ok(document.to_string())
}
