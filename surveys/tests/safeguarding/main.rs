//! What follows when an answer says that somebody may come to harm.

mod raising;

mod recognising;

mod clock;

mod opening;

mod progress;

mod deeds;

mod said;

mod roster;

use surveys::{
    authoring::{self, File},
    definition::Survey,
    study::Study,
};

/// The example that fields PHQ-9 and a question of its own.
pub fn check_in() -> Survey {
    read(include_str!("../../../examples/safeguarding/check-in.toml")).expect("it is in order")
}

/// Reads a survey file, or returns what is said about it.
pub fn read(text: &str) -> Result<Survey, Vec<String>> {
    let file = File { name: "check-in.toml".to_owned(), text: text.to_owned() };
    authoring::read(&file, &|_| None)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// The study that has on record who acts.
pub fn study() -> Study {
    let text = include_str!("../../../examples/safeguarding/study.toml").to_owned();
    let file = File { name: "study.toml".to_owned(), text };
    Study::read(&file).expect("the example study is in order")
}
