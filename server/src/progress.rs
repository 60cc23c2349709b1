//! Work that takes longer than a second is shown, on a terminal only: a file or a pipe gets no bars.

use std::{
    pin::pin,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before it is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar for work that counts what is done.
pub struct Bar {
    bar: ProgressBar,
    begun: Instant,
}

impl Bar {
    /// Begins, without showing anything yet.
    pub fn new(what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_message(what);
        if let Ok(style) =
            ProgressStyle::with_template("{msg} [{bar:30}] {pos} of {len} · {eta} left")
        {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, begun: Instant::now() }
    }

    /// So much of so much is done.
    pub fn at(&self, done: u64, total: u64) {
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE {
            // indicatif itself draws nothing where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_length(total);
        self.bar.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Does the work, and shows that it is going on when it takes long.
pub async fn during<T>(what: &'static str, work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    if let Ok(done) = tokio::time::timeout(PATIENCE, &mut work).await {
        return done;
    }
    let spinner = ProgressBar::new_spinner().with_message(what);
    spinner.enable_steady_tick(Duration::from_millis(120));
    let done = work.await;
    spinner.finish_and_clear();
    done
}
