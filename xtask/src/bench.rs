//! The budgets, measured: builds what is measured, and hands it to the package `bench`.

use crate::{
    command::run, node::with_node, postgres::Cluster, python, setup, site, step::step,
    workspace::Workspace,
};
use anyhow::{Context, Result};
use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

/// Rows of the table, and what each needs beside the program.
const ROWS: [(&str, Needs); 22] = [
    ("page", Needs::Nothing),
    ("phone", Needs::Browser),
    ("package", Needs::Browser),
    ("saves", Needs::Postgres),
    ("views", Needs::Postgres),
    ("sign-in", Needs::Postgres),
    ("preview", Needs::Postgres),
    ("stroke", Needs::Browser),
    ("look-up", Needs::Postgres),
    ("call", Needs::Postgres),
    ("answer-key", Needs::Postgres),
    ("export", Needs::Postgres),
    ("demo", Needs::Postgres),
    ("due", Needs::Postgres),
    ("hand-over", Needs::Postgres),
    ("texts", Needs::Postgres),
    ("import", Needs::Nothing),
    ("import-redcap", Needs::Nothing),
    ("import-fhir", Needs::Nothing),
    ("check", Needs::Nothing),
    ("start", Needs::Postgres),
    (TRIAL, Needs::MailServer),
];

/// Not a row of the table but a sum: the reminders of a whole trial, while servers are killed.
const TRIAL: &str = "trial";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// And its npm packages, of which `wasm-opt` is one.
    Browser,
    Postgres,
    /// And PostgreSQL.
    MailServer,
}

/// One for each kind of data that `bench` makes.
const DATABASES: [&str; 8] =
    ["answering", "many", "calls", "hand_over", "texts", "trial_1", "trial_4", "trial_16"];

/// Whether these arguments can be used: a mistake should not show after minutes of building.
pub fn knows(arguments: &[String]) -> bool {
    match arguments {
        [] => true,
        [quick, rest @ ..] if quick == "--quick" => knows(rest),
        [only, row, rest @ ..] if only == "--only" => {
            ROWS.iter().any(|(name, _)| name == row) && knows(rest)
        }
        _ => false,
    }
}

pub fn measure(here: &Workspace, arguments: &[String]) -> Result<()> {
    let only = arguments.iter().skip_while(|argument| *argument != "--only").nth(1);
    if only.is_none_or(|only| only != TRIAL) {
        measure_rows(here, arguments, only)?;
    }
    if only.is_none_or(|only| only == TRIAL) {
        try_sending(here, arguments.iter().any(|argument| argument == "--quick"))?;
    }
    Ok(())
}

fn measure_rows(here: &Workspace, arguments: &[String], only: Option<&String>) -> Result<()> {
    let wanted =
        |needs| ROWS.iter().any(|(row, of)| *of == needs && only.is_none_or(|only| only == row));
    if wanted(Needs::Browser) {
        setup::for_browser(here)?;
    }
    if wanted(Needs::Postgres) {
        setup::for_database()?;
    }
    site::build(here, &here.site())?;
    let plain = step("bundle without wasm-opt", || plain_site(here))?;
    step("server and benchmark", || {
        run(&mut here.cargo(&["build", "--release", "--package", "server"]))?;
        run(&mut here.cargo(&["build", "--release", "--package", "bench"]))
    })?;
    let cluster = if wanted(Needs::Postgres) { Some(durable_cluster()?) } else { None };

    let program = here.target.join("release");
    let mut bench = with_node(here, &program.join("bench").to_string_lossy())?;
    bench.args(arguments).env("THROUGHLINE_BIN", program.join("throughline"));
    bench.env("THROUGHLINE_SITE", here.site()).env("THROUGHLINE_PLAIN_SITE", plain);
    if wanted(Needs::Browser) {
        bench.env("THROUGHLINE_CHROMIUM", setup::chromium()?);
    }
    match &cluster {
        Some(cluster) => bench.env("THROUGHLINE_TEST_POSTGRES", cluster.url()),
        None => bench.env_remove("THROUGHLINE_TEST_POSTGRES"),
    };
    run(&mut bench)
}

/// The test of `server` that kills servers while they send, with as many people as the example is planned for.
fn try_sending(here: &Workspace, is_quick: bool) -> Result<()> {
    setup::for_database()?;
    step("scanner and mail server", || python::ensure(here))?;
    let cluster = step("PostgreSQL", Cluster::start_durable)?;
    step("server", || run(&mut here.cargo(&["build", "--release", "--package", "server"])))?;
    let mut test = here.cargo(&["test", "--package", "server", "--test", "commands"]);
    test.args(["of_a_trials_reminders", "--", "--nocapture"]);
    test.env("THROUGHLINE_TRIAL_PROGRAM", here.target.join("release/throughline"));
    test.env("THROUGHLINE_TRIAL_PEOPLE", if is_quick { "600" } else { "6110" });
    test.env("THROUGHLINE_TEST_PYTHON", python::interpreter(here));
    run(test.env("THROUGHLINE_TEST_POSTGRES", cluster.url()))
}

fn durable_cluster() -> Result<Cluster> {
    let cluster = step("PostgreSQL", Cluster::start_durable)?;
    DATABASES.iter().try_for_each(|database| cluster.create(database))?;
    Ok(cluster)
}

/// Bundles the site once more where the bundler finds no `wasm-opt`: beside it there is none, and the
/// path is empty.
fn plain_site(here: &Workspace) -> Result<PathBuf> {
    let folder = here.cache.join("bench");
    let (root, out) = (folder.join("root"), folder.join("site"));
    fs::create_dir_all(&root)?;
    let style = root.join("style");
    // It may lead to another clone, from which the benchmark was started before.
    let _ = fs::remove_file(&style);
    symlink(here.root.join("style"), style).context("the style sheets cannot be linked to")?;
    let mut bundler = std::process::Command::new(here.target.join("release/site"));
    bundler.arg(&root).arg(&out).args(packages(&here.target.join("packages"))?);
    run(bundler.env("PATH", ""))?;
    Ok(out)
}

/// `participant=…/participant.wasm`, for every package that was compiled.
fn packages(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            let key = path.file_stem().unwrap_or_default().to_string_lossy();
            found.push(format!("{key}={}", path.display()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_does_not_exist_is_refused_before_anything_is_built() {
        let known = |words: &str| knows(&words.split(' ').map(str::to_owned).collect::<Vec<_>>());

        assert!(known("--only saves --quick"));
        assert!(!known("--only speed"));
        assert!(!known("--only"));
        assert!(!known("saves"));
    }

    #[test]
    fn the_help_names_every_row_that_can_be_measured() {
        let rows = crate::HELP.split_once("rows are ").expect("it names some").1;
        let rows = rows.split_once("\n  lint").expect("another command follows").0;
        let named: Vec<_> = rows.split(',').map(str::trim).collect();

        assert_eq!(named, ROWS.map(|(row, _)| row));
    }
}
