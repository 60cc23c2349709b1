//! The demo trial: how long it takes to make, and how long to export, also when it is many times larger.

use crate::{
    options::{Options, Row},
    process::{Finished, watch},
    rows::export::{self, FLAT},
    store::{Engine, Store},
    table::{Budget, Cell, Table},
};
use anyhow::{Context, Result};
use std::time::Duration;
use tokio::runtime::Runtime;

/// People in the trial that budgets are for.
const PEOPLE: usize = 6110;

/// No command of any size takes longer on a machine that is worth measuring.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

pub fn measure(
    options: &Options,
    engine: Engine,
    runtime: &Runtime,
    table: &mut Table,
) -> Result<()> {
    let Some(store) = Store::fresh(options, engine, "trial_1")? else { return Ok(()) };
    let made = make(&store, 1)?;
    if options.wants(Row::Demo) {
        table.cells(engine).insert(Row::Demo, making(&made));
    }
    let (mut exports, mut dues) = (Vec::new(), Vec::new());
    let mut measured = |store: &Store, times| -> Result<()> {
        if options.wants(Row::Due) {
            dues.push((times, due(store)?));
        }
        if options.wants(Row::Export) {
            exports.extend(export::of(store, times)?);
        }
        Ok(())
    };
    measured(&store, 1)?;
    let mut largest = store;
    for &times in larger(options) {
        let database = format!("trial_{times}");
        largest = Store::fresh(options, engine, &database)?.context("no database")?;
        make(&largest, times)?;
        measured(&largest, times)?;
    }
    if options.wants(Row::Export) {
        let mut cell = export::cell(&exports);
        export::meanwhile(&largest, runtime, options.quick, &mut cell)?;
        table.cells(engine).insert(Row::Export, cell);
    }
    if options.wants(Row::Due) {
        table.cells(engine).insert(Row::Due, looking(&dues));
    }
    Ok(())
}

/// How many times as large the other trials are.
fn larger(options: &Options) -> &'static [usize] {
    let is_grown = options.wants_any(&[Row::Export, Row::Due]);
    match (is_grown, options.quick) {
        (false, _) => &[],
        (true, true) => &[4],
        (true, false) => &[4, 16],
    }
}

fn due(store: &Store) -> Result<Finished> {
    let mut command = store.command(&["due", "--study", "bridgeway"]);
    watch(&mut command, PATIENCE).context("it was not told what is due")
}

/// The start of the program counts as well.
fn looking(dues: &[(usize, Finished)]) -> Cell {
    let mut cell = Cell::default();
    for (times, due) in dues {
        let seconds = due.took.as_secs_f64();
        cell.show(format!("{times}×: {seconds:.2} s, {:.0} MB", due.peak_mb));
        let of_ten_thousand = seconds * 10_000.0 / (PEOPLE * times) as f64;
        cell.judge(&format!("time at {times}×"), of_ten_thousand, Budget::AtMost(1.0));
    }
    if let [(_, smallest), .., (times, largest)] = dues {
        let most = Budget::AtMost(smallest.peak_mb * FLAT);
        cell.judge(&format!("memory at {times}× against 1×"), largest.peak_mb, most);
    }
    cell
}

fn make(store: &Store, times: usize) -> Result<Finished> {
    eprintln!("   making a trial of {}", PEOPLE * times);
    let people = (PEOPLE * times).to_string();
    let arguments = ["demo", "--participants", &people, "--seed", "1", "--no-serve"];
    watch(&mut store.command(&arguments), PATIENCE).context("the demo was not made")
}

fn making(made: &Finished) -> Cell {
    let seconds = made.took.as_secs_f64();
    let mut cell = Cell::default();
    cell.show(format!("{seconds:.1} s, {:.0} MB", made.peak_mb));
    cell.judge("time", seconds, Budget::AtMost(20.0));
    cell
}
