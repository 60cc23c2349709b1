//! What the numbers were measured on.

use std::{fs, process::Command, thread};

/// One line. The load is that of the minute before: others' work makes our numbers worse.
pub fn facts() -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let memory = field("/proc/meminfo", "MemTotal").and_then(|total| {
        let kilobytes: f64 = total.trim_end_matches(" kB").parse().ok()?;
        Some(format!("{:.0} GB", kilobytes / 1024.0 / 1024.0))
    });
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    let date = Command::new("date").args(["-u", "+%Y-%m-%d %H:%M UTC"]).output();
    let date = date.map(|date| String::from_utf8_lossy(&date.stdout).trim().to_owned());
    format!(
        "{cores} cores of {model}, {} memory, load {load} before the start, {}",
        memory.unwrap_or_default(),
        date.unwrap_or_default()
    )
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
