//! What came of a file, as people ask about it.

use surveys::{
    authoring::{self, File},
    definition::{Question, Survey},
    importing::{self, About, Format, Imported},
};

/// The survey that files become.
pub fn about() -> About {
    About { key: "garden".into(), title: None, language: None }
}

/// A file that is one.
pub fn brought(format: Format, bytes: &[u8]) -> Imported {
    importing::import(format, bytes, &about()).unwrap_or_else(|error| panic!("{error}"))
}

/// Why nothing is brought from a file.
pub fn refused(format: Format, bytes: &[u8]) -> String {
    match importing::import(format, bytes, &about()) {
        Ok(imported) => panic!("{}", imported.text),
        Err(error) => error.to_string(),
    }
}

/// A survey without faults.
pub fn survey(imported: &Imported) -> Survey {
    let faults: Vec<_> = imported.faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new(), "{}", imported.text);
    let file = File { name: "garden.toml".into(), text: imported.text.clone() };
    authoring::read(&file, &|_| None).expect("a survey")
}

pub fn question<'s>(survey: &'s Survey, key: &str) -> &'s Question {
    let found = survey.questions().find(|question| question.key.as_str() == key);
    found.unwrap_or_else(|| panic!("there is no question {key}"))
}

/// Who is asked a question, as the sentence says.
pub fn asked_if(survey: &Survey, key: &str) -> String {
    question(survey, key).asked_if.to_string()
}

/// What is said of the item by this name.
pub fn told(imported: &Imported, name: &str) -> String {
    let found = imported.items.iter().filter(|item| item.name == name);
    let told: Vec<_> = found.map(|item| item.outcome.to_string()).collect();
    assert!(!told.is_empty(), "nothing is said of {name}");
    told.join(" / ")
}
