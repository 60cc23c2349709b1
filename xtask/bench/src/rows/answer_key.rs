//! How long an interviewer waits after the key that answers a page: until it is saved, and the next questions are there.

use super::sign_in::spread;
use crate::{
    calling::Room,
    form::filled,
    interviewer::Interviewer,
    table::{Budget, Cell},
};
use anyhow::{Context, Result, ensure};
use std::time::{Duration, Instant};

const TIMES: usize = 101;

/// Whole interviews, one after the other, by one interviewer.
pub async fn measure(room: &Room) -> Result<Cell> {
    let member = room.interviewers.last().context("nobody rings")?;
    let mut owen = Interviewer::comes(member, room.serving.address).await?;
    let (mut times, mut interviews) = (Vec::new(), 0);
    while times.len() < TIMES {
        let path = owen.next().await?;
        let call = owen.opens(path).await?;
        interview(&mut owen, &call.front, &mut times).await?;
        owen.ends(&call, "COMP_TEL").await?;
        interviews += 1;
    }
    let pages = times.len();
    let (middle, slowest) = spread(times);
    let mut cell = Cell::default();
    cell.show(format!("{middle:.1} ms, slowest of {pages} {slowest:.1} ms"));
    cell.show(format!("{interviews} interviews, all sent"));
    cell.judge("time", middle, Budget::AtMost(100.0));
    Ok(cell)
}

/// From the birthday to the answers being sent. A page is answered as a browser would send it, and counts until the one behind it
/// was read.
async fn interview(owen: &mut Interviewer, front: &str, times: &mut Vec<Duration>) -> Result<()> {
    owen.posts(front, "then=check&day=14&month=3").await?;
    let mut at = owen.posts(front, "then=begin&answers=them").await?;
    let mut page = owen.reads(&at).await?;
    while at.contains("/pages/") {
        let body = filled(&page);
        let begun = Instant::now();
        let next = owen.posts(&at, &body).await?;
        page = owen.reads(&next).await?;
        times.push(begun.elapsed());
        ensure!(next != at, "{at} is asked again after {body}");
        at = next;
    }
    ensure!(at.ends_with("/review"), "the interview leads to {at}");
    owen.posts(&at, "then=send").await.map(drop)
}
