//! The first question page, asked for by many at once.

use crate::{
    load::{self, Span},
    process::Serving,
    table::{Budget, Cell},
    visit::Person,
};
use anyhow::Result;

pub async fn measure(serving: &Serving, people: &[Person], quick: bool) -> Result<Cell> {
    let span = Span::after_warming_up(quick);
    let rate = load::views(serving.address, people, span).await?.rate(span)?;
    let mut cell = Cell::default();
    cell.show(format!(
        "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms",
        rate.per_second, rate.p50_ms, rate.p99_ms
    ));
    cell.judge("rate", rate.per_second, Budget::AtLeast(8000.0));
    cell.judge("p99", rate.p99_ms, Budget::AtMost(20.0));
    Ok(cell)
}
