//! What is told of cuts.

use std::fmt::Write;

use records::cuts::{Cut, Diff, Manifest, Notice};
use serde::Serialize;
use serde_json::json;

use crate::commands::{Refused, count, people, say};

/// A line for each.
pub fn list(cuts: &[Cut], as_json: bool) -> Result<(), Refused> {
    if as_json {
        return json(&cuts.iter().map(in_json).collect::<Vec<_>>());
    }
    if cuts.is_empty() {
        return say("No cut was made yet.");
    }
    cuts.iter().try_for_each(|cut| {
        let purpose = cut.purpose.as_deref().unwrap_or("-");
        let masked = if cut.masked { "masked" } else { "-" };
        let erased: u64 = cut.erased.iter().map(|erased| erased.people).sum();
        say(format!(
            "{}\t{}\t{}\t{purpose}\t{}\t{masked}\t{} erased",
            cut.number,
            cut.made_at.date_naive(),
            cut.recipient,
            people(cut.people as usize),
            erased,
        ))
    })
}

/// Everything that is known of it.
pub fn one(cut: &Cut, as_json: bool) -> Result<(), Refused> {
    if as_json {
        return json(&in_json(cut));
    }
    let made = &cut.manifest;
    let at = cut.made_at.format("%Y-%m-%d %H:%M UTC");
    let (number, study, recipient) = (cut.number, &made.study, &cut.recipient);
    say(format!("Cut {number} of {study}, made {at} for {recipient}"))?;
    purpose(made)?;
    say(format!("Waves: {}", made.waves.join(", ")))?;
    if let Some(variables) = &made.variables {
        say(format!("Variables: {}", variables.join(", ")))?;
    }
    if cut.masked {
        say("Masked: nothing in it tells the arm")?;
    }
    if cut.include_text {
        say("With people's own words")?;
    }
    say(format!("{} in it", people(cut.people as usize)))?;
    for out in &made.left_out {
        say(format!("{} left out: they {}", people(out.people as usize), out.reason.words()))?;
    }
    for erased in &cut.erased {
        say(format!("{} erased from it on {}", people(erased.people as usize), erased.on))?;
    }
    made.first_made.iter().try_for_each(|file| {
        say(format!("{}\t{} rows\t{} columns\t{}", file.name, file.rows, file.columns, file.sha256))
    })
}

fn purpose(made: &Manifest) -> Result<(), Refused> {
    let Some(purpose) = &made.purpose else { return Ok(()) };
    let title = made.purpose_title.as_deref().unwrap_or_default();
    let statement = made.statement.as_ref().map(|code| format!(", with agreement to {code}"));
    let (statement, version) =
        (statement.unwrap_or_default(), made.terms_version.unwrap_or_default());
    say(format!("Purpose: {purpose}, {title}{statement} (terms {version})"))
}

fn in_json(cut: &Cut) -> serde_json::Value {
    json!({ "cut": cut.manifest, "made_by": cut.made_by, "erased": cut.erased })
}

/// What is different: the three numbers first.
pub fn diff(diff: &Diff, as_json: bool) -> Result<(), Refused> {
    if as_json {
        return json(diff);
    }
    let (responses, changed) = (diff.responses.len(), diff.changed_answers());
    say(format!(
        "cut {} against cut {}: +{}, {}, {}",
        diff.newer,
        diff.older,
        count(responses, "response"),
        count(changed, "changed answer"),
        count(diff.erased.len(), "erasure"),
    ))?;
    let of_one = [
        line("Only in the newer one", diff.joined.iter().map(String::as_str)),
        line("Only in the older one", diff.left.iter().map(|gone| gone.row_key.as_str())),
    ];
    of_one.into_iter().flatten().try_for_each(say)?;
    for response in &diff.responses {
        say(format!("{}\t{}\tanswered", response.row_key, response.wave))?;
    }
    for changed in &diff.changed {
        let variables = changed.variables.join(", ");
        say(format!("{}\t{}\tchanged: {variables}", changed.row_key, changed.wave))?;
    }
    for gone in &diff.erased {
        let on = gone.on.map(|on| format!(" on {on}")).unwrap_or_default();
        say(format!("{}\tcut {}\terased{on}", gone.row_key, gone.cut))?;
    }
    files(diff)
}

fn files(diff: &Diff) -> Result<(), Refused> {
    for file in &diff.files {
        let mut told = format!("{}\t{} rows came\t{} rows went", file.file, file.came, file.went);
        for (which, columns) in [("older", &file.only_in_older), ("newer", &file.only_in_newer)] {
            if !columns.is_empty() {
                // Writing to a text cannot fail.
                let _ = write!(told, "\tonly in the {which}: {}", columns.join(", "));
            }
        }
        say(told)?;
    }
    Ok(())
}

fn line<'k>(what: &str, keys: impl Iterator<Item = &'k str>) -> Option<String> {
    let keys: Vec<_> = keys.collect();
    (!keys.is_empty()).then(|| format!("{what}, {}: {}", people(keys.len()), keys.join(", ")))
}

/// Whom to take out.
pub fn notice(notice: &Notice, as_json: bool) -> Result<(), Refused> {
    if as_json {
        return json(notice);
    }
    let Notice { study, cut, recipient, made_on, remove } = notice;
    if remove.is_empty() {
        return say(format!("Nobody has to be taken out of cut {cut} of {study}."));
    }
    say(format!(
        "To {recipient}: please delete every row with one of these row keys from all files of cut {cut} of {study}, made on \
         {made_on}, and from everything that you made from them."
    ))?;
    for person in remove {
        let since = person.since.map(|on| format!("\tsince {on}")).unwrap_or_default();
        say(format!("{}\t{}{since}", person.row_key, person.because.words()))?;
    }
    Ok(())
}

fn json(what: &impl Serialize) -> Result<(), Refused> {
    say(serde_json::to_string_pretty(what)?)
}
