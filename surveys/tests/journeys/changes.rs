//! Going back, changing one's mind, and answering in two places at once.

use surveys::{
    catalogue,
    journey::{self, Manner},
    typed::Typed,
    value::Value,
};

use super::{
    check,
    phone::{baseline, page_key},
};

#[test]
fn answers_off_the_route_are_set_aside_and_come_back_with_it() {
    check(
        baseline(),
        "to sickdays empact=1 hours=30
         empact: empact=6
         ? hours
         empact: empact=1
         ? hours
         see hours hours",
        "empact -> notemp
         hours=-1
         empact -> jobstat
         hours=30
         hours stands as 30",
    );
}

#[test]
fn an_ethnic_group_that_is_changed_is_asked_about_again_in_detail() {
    check(
        baseline(),
        "to tenure ethgrp=1 ethdet=102
         ethgrp: ethgrp=2
         ? ethdet d_eth5 d_eth19
         open tenure
         ethgrp: ethgrp=1
         ? ethdet d_eth19",
        "ethgrp -> ethdet
         ethdet=-6 d_eth5=2 d_eth19=-6
         tenure: closed
         ethgrp -> ethdet
         ethdet=102 d_eth19=102",
    );
}

#[test]
fn words_behind_other_go_when_the_option_does() {
    check(
        baseline(),
        "to barrier
         barrier: barrier=1&barrier=96&barrier_96t=The bus stops at six
         ? barrier barrier_96t
         barrier: barrier=1&barrier_96t=
         ? barrier barrier_96t",
        "barrier -> benefit
         barrier=1+96 barrier_96t=The bus stops at six
         barrier -> benefit
         barrier=1 barrier_96t=-1",
    );
}

#[test]
fn a_question_that_comes_up_on_the_page_is_asked_there_when_no_script_runs() {
    check(
        super::phone::exit_in_work(),
        "to tenure
         tenure: tenure=4
         tenure: tenure=4&landlord=2
         ? tenure landlord",
        "tenure: landlord Unanswered
         tenure -> carer
         tenure=4 landlord=2",
    );
}

#[test]
fn of_two_tabs_the_later_answer_stands_and_both_are_in_the_history() {
    let survey = catalogue::survey("baseline").unwrap();
    let mut phone = baseline();
    phone.follow("to sex");
    let facts = phone.facts();
    let mut post = |code: &str| {
        let typed = Typed::from_pairs([("sex".into(), code.into())]);
        let page = page_key("sex");
        journey::save(survey, &mut phone.sheet, &facts, &page, typed, Manner::Continue).unwrap()
    };

    let first = post("1");
    let second = post("2");

    assert_eq!(first.changes[0].to, Some(Value::Code(1)));
    assert_eq!(second.changes[0].from, Some(Value::Code(1)));
    assert_eq!(second.changes[0].to, Some(Value::Code(2)));
    assert_eq!(phone.sheet.answers.get("sex"), Some(&Value::Code(2)));
}

#[test]
fn the_same_form_sent_twice_changes_nothing_the_second_time() {
    let survey = catalogue::survey("baseline").unwrap();
    let mut phone = baseline();
    phone.follow("to sex\nsex: sex=1");
    let facts = phone.facts();
    let typed = Typed::from_pairs([("sex".into(), "1".into())]);
    let before = phone.sheet.clone();

    let page = page_key("sex");
    let again = journey::save(survey, &mut phone.sheet, &facts, &page, typed, Manner::Continue);

    assert_eq!(again.unwrap().changes, []);
    assert_eq!(phone.sheet, before);
}

#[test]
fn a_page_out_of_order_is_kept_but_not_skipped_to() {
    check(
        baseline(),
        "to sex
         open carer
         carer: carer=2
         ? carer",
        "carer: closed
         carer -> sex
         carer=2",
    );
}
