//! What is counted for those who watch over the service. No figure has a label that could name a
//! person: of an address only the pattern that it fits.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use axum::http::{Method, StatusCode};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use records::{connections::Connections, outbox::Waiting};

/// Whether anybody asked for figures. Until then nothing is counted, and nothing is spent on it.
static COUNTING: AtomicBool = AtomicBool::new(false);

const REQUESTS: &str = "throughline_requests_total";
const SECONDS: &str = "throughline_request_seconds";
const SAVED: &str = "throughline_pages_saved_total";
const WRONG_CODES: &str = "throughline_codes_wrong_total";
const HELD_OFF: &str = "throughline_requests_held_off_total";
const FORGED: &str = "throughline_hooks_forged_total";
const CONNECTIONS: &str = "throughline_database_connections";
const WAITING: &str = "throughline_outbox_waiting";
const UNDECIDED: &str = "throughline_outbox_undecided";
const LATE: &str = "throughline_outbox_late_seconds";

/// The figures, as Prometheus reads them.
#[derive(Clone)]
pub struct Figures(PrometheusHandle);

impl Figures {
    /// Begins to count.
    ///
    /// # Errors
    /// When the process counts already.
    pub fn begin() -> Result<Self, BuildError> {
        let buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 60.0];
        let seconds = Matcher::Full(SECONDS.to_owned());
        let recorder = PrometheusBuilder::new().set_buckets_for_metric(seconds, &buckets)?;
        let figures = Self(recorder.install_recorder()?);
        describe();
        COUNTING.store(true, Ordering::Relaxed);
        Ok(figures)
    }

    /// All of them.
    pub fn told(&self) -> String {
        self.0.render()
    }

    /// Adds up what was counted one by one, which otherwise grows until somebody asks.
    pub fn add_up(&self) {
        self.0.run_upkeep();
    }
}

fn describe() {
    describe_counter!(REQUESTS, "Requests that were answered.");
    describe_histogram!(SECONDS, "How long requests took, in seconds.");
    describe_counter!(SAVED, "Pages of answers that were saved.");
    describe_counter!(WRONG_CODES, "Short codes that did not fit the birthday given with them.");
    describe_counter!(HELD_OFF, "Requests that came too often and were told to wait.");
    describe_counter!(FORGED, "What came to a hook and was not signed by whom it is for.");
    describe_gauge!(CONNECTIONS, "Connections to the database.");
    describe_gauge!(WAITING, "Messages that are waiting to be sent.");
    describe_gauge!(
        UNDECIDED,
        "Messages that failed or are in doubt, and wait for somebody to decide."
    );
    describe_gauge!(
        LATE,
        "How long the message has waited that should have gone first, in seconds."
    );
    for counted in [SAVED, WRONG_CODES, HELD_OFF, FORGED] {
        counter!(counted).absolute(0);
    }
}

fn counting() -> bool {
    COUNTING.load(Ordering::Relaxed)
}

/// A request was answered.
pub fn answered(method: &Method, route: &str, status: StatusCode, took: Duration) {
    if !counting() {
        return;
    }
    // A method can be any word that a stranger sends.
    let method = match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    };
    let status = status.as_u16().to_string();
    counter!(REQUESTS, "method" => method, "route" => route.to_owned(), "status" => status)
        .increment(1);
    histogram!(SECONDS, "route" => route.to_owned()).record(took.as_secs_f64());
}

/// A page of answers was saved.
pub fn page_saved() {
    if counting() {
        counter!(SAVED).increment(1);
    }
}

/// A short code did not fit.
pub fn code_wrong() {
    if counting() {
        counter!(WRONG_CODES).increment(1);
    }
}

/// Somebody asked too often.
pub fn held_off() {
    if counting() {
        counter!(HELD_OFF).increment(1);
    }
}

/// Something came to a hook that was not signed.
pub fn forged() {
    if counting() {
        counter!(FORGED).increment(1);
    }
}

/// How the database's connections stand.
pub fn connections(each: &[(&'static str, Connections)]) {
    for (used_for, Connections { open, idle }) in each {
        let at_work = open.saturating_sub(*idle);
        gauge!(CONNECTIONS, "for" => *used_for, "state" => "idle").set(f64::from(*idle));
        gauge!(CONNECTIONS, "for" => *used_for, "state" => "at work").set(f64::from(at_work));
    }
}

/// How many messages wait, for how long one has that is due, and how many somebody has to decide about.
pub fn outbox(waiting: &Waiting) {
    let Waiting { messages, late, undecided } = waiting;
    gauge!(WAITING).set(*messages as f64);
    gauge!(UNDECIDED).set(*undecided as f64);
    gauge!(LATE).set(late.as_secs_f64());
}
