//! The master key: where it is, and that it is the right one before anything is touched.

use std::{fs, io::Write, path::Path};

use records::{sealing::MasterKeys, stores::Stores};

use super::{Refused, note};
use crate::settings::{Settings, variable};

/// The key itself, where no file holds it.
const VARIABLE: &str = "THROUGHLINE_MASTER_KEY";

/// The master key that was given. The first time, when there are no keys yet and nothing was said, one is made
/// in the data's folder, and its file is told.
pub async fn find_or_make(
    settings: &Settings,
    stores: &Stores,
    made: fn(&Path),
) -> Result<MasterKeys, Refused> {
    if let Some(given) = given(settings)? {
        return Ok(given);
    }
    let file = settings.master_key();
    if stores.have_keys().await? {
        return Err(lost(settings));
    }
    let key = MasterKeys::invent();
    write_new(&file, format!("{}\n", *key)).map_err(|error| {
        Refused::because(format!("the master key cannot be written to {}: {error}", file.display()))
    })?;
    made(&file);
    Ok(MasterKeys::read(&key)?)
}

/// The master key that was given. None is made.
pub fn find(settings: &Settings) -> Result<MasterKeys, Refused> {
    given(settings)?.ok_or_else(|| lost(settings))
}

/// Tells that a master key was made.
pub fn say_made(file: &Path) {
    note(format!(
        "Made a master key, {}. Keep a copy in another place: without it no name can be read again.",
        file.display()
    ));
}

/// Refuses before anything is changed: not even the schema.
pub async fn refuse_wrong(settings: &Settings, stores: &Stores) -> Result<(), Refused> {
    match given(settings)? {
        Some(master) => stores
            .try_keys(&master)
            .await
            .map_err(|error| Refused::from(error).and(where_it_is(settings))),
        None if stores.have_keys().await? => Err(lost(settings)),
        None => Ok(()),
    }
}

/// How the right key is named, for whoever was refused.
pub fn where_it_is(settings: &Settings) -> String {
    let found = match variable(VARIABLE) {
        Some(_) => VARIABLE.to_owned(),
        None => settings.master_key().display().to_string(),
    };
    format!(
        "The master key was read from {found}. THROUGHLINE_MASTER_KEY_FILE names another file; a file may hold several keys, one a line, the first of which wraps."
    )
}

fn given(settings: &Settings) -> Result<Option<MasterKeys>, Refused> {
    if let Some(text) = variable(VARIABLE) {
        let keys = MasterKeys::read(&text);
        return keys.map(Some).map_err(|error| Refused::because(format!("{VARIABLE}: {error}")));
    }
    let file = settings.master_key();
    let told = |error: &dyn std::fmt::Display| {
        Refused::because(format!("the master key in {}: {error}", file.display()))
    };
    match fs::read_to_string(&file) {
        Ok(text) => MasterKeys::read(&text).map(Some).map_err(|error| told(&error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(told(&error)),
    }
}

fn lost(settings: &Settings) -> Refused {
    Refused::because(format!(
        "the master key is not in {}, and there are keys that it wrapped. Bring it back from where you keep its copy, or name its file with THROUGHLINE_MASTER_KEY_FILE. Nothing was changed",
        settings.master_key().display()
    ))
}

/// Writes a file that nobody but its owner may read, and that was not there before.
pub fn write_new(file: &Path, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(file)?;
    written.write_all(bytes.as_ref())?;
    written.sync_all()
}
