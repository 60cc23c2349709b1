//! How long an interviewer waits for the next case among a hundred thousand, alone and with others who ask at the same time.

use super::sign_in::spread;
use crate::{
    calling::Room,
    interviewer::Interviewer,
    load::{Rate, Seen, Span},
    table::{Budget, Cell},
};
use anyhow::{Context, Result};
use std::time::Instant;
use tokio::task::JoinSet;

const TIMES: usize = 101;
/// What most calls come to, after which the case waits for some hours.
const NO_ANSWER: &str = "NOANS";

/// The whole request counts: the session, the case that comes first, whether it may be rung, the lease, the entry in the audit.
pub async fn measure(room: &Room, quick: bool) -> Result<Cell> {
    let member = room.interviewers.first().context("nobody rings")?;
    let mut noor = Interviewer::comes(member, room.serving.address).await?;
    let (mut asking, mut reading) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let begun = Instant::now();
        let path = noor.next().await?;
        asking.push(begun.elapsed());
        let begun = Instant::now();
        let call = noor.opens(path).await?;
        reading.push(begun.elapsed());
        noor.ends(&call, NO_ANSWER).await?;
    }
    let together = all_at_once(room, quick).await?;
    let ((middle, slowest), (page, _)) = (spread(asking), spread(reading));
    let mut cell = Cell::default();
    cell.show(format!("{middle:.1} ms, slowest of {TIMES} {slowest:.1} ms, among {}", room.cases));
    cell.show(format!("its page {page:.1} ms"));
    cell.show(format!(
        "{} at once: {:.0} cases/s, p50 {:.1} ms, p99 {:.1} ms",
        room.interviewers.len(),
        together.per_second,
        together.p50_ms,
        together.p99_ms
    ));
    cell.show(format!("all made in {:.0} s", room.made_in.as_secs_f64()));
    cell.judge("next case", middle, Budget::AtMost(50.0));
    Ok(cell)
}

/// Everybody asks, reads, writes down that nobody answered, and asks again without a pause; only the asking is timed. They have all
/// come in before: passwords take seconds to be looked at.
async fn all_at_once(room: &Room, quick: bool) -> Result<Rate> {
    let mut interviewers = Vec::new();
    for member in &room.interviewers {
        interviewers.push(Interviewer::comes(member, room.serving.address).await?);
    }
    let span = Span::after_warming_up(quick);
    let mut running = JoinSet::new();
    for interviewer in interviewers {
        running.spawn(rings(interviewer, span));
    }
    let mut all = Seen::default();
    while let Some(done) = running.join_next().await {
        all.add(done??);
    }
    all.rate(span)
}

async fn rings(mut interviewer: Interviewer, span: Span) -> Result<Seen> {
    let mut seen = Seen::default();
    while !span.is_over() {
        let asked = Instant::now();
        let path = interviewer.next().await?;
        seen.count(asked, span);
        let call = interviewer.opens(path).await?;
        interviewer.ends(&call, NO_ANSWER).await?;
    }
    Ok(seen)
}
