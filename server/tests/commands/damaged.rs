//! A server that is started while a study's protocol is damaged: what its participants and everybody else find then.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use crate::{
    desk::Desk,
    running::{Running, answer},
    statements::does_in_file,
};

const BREAKS: &str = "UPDATE protocol_version SET canonical = 'x' || canonical \
    WHERE study_id = (SELECT id FROM study WHERE key = 'bridgeway')";
const MENDS: &str = "UPDATE protocol_version SET canonical = SUBSTR(canonical, 2) \
    WHERE study_id = (SELECT id FROM study WHERE key = 'bridgeway')";
const BREAKS_THE_WAVES: &str = "UPDATE known_waves SET waves = waves || ' ' \
    WHERE study_id = (SELECT id FROM study WHERE key = 'bridgeway')";
const AGREES: &str = "C1=yes&C2=yes&C3=yes&C4=contact_email&C5=no&C6=no&C7=no&C8=no&C9=yes";

/// Two studies: the example, and another with one person.
fn two_studies(test: &str) -> Desk {
    let desk = Desk::with_people(test);
    let other = desk.reads("study.toml").replacen("key = \"bridgeway\"", "key = \"lantern\"", 1);
    desk.writes("lantern/study.toml", other);
    for name in ["protocol.toml", "messages.en.toml"] {
        desk.writes(&format!("lantern/{name}"), desk.reads(name));
    }
    desk.types("study load lantern/study.toml").done();
    desk.types("enrol --study lantern enrolment.csv").done();
    desk
}

fn does(desk: &Desk, what: &[&str]) {
    let file = desk.folder().join("throughline-data/throughline.db");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(does_in_file(&file, what));
}

/// The path of somebody's link.
fn link(desk: &Desk, study: &str, number: &str) -> String {
    let typed = format!("link --study {study} --participant {number} --wave baseline");
    let link = desk.types(&typed).done().out;
    let (_, token) = link.trim().rsplit_once("/r/").expect("a link");
    format!("/r/{token}")
}

/// The whole answer to a form.
fn post(address: &str, path: &str, form: &str) -> String {
    let host = address.strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(host).expect("somebody listens");
    let length = form.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}"
    );
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

fn leads_to(answer: &str) -> String {
    let at = answer
        .lines()
        .find_map(|line| line.to_lowercase().strip_prefix("location: ").map(|_| line));
    at.unwrap_or_else(|| panic!("{answer}"))["location: ".len()..].trim().to_owned()
}

#[test]
fn whoever_began_goes_on_and_others_begin_on_a_server_that_started_with_a_damaged_protocol() {
    let desk = two_studies("damaged-goes-on");
    let (anna, ben) = (link(&desk, "bridgeway", "EX-0001"), link(&desk, "bridgeway", "EX-0002"));
    let mut before = Running::begun(&desk, "serve --listen 127.0.0.1:0");
    let address = before.line("Serving on ");
    let first = leads_to(&post(&address, &format!("{anna}/consent"), AGREES));
    drop(before);
    does(&desk, &[BREAKS]);

    let mut running = Running::begun(&desk, "serve --listen 127.0.0.1:0");
    let address = running.line("Serving on ");

    let next = leads_to(&post(&address, &first, "hadwork=1&genhlth=1&then=continue"));
    assert!(next.starts_with(&format!("{anna}/q/")) || next.starts_with(&anna), "{next}");
    let page = answer(&format!("{address}{ben}"));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let begun = leads_to(&post(&address, &format!("{ben}/consent"), AGREES));
    assert!(begun.starts_with(&format!("{ben}/q/")), "{begun}");
}

#[test]
fn where_the_waves_are_lost_too_a_page_says_so_kindly_and_all_works_again_once_they_are_mended() {
    let desk = two_studies("damaged-kindly");
    let (anna, other) = (link(&desk, "bridgeway", "EX-0001"), link(&desk, "lantern", "EX-0001"));
    does(&desk, &[BREAKS, BREAKS_THE_WAVES]);

    let mut running = Running::begun(&desk, "serve --listen 127.0.0.1:0");
    let address = running.line("Serving on ");

    let page = answer(&format!("{address}{anna}"));
    assert!(page.starts_with("HTTP/1.1 503"), "{page}");
    for said in ["this study is having a problem", "come back tomorrow", "0114 496 0000"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(answer(&format!("{address}{other}")).starts_with("HTTP/1.1 200"), "the other study");
    let consent = post(&address, &format!("{anna}/consent"), AGREES);
    assert!(consent.starts_with("HTTP/1.1 503"), "{consent}");

    does(&desk, &[MENDS]);
    assert!(answer(&format!("{address}{anna}")).starts_with("HTTP/1.1 200"), "without a restart");
    leads_to(&post(&address, &format!("{anna}/consent"), AGREES));
}
