//! `throughline survey compare`, and what publishing tells of the version before.

use std::path::Path;

use records::{
    Db,
    auth::By,
    versions::{self, Affected},
};
use surveys::{
    comparing::{self, Change, Comparability, Variable, compare as changes_between},
    definition::Survey,
};

use super::versions::{find, named};
use crate::{
    commands::{Refused, instrument, people, say, settings, survey::read},
    settings::Place,
};

/// Tells the differences of two surveys, each a file or a published version.
pub async fn compare((old, new): (&str, &str), json: bool, place: &Place) -> Result<(), Refused> {
    let (old, new) = (one(old, place).await?, one(new, place).await?);
    let changes = changes_between(&old, &new);
    let variables = comparing::variables(&old, &new, &changes);
    if json {
        let told = serde_json::json!({ "changes": changes, "variables": variables });
        return say(serde_json::to_string_pretty(&told)?);
    }
    tell(&changes, &variables)
}

/// A path has a point or a slash in it; a survey's key has neither.
async fn one(meant: &str, place: &Place) -> Result<Survey, Refused> {
    if meant.contains(['.', '/', '\\']) || Path::new(meant).is_file() {
        let packs = instrument::words(&settings(place, None)?).await?;
        return read(Path::new(meant), &packs);
    }
    let (key, version) = named(meant).map_err(Refused::because)?;
    find(place, &key, version).await
}

/// What changed, and of each variable that is not the same what its answers are good for.
pub fn tell(changes: &[Change], variables: &[Variable]) -> Result<(), Refused> {
    if changes.is_empty() {
        return say("They ask the same.");
    }
    for change in changes {
        say(format!("{}: {change}", change.about))?;
    }
    say("")?;
    let others = variables.iter().filter(|one| one.is != Comparability::Same);
    for Variable { name, is, because } in others.clone() {
        match because.first() {
            Some(why) => say(format!("{name}\t{is}\t{why}"))?,
            None => say(format!("{name}\t{is}"))?,
        }
    }
    let same = variables.len() - others.count();
    let others = if same == variables.len() { "All" } else { "All other" };
    say(format!("{others} variables are the same: {same} of {}.", variables.len()))
}

/// Whom a new version of the survey concerns.
pub async fn tell_whom(db: &Db, survey: &Survey) -> Result<(), Refused> {
    let Affected { versions, to_come } =
        versions::affected(db, &By::CommandLine, &survey.key).await?;
    let people = |number: u64| people(usize::try_from(number).unwrap_or(usize::MAX));
    for (version, open, sent) in versions {
        let (open, sent) = (people(open), people(sent));
        say(format!("Version {version}: {open} answering, who finish on it; {sent} sent theirs."))?;
    }
    for (study, wave, number) in to_come {
        say(format!("{study}, {wave}: {} not begun.", people(number)))?;
    }
    Ok(())
}
