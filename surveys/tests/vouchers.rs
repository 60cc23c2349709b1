//! What a voucher is worth, how somebody would like theirs, and whether it may still go to them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use surveys::{
    stopping::{Act, Choice, Event, NotContacted, State, Way},
    value::{Answers, Value},
    vouchers::{Wish, Worth},
};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day")
}

fn after(act: Act) -> State {
    State::fold([&Event { act, wave: None, on: day() }])
}

#[test]
fn an_amount_is_read_however_a_spreadsheet_writes_it_and_told_in_one_way() {
    for (typed, told) in
        [("10", "£10"), ("£10", "£10"), ("10.00", "£10"), ("£7.50", "£7.50"), (" £ 5 ", "£5")]
    {
        assert_eq!(typed.parse::<Worth>().map(|worth| worth.to_string()).as_deref(), Ok(told));
    }
    assert_eq!("7.50".parse::<Worth>().map(Worth::in_figures).as_deref(), Ok("7.50"));
}

#[test]
fn what_is_no_amount_in_pounds_is_refused() {
    for typed in
        ["", "ten", "€10", "-10", "7.5", "7.505", "0", "0.00", "10000", "1e3", "10,00", "."]
    {
        assert!(typed.parse::<Worth>().is_err(), "{typed}");
    }
}

#[test]
fn the_amount_that_a_study_promises_is_found_in_its_words() {
    let named = |words| Worth::named_in(words).map(|worth| worth.to_string());

    assert_eq!(named("£10").as_deref(), Some("£10"));
    assert_eq!(named("a voucher of £7.50.").as_deref(), Some("£7.50"));
    assert_eq!(named("£10, by email").as_deref(), Some("£10"));
    assert_eq!(named("£1,000"), None, "which is not £1");
    assert_eq!(named("a shopping voucher"), None);
}

#[test]
fn anna_who_wants_no_voucher_is_told_apart_from_ben_who_does_not_say_how() {
    let said = |value: Value| {
        let mut answers = Answers::default();
        answers.set("voucher".to_owned(), value);
        Wish::of(&answers)
    };

    assert_eq!(said(Value::Code(1)), Some(Wish::Email));
    assert_eq!(said(Value::Code(2)), Some(Wish::Post));
    assert_eq!(said(Value::Code(3)), Some(Wish::Nothing));
    assert_eq!(said(Value::Code(4)), None);
    assert_eq!(Wish::of(&Answers::default()), None);
}

#[test]
fn anna_keeps_what_she_was_promised_when_she_wants_no_more_surveys_or_pauses() {
    for act in [Act::Stops(Choice::NoMoreSurveys), Act::PausesUntil(day())] {
        let anna = after(act);
        assert_eq!(anna.may_give(Way::Email), Ok(()));
        assert!(anna.may_contact(Way::Email, &BTreeSet::new(), day()).is_err());
    }
}

#[test]
fn ben_who_wants_no_emails_gets_none_with_a_voucher_and_may_get_a_letter() {
    let ben = after(Act::Stops(Choice::Contact(Way::Email)));

    assert_eq!(ben.may_give(Way::Email), Err(NotContacted::Stopped));
    assert_eq!(ben.may_give(Way::Post), Ok(()));
}

#[test]
fn nobody_writes_about_a_voucher_to_the_family_of_somebody_who_died() {
    let carys = after(Act::Stops(Choice::Died));

    assert!([Way::Email, Way::Post].iter().all(|way| carys.may_give(*way).is_err()));
}
