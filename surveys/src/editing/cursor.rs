//! Which page somebody is writing on, told from the line of their cursor. The text may be in disorder meanwhile: so it is
//! read line by line, and where the lines do not tell there is no page.

use crate::definition::Survey;

/// The place among the survey's pages, from 0, of what stands in this line of its text; lines count from 1.
#[must_use]
pub fn page_at(survey: &Survey, text: &str, line: usize) -> Option<usize> {
    let lines: Vec<_> = text.lines().collect();
    let here = line.clamp(1, lines.len().max(1)) - 1;
    let starts = |line: &&str| heading(line).is_some();
    let from = lines.get(..=here)?.iter().rposition(starts).unwrap_or(0);
    let after = lines[here + 1..].iter().position(starts).map_or(lines.len(), |at| here + 1 + at);
    let part = &lines[from..after];
    let own = (heading(part[0]) == Some("questions"))
        .then(|| part.iter().find_map(|line| line.trim().strip_prefix("key").and_then(quoted)));
    // A list of pages goes on over many lines: what stands above is nearer than what follows.
    let near = lines[from..=here].iter().rev().chain(&lines[here + 1..after]);
    own.flatten()
        .into_iter()
        .chain(near.flat_map(|line| names(line)))
        .find_map(|name| page_of(survey, name))
}

/// What a line begins, such as `questions`. A part of such a part begins nothing.
fn heading(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('[')?.split(']').next()?.trim_start_matches('[').trim();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (is_name && name.bytes().any(|byte| byte.is_ascii_alphabetic())).then_some(name)
}

/// Names that a line may mean: what stands before an equals sign, and what stands in quotation marks.
fn names(line: &str) -> impl Iterator<Item = &str> {
    let set = line.split_once('=').map(|(name, _)| name.trim());
    set.into_iter().chain(line.split('"').skip(1).step_by(2))
}

fn quoted(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('=')?.split('"').nth(1)
}

/// The place among the survey's pages, from 0, of the one with this name, or with the question that has it.
#[must_use]
pub fn page_of(survey: &Survey, name: &str) -> Option<usize> {
    survey.pages().position(|(_, page)| {
        page.key.as_str() == name || page.questions.iter().any(|one| one.key.as_str() == name)
    })
}
