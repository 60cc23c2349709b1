//! What came of a file for an owner of records, in words.

use std::{collections::BTreeMap, path::Path};

use records::linkage::{Imported, Listed, Released, Withdrawals};
use surveys::{
    keys::OwnerKey,
    linking::{matching::Pass, returned::KEY, sending::Reason},
};

use crate::commands::{Refused, count, people, say};

pub fn released(owner: &OwnerKey, released: &Released) -> Result<(), Refused> {
    say(format!(
        "{}: linkage file {} for {owner}, SHA-256 {}",
        released.path.display(),
        released.number,
        released.sha256
    ))?;
    released.tally.lines().iter().try_for_each(|line| say(format!("  {line}")))
}

pub fn imported(imported: &Imported) -> Result<(), Refused> {
    let found: usize = imported.matched.values().sum();
    let (number, sent) = (imported.number, imported.sent);
    if !imported.is_new {
        return say(format!(
            "This file was taken for linkage file {number} already, just like this: {found} of {sent} found."
        ));
    }
    say(format!("Taken for linkage file {number}: {found} of {sent} found."))?;
    came_to(&imported.matched, &imported.left_alone)
}

fn came_to(
    matched: &BTreeMap<String, usize>,
    left_alone: &BTreeMap<String, usize>,
) -> Result<(), Refused> {
    for (pass, count) in matched {
        say(format!("  {count} found {}", by(pass)))?;
    }
    for (reason, count) in left_alone {
        say(format!("  {count} left alone: {}", words(reason)))?;
    }
    Ok(())
}

/// By which pass.
fn by(pass: &str) -> &str {
    match Pass::ALL.into_iter().find(|one| one.name() == pass) {
        Some(Pass::NinoDobSex) => "by National Insurance number, date of birth and sex",
        Some(Pass::NinoLastName) => "by National Insurance number and last name",
        Some(Pass::NamesDobPostcode) => "by names, date of birth and postcode",
        Some(Pass::Probable) => "as probably the same",
        None if pass == KEY => "and the owner does not say how",
        None => pass,
    }
}

fn words(reason: &str) -> &str {
    Reason::ALL.into_iter().find(|one| one.name() == reason).map_or(reason, |own| own.words())
}

pub fn log(log: &[Listed]) -> Result<(), Refused> {
    if log.is_empty() {
        return say("No file of identifiers was made yet.");
    }
    log.iter().try_for_each(one)
}

fn one(file: &Listed) -> Result<(), Refused> {
    let sent =
        file.sent_on.map_or_else(|| "not noted as sent".to_owned(), |on| format!("sent {on}"));
    say(format!(
        "{}\t{}\tagreement {}, terms {}\tcut of {}\t{}\tmade {} by {}, {sent}",
        file.number,
        file.owner,
        file.agreement,
        file.terms,
        file.cut_on,
        people(file.people),
        file.made_at.format("%Y-%m-%d"),
        file.made_by,
    ))?;
    if file.people == 0 {
        return say("  it could not be written, and nobody has it");
    }
    say(format!("  given: {}", file.fields.join(", ")))?;
    for (reason, count) in &file.counts.left_out {
        say(format!("  {count} left out: {}", words(reason)))?;
    }
    match &file.returned {
        None => say("  nothing has come back")?,
        Some(returned) => {
            let found: usize = returned.matched.matched.values().sum();
            let on = returned.at.format("%Y-%m-%d");
            say(format!("  returned {on}: {found} of {} found", file.people))?;
            came_to(&returned.matched.matched, &returned.matched.left_alone)?;
        }
    }
    match (file.withdrawn, file.not_told) {
        (0, _) => Ok(()),
        (gone, 0) => say(format!("  {gone} have changed their mind since, as the owner was told")),
        (gone, new) => say(format!(
            "  {gone} have changed their mind since; of {new} the owner was not told: see `throughline linkage withdrawals`"
        )),
    }
}

pub fn withdrawals(owner: &OwnerKey, out: &Path, listed: Withdrawals) -> Result<(), Refused> {
    let Withdrawals { numbers, new } = listed;
    say(format!(
        "{}: {} that {owner} has to stop using, {new} of them new. Send it this list.",
        out.join("withdrawals.csv").display(),
        count(numbers, "number"),
    ))
}
