//! `throughline protocol compare`

use chrono::NaiveDate;
use clap::Args;
use records::{
    Db,
    auth::By,
    protocols,
    schedule::{self, Affected, Effect, FromTo, Named},
    studies::StudyHandle,
};
use surveys::{authoring::ProtocolFiles, fill::long_date, keys::WaveKey, protocol::Protocol};

use super::super::{Refused, now, people, say};

/// What is told beside the sums.
#[derive(Args, Clone, Copy, Debug)]
pub struct Listed {
    /// From which day to which, for each message
    #[arg(long)]
    days: bool,

    /// For whom it changes what, by study number
    #[arg(long)]
    people: bool,
}

/// Says what publishing these files would do, after `protocol check` has found nothing wrong with them.
pub async fn compare(
    db: &Db,
    study: &StudyHandle,
    files: &ProtocolFiles,
    listed: Listed,
) -> Result<(), Refused> {
    let next = &files.protocol;
    let (effect, each) = match listed.people {
        false => (schedule::compare(db, &By::CommandLine, study, next, now()).await?, Vec::new()),
        true => {
            let by = (&By::CommandLine, &By::CommandLine);
            schedule::compare_each(db, by, (study, usize::MAX), next, now()).await?
        }
    };
    let holds = protocols::current(db, study).await?.protocol;
    let versions = [next, holds.as_ref()];
    say(in_short(&effect))?;
    for (wave, own) in &effect.windows {
        say(format!("  {}: {}", titled(versions, wave), own.in_words()))?;
    }
    for (named, own) in &effect.sends {
        say(format!("  {}: {}", contact(versions, named), own.in_words()))?;
        let days = effect.days.iter().filter(|((of, _), _)| listed.days && of == named);
        for ((_, (from, to)), cases) in days {
            say(format!("    {} → {}: {cases}", day(*from), day(*to)))?;
        }
    }
    each.iter().try_for_each(|one| say_of_one(versions, one))
}

/// What changes for one person, a line for each.
fn say_of_one(versions: Versions<'_>, one: &Affected) -> Result<(), Refused> {
    say(format!("  {}", one.number))?;
    for (named, days) in &one.change.sends {
        say(format!("    {}: {}", contact(versions, named), moves(*days)))?;
    }
    for wave in &one.change.windows {
        say(format!("    {}: its survey is open on other days", titled(versions, wave)))?;
    }
    Ok(())
}

fn moves((from, to): FromTo) -> String {
    match from == to {
        true => format!("{}, at another hour or in other words", day(from)),
        false => format!("{} → {}", day(from), day(to)),
    }
}

/// `It changes something for 2 of 3 people: 2 messages move.`
fn in_short(effect: &Effect) -> String {
    let of = people(effect.people);
    let sum = effect.sum().in_words();
    match (effect.affected, sum.as_str()) {
        (0, _) => format!(
            "Nobody of {of} would be sent a message more or less, or on another day, nor find a survey open on other days."
        ),
        (affected, "") => format!("It changes something for {affected} of {of}: no message."),
        (affected, sum) => format!("It changes something for {affected} of {of}: {sum}."),
    }
}

/// The next version, and the one that holds.
type Versions<'p> = [&'p Protocol; 2];

fn contact(versions: Versions<'_>, (wave, step, way): &Named) -> String {
    format!("{}, “{step}”, {}", titled(versions, wave), way.as_str())
}

/// What staff call a wave, in the next version or, where that has it no longer, in the one that holds.
fn titled<'p>(versions: Versions<'p>, wave: &'p WaveKey) -> &'p str {
    let mut plans = versions.into_iter().flat_map(|one| &one.waves);
    let plan = plans.find(|plan| plan.key() == wave);
    plan.map_or(wave.as_str(), |plan| plan.wave.title.as_str())
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "not at all".to_owned(), long_date)
}

#[cfg(test)]
mod tests {
    use surveys::{authoring::File, protocol::Protocol};

    use super::titled;

    #[test]
    fn a_wave_that_is_kept_and_one_that_is_dropped_are_both_told_by_title() {
        let text = include_str!("../../../../examples/study/protocol.toml").to_owned();
        let file = File { name: "protocol.toml".to_owned(), text };
        let holds = Protocol::read(&file).expect("the example is in order");
        let mut next = holds.clone();
        let exit = next.waves.pop().expect("a last wave");

        assert_eq!(titled([&next, &holds], exit.key()), "Exit");
        assert_eq!(titled([&next, &holds], holds.waves[0].key()), "Baseline");
    }
}
