//! The door for those who run the service: is it alive, is it ready, what does it count.

use prometheus_parse::Scrape;

use crate::{
    desk::Desk,
    running::{Running, answer, get},
};

#[test]
fn what_is_counted_can_be_read_by_prometheus_and_names_nobody() {
    let desk = Desk::empty("watching-figures");
    desk.writes("settings.toml", "admin_listen = \"127.0.0.1:0\"\n");
    let mut running = Running::begun(&desk, "serve --config settings.toml --listen 127.0.0.1:0");
    let site = running.line("Serving on ");
    let admin = running.line("Admin on ");
    assert_eq!(get(&format!("{site}/r/00000000000000000000000000")), "HTTP/1.1 404 Not Found");

    let told = answer(&format!("{admin}/metrics"));
    let (head, body) = told.split_once("\r\n\r\n").expect("a head and a body");
    let lines = body.lines().map(|line| Ok(line.to_owned()));
    let figures = Scrape::parse(lines).expect("what Prometheus reads").samples;

    assert!(head.contains("content-type: text/plain; version=0.0.4"), "{head}");
    let of = |name: &'static str| figures.iter().filter(move |figure| figure.metric == name);
    // The parser knows no braces in the value of a label, which Prometheus does.
    let counted = |line: &str| assert!(body.contains(line), "{line} is not in:\n{body}");
    counted("throughline_requests_total{method=\"GET\",route=\"/r/{token}\",status=\"404\"} 1\n");
    counted("throughline_request_seconds_count{route=\"/r/{token}\"} 1\n");
    assert_eq!(of("throughline_database_connections").count(), 4);
    assert_eq!(of("throughline_outbox_waiting").count(), 1);
    assert_eq!(of("throughline_pages_saved_total").count(), 1);
    assert!(!body.contains("0000000000"), "a link is in the figures");
}

#[test]
fn readiness_is_told_at_a_door_of_its_own_and_figures_only_there() {
    let desk = Desk::empty("watching-doors");
    let mut running =
        Running::begun(&desk, "serve --listen 127.0.0.1:0 --admin-listen 127.0.0.1:0");
    let site = running.line("Serving on ");
    let admin = running.line("Admin on ");

    assert_eq!(get(&format!("{admin}/livez")), "HTTP/1.1 200 OK");
    let ready = answer(&format!("{admin}/readyz"));
    assert!(ready.starts_with("HTTP/1.1 200 OK"), "{ready}");
    assert!(ready.ends_with("ready\nmessages late by 0 s\n"), "{ready}");
    assert_eq!(get(&format!("{site}/metrics")), "HTTP/1.1 404 Not Found");
}
