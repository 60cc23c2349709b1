//! How soon the server answers, and what it holds while nobody asks.

use crate::{
    process::Serving,
    store::Store,
    table::{Budget, Cell},
};
use anyhow::Result;
use std::time::Duration;

/// On data that are there already; the middle one of several starts.
pub async fn measure(store: &Store) -> Result<Cell> {
    let mut starts = Vec::new();
    for _ in 0..7 {
        starts.push(Serving::start(store).await?.ready_after);
    }
    starts.sort_unstable();
    let ready = starts[starts.len() / 2].as_secs_f64() * 1e3;

    let serving = Serving::start(store).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = serving.resident_mb()?;
    let mut cell = Cell::default();
    cell.show(format!("{ready:.0} ms / {idle:.1} MB"));
    cell.judge("ready", ready, Budget::AtMost(300.0));
    cell.judge("memory", idle, Budget::AtMost(30.0));
    Ok(cell)
}
