//! What the process tells about itself, on standard error. Never an answer, a name or a link.

use std::io::{self, IsTerminal, Write};

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
    let is_coloured = io::stderr().is_terminal();
    let told = tracing_subscriber::fmt()
        .with_env_filter(filter(settings.log))
        .with_writer(move || Line { to: io::stderr(), is_coloured })
        .with_ansi(is_coloured);
    let begun = match settings.log_format {
        LogFormat::Text => told.with_target(false).try_init(),
        LogFormat::Json => told.json().try_init(),
    };
    // A second call finds the first one's subscriber in place, which is what is wanted.
    drop(begun);
}

/// One line for what is told at once, whatever is in it: nobody forges a second one, or moves about on the
/// screen of whoever reads it.
struct Line<W> {
    to: W,
    /// Colours begin with a control character of their own.
    is_coloured: bool,
}

impl<W: Write> Write for Line<W> {
    /// What is told comes whole, with the end of its line.
    fn write(&mut self, told: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(told);
        let mut line = String::with_capacity(text.len());
        for c in text.strip_suffix('\n').unwrap_or(&text).chars() {
            match c {
                '\u{1b}' if self.is_coloured => line.push(c),
                c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                    line.extend(c.escape_default());
                }
                c => line.push(c),
            }
        }
        line.push('\n');
        self.to.write_all(line.as_bytes())?;
        Ok(told.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, told: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("nobody panicked").write(told)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn whatever_is_in_it_what_is_told_at_once_is_one_line() {
        let written = Written::default();
        let to = written.clone();
        let log = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || Line { to: to.clone(), is_coloured: false })
            .finish();
        tracing::subscriber::with_default(log, || {
            let evil =
                "it ended\r\n2026-11-28T10:00:00Z  INFO nobody signed in\u{1b}[2J\u{85}\u{2028}x";
            tracing::warn!(reason = %evil, "{evil}, José said");
        });

        let told = String::from_utf8(written.0.lock().expect("nobody panicked").clone());
        let told = told.expect("it is text");
        assert_eq!(told.matches(|c: char| c.is_control()).count(), 1, "{told:?}");
        assert!(told.ends_with('\n') && !told.contains('\u{2028}'), "{told:?}");
        assert!(told.contains("it ended\\r\\n2026-11-28") && told.contains("José"), "{told}");
    }
}
