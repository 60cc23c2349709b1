//! Exports of the demo trial: each format by itself, all in one, how they grow with the trial, and how pages are answered
//! meanwhile.

use crate::{
    process::{Finished, Serving, watch},
    rows::hand_over,
    store::Store,
    study::{STUDY, consent, enrolled},
    table::{Budget, Cell},
};
use anyhow::{Context, Result};
use std::{
    fs,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};
use tokio::runtime::Runtime;

/// What each format may take, in seconds, for 6,110 people and three waves. All in one may take as long as it does.
const FORMATS: [(&str, f64); 6] = [
    ("csv", 2.0),
    ("sav", 2.0),
    ("dta", 2.0),
    ("xlsx", 6.0),
    ("parquet", 2.0),
    (ALL, f64::INFINITY),
];
const ALL: &str = "csv,sav,dta,xlsx,parquet";

/// Those that are measured in larger trials, too.
const GROWING: [&str; 2] = ["csv", "sav"];

/// Megabytes that any of them may take, however large the trial is.
const MEMORY: f64 = 150.0;

/// What still counts as flat memory, or as time that grows as the trial does: the system differs by so much.
pub(super) const FLAT: f64 = 1.25;

/// Who saves pages and who views them while somebody exports.
const PEOPLE: (usize, usize) = (2000, 64);
const PEOPLE_WHEN_QUICK: (usize, usize) = (700, 64);

/// No export of any size takes longer on a machine that is worth measuring.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// One that was made: of a trial so many times as large, in these formats.
pub struct Export {
    times: usize,
    formats: &'static str,
    finished: Finished,
}

/// The exports of one trial.
pub fn of(store: &Store, times: usize) -> Result<Vec<Export>> {
    let formats = FORMATS.iter().map(|(formats, _)| *formats);
    let formats = formats.filter(|formats| times == 1 || GROWING.contains(formats));
    let made = formats.map(|formats| {
        let finished = export(store, formats).with_context(|| format!("no {formats}"))?;
        Ok(Export { times, formats, finished })
    });
    made.collect()
}

/// Views and saves of a trial that is exported over and over. Requests run on this thread, and exports are waited for on
/// another.
pub fn meanwhile(store: &Store, runtime: &Runtime, quick: bool, cell: &mut Cell) -> Result<()> {
    let (saving, viewing) = if quick { PEOPLE_WHEN_QUICK } else { PEOPLE };
    let mut people = enrolled(store, saving + viewing)?;
    let serving = runtime.block_on(Serving::start(store))?;
    runtime.block_on(consent(&serving, &mut people, ""))?;
    let others = people.split_off(saving);
    let is_over = AtomicBool::new(false);
    let (requests, exports) = thread::scope(|scope| {
        let exports = scope.spawn(|| -> Result<usize> {
            let mut made = 0;
            while !is_over.load(Ordering::Relaxed) {
                export(store, ALL)?;
                made += 1;
            }
            Ok(made)
        });
        let requests = hand_over::requests(&serving, (people, &others), quick, cell);
        let requests = runtime.block_on(requests);
        is_over.store(true, Ordering::Relaxed);
        (requests, exports.join())
    });
    requests?;
    let made = exports.ok().context("the exports were not made")??;
    cell.show(format!("during {made} exports of everything"));
    Ok(())
}

/// What the table says of them.
pub fn cell(exports: &[Export]) -> Cell {
    let mut cell = Cell::default();
    for Export { times, formats, finished } in exports {
        let (seconds, peak_mb) = (finished.took.as_secs_f64(), finished.peak_mb);
        cell.show(format!("{formats} {times}×: {seconds:.2} s, {peak_mb:.0} MB"));
        let named = |what: &str| format!("{what} of {formats} at {times}×");
        cell.judge(&named("memory"), peak_mb, Budget::AtMost(MEMORY));
        if *times == 1 {
            let most = FORMATS.iter().find(|(own, _)| own == formats);
            let most = most.map_or(f64::INFINITY, |(_, most)| *most);
            cell.judge(&named("time"), seconds, Budget::AtMost(most));
            continue;
        }
        let smallest = exports.iter().find(|own| own.times == 1 && own.formats == *formats);
        if let Some(Export { finished: smallest, .. }) = smallest {
            let flat = Budget::AtMost(smallest.peak_mb * FLAT);
            cell.judge(&format!("{} against 1×", named("memory")), peak_mb, flat);
            let linear = smallest.took.as_secs_f64() * *times as f64 * FLAT;
            let linear = Budget::AtMost(linear);
            cell.judge(&format!("{} against 1×", named("time")), seconds, linear);
        }
    }
    cell
}

/// Exports to a folder that goes at once: those of a large trial would fill a small disk.
fn export(store: &Store, formats: &str) -> Result<Finished> {
    let out = store.folder.join("export");
    let mut command = store.command(&["export", "--study", STUDY, "--format", formats]);
    let finished = watch(command.arg("--out").arg(&out), PATIENCE);
    let finished = finished.context("nothing was exported")?;
    fs::remove_dir_all(&out).context("the export is not where it should be")?;
    Ok(finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(times: usize, formats: &'static str, seconds: u64, peak_mb: f64) -> Export {
        let took = Duration::from_secs(seconds);
        Export { times, formats, finished: Finished { took, peak_mb } }
    }

    fn misses(exports: &[Export]) -> Vec<String> {
        cell(exports).misses().to_vec()
    }

    #[test]
    fn each_format_is_judged_by_its_own_budget_and_larger_trials_by_the_smallest() {
        let good = [made(1, "csv", 2, 60.0), made(1, "xlsx", 6, 60.0), made(4, "csv", 10, 75.0)];
        assert_eq!(misses(&good), [""; 0]);
        let slow = [made(1, "sav", 3, 60.0), made(1, ALL, 90, 151.5), made(4, "sav", 18, 120.0)];
        let told = [
            "time of sav at 1× 50 % over".to_owned(),
            format!("memory of {ALL} at 1× 1 % over"),
            "memory of sav at 4× against 1× 60 % over".to_owned(),
            "time of sav at 4× against 1× 20 % over".to_owned(),
        ];
        assert_eq!(misses(&slow), told);
    }
}
