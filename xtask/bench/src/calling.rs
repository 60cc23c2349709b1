//! People who are to be rung, each with a case of their own, and the interviewers who ring them.

use crate::{
    form::{filled, value},
    http::Connection,
    member::Member,
    process::Serving,
    store::{Store, example_study},
};
use anyhow::{Context, Result, ensure};
use std::{
    fmt::Write,
    fs,
    ops::RangeInclusive,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// How many interviewers there are.
const INTERVIEWERS: usize = 50;
/// An account may ask so often without a wait, less what it takes to set one up.
const EACH: usize = 1900;

const PROTOCOL: &str = include_str!("../../../examples/study/protocol.toml");
const MESSAGES: &str = include_str!("../../../examples/study/messages.en.toml");

/// Everybody who has agreed is to be rung about the first survey, at whatever hour this is measured.
const STEP: &str = r#"until_randomised = true

[[waves.steps]]
key = "calls"
day = 0
sends = [{ way = "phone", at = "00:00", message = "call" }]
"#;
const OFFICE_HOURS: &str = r#"[hours.phone]
weekdays = { from = "09:00", to = "20:30" }
saturday = { from = "10:00", to = "17:00" }
"#;
const AT_ANY_HOUR: &str = r#"weekdays = { from = "00:00", to = "23:59:59" }
saturday = { from = "00:00", to = "23:59:59" }
sunday = { from = "00:00", to = "23:59:59" }
on_holidays = true
"#;

/// Planning is looked at each twenty seconds, and takes some of them with so many people.
const LOOK: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_secs(600);

pub struct Room {
    pub serving: Serving,
    pub interviewers: Vec<Member>,
    pub cases: usize,
    /// How long it took to make all this.
    pub made_in: Duration,
}

impl Room {
    /// By the program's own commands and pages: people are enrolled, agree on the telephone, and are put on the list by the server.
    pub async fn opens(store: &Store, people: usize) -> Result<Room> {
        let begun = Instant::now();
        enrol(store, people)?;
        let serving = Serving::start(store).await?;
        // Nobody is put on the list before everybody can be.
        store.run(&["sends", "hold", "--study", "bridgeway"])?;
        agree(store, &serving, people).await?;
        store.run(&["sends", "release", "--study", "bridgeway", "--yes"])?;
        all_are_listed(store, people).await?;
        let interviewers = staff(store, &serving, ("interviewer", INTERVIEWERS)).await?;
        Ok(Room { serving, interviewers, cases: people, made_in: begun.elapsed() })
    }
}

fn enrol(store: &Store, people: usize) -> Result<()> {
    store.run(&["migrate"])?;
    store.write("study.toml", &fs::read_to_string(example_study())?)?;
    store.write("protocol.toml", &protocol())?;
    store.write("messages.en.toml", MESSAGES)?;
    let rules = format!("[hours]\n{AT_ANY_HOUR}\n[appointments]\n{AT_ANY_HOUR}");
    store.write("rules.toml", &rules)?;
    store.run(&["study", "load", "study.toml"])?;
    store.run(&["calls", "rules", "set", "--study", "bridgeway", "rules.toml"])?;
    let mut rows = "study_number,first_name,dob,mobile\n".to_owned();
    for person in 1..=people {
        // Nobody's number: the country code +999 is given to no country.
        writeln!(rows, "BENCH-{person:06},Anna,1987-03-14,+9995550{person:06}")?;
    }
    store.write("enrolment.csv", &rows)?;
    store.run(&["enrol", "--study", "bridgeway", "enrolment.csv"])?;
    Ok(())
}

fn protocol() -> String {
    let own = PROTOCOL.replacen("until_randomised = true\n", STEP, 1);
    own.replacen(OFFICE_HOURS, &format!("[hours.phone]\n{AT_ANY_HOUR}"), 1)
}

/// Everybody agrees to everything, calls too. Supervisors write it down, each of some of the people.
async fn agree(store: &Store, serving: &Serving, people: usize) -> Result<()> {
    let supervisors = staff(store, serving, ("supervisor", people.div_ceil(EACH))).await?;
    let mut line = Connection::open(serving.address).await?;
    let first = supervisors.first().context("nobody supervises")?;
    let form = first.read(&mut line, &consent(1)).await?;
    let said: Arc<str> = said(&String::from_utf8_lossy(&form.body))?.into();
    let mut running = JoinSet::new();
    for (place, supervisor) in supervisors.into_iter().enumerate() {
        let theirs = place * EACH + 1..=people.min((place + 1) * EACH);
        let line = Connection::open(serving.address).await?;
        running.spawn(write_down(line, supervisor, theirs, said.clone()));
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    Ok(())
}

async fn write_down(
    mut line: Connection,
    mut supervisor: Member,
    people: RangeInclusive<usize>,
    said: Arc<str>,
) -> Result<()> {
    for person in people {
        let answer = supervisor.post(&mut line, &consent(person), &said).await?;
        let led = answer.header("location").unwrap_or_default();
        let status = answer.status;
        ensure!(led.ends_with("done=consent"), "consent of {person} was answered with {status}");
    }
    Ok(())
}

/// People have the numbers from 1 on in a database of their own.
fn consent(person: usize) -> String {
    format!("/staff/bridgeway/participants/{person}/consent")
}

/// What is posted for somebody who agrees to everything today.
fn said(page: &str) -> Result<String> {
    let (above, statements) = page.split_once("class=\"statements\"").context("no statements")?;
    let mut said = "mode=phone&witness=NT&C4=contact_phone&".to_owned();
    for part in ["day", "month", "year"] {
        let today = value(above, part).with_context(|| format!("no {part}"))?;
        write!(said, "{part}={today}&")?;
    }
    Ok(said + &filled(statements))
}

async fn all_are_listed(store: &Store, people: usize) -> Result<()> {
    let begun = Instant::now();
    loop {
        tokio::time::sleep(LOOK).await;
        let listed = store.run(&["calls", "list", "--study", "bridgeway", "--json"])?;
        let cases = listed.lines().count();
        if cases >= people {
            return Ok(());
        }
        ensure!(begun.elapsed() < PATIENCE, "only {cases} of {people} are to be rung");
    }
}

/// So many members of staff of a role.
async fn staff(
    store: &Store,
    serving: &Serving,
    (role, many): (&str, usize),
) -> Result<Vec<Member>> {
    let mut line = Connection::open(serving.address).await?;
    let mut all = Vec::new();
    for place in 1..=many {
        let name = format!("{role}{place}");
        let mut member = Member::invited(store, &mut line, (name.as_str(), role)).await?;
        member.set_up_codes(&mut line).await?;
        all.push(member);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{AT_ANY_HOUR, MESSAGES, STEP, protocol, said};

    #[test]
    fn the_examples_people_are_rung_at_any_hour_and_a_message_is_left_for_them() {
        assert!(protocol().contains(STEP));
        assert!(protocol().contains(&format!("[hours.phone]\n{AT_ANY_HOUR}\n[hours.post]")));
        assert!(MESSAGES.contains("key = \"call\"\nvoicemail = "));
    }

    #[test]
    fn somebody_agrees_to_each_statement_and_to_calls_on_the_day_that_the_form_has() {
        let page = r#"<input type="radio" name="mode" value="phone">
            <input type="text" inputmode="numeric" id="day" name="day" value="30">
            <input type="text" inputmode="numeric" id="month" name="month" value="11">
            <input type="text" inputmode="numeric" id="year" name="year" value="2026">
            <div class="statements"><input type="checkbox" name="C1" value="yes">
            <input type="checkbox" name="C4" value="contact_sms">
            <input type="checkbox" name="C4" value="contact_phone"></div>"#;

        assert_eq!(
            said(page).expect("a form"),
            "mode=phone&witness=NT&C4=contact_phone&day=30&month=11&year=2026&C1=yes&C4=contact_sms&then=next"
        );
    }
}
