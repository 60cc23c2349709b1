//! The demo trial: how long it takes to make, and how long to export, also when it is many times larger.

use crate::{
    options::{Options, Row},
    process::{Finished, watch},
    store::{Engine, Store},
    table::{Budget, Cell, Table},
};
use anyhow::{Context, Result};
use std::time::Duration;

/// People in the trial that budgets are for.
const PEOPLE: usize = 6110;

/// No command of any size takes longer on a machine that is worth measuring.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// Memory that still counts as flat: what the allocator happens to keep differs by so much.
const FLAT: f64 = 1.25;

pub fn measure(options: &Options, engine: Engine, table: &mut Table) -> Result<()> {
    let larger: &[usize] = match (options.wants(Row::Export), options.quick) {
        (false, _) => &[],
        (true, true) => &[4],
        (true, false) => &[4, 16],
    };
    let Some(store) = Store::fresh(options, engine, "trial_1")? else { return Ok(()) };
    let made = make(&store, 1)?;
    if options.wants(Row::Demo) {
        table.cells(engine).insert(Row::Demo, making(&made));
    }
    if options.wants(Row::Export) {
        let mut exports = vec![(1, export(&store)?)];
        drop(store);
        for &times in larger {
            let database = format!("trial_{times}");
            let store = Store::fresh(options, engine, &database)?.context("no database")?;
            make(&store, times)?;
            exports.push((times, export(&store)?));
        }
        table.cells(engine).insert(Row::Export, exporting(&exports));
    }
    Ok(())
}

fn make(store: &Store, times: usize) -> Result<Finished> {
    eprintln!("   making a trial of {}", PEOPLE * times);
    let people = (PEOPLE * times).to_string();
    let arguments = ["demo", "--participants", &people, "--seed", "1", "--no-serve"];
    watch(&mut store.command(&arguments), PATIENCE).context("the demo was not made")
}

fn export(store: &Store) -> Result<Finished> {
    let out = store.folder.join("export");
    let mut command = store.command(&["export", "--study", "bridgeway", "--format", "csv"]);
    watch(command.arg("--out").arg(out), PATIENCE).context("nothing was exported")
}

fn making(made: &Finished) -> Cell {
    let seconds = made.took.as_secs_f64();
    let mut cell = Cell::default();
    cell.show(format!("{seconds:.1} s, {:.0} MB", made.peak_mb));
    cell.judge("time", seconds, Budget::AtMost(20.0));
    cell
}

fn exporting(exports: &[(usize, Finished)]) -> Cell {
    let mut cell = Cell::default();
    for (times, export) in exports {
        let seconds = export.took.as_secs_f64();
        cell.show(format!("{times}×: {seconds:.2} s, {:.0} MB", export.peak_mb));
        cell.judge(&format!("memory at {times}×"), export.peak_mb, Budget::AtMost(150.0));
        if *times == 1 {
            cell.judge("time", seconds, Budget::AtMost(2.0));
        }
    }
    if let [(_, smallest), .., (times, largest)] = exports {
        let most = Budget::AtMost(smallest.peak_mb * FLAT);
        cell.judge(&format!("memory at {times}× against 1×"), largest.peak_mb, most);
    }
    cell
}
