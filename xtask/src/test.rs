//! Every check, in the order in which they are cheapest to fail.

use crate::{
    command::run,
    demo, deny, dependencies,
    node::with_node,
    postgres::Cluster,
    python, setup, site,
    step::{Checks, step},
    unused,
    wasm_target::{self, TARGET, WasmToolchain},
    workspace::Workspace,
};
use anyhow::Result;

pub fn everything(here: &Workspace) -> Result<()> {
    let wasm = step("wasm target", || wasm_target::ensure(here))?;
    setup::for_tests(here)?;
    let mut checks = Checks::default();
    check_style(here, &mut checks, wasm)?;
    check_rules(here, &mut checks)?;
    check_files(here, &mut checks)?;
    check_records(here, &mut checks)?;
    checks.check("browser build", || site::build(here, &here.site()))?;
    checks.check("documentation", || {
        let mut doc = here.cargo(&["doc", "--workspace", "--no-deps"]);
        run(doc.env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    checks.check("arrows between crates", || dependencies::check(here))?;
    checks.check("banned crates and licences", || deny::check(here))?;
    checks.check("unused dependencies", || unused::check(&here.root))?;
    checks.check("tests of the tools", || {
        run(&mut here.cargo(&[
            "test",
            "--release",
            "--package",
            "xtask",
            "--package",
            "site",
            "--package",
            "bench",
            "--package",
            "sbom",
        ]))
    })?;
    checks.check("end to end", || drive_browser(here, &[]))?;
    checks.close();
    Ok(())
}

pub fn lint(here: &Workspace) -> Result<()> {
    let wasm = step("wasm target", || wasm_target::ensure(here))?;
    let mut checks = Checks::default();
    check_style(here, &mut checks, wasm)?;
    checks.close();
    Ok(())
}

pub fn rules(here: &Workspace) -> Result<()> {
    let mut checks = Checks::default();
    check_rules(here, &mut checks)?;
    checks.close();
    Ok(())
}

pub fn end_to_end(here: &Workspace, arguments: &[String]) -> Result<()> {
    setup::for_browser(here)?;
    site::build(here, &here.site())?;
    step("end to end", || drive_browser(here, arguments))
}

fn check_style(here: &Workspace, checks: &mut Checks, wasm: WasmToolchain) -> Result<()> {
    checks.check("formatting", || run(&mut here.cargo(&["fmt", "--all", "--check"])))?;
    checks.check("clippy", || {
        let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        run(&mut here.cargo(&arguments))
    })?;
    checks.check("clippy, without single sign-on", || {
        let without = ["clippy", "--package", "server", "--no-default-features"];
        run(here.cargo(&without).args(["--", "-D", "warnings"]))
    })?;
    checks.check("clippy, browser build", || {
        let mut clippy = here.cargo(&["clippy", "--package", "app", "--lib", "--target", TARGET]);
        clippy.args(["--no-default-features", "--features", "participant", "--", "-D", "warnings"]);
        wasm.set(&mut clippy);
        run(&mut clippy)
    })
}

fn check_rules(here: &Workspace, checks: &mut Checks) -> Result<()> {
    checks.check("rules", || run(&mut here.cargo(&["test", "--package", "surveys"])))?;
    checks.check("rules, as the browser has them", || {
        run(&mut here.cargo(&["check", "--package", "surveys", "--no-default-features"]))
    })?;
    checks.check("files", || run(&mut here.cargo(&["test", "--package", "datasets"])))
}

/// What the rules' tests leave out: each format, read by programs that we did not write.
fn check_files(here: &Workspace, checks: &mut Checks) -> Result<()> {
    checks.check("files of every format, by other readers", || {
        let mut test = here.cargo(&["test", "--package", "datasets", "--all-features"]);
        test.args(["--test", "readers"]);
        run(test.env("THROUGHLINE_TEST_PYTHON", python::interpreter(here)))
    })
}

/// The tests themselves go through both databases; a variable gives them the second, and another the Python of their
/// mail server.
fn check_records(here: &Workspace, checks: &mut Checks) -> Result<()> {
    let cluster = checks.check("PostgreSQL", Cluster::start)?;
    checks.check("records on SQLite and PostgreSQL, and the site", || {
        let packages = ["migrations", "records", "app", "server"];
        let mut test = here.cargo(&["test"]);
        test.args(packages.iter().flat_map(|package| ["--package", package]));
        test.env("THROUGHLINE_TEST_PYTHON", python::interpreter(here));
        run(test.env("THROUGHLINE_TEST_POSTGRES", cluster.url()))
    })
}

fn drive_browser(here: &Workspace, arguments: &[String]) -> Result<()> {
    let binary = demo::server(here)?;
    let mut playwright = with_node(here, "npx")?;
    playwright.args(["--no-install", "playwright", "test"]).args(arguments);
    playwright.current_dir(here.end2end());
    playwright.env("THROUGHLINE_SCANNER", python::scanner(here));
    playwright.env("THROUGHLINE_BIN", binary).env("THROUGHLINE_CHROMIUM", setup::chromium()?);
    run(&mut playwright)
}
