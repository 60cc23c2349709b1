//! How long what is kept.

use chrono::NaiveDate;
use surveys::{
    authoring::File,
    retention::{Due, Kind, Retention},
    study::Study,
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn check(retention: &Retention, kind: Kind, since: Option<&str>, due: Due) {
    assert_eq!(retention.due(kind, since.map(day)), due, "{kind:?}");
}

fn reported() -> Retention {
    Retention { final_report_on: Some(day("2027-02-28")), ..Retention::default() }
}

#[test]
fn a_study_without_a_final_report_keeps_names_and_answers() {
    let usual = Retention::default();

    check(&usual, Kind::Identifiers, None, Due::NoFinalReport);
    check(&usual, Kind::Answers, None, Due::NoFinalReport);
    check(&usual, Kind::Numbers, None, Due::NoLastLinkage);
    assert!(!Due::NoFinalReport.has_come(day("2099-01-01")));
}

#[test]
fn names_go_a_year_after_the_report_and_answers_after_ten() {
    check(&reported(), Kind::Identifiers, None, Due::From(day("2028-02-28")));
    check(&reported(), Kind::Answers, None, Due::From(day("2037-02-28")));
    let leap = Retention { final_report_on: Some(day("2028-02-29")), ..Retention::default() };
    check(&leap, Kind::Identifiers, None, Due::From(day("2029-02-28")));
}

#[test]
fn numbers_go_after_the_last_linkage_and_with_the_names_at_the_latest() {
    let linked = |on| Retention { last_linkage_on: Some(day(on)), ..reported() };

    check(&linked("2027-01-05"), Kind::Numbers, None, Due::From(day("2027-01-05")));
    check(&linked("2030-01-05"), Kind::Numbers, None, Due::From(day("2028-02-28")));
    check(&reported(), Kind::Numbers, None, Due::From(day("2028-02-28")));
}

#[test]
fn what_has_a_day_of_its_own_goes_so_many_days_after_it() {
    let usual = Retention::default();

    check(&usual, Kind::Unfinished, Some("2026-03-02"), Due::From(day("2026-05-31")));
    check(&usual, Kind::MessageFiles, Some("2026-03-02"), Due::From(day("2026-04-01")));
    check(&usual, Kind::StaffSessions, Some("2026-03-02"), Due::From(day("2026-04-01")));
    check(&usual, Kind::Unfinished, None, Due::NotYet);
}

#[test]
fn what_was_written_of_an_entry_goes_so_long_after_the_report_or_after_it_was_closed() {
    let before = Some("2026-03-02");
    check(&reported(), Kind::Complaints, before, Due::From(day("2028-02-28")));
    check(&reported(), Kind::Breaches, before, Due::From(day("2037-02-28")));
    check(&reported(), Kind::Harms, before, Due::From(day("2037-02-28")));
    check(&reported(), Kind::Complaints, Some("2027-12-31"), Due::From(day("2028-12-31")));
    check(&reported(), Kind::Complaints, None, Due::NotYet);
    check(&Retention::default(), Kind::Complaints, before, Due::NoFinalReport);
}

#[test]
fn it_goes_on_the_day_itself_and_not_a_day_before() {
    let due = reported().due(Kind::Identifiers, None);

    assert!(!due.has_come(day("2028-02-27")));
    assert!(due.has_come(day("2028-02-28")));
}

#[test]
fn a_studys_file_says_what_differs_from_the_usual() {
    let text = include_str!("../../examples/study/study.toml");
    let read = |more: &str| {
        let text = text.replacen("[team]", &format!("{more}\n[team]"), 1);
        Study::read(&File { name: "study.toml".to_owned(), text })
    };

    assert!(read("").expect("the example").retention.is_usual());
    let own = read("[retention]\nfinal_report_on = \"2027-02-28\"\nanswers_years = 5\n");
    let own = own.expect("it is in order").retention;
    assert_eq!(own, Retention { answers_years: 5, ..reported() });
    assert!(read("[retention]\nanswer_years = 5\n").is_err(), "a word that says nothing");
}
