//! The example study with people who have agreed to take part and answered nothing yet.

use crate::{
    form::filled,
    http::Connection,
    process::Serving,
    store::{Store, example_study},
    visit::Person,
};
use anyhow::{Context, Result};
use std::thread;

pub const STUDY: &str = "bridgeway";
const WAVE: &str = "baseline";

/// Loads the study, enrols so many people and returns them with their links.
pub fn enrol(store: &Store, people: usize) -> Result<Vec<Person>> {
    store.run(&["migrate"])?;
    store.run(&["study", "load", &example_study().display().to_string()])?;
    enrolled(store, people)
}

/// The same where the study is loaded.
pub fn enrolled(store: &Store, people: usize) -> Result<Vec<Person>> {
    let numbers: Vec<String> = (1..=people).map(|number| format!("BENCH-{number:05}")).collect();
    let file = store.write("enrolment.csv", &format!("study_number\n{}\n", numbers.join("\n")))?;
    store.run(&["enrol", "--study", STUDY, &file.display().to_string()])?;
    links(store, &numbers)
}

/// A link is printed by a command of its own; two run at a time.
pub fn links(store: &Store, numbers: &[String]) -> Result<Vec<Person>> {
    let print = |numbers: &[String]| -> Result<Vec<Person>> {
        let link = |number: &String| {
            let arguments = ["link", "--study", STUDY, "--participant", number, "--wave", WAVE];
            Person::with_link(&store.run(&arguments)?)
        };
        numbers.iter().map(link).collect()
    };
    let (one, other) = numbers.split_at(numbers.len() / 2);
    let (one, other) = thread::scope(|scope| {
        let other = scope.spawn(|| print(other));
        (print(one), other.join())
    });
    let mut people = one?;
    people.extend(other.ok().context("the links were not printed")??);
    Ok(people)
}

/// Everyone agrees to everything on the form, and to what `also` has in the words of a form: of the ways of contact only the
/// first is ticked by itself.
pub async fn consent(serving: &Serving, people: &mut [Person], also: &str) -> Result<()> {
    let mut line = Connection::open(serving.address).await?;
    let Some(first) = people.first_mut() else { return Ok(()) };
    let path = first.page("consent");
    let form = first.read(&mut line, &path).await?;
    let body = filled(&String::from_utf8_lossy(&form.body)) + also;
    for person in people {
        person.consent(&mut line, &body).await?;
    }
    Ok(())
}
