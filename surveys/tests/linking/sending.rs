//! Who goes into a file of identifiers: whoever agreed by the day of the cut, agrees now, and can be found.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use surveys::{
    consent::{Answer, Decision, Event, Mode, Permission},
    linking::{
        Identifier, Sex, Unfit,
        sending::{OnRecord, Person, Reason, Tally, Verdict, columns, verdict},
        terms::NotNow,
    },
    stopping::{self, Act, Choice},
};

use super::{day, key, owner, terms};

const ANNA: OnRecord<'static> = OnRecord {
    nino: Some("ab 12 34 56 c"),
    nhs_number: Some("943 476 5919"),
    first_name: Some("Anna"),
    last_name: Some(" O'Malley "),
    dob: None,
    postcode: Some("s12he"),
    sex: Sex::Female,
};

fn anna() -> OnRecord<'static> {
    OnRecord { dob: Some(day("1975-12-01")), ..ANNA }
}

/// What was decided, a word each: when, on which version of the form, about which statement.
fn event(at: &str, form_version: u32, statement: &str, answer: Answer) -> Event {
    let permission = match statement {
        "C5" => Some(Permission::LinkDwpHmrc),
        "C6" => Some(Permission::LinkNhs),
        _ => None,
    };
    let at: DateTime<Utc> = format!("{at}:00Z").parse().expect("a moment");
    let decision = Decision { statement: statement.to_owned(), permission, answer };
    Event { form_version, decision, at, mode: Mode::Web, witness: None }
}

fn yes(at: &str) -> Event {
    event(at, 1, "C5", Answer::Yes)
}

fn stops(choice: Choice, on: &str) -> stopping::Event {
    stopping::Event { act: Act::Stops(choice), wave: None, on: day(on) }
}

fn decided(consents: &[Event], stops: &[stopping::Event], on_record: OnRecord<'_>) -> Verdict {
    let person = Person { consents, stops, zone: "Europe/London", on_record };
    verdict(&owner("dwp-hmrc"), &person, day("2027-06-30"), &key())
}

/// Why somebody with everything on record is left out; none where they are included.
fn why(consents: &[Event], stops: &[stopping::Event]) -> Option<Reason> {
    match decided(consents, stops, anna()) {
        Verdict::LeftOut(reason) => Some(reason),
        Verdict::Included(_) => None,
    }
}

#[test]
fn who_agreed_is_included_with_what_the_owner_may_have_and_nothing_else() {
    let Verdict::Included(included) = decided(&[yes("2026-10-01T12:00")], &[], anna()) else {
        panic!("she agreed");
    };

    let cells: Vec<_> =
        included.cells.iter().map(|(one, cell)| (one.name(), cell.as_str())).collect();
    assert_eq!(
        cells,
        [
            ("nino", "AB123456C"),
            ("first_name", "Anna"),
            ("last_name", "O'Malley"),
            ("dob", "1975-12-01"),
            ("postcode", "S1 2HE"),
            ("sex", "2"),
        ]
    );
    assert_eq!(
        columns(&owner("dwp-hmrc")),
        ["linkage_id", "nino", "first_name", "last_name", "dob", "postcode", "sex"]
    );
    assert!(!format!("{included:?}").contains("AB123456C"));
}

#[test]
fn what_is_given_as_a_hash_is_the_hash_of_its_one_form() {
    let nhs = owner("nhs-england");
    let consents = [event("2026-10-01T12:00", 1, "C6", Answer::Yes)];
    let person =
        Person { consents: &consents, stops: &[], zone: "Europe/London", on_record: anna() };

    let Verdict::Included(included) = verdict(&nhs, &person, day("2027-06-30"), &key()) else {
        panic!("she agreed");
    };

    assert_eq!(columns(&nhs), ["linkage_id", "nhs_number_keyed", "slk581_keyed", "dob"]);
    let expected = BTreeMap::from([
        (Identifier::NhsNumber, key().of(Identifier::NhsNumber, "9434765919")),
        (Identifier::Slk581, key().of(Identifier::Slk581, "MALNN011219752")),
        (Identifier::Dob, "1975-12-01".to_owned()),
    ]);
    assert_eq!(included.cells, expected);
}

#[test]
fn the_hash_of_a_national_insurance_number_does_not_know_its_last_letter() {
    let mut dwp = owner("dwp-hmrc");
    dwp.clear.retain(|one| *one != Identifier::Nino);
    dwp.keyed = vec![Identifier::Nino];
    let consents = [yes("2026-10-01T12:00")];
    for nino in ["AB123456C", "ab 12 34 56"] {
        let on_record = OnRecord { nino: Some(nino), ..anna() };
        let person = Person { consents: &consents, stops: &[], zone: "Europe/London", on_record };
        let Verdict::Included(included) = verdict(&dwp, &person, day("2027-06-30"), &key()) else {
            panic!("she agreed");
        };
        assert_eq!(included.cells[&Identifier::Nino], key().of(Identifier::Nino, "AB123456"));
    }
}

#[test]
fn consent_has_to_be_given_by_the_end_of_the_cuts_day_where_they_live() {
    // In June London's midnight is 23:00 in UTC.
    assert_eq!(why(&[yes("2027-06-30T22:59")], &[]), None);
    assert_eq!(why(&[yes("2027-06-30T23:00")], &[]), Some(Reason::AgreedLater));
}

#[test]
fn who_never_agreed_is_told_apart_from_who_changed_their_mind() {
    let no = |at| event(at, 1, "C5", Answer::No);
    let withdrawn = |at| event(at, 1, "C5", Answer::Withdrawn);
    assert_eq!(why(&[], &[]), Some(Reason::NotAsked));
    assert_eq!(
        why(&[event("2026-10-01T12:00", 1, "C6", Answer::Yes)], &[]),
        Some(Reason::NotAsked)
    );
    assert_eq!(why(&[no("2026-10-01T12:00")], &[]), Some(Reason::Declined));
    let ben = [yes("2026-10-01T12:00"), withdrawn("2027-01-01T12:00")];
    assert_eq!(why(&ben, &[]), Some(Reason::Withdrawn));
    let since = [yes("2026-10-01T12:00"), withdrawn("2027-07-01T12:00")];
    assert_eq!(why(&since, &[]), Some(Reason::WithdrawnSince));
}

#[test]
fn who_agreed_anew_is_included_again() {
    let withdrawn = event("2027-01-01T12:00", 1, "C5", Answer::Withdrawn);
    let by_the_cut = [yes("2026-10-01T12:00"), withdrawn.clone(), yes("2027-02-01T12:00")];
    assert_eq!(why(&by_the_cut, &[]), None);
    let after_it = [yes("2026-10-01T12:00"), withdrawn, yes("2027-08-01T12:00")];
    assert_eq!(why(&after_it, &[]), Some(Reason::Withdrawn));
}

#[test]
fn a_yes_on_a_form_that_did_not_name_the_owner_is_no_yes() {
    let mut dwp = owner("dwp-hmrc");
    dwp.since_form = 2;
    let decided = |consents: &[Event]| {
        let person = Person { consents, stops: &[], zone: "Europe/London", on_record: anna() };
        verdict(&dwp, &person, day("2027-06-30"), &key())
    };
    let first = yes("2026-10-01T12:00");
    assert_eq!(decided(std::slice::from_ref(&first)), Verdict::LeftOut(Reason::EarlierForm));
    let second = event("2027-01-01T12:00", 2, "C5", Answer::Yes);
    assert!(matches!(decided(&[first, second]), Verdict::Included(_)));
}

#[test]
fn what_somebody_stopped_leaves_them_out_whenever_that_was() {
    let agreed = [yes("2026-10-01T12:00")];
    for (choice, reason) in [
        (Choice::StopLinkage, Reason::StoppedLinkage),
        (Choice::DropLinked, Reason::DroppedRecords),
        (Choice::DeleteIdentity, Reason::IdentityDeleted),
        (Choice::LostCapacity, Reason::LostCapacity),
    ] {
        for on in ["2027-01-01", "2027-09-01"] {
            assert_eq!(why(&agreed, &[stops(choice, on)]), Some(reason), "{choice:?} on {on}");
        }
    }
}

#[test]
fn who_wants_no_more_surveys_or_died_is_still_linked() {
    let agreed = [yes("2026-10-01T12:00")];
    for choice in Choice::ALL {
        let ends =
            [Choice::StopLinkage, Choice::DropLinked, Choice::DeleteIdentity, Choice::LostCapacity];
        if !ends.contains(&choice) {
            assert_eq!(why(&agreed, &[stops(choice, "2027-01-01")]), None, "{choice:?}");
        }
    }
}

#[test]
fn who_cannot_be_found_is_left_out_and_a_mistyped_number_is_told_apart() {
    let agreed = [yes("2026-10-01T12:00")];
    let decided = |on_record| decided(&agreed, &[], on_record);
    let nothing = OnRecord::default();
    assert_eq!(decided(nothing), Verdict::LeftOut(Reason::NothingOnRecord));
    let blank = OnRecord { nino: Some(" "), first_name: Some(""), ..nothing };
    assert_eq!(decided(blank), Verdict::LeftOut(Reason::NothingOnRecord));
    let named = OnRecord { first_name: Some("Anna"), last_name: Some("O'Malley"), ..nothing };
    assert_eq!(decided(named), Verdict::LeftOut(Reason::TooLittleOnRecord));
    let mistyped = OnRecord { nino: Some("AB12345"), ..named };
    assert_eq!(decided(mistyped), Verdict::LeftOut(Reason::Unfit));
    let homeless = OnRecord { nino: None, postcode: Some("ZZ99 3VZ"), ..anna() };
    assert_eq!(decided(homeless), Verdict::LeftOut(Reason::Unfit));
}

#[test]
fn who_is_found_by_something_else_is_included_and_the_mistyped_cell_is_blank() {
    let agreed = [yes("2026-10-01T12:00")];
    let Verdict::Included(included) =
        decided(&agreed, &[], OnRecord { nino: Some("QQ123456A"), ..anna() })
    else {
        panic!("last name, date of birth and postcode are there");
    };

    assert!(!included.cells.contains_key(&Identifier::Nino));
    assert_eq!(included.unfit, BTreeMap::from([(Identifier::Nino, Unfit::NinoPrefix)]));
}

#[test]
fn a_file_is_told_by_its_counts() {
    let agreed = [yes("2026-10-01T12:00")];
    let made_up = OnRecord { nino: Some("PY123456"), sex: Sex::NotKnown, ..anna() };
    let verdicts = [
        decided(&agreed, &[], anna()),
        decided(&agreed, &[], made_up),
        decided(&agreed, &[], OnRecord { nino: Some("QQ123456A"), ..anna() }),
        decided(&[], &[], anna()),
        decided(&[], &[], anna()),
        decided(&agreed, &[stops(Choice::StopLinkage, "2027-01-01")], anna()),
    ];

    let tally = Tally::of(&owner("dwp-hmrc"), &verdicts);

    assert_eq!(
        tally.lines(),
        [
            "3 of 6 are included",
            "1 left out: they stopped the asking for records",
            "2 left out: they were not asked",
            "1 without a National Insurance number: no National Insurance number begins with these two letters",
            "1 without a sex: not on record",
            "1 with a National Insurance number that an office made up; few records will link",
        ]
    );
}

#[test]
fn no_file_goes_before_or_after_the_agreement_and_what_is_frozen_stays() {
    let dwp = owner("dwp-hmrc");
    assert_eq!(dwp.may_be_sent(day("2026-08-31")), Err(NotNow::NotBegun(day("2026-09-01"))));
    assert_eq!(dwp.may_be_sent(day("2026-09-01")), Ok(()));
    assert_eq!(dwp.may_be_sent(day("2029-08-31")), Ok(()));
    assert_eq!(dwp.may_be_sent(day("2029-09-01")), Err(NotNow::Over(day("2029-08-31"))));
    let mut terms = terms();
    assert!(terms.may_drop(&dwp, day("2028-03-30")));
    assert!(!terms.may_drop(&dwp, day("2028-03-31")));
    assert!(!terms.may_drop(&owner("nhs-england"), day("2028-03-31")), "the dataset is frozen");
    terms.release.frozen_on = None;
    assert!(terms.may_drop(&owner("nhs-england"), day("2040-01-01")));
}
