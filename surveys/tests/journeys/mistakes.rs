//! What is wrong, odd or missing on a page: said, and never thrown away.

use surveys::{
    authoring::{self, File},
    catalogue,
    facts::Background,
    journey::{self, Manner, NoSuchPage},
    typed::Typed,
};

use super::{
    check,
    phone::{self, baseline, day, exit_in_work, four_months, page_key},
};

#[test]
fn a_blank_is_asked_about_once_and_then_taken() {
    check(
        baseline(),
        "to carer
         carer:
         carer:
         ? carer",
        "carer: carer Unanswered
         carer -> empact
         carer=-6",
    );
}

#[test]
fn what_continue_asked_stays_asked_while_the_rest_is_filled_in() {
    check(
        baseline(),
        "to ons4
         ons4: satis=5&worth=5&happy=5
         ~ons4: satis=6&worth=5&happy=5
         ons4: satis=6&worth=5&happy=5
         ? satis anxious",
        "ons4: anxious Unanswered
         ons4: anxious Unanswered
         ons4 -> loneliness
         satis=6 anxious=-6",
    );
}

#[test]
fn a_question_that_may_be_passed_by_is_not_asked_about() {
    check(baseline(), "to genid\ngenid:\n? genid", "genid -> ethgrp\ngenid=-6");
}

#[test]
fn not_knowing_and_preferring_not_to_say_are_answers() {
    check(
        baseline(),
        "to carer
         carer: carer=-8
         ? carer
         empact: empact=1
         jobstat: jobstat=1
         hours: hours=&hours_none=-8
         payamt: payamt=&payamt_none=-9
         ? hours payamt payper d_paywk",
        "carer -> empact
         carer=-8
         empact -> jobstat
         jobstat -> hours
         hours -> payamt
         payamt -> sickdays
         hours=-8 payamt=-9 payper=-9 d_paywk=-9",
    );
}

#[test]
fn long_hours_are_asked_about_once_and_then_let_through() {
    check(
        baseline(),
        "to hours empact=1
         hours: hours=70
         hours: hours=70
         ? hours ck2",
        "hours: hours is asked about by ck2
         hours -> payamt
         hours=70 ck2=1",
    );
}

#[test]
fn a_question_about_odd_hours_stays_while_something_is_typed() {
    check(
        baseline(),
        "to hours empact=1
         hours: hours=70
         ~hours: hours=71
         hours: hours=71
         ? hours",
        "hours: hours is asked about by ck2
         hours: hours is asked about by ck2
         hours -> payamt
         hours=71",
    );
}

#[test]
fn digits_of_an_arabic_urdu_or_bengali_keyboard_are_digits() {
    check(
        baseline(),
        "to hours empact=1
         hours: hours=سبعة
         hours: hours=٣٤
         hours: hours=৩৪
         payamt: payamt=£۱٬۲۰۰٫۵۰&payper=5
         ? hours payamt",
        "hours: hours NotANumber
         hours -> payamt
         hours -> payamt
         payamt -> sickdays
         hours=34 payamt=1200.5",
    );
    check(
        four_months(),
        "to jobstart empact=1
         jobstart: jobstart_month=٣&jobstart_year=٢٠٢٦
         ? jobstart",
        "jobstart -> weekswk
         jobstart=2026-03",
    );
}

#[test]
fn odd_pay_is_asked_about_and_ordinary_pay_is_not() {
    check(
        baseline(),
        "to payamt empact=1
         payamt: payamt=1,200.50&payper=5
         payamt: payamt=3000&payper=2
         payamt: payamt=£3,000&payper=5
         ? payamt payper d_paywk ck2",
        "payamt -> sickdays
         payamt: payamt is asked about by ck2
         payamt -> sickdays
         payamt=3000 payper=5 d_paywk=692.31 ck2=0",
    );
}

#[test]
fn a_job_begun_in_the_month_of_joining_is_not_odd() {
    check(
        four_months(),
        "to jobstart empact=1
         jobstart: jobstart_month=3&jobstart_year=2026
         jobstart: jobstart_month=2&jobstart_year=2026
         jobstart: jobstart_month=8&jobstart_year=2026
         jobstart: jobstart_month=4&jobstart_year=1998",
        "jobstart -> weekswk
         jobstart: jobstart is asked about by ck2
         jobstart: jobstart InTheFuture
         jobstart: jobstart TooYoungThen(13)",
    );
}

#[test]
fn very_good_health_that_limits_work_is_asked_about_once() {
    check(
        baseline(),
        "to hwklim genhlth=1
         hwklim: hwklim=8
         hwklim: hwklim=8
         ? ck3",
        "hwklim: hwklim is asked about by ck3
         hwklim -> ons4
         ck3=1",
    );
}

#[test]
fn four_tens_are_marked_and_nothing_is_said() {
    check(
        baseline(),
        "to ons4
         ons4: satis=10&worth=10&happy=10&anxious=10
         ? ck4",
        "ons4 -> loneliness
         ck4=1",
    );
}

#[test]
fn a_rule_that_is_hard_blocks_however_often_it_is_tried() {
    let text = r#"
        key = "parts"
        version = 1
        title = "Parts"
        language = "en-GB"
        minutes = 1
        check = ["ck1"]
        sections = [{ title = "Days", pages = [{ questions = ["all_days"] }, { questions = ["sick_days"] }] }]
        questions = [
          { key = "all_days", text = "Days?", kind = "number", least = 0, most = 28 },
          { key = "sick_days", text = "Sick days?", kind = "number", least = 0, most = 28 },
        ]
        checks = [{ key = "ck1", level = "hard", at = "sick_days", when = "all_days = 0 and sick_days > 0", say = "There were no days." }]
    "#;
    let file = File { name: "parts.toml".into(), text: text.into() };
    let survey = authoring::read(&file, &|_| None).unwrap();
    let background = Background { begun_on: day("2026-03-01"), ..Background::default() };
    check(
        phone::of(survey, background),
        "all_days: all_days=0
         sick_days: sick_days=2
         sick_days: sick_days=2
         ? sick_days
         sick_days: sick_days=0
         ? sick_days ck1",
        "all_days -> sick_days
         sick_days: sick_days is asked about by ck1
         sick_days: sick_days is asked about by ck1
         sick_days=-6
         sick_days -> review
         sick_days=0 ck1=0",
    );
}

#[test]
fn a_tampered_code_is_refused_and_not_kept_as_an_answer() {
    check(
        baseline(),
        "to sex
         sex: sex=7
         sex: sex=-1
         sex: sex=1; drop
         ? sex
         to ethdet ethgrp=2
         ethdet: ethdet=101
         ? ethdet",
        "sex: sex NotAnOption
         sex: sex NotAnOption
         sex: sex NotAnOption
         sex=-6
         ethdet: ethdet NotAnOption
         ethdet=-6",
    );
}

#[test]
fn a_page_that_the_survey_does_not_have_is_said_to_be_none() {
    let survey = catalogue::survey("baseline").unwrap();
    let mut phone = baseline();
    let facts = phone.facts();
    let (page, typed) = (page_key("nowhere"), Typed::default());

    let saved = journey::save(survey, &mut phone.sheet, &facts, &page, typed, Manner::Continue);

    assert_eq!(saved, Err(NoSuchPage));
    assert!(phone.sheet.answers.is_empty());
}

#[test]
fn text_over_the_limit_is_shown_again_whole() {
    let long = format!("{}end", "é".repeat(1000));
    let script = format!("to supuse\nsupuse: supuse={long}\n? supuse\nsee supuse supuse");
    let expected = format!(
        "supuse: supuse TooLong {{ field: \"supuse\", most: 1000, over: 3 }}\nsupuse=-6\nsupuse stands as {long}"
    );
    check(exit_in_work(), &script, &expected);
}

#[test]
fn characters_that_no_text_may_have_are_said_and_shown() {
    for letter in ['\0', '\u{fffd}'] {
        let script =
            format!("to supuse\nsupuse: supuse=My{letter}words\nsee supuse supuse\n? supuse");
        let expected =
            format!("supuse: supuse Unreadable\nsupuse stands as My{letter}words\nsupuse=-6");
        check(exit_in_work(), &script, &expected);
    }
}

#[test]
fn emoji_and_right_to_left_words_stay_as_they_were_typed() {
    let words = "👩🏽‍🦽 بيئة العمل — שלום, e\u{301}";
    let script = format!("to supuse\nsupuse: supuse={words}\n? supuse");
    check(exit_in_work(), &script, &format!("supuse -> specialist\nsupuse={words}"));
}
