//! Pages saved by many at once, and whether each save that was acknowledged survives the server's death.

use crate::{
    http::Connection,
    load::{self, Span},
    process::Serving,
    store::{Engine, Store},
    table::{Budget, Cell},
    visit::Person,
    walk::Walk,
};
use anyhow::{Context, Result, ensure};
use std::sync::Arc;

/// Ends the server, which the next row starts again.
pub async fn measure(
    store: &Store,
    engine: Engine,
    serving: Serving,
    mut people: Vec<Person>,
    quick: bool,
) -> Result<Cell> {
    let mut line = Connection::open(serving.address).await?;
    let mut scout = people.pop().context("there is nobody")?;
    let walk = Arc::new(Walk::learn(&mut line, &mut scout).await?);

    let span = Span::after_warming_up(quick);
    let seen = load::saves(serving.address, &mut people, &walk, span).await?;
    let resident = serving.resident_mb()?;
    serving.kill();
    let rate = seen.rate(span)?;
    people.push(scout);
    let kept = all_are_there(store, &mut people).await?;

    let mut cell = Cell::default();
    cell.show(format!(
        "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms",
        rate.per_second, rate.p50_ms, rate.p99_ms
    ));
    cell.show(format!("all {kept} acknowledged saves there after SIGKILL ({} pages)", walk.len()));
    if seen.refused > 0 {
        cell.show(format!("{} refused", seen.refused));
    }
    cell.show(format!("server then {resident:.0} MB"));
    let least = if engine == Engine::Sqlite { 3000.0 } else { 1500.0 };
    cell.judge("rate", rate.per_second, Budget::AtLeast(least));
    cell.judge("p99", rate.p99_ms, Budget::AtMost(40.0));
    Ok(cell)
}

/// Starts the server anew and asks for everybody's answers. It leads to the first page without one,
/// which has to be where the last acknowledged save led: an answer lost anywhere before would lead
/// to its own page instead.
async fn all_are_there(store: &Store, people: &mut [Person]) -> Result<usize> {
    let serving = Serving::start(store).await.context("it did not start again")?;
    let mut line = Connection::open(serving.address).await?;
    let mut kept = 0;
    for person in people.iter_mut().filter(|person| person.saved > 0) {
        let path = person.page("answers");
        let answer = person.read(&mut line, &path).await?;
        let leads = match answer.status {
            200 => path,
            _ => answer.header("location").unwrap_or_default().to_owned(),
        };
        ensure!(
            leads == person.at,
            "ACKNOWLEDGED SAVES ARE LOST: {} were, up to {}, and it goes on at {leads}",
            person.saved,
            person.at
        );
        kept += person.saved;
    }
    Ok(kept)
}
