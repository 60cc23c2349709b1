//! `cargo xtask`: every command a developer types. Light on purpose: it compiles in a second.

mod workspace;

mod command;

mod step;

mod setup;

mod debian;

mod wasm_target;

mod node;

mod python;

mod site;

mod demo;

mod test;

mod bench;

mod postgres;

mod dependencies;

mod unused;

mod deny;

mod sbom;

use anyhow::Result;
use std::{env, process::ExitCode};
use workspace::Workspace;

const HELP: &str = "\
cargo xtask COMMAND

  demo [ARGUMENTS]      build everything and show the example study; arguments go to `throughline demo`
  dev [ARGUMENTS]       the same without optimising: quick to build, slow to run
  site [--out DIR]      build what browsers load: script, wasm, style sheet
  test                  every check, in order; sets up what it needs
  test-rules            the rules alone (`surveys`), in seconds
  end2end [ARGUMENTS]   the running site in a browser; arguments go to Playwright
  bench [--only ROW] [--quick]
                        measure against the budgets, a table in Markdown; rows are page, phone, package,
                        saves, views, sign-in, preview, stroke, look-up, call, answer-key, export,
                        demo, due, hand-over, texts, import, import-redcap, import-fhir, check, start,
                        trial
  lint                  formatting and clippy
  sbom [FILE]           what the program is made of, as CycloneDX; on standard output unless FILE is given
  setup                 only set up what `demo` and `test` need

Tools and build output stay in ~/.cache/throughline, or where XDG_CACHE_HOME and CARGO_TARGET_DIR say.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    match run(command, rest) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprint!("there is no such command, or it takes no such arguments\n\n{HELP}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("cargo xtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// False where the command is not known.
fn run(command: &str, rest: &[String]) -> Result<bool> {
    let here = Workspace::find()?;
    match (command, rest) {
        ("help" | "--help" | "-h", _) => print!("{HELP}"),
        ("demo", _) => demo::release(&here, rest)?,
        ("dev", _) => demo::quick(&here, rest)?,
        ("site", []) => site::build(&here, &here.site())?,
        ("site", [out, folder]) if out == "--out" => site::build(&here, folder.as_ref())?,
        ("test", []) => test::everything(&here)?,
        ("test-rules", []) => test::rules(&here)?,
        ("end2end", _) => test::end_to_end(&here, rest)?,
        ("bench", _) if bench::knows(rest) => bench::measure(&here, rest)?,
        ("lint", []) => test::lint(&here)?,
        ("sbom", []) => print!("{}", sbom::document(&here)?),
        ("sbom", [file]) => std::fs::write(file, sbom::document(&here)?)?,
        ("setup", []) => setup::all(&here)?,
        _ => return Ok(false),
    }
    Ok(true)
}
