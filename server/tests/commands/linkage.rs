//! Terms and linking: a file for an owner of records, what it returns, and whom it has to stop using.

use crate::desk::Desk;

const ALL: &str = "C1=yes C2=yes C3=yes C4=contact_phone C5=yes C6=no C7=no C8=no C9=yes C10=no";
const RELEASE: &str = "linkage release --study bridgeway --owner dwp-hmrc --out";

/// The example's terms, whose agreements hold on every day.
fn terms(desk: &Desk) -> String {
    desk.copies("terms.toml");
    let text = desk.reads("terms.toml");
    text.replace("agreed_from = \"2026-09-01\"", "agreed_from = \"2020-01-01\"")
        .replace("agreed_to = \"2029-08-31\"", "agreed_to = \"2099-12-31\"")
        .replace("frozen_on = \"2028-03-31\"\n", "")
}

/// Anna and Ben agree, and a number of theirs is on record.
fn agreed(test: &str) -> Desk {
    let desk = Desk::with_people(test);
    desk.writes("numbers.csv", "study_number,nino\nEX-0001,AB123456C\nEX-0002,AB123457C\n");
    desk.types("enrol --study bridgeway --apply numbers.csv").done();
    for number in ["EX-0001", "EX-0002"] {
        let record =
            format!("consent record --study bridgeway {number} --channel phone --witness JT {ALL}");
        desk.types(&record).done();
    }
    let terms = terms(&desk);
    desk.writes("terms.toml", terms);
    desk.types("terms publish terms.toml --study bridgeway").done();
    desk
}

/// What the owner returns: of whoever is on the first line of its file.
fn returned(desk: &Desk, file: &str) -> String {
    let identifiers = desk.reads(file);
    let first = identifiers.lines().nth(1).expect("somebody is in it");
    let number = first.split(',').next().expect("a number");
    format!(
        "linkage_id,weeks_worked,earned,last_paid_on,benefit\n{number},30,15200.50,2027-03-31,1\n"
    )
}

#[test]
fn terms_are_checked_beside_the_study_published_once_and_shown_as_they_were_brought() {
    let desk = Desk::with_study("terms");
    desk.copies("terms.toml");

    desk.types("terms show --study bridgeway")
        .refused("the study has no terms; publish a file with `throughline terms publish`");
    desk.types("terms check terms.toml")
        .done()
        .says("terms.toml: no faults, version 1, 2 purposes, 2 owners");
    desk.types("terms publish terms.toml --study bridgeway")
        .done()
        .says_also("bridgeway: terms 1 are published, and hold from now on, SHA-256 ");
    desk.types("terms publish terms.toml --study bridgeway")
        .done()
        .says_also("bridgeway: terms 1 hold already, just like this, SHA-256 ");
    let shown = desk.types("terms show --study bridgeway");
    assert_eq!(shown.out.trim_end(), desk.reads("terms.toml").trim_end());
    let wrong = desk.reads("terms.toml").replace("\"C5\"", "\"C7\"");
    desk.writes("wrong.toml", wrong);
    desk.types("terms check wrong.toml --study bridgeway")
        .refused_with("statement C7 does not permit that records are linked");
    desk.types("terms list --study bridgeway").done().says_also("terms 1, published ");
}

#[test]
fn a_file_goes_comes_back_and_is_in_the_log() {
    let desk = agreed("linkage");

    desk.types(&format!("{RELEASE} sent"))
        .done()
        .says_also("sent/identifiers.csv: linkage file 1 for dwp-hmrc, SHA-256 ")
        .says_also("2 of 5 are included");
    let header = desk.reads("sent/identifiers.csv").lines().next().map(str::to_owned);
    let expected = "linkage_id,nino,first_name,last_name,dob,postcode,sex";
    assert_eq!(header.as_deref(), Some(expected));
    desk.types(&format!("{RELEASE} sent")).refused_with("is not an empty folder");
    let returned = returned(&desk, "sent/identifiers.csv");
    desk.writes("wrong.csv", returned.replace(",30,", ",many,"));
    desk.types("linkage import wrong.csv --answers 1 --study bridgeway")
        .refused("nothing was taken:\nrow 2: weeks_worked is not a whole number");
    desk.writes("returned.csv", &returned);
    desk.types("linkage import returned.csv --answers 1 --study bridgeway")
        .done()
        .says("Taken for linkage file 1: 1 of 2 found.\n  1 found and the owner does not say how");
    desk.types("linkage import returned.csv --answers 1 --study bridgeway")
        .done()
        .says("This file was taken for linkage file 1 already, just like this: 1 of 2 found.");
    desk.types("linkage log --study bridgeway")
        .done()
        .says_also("agreement DSA-2026-014, terms 1")
        .says_also("1 of 2 found");
    let log = desk.types("linkage log --study bridgeway --json").done().out;
    let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
    assert_eq!(log[0]["matched"], serde_json::Value::Null, "what came back has a place of its own");
    assert_eq!(log[0]["returned"]["matched"]["linkage_id"], 1);
    assert_eq!(log[0]["people"], 2);
}

#[test]
fn who_stops_linkage_is_on_the_owners_list() {
    let desk = agreed("withdrawals");
    desk.types(&format!("{RELEASE} sent")).done();
    let list = "linkage withdrawals --study bridgeway --owner dwp-hmrc --out";

    desk.types(&format!("{list} list")).refused(
        "nobody who was in a file for dwp-hmrc has changed their mind: there is nothing to tell it",
    );
    assert!(!desk.has("list"));
    desk.types("stop --study bridgeway EX-0001 stop-linkage --channel phone").done();
    desk.types(&format!("{list} list"))
        .done()
        .says_also("1 number that dwp-hmrc has to stop using, 1 of them new");
    assert_eq!(desk.reads("list/withdrawals.csv").lines().count(), 2);
    desk.types("linkage log --study bridgeway").done().says_also("as the owner was told");
    desk.types("linkage key --study bridgeway --owner dwp-hmrc")
        .refused("dwp-hmrc is given no hashes by the terms, so it needs no key");
}
