//! What the log says of a whole visit: enough to find a fault, and nothing of the person.

use std::{cell::RefCell, io, sync::Once, time::Duration};

use super::anna::Anna;
use crate::{peers::Peer, router::HttpSettings, settings, telemetry};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};

thread_local! {
    /// What was told on this thread. A test and all that it begins run on one.
    static TOLD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The log of each thread, apart.
struct Log;

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        TOLD.with_borrow_mut(|told| told.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// From now on what is told can be heard. For the whole process: told on one thread only, what others came by
/// first would be left out.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let log = tracing_subscriber::fmt()
            .with_env_filter(telemetry::filter(settings::Log::Debug))
            .with_writer(|| Log)
            .json()
            // Fractions of a second are any digits, those that are looked for too.
            .without_time()
            .finish();
        tracing::subscriber::set_global_default(log).expect("the only one");
    });
}

/// What was told on this thread since.
pub fn heard() -> String {
    String::from_utf8(TOLD.take()).expect("text")
}

/// Everything that can be done and gone wrong on one visit.
async fn visits(anna: &mut Anna) -> Vec<String> {
    let code = anna.code().await;
    let token = anna.link().trim_start_matches("/r/").to_owned();
    anna.opens("").await;
    anna.posts("/check", "day=11&month=1").await;
    let address = "203.0.113.77".parse().unwrap();
    for (code, day) in [("0000-0000", 27), (code.as_str(), 11), (code.as_str(), 27)] {
        let form = format!("code={code}&day={day}&month=3");
        let request = Request::post("/c").extension(Peer(address));
        let entered = anna.asks(request, Body::from(form)).await;
        anna.remember(&entered);
    }
    anna.opens_address(&format!("/c/{code}")).await;
    anna.answers("/consent", super::anna::CONSENT).await;
    anna.answers("/q/dob", "dob_day=99&dob_month=zebra&dob_year=1980&then=next").await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    anna.keeps("/q/sex", "sex=zebra").await;
    anna.posts("/q/zebra?zebra=1", "sex=1").await;
    anna.opens_address("/r/ZEBRAZEBRAZEBRAZEBRAZEBRA1").await;
    let elsewhere =
        Request::post(format!("{}/q/sex", anna.link())).header("origin", "https://zebra.example");
    anna.asks(elsewhere.header("x-request-id", "zebra"), Body::from("sex=1")).await;
    anna.posts("/q/dob", &"zebra".repeat(20_000)).await;
    anna.breaks_the_database().await;
    assert_eq!(anna.opens("/q/sex").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let proof = anna.cookie().split_once('=').expect("a cookie").1.to_owned();
    let known =
        ["Annabel", "07700", "900123", "annabel@", "1980", "A-001", "zebra", "ZEBRA", "203.0.113"];
    [token, code, proof].into_iter().chain(known.map(str::to_owned)).collect()
}

#[tokio::test]
async fn the_log_of_a_whole_visit_has_no_link_no_name_and_nothing_that_was_typed() {
    let mut anna = Anna::with_birthday(HttpSettings {
        guess: Duration::ZERO,
        ..HttpSettings::at("http://127.0.0.1:3000")
    })
    .await;
    listen();

    let secrets = visits(&mut anna).await;

    let log = heard();
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} is in the log:\n{log}");
    }
    let told = |part: &str| assert!(log.contains(part), "{part} is not in the log:\n{log}");
    told("\"route\":\"/r/{token}/q/{page}\",\"status\":303,\"duration_ms\":");
    told("\"route\":\"/c\",\"status\":422");
    told("\"status\":403");
    told("\"status\":413");
    told("could not use the database");
    told("\"span\":{\"id\":\"");
}
