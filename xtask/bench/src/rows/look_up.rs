//! Finding somebody by their telephone number among a hundred thousand, as a supervisor does it.

use super::sign_in::spread;
use crate::{
    http::Connection,
    member::Member,
    process::Serving,
    store::{Store, example_study},
    table::{Budget, Cell},
};
use anyhow::{Result, ensure};
use std::{fmt::Write, time::Instant};

const PEOPLE: usize = 100_000;
const PEOPLE_WHEN_QUICK: usize = 10_000;
const TIMES: usize = 101;

/// The whole request counts: the session, the keyed hash, its index, the entry in the audit.
pub async fn measure(store: &Store, quick: bool) -> Result<Cell> {
    let people = if quick { PEOPLE_WHEN_QUICK } else { PEOPLE };
    let enrolling = enrol(store, people)?;
    let serving = Serving::start(store).await?;
    let mut line = Connection::open(serving.address).await?;
    let mut ben = Member::invited(store, &mut line, ("ben", "supervisor")).await?;
    ben.set_up_codes(&mut line).await?;
    let mut times = Vec::new();
    for time in 0..TIMES {
        let body = format!("sought={}", number(time * (people / TIMES)));
        let begun = Instant::now();
        let answer = ben.post(&mut line, "/staff/bridgeway/participants", &body).await?;
        times.push(begun.elapsed());
        let led = answer.header("location").unwrap_or_default();
        ensure!(led.contains("/participants/"), "looking up was answered with {}", answer.status);
    }
    let (middle, slowest) = spread(times);
    let mut cell = Cell::default();
    cell.show(format!("{middle:.1} ms, slowest of {TIMES} {slowest:.1} ms, among {people}"));
    cell.show(format!("enrolling them {enrolling:.1} s"));
    cell.judge("look-up", middle, Budget::AtMost(10.0));
    Ok(cell)
}

/// How long it took, in seconds.
fn enrol(store: &Store, people: usize) -> Result<f64> {
    store.run(&["migrate"])?;
    store.run(&["study", "load", &example_study().display().to_string()])?;
    let mut rows = String::from("study_number,mobile\n");
    for person in 0..people {
        writeln!(rows, "BENCH-{person:06},{}", number(person).replace("%2B", "+"))?;
    }
    let file = store.write("enrolment.csv", &rows)?;
    let begun = Instant::now();
    store.run(&["enrol", "--study", "bridgeway", &file.display().to_string()])?;
    Ok(begun.elapsed().as_secs_f64())
}

/// Nobody's: the country code +999 is given to no country.
fn number(person: usize) -> String {
    format!("%2B9995550{person:06}")
}
