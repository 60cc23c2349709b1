//! Reminders handed over by one server to a mail server on the same machine: how many a second, and how pages are
//! answered meanwhile.

use crate::{
    http::Connection,
    load::{self, Span},
    mailbox::Mailbox,
    process::Serving,
    store::{Store, example_study},
    study::{consent, links},
    table::{Budget, Cell},
    visit::Person,
    walk::Walk,
};
use anyhow::{Context, Result, ensure};
use std::{
    fmt::Write,
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

/// Who is reminded while nothing else goes on, and who while pages are asked for.
const PEOPLE: (usize, usize) = (2000, 3000);
const PEOPLE_WHEN_QUICK: (usize, usize) = (700, 1000);

/// The protocol of the trial that servers are killed in: one reminder, due at any hour.
const PROTOCOL: &str = include_str!("../../../../server/tests/commands/trial/protocol.toml");
const MESSAGES: &str = include_str!("../../../../server/tests/commands/trial/messages.en.toml");

/// Everybody may be written to.
const BY_EMAIL: &str = "&C4=contact_email";

/// Planning is looked at each twenty seconds; no worker that is worth measuring needs longer than this.
const PATIENCE: Duration = Duration::from_secs(300);
const LOOK: Duration = Duration::from_millis(20);

pub async fn measure(store: &mut Store, quick: bool) -> Result<Cell> {
    let (alone, meanwhile) = if quick { PEOPLE_WHEN_QUICK } else { PEOPLE };
    let mailbox = Mailbox::open()?;
    store.sets("THROUGHLINE_SMTP_URL", &mailbox.url());
    let email = |place: usize| format!("BENCH-{place:05}@example.org");
    let numbers = enrol(store, alone + meanwhile, ("email", &email))?;
    let mut people = links(store, &numbers)?;
    let mut others = people.split_off(alone);
    let serving = Serving::start(store).await?;
    let mut cell = Cell::default();

    hold(store)?;
    consent(&serving, &mut people, BY_EMAIL).await?;
    release(store)?;
    let times = until(&mailbox, alone).await?;
    let rate = rate(&times).context("too few mails came")?;
    cell.show(format!("{rate:.0}/s"));
    cell.judge("hand-over", rate, Budget::AtLeast(200.0));

    hold(store)?;
    consent(&serving, &mut others, BY_EMAIL).await?;
    release(store)?;
    until(&mailbox, alone + 1).await?;
    requests(&serving, (people, &others), quick, &mut cell).await?;
    let during = mailbox.taken().len() - alone;
    let times = until(&mailbox, alone + meanwhile).await?;
    let rate = self::rate(&times[alone..alone + during]).context("too few mails came")?;
    cell.show(format!("meanwhile {rate:.0} mails/s ({during} of {meanwhile})"));
    Ok(cell)
}

/// Pages are viewed, and then saved, by many at once.
pub(super) async fn requests(
    serving: &Serving,
    (mut people, others): (Vec<Person>, &[Person]),
    quick: bool,
    cell: &mut Cell,
) -> Result<()> {
    let span = Span::after_warming_up(quick);
    let views = load::views(serving.address, others, span).await?.rate(span)?;
    cell.show(format!("then {:.0} views/s, p99 {:.1} ms", views.per_second, views.p99_ms));
    cell.judge("views' p99", views.p99_ms, Budget::AtMost(20.0));
    let mut line = Connection::open(serving.address).await?;
    let mut scout = people.pop().context("there is nobody")?;
    let walk = Arc::new(Walk::learn(&mut line, &mut scout).await?);
    let span = Span::after_warming_up(quick);
    let saves = load::saves(serving.address, &mut people, &walk, span).await?.rate(span)?;
    cell.show(format!("{:.0} saves/s, p99 {:.1} ms", saves.per_second, saves.p99_ms));
    cell.judge("saves' p99", saves.p99_ms, Budget::AtMost(40.0));
    Ok(())
}

/// The example study with one reminder, and people who can be sent it: by this column, in which each has something else.
pub(super) fn enrol(
    store: &Store,
    people: usize,
    (way, of): (&str, &dyn Fn(usize) -> String),
) -> Result<Vec<String>> {
    store.run(&["migrate"])?;
    store.write("study.toml", &fs::read_to_string(example_study())?)?;
    store.write("protocol.toml", PROTOCOL)?;
    store.write("messages.en.toml", MESSAGES)?;
    store.run(&["study", "load", "study.toml"])?;
    let numbers: Vec<_> = (1..=people).map(|number| format!("BENCH-{number:05}")).collect();
    let mut rows = format!("study_number,first_name,{way}\n");
    for (place, number) in numbers.iter().enumerate() {
        writeln!(rows, "{number},Anna,{}", of(place + 1))?;
    }
    store.write("enrolment.csv", &rows)?;
    store.run(&["enrol", "--study", "bridgeway", "enrolment.csv"])?;
    Ok(numbers)
}

pub(super) fn hold(store: &Store) -> Result<()> {
    store.run(&["sends", "hold", "--study", "bridgeway"]).map(drop)
}

pub(super) fn release(store: &Store) -> Result<()> {
    store.run(&["sends", "release", "--study", "bridgeway", "--yes"]).map(drop)
}

/// Waits until so many mails were taken.
async fn until(mailbox: &Mailbox, mails: usize) -> Result<Vec<Instant>> {
    came(|| mailbox.taken(), mails).await
}

/// The same of whatever takes messages.
pub(super) async fn came(
    taken: impl Fn() -> Vec<Instant>,
    messages: usize,
) -> Result<Vec<Instant>> {
    let begun = Instant::now();
    loop {
        let times = taken();
        if times.len() >= messages {
            return Ok(times);
        }
        ensure!(begun.elapsed() < PATIENCE, "only {} of {messages} messages came", times.len());
        tokio::time::sleep(LOOK).await;
    }
}

/// Messages a second, once the first twentieth has gone.
pub(super) fn rate(times: &[Instant]) -> Option<f64> {
    let counted = &times[times.len() / 20..];
    let took = counted.last()?.duration_since(*counted.first()?);
    (counted.len() > 20).then(|| (counted.len() - 1) as f64 / took.as_secs_f64())
}
