//! What a part of the pack says of the study, with what went and what came since it was loaded with other words.

use surveys::{
    comparing::{Passage, words},
    study::Study,
};

use super::{
    Read,
    aligned::{ALL, Likeness, aligned, likeness},
    document::{Document, Part, Said},
};

/// Writes a part twice, where an earlier text of the study was seen, and marks what is different.
pub fn told(document: &mut Document, read: &Read, write: impl Fn(&mut Document, &Study)) {
    let part = |study: &Study| {
        let mut part = Document::new("");
        write(&mut part, study);
        part.parts
    };
    let now = part(&read.now);
    let parts = match &read.since {
        Some(former) => tracked(&part(&former.study), &now),
        None => now,
    };
    document.parts.extend(parts);
}

/// Whether a part says something else than it did.
pub fn differs(read: &Read, write: impl Fn(&mut Document, &Study)) -> bool {
    let mut document = Document::new("");
    told(&mut document, read, write);
    document.parts.iter().any(is_changed)
}

fn is_changed(part: &Part) -> bool {
    let changed =
        |said: &Said| said.passages.iter().any(|passage| !matches!(passage, Passage::Kept(_)));
    match part {
        Part::Heading(_) | Part::Smaller(_) => false,
        Part::Strong(said) | Part::Text(said) | Part::Words(said) => changed(said),
        Part::List(items) => items.iter().any(changed),
        Part::Table { rows, .. } => rows.iter().flatten().any(changed),
    }
}

fn tracked(old: &[Part], new: &[Part]) -> Vec<Part> {
    let pairs = aligned((old.len(), new.len()), |was, is| alike(&old[was], &new[is]));
    let parts = pairs.into_iter().filter_map(|(was, is)| {
        let (was, is) = (was.map(|place| &old[place]), is.map(|place| &new[place]));
        merged(was, is)
    });
    parts.collect()
}

/// Lists and tables belong together wherever they stand in the same order: what changed is told within them.
fn alike(was: &Part, is: &Part) -> Likeness {
    match (was, is) {
        (Part::Heading(was), Part::Heading(is)) | (Part::Smaller(was), Part::Smaller(is))
            if was == is =>
        {
            ALL
        }
        (Part::Strong(was), Part::Strong(is))
        | (Part::Text(was), Part::Text(is))
        | (Part::Words(was), Part::Words(is)) => likeness(&was.today(), &is.today()),
        (Part::List(_), Part::List(_)) => ALL,
        (Part::Table { caption: was, .. }, Part::Table { caption: is, .. }) if was == is => ALL,
        _ => 0,
    }
}

/// A part with what went and what came. A heading of which nothing is left is struck through as a line that stands out.
fn merged(was: Option<&Part>, is: Option<&Part>) -> Option<Part> {
    let of = |part: Option<&Part>| part.map(texts).unwrap_or_default();
    let (old, new) = (of(was), of(is));
    let one = || between(first(&old), first(&new));
    Some(match is.or(was)? {
        Part::Heading(words) | Part::Smaller(words) if is.is_none() => {
            Part::Strong(between(words, ""))
        }
        Part::Heading(words) => Part::Heading(words.clone()),
        Part::Smaller(words) => Part::Smaller(words.clone()),
        Part::Strong(_) => Part::Strong(one()),
        Part::Text(_) => Part::Text(one()),
        Part::Words(_) => Part::Words(one()),
        Part::List(_) => {
            let items = rows(&old, &new).into_iter();
            Part::List(items.map(|(was, is)| between(first(was), first(is))).collect())
        }
        Part::Table { caption, heads, .. } => {
            let rows = rows(&old, &new).into_iter().map(|(was, is)| {
                let cell = |row: &[Vec<String>], place: usize| {
                    row.first().and_then(|row| row.get(place)).cloned().unwrap_or_default()
                };
                (0..heads.len())
                    .map(|place| between(&cell(was, place), &cell(is, place)))
                    .collect::<Vec<_>>()
            });
            Part::Table { caption: caption.clone(), heads: heads.clone(), rows: rows.collect() }
        }
    })
}

/// The texts of a part by row and cell: a paragraph is one cell, a point a row of one.
fn texts(part: &Part) -> Vec<Vec<String>> {
    match part {
        Part::Heading(words) | Part::Smaller(words) => vec![vec![words.clone()]],
        Part::Strong(said) | Part::Text(said) | Part::Words(said) => vec![vec![said.today()]],
        Part::List(items) => items.iter().map(|item| vec![item.today()]).collect(),
        Part::Table { rows, .. } => {
            rows.iter().map(|row| row.iter().map(Said::today).collect()).collect()
        }
    }
}

/// The first cell of these rows.
fn first(rows: &[Vec<String>]) -> &str {
    rows.first().and_then(|row| row.first()).map_or("", String::as_str)
}

/// Some rows of a part, each with the words of its cells.
type Rows<'t> = &'t [Vec<String>];

/// Each row beside the one that it was; of none there is an empty slice. A row that is named alike is the same, whatever
/// else it says: a statement keeps its code.
fn rows<'t>(old: Rows<'t>, new: Rows<'t>) -> Vec<(Rows<'t>, Rows<'t>)> {
    let alike = |was: usize, is: usize| {
        let (was, is) = (&old[was], &new[is]);
        let is_named = is.len() > 1 && was.first() == is.first();
        if is_named { ALL } else { likeness(&was.join(" "), &is.join(" ")) }
    };
    let pairs = aligned((old.len(), new.len()), alike).into_iter();
    let one = |place: Option<usize>, all: &'t [Vec<String>]| match place {
        Some(place) => &all[place..=place],
        None => &all[..0],
    };
    pairs.map(|(was, is)| (one(was, old), one(is, new))).collect()
}

fn between(was: &str, is: &str) -> Said {
    Said { passages: words(was, is), language: None }
}
