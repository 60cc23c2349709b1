//! What `docs/asvs.md` and `SECURITY.md` claim, as far as a test can see: each requirement is there once, each
//! test that is named exists, and what is not met is said in both.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::{root, sources};

/// The requirements of levels 1 and 2 of ASVS 5.0.0, by section.
const LEVELS_1_AND_2: &str = "\
    1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1-1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 \
    3.7.1-2 4.1.1-3 4.2.1-1 4.3.1-2 4.4.1-4 5.1.1-1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 \
    6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2 8.2.1-3 8.3.1-1 8.4.1-1 \
    9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 11.2.1-3 11.3.1-3 \
    11.4.1-4 11.5.1-1 11.6.1-1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1-1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 \
    14.2.1-4 14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 16.1.1-1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1-1 \
    17.2.1-4 17.3.1-2";

/// How a requirement stands: how its row begins, and how the sum calls it.
const STANDINGS: [(&str, &str); 5] = [
    ("", "are met"),
    ("**In part**", "in part"),
    ("**Not met**", "not met"),
    ("**The team's**", "the team's"),
    ("Does not apply", "do not apply"),
];

/// The rows of those tables whose last column is for tests, each as its cells.
fn claims(document: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(document)).expect(document);
    let (mut claims, mut is_one) = (Vec::new(), false);
    for line in text.lines() {
        let Some(row) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            is_one = false;
            continue;
        };
        let cells: Vec<_> = row.split('|').map(|cell| cell.trim().to_owned()).collect();
        if cells.last().is_some_and(|cell| cell == "Test") {
            is_one = true;
        } else if is_one {
            claims.push(cells);
        }
    }
    claims
}

/// The numbers of one row: `1.2.6 to 1.2.8, 1.3.1`; none when it is no row of requirements.
fn numbers(cell: &str) -> Vec<String> {
    let parts = cell.split(", ").map(|part| {
        let (first, last) = part.split_once(" to ").unwrap_or((part, part));
        let (section, first) = first.rsplit_once('.')?;
        let last = last.strip_prefix(section)?.strip_prefix('.')?;
        let all = first.parse::<u32>().ok()?..=last.parse().ok()?;
        Some(all.map(|number| format!("{section}.{number}")).collect::<Vec<_>>())
    });
    parts.collect::<Option<Vec<_>>>().unwrap_or_default().concat()
}

/// Each requirement of the list with what is said of it.
fn requirements() -> Vec<(String, String)> {
    let rows = claims("docs/asvs.md").into_iter();
    let each = rows.flat_map(|row| numbers(&row[0]).into_iter().map(move |n| (n, row[2].clone())));
    each.collect()
}

/// The functions that are tests, and the titles of those that drive a browser.
fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in sources().values() {
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            if let Some((_, rest)) = line.split_once("fn ").filter(|_| is_test) {
                found.extend(rest.split(['(', '<']).next().map(str::to_owned));
                is_test = false;
            }
        }
    }
    let mut specs = Vec::new();
    gather(&root().join("end2end/tests"), &mut specs);
    for text in specs {
        let titles = text.split("test(\"").skip(1).filter_map(|rest| rest.split('"').next());
        found.extend(titles.map(str::to_owned));
    }
    assert!(found.len() > 300, "the tests were not found");
    found
}

fn gather(folder: &Path, specs: &mut Vec<String>) {
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
    {
        if path.is_dir() {
            gather(&path, specs);
        } else if path.extension().is_some_and(|extension| extension == "ts") {
            specs.push(fs::read_to_string(&path).expect("a spec"));
        }
    }
}

#[test]
fn every_requirement_of_levels_1_and_2_stands_in_the_list_once() {
    let asked = LEVELS_1_AND_2.split_whitespace().flat_map(|section| {
        let (first, last) = section.split_once('-').expect("a range");
        let (before, _) = first.rsplit_once('.').expect("a number");
        numbers(&format!("{first} to {before}.{last}"))
    });
    let asked: BTreeSet<_> = asked.collect();
    assert_eq!(asked.len(), 253);
    let mut missing = asked.clone();
    let said = requirements().into_iter().map(|(number, _)| number);
    let needless: Vec<_> = said.filter(|number| !missing.remove(number)).collect();
    assert!(missing.is_empty(), "docs/asvs.md says nothing of {missing:?}");
    assert!(needless.is_empty(), "docs/asvs.md speaks twice, or needlessly, of {needless:?}");
}

#[test]
fn every_test_that_is_named_in_a_last_column_is_there() {
    let tests = tests();
    let mut gone = Vec::new();
    for document in ["docs/asvs.md", "SECURITY.md"] {
        for row in claims(document) {
            for name in row[row.len() - 1].split('`').skip(1).step_by(2) {
                let is_there = match name.contains('/') {
                    true => root().join(name).exists(),
                    false => tests.contains(name),
                };
                if !is_there {
                    gone.push(format!("{document}, {}: {name}", row[0]));
                }
            }
        }
    }
    assert!(gone.is_empty(), "there is no such test:\n{}", gone.join("\n"));
}

#[test]
fn the_sum_of_requirements_is_that_of_the_rows() {
    let mut counts = BTreeMap::new();
    for (_, said) in requirements() {
        let marked = STANDINGS.iter().skip(1).find(|(mark, _)| said.starts_with(mark));
        *counts.entry(marked.unwrap_or(&STANDINGS[0]).1).or_insert(0) += 1;
    }
    let each =
        STANDINGS.map(|(_, called)| format!("{} {called}", counts.get(called).unwrap_or(&0)));
    let sum = format!("The sum: of 253 requirements {}.", each.join(", "));
    let text = fs::read_to_string(root().join("docs/asvs.md")).expect("the list");
    assert!(text.contains(&sum), "docs/asvs.md has to say:\n{sum}");
}

#[test]
fn what_is_not_met_is_said_to_whoever_reads_security_md() {
    let text = fs::read_to_string(root().join("SECURITY.md")).expect("SECURITY.md");
    let (_, not_yet) = text.split_once("## Not met yet").expect("what is not met");
    let words = not_yet.split(|c: char| !c.is_ascii_digit() && c != '.');
    let named: BTreeSet<_> = words.map(|word| word.trim_matches('.')).collect();
    for (number, said) in requirements() {
        let is_said = !said.starts_with("**Not met**") || named.contains(number.as_str());
        assert!(is_said, "SECURITY.md has to say, under “Not met yet”, what {number} lacks");
    }
}
