//! How long somebody who writes a survey waits until what they wrote stands beside it.

use crate::{
    form::encoded,
    http::Connection,
    long,
    member::Member,
    process::Serving,
    rows::sign_in::spread,
    store::Store,
    table::{Budget, Cell},
};
use anyhow::{Context, Result, ensure};
use std::time::Instant;

const TIMES: usize = 41;

/// The text is another each time, and so is the line on which it is written.
pub async fn measure(store: &Store, serving: &Serving) -> Result<Cell> {
    let mut line = Connection::open(serving.address).await?;
    let mut dev = Member::invited(store, &mut line, ("dev", "evaluator")).await?;
    let begun = dev.post(&mut line, "/staff/surveys", "key=long&title=Long").await?;
    ensure!(begun.status == 303, "the draft was answered with {}", begun.status);
    let text = long::survey("long", long::QUESTIONS);
    let sent = encoded(&text);
    let mut times = Vec::new();
    for time in 0..TIMES {
        let (asked, at) = place(&text, time * long::QUESTIONS / TIMES)?;
        let body = format!("only=beside&line={at}&text={sent}%23+{time}%0A");
        let begun = Instant::now();
        let beside = dev.post(&mut line, "/staff/surveys/long/draft/preview", &body).await?;
        times.push(begun.elapsed());
        let drawn = String::from_utf8_lossy(&beside.body);
        ensure!(drawn.contains("No faults. "), "the draft was answered with {}", beside.status);
        ensure!(drawn.contains(&asked), "“{asked}” is not beside its line");
    }
    let (middle, slowest) = spread(times);
    let mut cell = Cell::default();
    cell.show(format!("{middle:.0} ms, slowest of {TIMES} {slowest:.0} ms"));
    cell.judge("time", middle, Budget::AtMost(100.0));
    Ok(cell)
}

/// What a question asks, and the line on which it stands.
fn place(text: &str, number: usize) -> Result<(String, usize)> {
    let asked = format!("What about the matter numbered {number}?");
    let at = text.lines().position(|line| line.contains(&asked)).context("no such question")?;
    Ok((asked, at + 1))
}
