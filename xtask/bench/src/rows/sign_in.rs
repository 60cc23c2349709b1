//! How long it takes to sign in, of which hashing the password should be most.

use crate::{
    http::Connection,
    member::Member,
    process::Serving,
    store::Store,
    table::{Budget, Cell},
};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

const TIMES: usize = 21;

/// One at a time: how long each waits when many come at once is how many can be hashed a second.
pub async fn measure(store: &Store, serving: &Serving) -> Result<Cell> {
    let mut line = Connection::open(serving.address).await?;
    let mut eve = Member::invited(store, &mut line, ("eve", "evaluator")).await?;
    let (mut signing, mut reading) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let begun = Instant::now();
        eve.sign_in(&mut line).await?;
        signing.push(begun.elapsed());
        let begun = Instant::now();
        let page = eve.read(&mut line, "/staff").await?;
        ensure!(page.status == 200, "the overview answers {}", page.status);
        reading.push(begun.elapsed());
    }
    let ((middle, slowest), (page, _)) = (spread(signing), spread(reading));
    let mut cell = Cell::default();
    cell.show(format!("{middle:.0} ms, slowest of {TIMES} {slowest:.0} ms"));
    cell.show(format!("a page of staff {page:.1} ms"));
    cell.judge("sign-in", middle, Budget::AtMost(300.0));
    Ok(cell)
}

/// The middle one and the last, in milliseconds.
pub fn spread(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let ms = |time: Option<&Duration>| time.map_or(f64::NAN, |time| time.as_secs_f64() * 1e3);
    (ms(times.get(times.len() / 2)), ms(times.last()))
}
