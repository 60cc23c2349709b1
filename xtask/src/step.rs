//! One thing after the other: each says what it is, how long it took, and stops the rest when it fails.

use anyhow::{Context, Result};
use std::time::Instant;

pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("== {name}");
    let started = Instant::now();
    let done = work().with_context(|| format!("this step failed: {name}"))?;
    eprintln!("   {name}: {:.1} s", started.elapsed().as_secs_f32());
    Ok(done)
}

/// Steps that are counted, because they are what the closing line reports.
#[derive(Default)]
pub struct Checks {
    passed: usize,
}

impl Checks {
    pub fn check<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let outcome = step(name, work);
        match outcome {
            Ok(_) => self.passed += 1,
            Err(_) => println!("Checks: {} passed, 1 failed", self.passed),
        }
        outcome
    }

    pub fn close(self) {
        println!("Checks: {} passed, 0 failed", self.passed);
    }
}
