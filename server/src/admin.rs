//! What those who run the service ask it, on an address of its own that strangers do not reach.

use std::{sync::Arc, time::Duration};

use app::api::door::Clock;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use migrations::{Migrator, MigratorTrait};
use records::{Db, connections, outbox, stores::Unusable};

use tokio::net::TcpListener;

use crate::{
    figures::{self, Figures},
    listening::{self, Lines},
};

/// Answers those who run the service, if they have an address of their own. With readiness they are told what
/// they were warned of at the start: a line in the log is soon far up.
pub async fn watched(db: Db, warnings: Vec<String>, door: Option<(TcpListener, Figures)>) {
    let Some((listener, figures)) = door else { return };
    let router = router(db, warnings, figures.clone());
    let asked = listening::serve(router, listener, Lines::default(), std::future::pending());
    tokio::select! {
        () = add_up(figures) => {}
        served = asked => drop(served),
    }
}

#[derive(Clone)]
struct Admin {
    db: Db,
    clock: Clock,
    figures: Arc<Figures>,
    warnings: Arc<[String]>,
}

/// Everything that is answered there.
fn router(db: Db, warnings: Vec<String>, figures: Figures) -> Router {
    let (figures, warnings) = (Arc::new(figures), warnings.into());
    let admin = Admin { db, clock: Clock::default(), figures, warnings };
    Router::new()
        .route("/livez", get(async || "alive\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(told))
        .with_state(admin)
}

/// Adds up the figures now and then, whether or not anybody asks for them.
async fn add_up(figures: Figures) {
    loop {
        tokio::time::sleep(Duration::from_secs(5)).await;
        figures.add_up();
    }
}

/// Whether participants can be answered: the database is there, and at this program's schema. That
/// messages are late is told and makes nobody unready: another server would not send them sooner.
async fn ready(State(admin): State<Admin>) -> Response {
    let pending = Migrator::get_pending_migrations_read_only(admin.db.read()).await;
    let pending = match pending {
        Ok(pending) => pending.len(),
        Err(error) => return unanswered(&error),
    };
    match admin.outbox().await {
        Ok(_) if pending > 0 => unready(&format!("{pending} migrations are missing")),
        Ok(late) => is_ready(late, &admin.warnings).into_response(),
        Err(error) => unanswered(&error),
    }
}

async fn told(State(admin): State<Admin>) -> Response {
    figures::connections(&connections::of(&admin.db));
    if let Err(error) = admin.outbox().await {
        tracing::warn!(%error, "the outbox could not be counted");
    }
    let kind = (CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([kind], admin.figures.told()).into_response()
}

fn is_ready(late: Duration, warnings: &[String]) -> String {
    let warnings = warnings.iter().map(|warning| format!("warning: {warning}\n"));
    let warnings: String = warnings.collect();
    format!("ready\nmessages late by {} s\n{warnings}", late.as_secs())
}

fn unanswered(error: &impl std::fmt::Display) -> Response {
    tracing::error!(%error, "the database does not answer");
    unready("the database does not answer")
}

fn unready(why: &str) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {why}\n")).into_response()
}

impl Admin {
    /// Counts what waits to be sent: how late the first of it is.
    async fn outbox(&self) -> Result<Duration, Unusable> {
        let waiting = outbox::waiting(&self.db, self.clock.now()).await?;
        figures::outbox(&waiting);
        Ok(waiting.late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_warned_of_at_the_start_is_told_with_readiness_a_line_each() {
        let warnings = ["one".to_owned(), "another".to_owned()];

        let told = is_ready(Duration::from_millis(2600), &warnings);

        assert_eq!(told, "ready\nmessages late by 2 s\nwarning: one\nwarning: another\n");
    }
}
