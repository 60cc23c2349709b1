//! The audit, as somebody checks it who has the program and the data.

use std::process::{Child, Stdio};

use crate::desk::Desk;

/// A server that does its background work until it is killed, as by a power cut.
pub struct Serving(Child);

impl Serving {
    pub fn begun(desk: &Desk) -> Self {
        let mut command = desk.command("serve --listen 127.0.0.1:0");
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program"))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks until the server has sealed everything: how the chain then stands.
pub fn once_sealed(desk: &Desk) -> String {
    for _ in 0..2000 {
        let verdict = desk.types("audit verify").done().out;
        if !verdict.contains("Not sealed yet") {
            return verdict;
        }
    }
    panic!("something is never sealed: {}", desk.types("audit verify").out)
}

#[test]
fn whatever_a_killed_server_left_is_sealed_by_the_next() {
    let desk = Desk::with_people("audit-killed");
    desk.types("audit verify").done().says_also("Not sealed yet: 6 entries, the oldest of ");
    desk.types("audit anchor").refused_with("nothing is sealed yet");

    // Killed at once, in the middle of whatever it does, again and again.
    for _ in 0..5 {
        drop(Serving::begun(&desk));
    }
    let _serving = Serving::begun(&desk);

    let verdict = once_sealed(&desk);
    assert_eq!(verdict, "The chain is whole: 6 entries as they were sealed.\n");
}

#[test]
fn an_anchor_is_one_line_and_the_chain_is_checked_against_it() {
    let desk = Desk::with_study("audit-anchor");
    let serving = Serving::begun(&desk);
    once_sealed(&desk);
    drop(serving);

    let anchor = desk.types("audit anchor").done().out;
    let anchor = anchor.trim_end();

    assert!(anchor.starts_with("5-") && anchor.len() == 66, "{anchor}");
    desk.types(&format!("audit verify --anchor {anchor}")).done();
    let other = format!("5-{}", "0".repeat(64));
    desk.types(&format!("audit verify --anchor {other}"))
        .refused_with("at seal 5 the chain is another than the one that was anchored");
    let later = format!("6-{}", &anchor[2..]);
    desk.types(&format!("audit verify --anchor {later}")).refused_with("at seal 6");
    let outcome = desk.types("audit verify --anchor yesterday");
    assert_eq!(outcome.code, 2, "{outcome:?}");
}

#[test]
fn what_was_done_is_listed_and_searched() {
    let desk = Desk::with_people("audit-list");

    let all = desk.types("audit list").done().out;
    let loaded = desk.types("audit list --action LOADED --actor line").done().out;

    assert_eq!(all.lines().count(), 6, "{all}");
    assert!(loaded.ends_with("\tcommand line\tstudy loaded\tbridgeway\t\n"), "{loaded}");
    desk.types("audit list --person EX-0001").done().says("");
    let outbox = desk.types("outbox");
    assert_eq!((outbox.code, outbox.err.as_str()), (0, "The outbox is empty.\n"));
}
