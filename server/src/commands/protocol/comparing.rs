//! `throughline protocol compare`

use chrono::NaiveDate;
use records::{
    Db,
    auth::By,
    protocols,
    schedule::{self, Effect, Named},
    studies::StudyHandle,
};
use surveys::{authoring::ProtocolFiles, fill::long_date, keys::WaveKey, protocol::Protocol};

use super::super::{Refused, people, say};

/// Says what publishing these files would do, after `protocol check` has found nothing wrong with them.
pub async fn compare(
    db: &Db,
    study: &StudyHandle,
    files: &ProtocolFiles,
    by_day: bool,
) -> Result<(), Refused> {
    let next = &files.protocol;
    let effect = schedule::compare(db, &By::CommandLine, study, next, super::super::now()).await?;
    let holds = protocols::current(db, study).await?.protocol;
    let versions = [next, holds.as_ref()];
    say(in_short(&effect))?;
    for (wave, own) in &effect.windows {
        say(format!("  {}: {}", titled(versions, wave), own.in_words()))?;
    }
    for (named, own) in &effect.sends {
        say(format!("  {}: {}", contact(versions, named), own.in_words()))?;
        let days = effect.days.iter().filter(|((of, _), _)| by_day && of == named);
        for ((_, (from, to)), cases) in days {
            say(format!("    {} → {}: {cases}", day(*from), day(*to)))?;
        }
    }
    Ok(())
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
