//! The process: one binary that serves the site and does what a study's team types.

mod commands;

mod listening;

mod tls;

mod peers;

mod limits;

mod requests;

mod origins;

mod headers;

mod router;

mod interface;

mod saving;

mod hooks;

mod staff;

mod sessions;

mod site;

mod plain;

mod workers;

mod pack;

mod packing;

mod copies;

mod books;

mod letters;

mod rehearsing;

mod files;

mod settings;

mod telemetry;

mod figures;

mod admin;

mod progress;

mod zipped;

use std::{io::Write, process::ExitCode};

use clap::Parser;
use mimalloc::MiMalloc;

/// Drawing a page asks for memory more than a thousand times. With this, a tenth more pages a second
/// were drawn than with the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// 0 done, 1 refused with the reason on standard error; clap itself ends with 2 on wrong usage.
fn main() -> ExitCode {
    match commands::run(commands::CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refused) => {
            // Nobody is left to be told when standard error is closed too.
            let _ = writeln!(std::io::stderr(), "{refused}");
            ExitCode::from(1)
        }
    }
}
