//! Files that people bring: read whole, believed row by row, refused with a place and a mend.

pub mod table;

pub mod cell;

pub mod enrolment;

pub mod allocation;

pub mod event;

pub mod unreached;

pub mod death;

pub mod voucher;

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use surveys::authoring::{Fault, File};

/// Why a file's text could not be had.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not there, or may not be read.
    #[error("{name}: the file cannot be read: {cause}; check its name and who may read it")]
    Unreadable {
        /// As the person gave it.
        name: String,
        /// What the machine says.
        cause: io::Error,
    },
    /// It is a folder.
    #[error("{name}: this is a folder; give the file in it that is meant")]
    Folder {
        /// As the person gave it.
        name: String,
    },
    /// It is larger than any such file.
    #[error("{name}: the file has more than {most} MB; take out what is not needed")]
    TooLarge {
        /// As the person gave it.
        name: String,
        /// Megabytes.
        most: usize,
    },
    /// It is no text, or text in another encoding.
    #[error("{0}")]
    NotText(Fault),
}

/// Reads a text file; a byte order mark is left out.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn read(path: &Path) -> Result<File, FileError> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|cause| unreadable(&name, cause))?;
    of_bytes(name, bytes)
}

/// The text of a file that was brought in another way.
///
/// # Errors
/// When it is not UTF-8.
pub fn of_bytes(name: String, bytes: Vec<u8>) -> Result<File, FileError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let file = File { name: name.clone(), text };
        let mend = match Path::new(&name).extension().is_some_and(|ending| ending == "csv") {
            true => "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)",
            false => "save it as UTF-8",
        };
        FileError::NotText(file.fault(good..good, "this is not UTF-8 text", mend))
    })?;
    let text = text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text);
    Ok(File { name, text })
}

/// Reads a file that need not be text.
///
/// # Errors
/// When it cannot be read, or has more than `most` bytes.
pub fn bytes(path: &Path, most: usize) -> Result<Vec<u8>, FileError> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|cause| unreadable(&name, cause))?;
    let read = file.take(most as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|cause| unreadable(&name, cause))?;
    if bytes.len() > most {
        return Err(FileError::TooLarge { name, most: most >> 20 });
    }
    Ok(bytes)
}

fn unreadable(name: &str, cause: io::Error) -> FileError {
    let name = name.to_owned();
    match cause.kind() {
        io::ErrorKind::IsADirectory => FileError::Folder { name },
        _ => FileError::Unreadable { name, cause },
    }
}
