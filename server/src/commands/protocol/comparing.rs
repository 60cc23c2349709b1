//! `throughline protocol compare`

use chrono::NaiveDate;
use records::{
    Db,
    auth::By,
    schedule::{self, Effect, Named},
    studies::StudyHandle,
};
use surveys::{authoring::ProtocolFiles, fill::long_date};

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
    say(in_short(&effect))?;
    for (wave, own) in &effect.windows {
        say(format!("  {wave}: {}", own.in_words()))?;
    }
    for (named, own) in &effect.sends {
        say(format!("  {}: {}", contact(named), own.in_words()))?;
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

fn contact((wave, step, way): &Named) -> String {
    format!("{wave}, “{step}”, {}", way.as_str())
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "not at all".to_owned(), long_date)
}
