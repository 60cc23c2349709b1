//! Safeguarding tasks, and who would act on them.

use std::fs;

use chrono::{DateTime, Utc};

use crate::desk::{Desk, repository};

/// The study whose survey can raise a task. Its help texts were reviewed on the day of the test, which is
/// when its files were written.
fn lantern(test: &str) -> Desk {
    let desk = Desk::empty(test);
    let example = |name: &str| {
        let file = repository().join("examples/safeguarding").join(name);
        fs::read_to_string(file).expect("a file of the example")
    };
    desk.writes("check-in.toml", example("check-in.toml"));
    let written =
        fs::metadata(desk.folder().join("check-in.toml")).and_then(|file| file.modified());
    let today = DateTime::<Utc>::from(written.expect("a time")).date_naive();
    let reviewed = |day: &str| format!("reviewed_on = \"{day}\"");
    let study =
        example("study.toml").replace(&reviewed("2026-09-01"), &reviewed(&today.to_string()));
    desk.writes("study.toml", study);
    desk.writes("protocol.toml", example("protocol.toml"));
    desk
}

#[test]
fn whoever_loads_the_study_is_told_who_has_to_sign_in_before_anybody_begins() {
    let desk = lantern("tasks-unmanned");

    let loaded = desk.types("study load study.toml");

    assert_eq!(loaded.code, 0, "{loaded:?}");
    assert!(loaded.err.contains("Nobody new can begin"), "{loaded:?}");
    for email in ["rosa.marsh", "tomas.wren"] {
        let invite = format!(
            "throughline staff invite {email}@larkfield.example.org --role safeguarding-lead --study lantern"
        );
        assert!(loaded.err.contains(&invite), "{loaded:?}");
    }
}

#[test]
fn a_study_that_asks_nothing_of_the_kind_loads_without_a_word_of_it() {
    Desk::with_study("tasks-none").types("study load study.toml").done();
}

#[test]
fn no_task_is_open_in_a_study_where_nobody_has_answered() {
    let desk = Desk::with_study("tasks-empty");
    let tasks = desk.types("tasks --study bridgeway");
    assert_eq!((tasks.code, tasks.out.as_str()), (0, ""), "{tasks:?}");
    assert_eq!(tasks.err.trim_end(), "No task is open.");
}
