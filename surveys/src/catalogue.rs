//! The surveys that come with the program: the library from which a study starts.

use std::sync::OnceLock;

use crate::{
    authoring::{self, File},
    definition::Survey,
};

const FILES: [(&str, &str); 4] = [
    ("bank.toml", include_str!("../definitions/bank.toml")),
    ("baseline.toml", include_str!("../definitions/baseline.toml")),
    ("four-month.toml", include_str!("../definitions/four-month.toml")),
    ("exit.toml", include_str!("../definitions/exit.toml")),
];

/// Opens one of the library's own files by name.
#[must_use]
pub fn open(name: &str) -> Option<File> {
    let (name, text) = FILES.iter().find(|(known, _)| *known == name)?;
    Some(File { name: (*name).to_owned(), text: (*text).to_owned() })
}

/// Every survey of the library: baseline, four-month, exit.
///
/// # Panics
/// Never in a build that passed its tests: they read each file.
pub fn surveys() -> &'static [Survey] {
    static SURVEYS: OnceLock<Vec<Survey>> = OnceLock::new();
    SURVEYS.get_or_init(|| {
        let waves = FILES.iter().filter(|(name, _)| *name != "bank.toml");
        let read = waves.map(|(name, text)| {
            let file = File { name: (*name).to_owned(), text: (*text).to_owned() };
            authoring::read(&file, &open).unwrap_or_else(|faults| {
                let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
                panic!("{}", faults.join("\n"))
            })
        });
        read.collect()
    })
}

/// The library's survey by key.
#[must_use]
pub fn survey(key: &str) -> Option<&'static Survey> {
    surveys().iter().find(|survey| survey.key.as_str() == key)
}
