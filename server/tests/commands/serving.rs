//! Serving: that it answers, where links point, and what is said when it cannot.

use std::net::TcpListener;

use crate::{
    desk::Desk,
    running::{Running, get},
};

#[test]
fn a_server_without_a_study_serves_and_says_how_to_load_one() {
    let desk = Desk::empty("serve-empty");
    let mut running = Running::begun(&desk, "serve --listen 127.0.0.1:0");

    let address = running.line("Serving on ");

    assert_eq!(get(&format!("{address}/readyz")), "HTTP/1.1 200 OK");
}

#[test]
fn the_link_of_the_demo_opens() {
    let desk = Desk::empty("serve-demo");
    let mut running = Running::begun(&desk, "demo --participants 3 --listen 127.0.0.1:0");

    let link = running.line("Link:");

    assert_eq!(get(&link), "HTTP/1.1 200 OK");
}

#[test]
fn with_0_0_0_0_the_link_names_an_address_that_a_phone_can_open() {
    let desk = Desk::empty("serve-network");
    let mut running = Running::begun(&desk, "demo --participants 3 --listen 0.0.0.0:0");

    let link = running.line("Link:");

    assert!(!link.contains("0.0.0.0"), "{link}");
    assert_eq!(get(&link), "HTTP/1.1 200 OK");
}

#[test]
fn a_port_that_is_taken_is_named_with_the_flag_that_chooses_another() {
    let desk = Desk::empty("serve-taken");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address");

    for command in ["serve", "demo"] {
        let refused = desk.types(&format!("{command} --listen {address}"));
        refused
            .refused_with(&format!("{address} is in use by another program"))
            .refused_with("--listen");
    }
    assert!(!desk.has("throughline-data"), "a refused server left data behind");
    assert!(!desk.has("throughline-demo"), "a refused demo left data behind");
}

#[test]
fn an_address_without_a_port_is_refused_with_an_example() {
    let desk = Desk::empty("serve-address");

    desk.types("serve --listen localhost")
        .refused("“localhost” is no address to listen on; write it like --listen 127.0.0.1:3000");
}
