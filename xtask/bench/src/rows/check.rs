//! How long a survey is looked through for faults: what a check of a long one takes beyond that of a short one, since
//! the program starts for both.

use crate::{
    long,
    rows::sign_in::spread,
    store::Store,
    table::{Budget, Cell},
};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

const TIMES: usize = 21;

/// In turns, so that what else the machine does takes from both alike.
pub fn measure(store: &Store) -> Result<Cell> {
    store.write("long.toml", &long::survey("long", long::QUESTIONS))?;
    store.write("short.toml", &long::survey("short", 1))?;
    let (mut whole, mut start) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        start.push(checked(store, "short", 1)?);
        whole.push(checked(store, "long", long::QUESTIONS)?);
    }
    let ((whole, slowest), (start, _)) = (spread(whole), spread(start));
    let took = (whole - start).max(0.0);
    let mut cell = Cell::default();
    cell.show(format!("{took:.1} ms"));
    cell.show(format!(
        "with the program's start {whole:.1} ms, slowest of {TIMES} {slowest:.1} ms"
    ));
    cell.judge("time", took, Budget::AtMost(50.0));
    Ok(cell)
}

fn checked(store: &Store, key: &str, questions: usize) -> Result<Duration> {
    let begun = Instant::now();
    let said = store.run(&["survey", "check", &format!("{key}.toml")])?;
    let took = begun.elapsed();
    ensure!(said.contains(&format!("{questions} question")), "it was not all checked: {said}");
    Ok(took)
}
