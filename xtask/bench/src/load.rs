//! Many people at once, for a fixed time, and how long each of them waited.

use crate::{
    http::Connection,
    visit::{COMPRESSED, Person},
    walk::Walk,
};
use anyhow::{Context, Result, ensure};
use std::{
    future::Future,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{task::JoinSet, time::timeout};

pub const CONNECTIONS: usize = 64;

/// When counting begins, and when it ends.
#[derive(Clone, Copy)]
pub struct Span {
    from: Instant,
    until: Instant,
}

/// What one connection, or all of them, saw.
#[derive(Default)]
pub struct Seen {
    /// When each answer came, and how long it took, once counting had begun.
    answers: Vec<(Instant, Duration)>,
    /// When it had nothing more to ask.
    stopped: Option<Instant>,
    /// Answers that were not what was asked for.
    pub refused: usize,
}

pub struct Rate {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
}

impl Span {
    pub fn after_warming_up(quick: bool) -> Span {
        let (warm, counted) = if quick { (1, 4) } else { (3, 10) };
        let from = Instant::now() + Duration::from_secs(warm);
        Span { from, until: from + Duration::from_secs(counted) }
    }

    pub fn is_over(self) -> bool {
        Instant::now() >= self.until
    }
}

/// Saves page after page, person after person, each on the page to which the last answer led.
pub async fn saves(
    address: SocketAddr,
    people: &mut Vec<Person>,
    walk: &Arc<Walk>,
    span: Span,
) -> Result<Seen> {
    let walk = walk.clone();
    let crowd = split(std::mem::take(people));
    let (seen, crowd) = at_once(address, crowd, span, move |mut line, mut group| {
        let walk = walk.clone();
        async move {
            let mut seen = Seen::default();
            for person in &mut group {
                while let Some(body) = person.question().and_then(|page| walk.answer(page)) {
                    if span.is_over() {
                        return Ok((seen, group));
                    }
                    save(&mut line, person, body, span, &mut seen).await?;
                }
            }
            Ok((seen, group))
        }
    })
    .await?;
    *people = crowd;
    Ok(seen)
}

async fn save(
    line: &mut Connection,
    person: &mut Person,
    body: &str,
    span: Span,
    seen: &mut Seen,
) -> Result<()> {
    let (path, asked) = (person.at.clone(), Instant::now());
    let answer = person.post(line, &path, body).await?;
    let next = answer.header("location").unwrap_or(&path);
    if answer.status == 303 && next != path {
        next.clone_into(&mut person.at);
        person.saved += 1;
        seen.count(asked, span);
    } else {
        seen.refused += 1;
        ensure!(seen.refused < 100, "saves are refused, the last with {}", answer.status);
    }
    Ok(())
}

/// Reads the page that each person is on, again and again, as a browser asks for it.
pub async fn views(address: SocketAddr, people: &[Person], span: Span) -> Result<Seen> {
    let crowd = people[..CONNECTIONS].iter().map(|person| vec![person.clone()]).collect();
    let (seen, _) = at_once(address, crowd, span, move |mut line, group| async move {
        let mut seen = Seen::default();
        let request = group[0].request(&group[0].at, COMPRESSED);
        while !span.is_over() {
            let asked = Instant::now();
            let answer = line.ask(&request).await?;
            ensure!(answer.status == 200, "a page answers {}", answer.status);
            seen.count(asked, span);
        }
        Ok((seen, group))
    })
    .await?;
    Ok(seen)
}

impl Seen {
    pub fn count(&mut self, asked: Instant, span: Span) {
        if asked >= span.from {
            self.answers.push((Instant::now(), asked.elapsed()));
        }
    }

    /// What another connection saw as well.
    pub fn add(&mut self, other: Seen) {
        self.answers.extend(other.answers);
        self.refused += other.refused;
    }

    /// Over the time in which every connection was busy.
    pub fn rate(&self, span: Span) -> Result<Rate> {
        let until = self.stopped.unwrap_or(span.until).min(span.until);
        let seconds = until.saturating_duration_since(span.from).as_secs_f64();
        ensure!(seconds >= 1.0, "nobody was left to ask after {seconds:.1} s");
        let counted = self.answers.iter().filter(|(at, _)| *at <= until);
        let mut waits: Vec<Duration> = counted.map(|(_, waited)| *waited).collect();
        waits.sort_unstable();
        let at = |share: usize| waits.get(waits.len() * share / 100).map(Duration::as_secs_f64);
        Ok(Rate {
            per_second: waits.len() as f64 / seconds,
            p50_ms: at(50).context("nothing was answered")? * 1e3,
            p99_ms: at(99).context("nothing was answered")? * 1e3,
        })
    }
}

/// One connection for each group, all in one thread.
async fn at_once<W, F>(
    address: SocketAddr,
    crowd: Vec<Vec<Person>>,
    span: Span,
    work: W,
) -> Result<(Seen, Vec<Person>)>
where
    W: Fn(Connection, Vec<Person>) -> F,
    F: Future<Output = Result<(Seen, Vec<Person>)>> + Send + 'static,
{
    let mut running = JoinSet::new();
    for group in crowd {
        running.spawn(work(Connection::open(address).await?, group));
    }
    let patience = span.until.saturating_duration_since(Instant::now()) + Duration::from_secs(30);
    let (mut all, mut people) = (Seen::default(), Vec::new());
    let gathered = async {
        while let Some(done) = running.join_next().await {
            let (seen, group) = done??;
            all.add(seen);
            all.stopped = all.stopped.or(Some(Instant::now()));
            people.extend(group);
        }
        Ok((all, people))
    };
    timeout(patience, gathered).await.context("the server stopped answering")?
}

/// As many groups as connections, of people who stand in turn.
fn split(people: Vec<Person>) -> Vec<Vec<Person>> {
    let mut groups = vec![Vec::new(); CONNECTIONS];
    for (place, person) in people.into_iter().enumerate() {
        groups[place % CONNECTIONS].push(person);
    }
    groups
}
