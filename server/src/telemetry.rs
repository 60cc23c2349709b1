//! What the process tells about itself, on standard error. Never an answer, a name or a link.

use tracing_subscriber::EnvFilter;

use crate::settings::{Log, LogFormat, Settings};

/// Our own crates, as their messages name them.
const OURS: [&str; 4] = ["throughline", "app", "records", "surveys"];

/// What is told: libraries tell warnings only.
pub fn filter(log: Log) -> EnvFilter {
    let level = match log {
        Log::Error => "error",
        Log::Warn => "warn",
        Log::Info => "info",
        Log::Debug => "debug",
    };
    let ours = OURS.map(|name| format!("{name}={level}")).join(",");
    EnvFilter::new(format!("warn,{ours}"))
}

/// Begins to tell. Only the first call of a process counts.
pub fn begin(settings: &Settings) {
    let told = tracing_subscriber::fmt()
        .with_env_filter(filter(settings.log))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    let begun = match settings.log_format {
        LogFormat::Text => told.with_target(false).try_init(),
        LogFormat::Json => told.json().try_init(),
    };
    // A second call finds the first one's subscriber in place, which is what is wanted.
    drop(begun);
}
