//! What a saved page does about alerts.

use surveys::{
    facts::{Background, Facts},
    journey::{self, Manner},
    keys::PageKey,
    safeguarding::{Known, Save, Step, Waiting, concern, steps},
    sheet::Sheet,
    typed::Typed,
};

use crate::check_in;

fn facts() -> Facts {
    Facts::gather(&Background::default(), chrono::NaiveDate::MIN)
}

/// Saves what is written, one line a save: the page, its fields, and `…` where they are still being
/// filled in. Compares everything that comes of it.
fn check(saves: &str, expected: &str) {
    let survey = check_in();
    let (mut sheet, facts) = (Sheet::default(), facts());
    let (mut known, mut told) = (Known::default(), Vec::new());
    for line in saves.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (page, form) = line.split_once(' ').expect("a page and its fields");
        let on_the_way = form.ends_with('…');
        let manner = if on_the_way { Manner::OnTheWay } else { Manner::Continue };
        let key = PageKey::new(page).expect("a page's key");
        let fields = form.trim_end_matches('…').split('&').filter_map(|f| f.split_once('='));
        let typed = Typed::from_pairs(fields.map(|(name, value)| (name.into(), value.into())));
        let before = sheet.answers.clone();
        journey::save(&survey, &mut sheet, &facts, &key, typed, manner).expect("a page");
        let page = survey.page(&key).expect("a page");
        let save = Save { page, manner, before: &before, after: &sheet.answers };
        for (cause, step) in steps(&survey.alerts, save, &known) {
            told.push(match step {
                Step::Raise(level) => format!("raise {cause} {level}"),
                Step::Wait(level) => format!("wait {cause} {level}"),
                Step::TakeBack => format!("take back {cause}"),
                Step::Changed => format!("changed {cause}"),
            });
            follow(&mut known, cause, &step, &key);
        }
    }
    assert_eq!(told.join(", "), expected);
}

fn follow(known: &mut Known, cause: String, step: &Step, page: &PageKey) {
    match step {
        Step::Raise(level) => {
            known.waiting.remove(&cause);
            known.raised.insert(cause, *level);
        }
        Step::Wait(level) => {
            known.waiting.insert(cause, Waiting { page: page.clone(), level: *level });
        }
        Step::TakeBack => drop(known.waiting.remove(&cause)),
        Step::Changed => {}
    }
}

#[test]
fn each_answer_to_item_9_has_its_level() {
    check("feelings phq_9=0", "");
    check("feelings phq_9=1", "raise phq9 1");
    check("feelings phq_9=2", "raise phq9 2");
    check("feelings phq_9=3", "raise phq9 3");
}

#[test]
fn the_answered_items_are_added_up_as_they_are() {
    let six = "phq_1=3&phq_2=3&phq_3=3&phq_4=3&phq_5=3&phq_6=3";
    check(&format!("feelings {six}&phq_7=1"), "");
    check(&format!("feelings {six}&phq_7=2"), "raise phq9 2");
    check(&format!("feelings {six}&phq_7=2&phq_9=3"), "raise phq9 3");
}

#[test]
fn a_question_of_the_study_raises_by_its_codes() {
    check("safe safe=2", "");
    check("safe safe=3", "raise safe 2");
}

#[test]
fn the_same_answer_again_raises_nothing_more() {
    check("feelings phq_9=2\nfeelings phq_9=2\nfeelings phq_9=2…", "raise phq9 2");
}

#[test]
fn an_edit_never_lowers_an_alert_and_a_worse_answer_raises_it() {
    check("feelings phq_9=3\nfeelings phq_9=0", "raise phq9 3, changed phq9");
    check("feelings phq_9=3\nfeelings phq_9=1", "raise phq9 3, changed phq9");
    check("feelings phq_9=1\nfeelings phq_9=3", "raise phq9 1, raise phq9 3");
    check(
        "feelings phq_9=3\nfeelings phq_9=0\nfeelings phq_9=3",
        "raise phq9 3, changed phq9, changed phq9",
    );
}

#[test]
fn a_slipped_thumb_raises_nothing() {
    check("feelings phq_9=3…\nfeelings phq_9=0…\nfeelings phq_9=0", "wait phq9 3, take back phq9");
    check("feelings phq_9=3…\nfeelings phq_9=0", "wait phq9 3, take back phq9");
}

#[test]
fn an_answer_given_on_the_way_waits_once_until_continue() {
    check(
        "feelings phq_9=2…\nfeelings phq_9=2&phq_1=1…\nfeelings phq_9=2",
        "wait phq9 2, raise phq9 2",
    );
}

#[test]
fn a_worse_answer_on_the_way_waits_anew() {
    check("feelings phq_9=1…\nfeelings phq_9=3…", "wait phq9 1, wait phq9 3");
    check(
        "feelings phq_9=1\nfeelings phq_9=3…\nfeelings phq_9=1…",
        "raise phq9 1, wait phq9 3, take back phq9",
    );
}

#[test]
fn whoever_goes_on_to_another_page_meant_what_they_left() {
    check("feelings phq_9=3…\nsafe safe=1…", "wait phq9 3, raise phq9 3");
    check("feelings phq_9=3…\nsafe safe=3…", "wait phq9 3, raise phq9 3, wait safe 2");
}

#[test]
fn one_page_in_order_or_not_raises_what_was_believed_of_it() {
    check("safe safe=99\nfeelings phq_1=7&phq_9=1", "raise phq9 1");
}

#[test]
fn only_who_spoke_of_harm_is_told_that_they_did() {
    let survey = check_in();
    let of = |form: &str| {
        let mut sheet = Sheet::default();
        let fields = form.split('&').filter_map(|field| field.split_once('='));
        let typed = Typed::from_pairs(fields.map(|(name, value)| (name.into(), value.into())));
        let page = PageKey::new("feelings").expect("a key");
        journey::save(&survey, &mut sheet, &facts(), &page, typed, Manner::Continue)
            .expect("a page");
        concern(&survey.alerts, &sheet.answers).map(|told| (u8::from(told.level), told.of_harm))
    };
    assert_eq!(of("phq_9=0"), None);
    assert_eq!(of("phq_9=3"), Some((3, true)));
    let all = "phq_1=3&phq_2=3&phq_3=3&phq_4=3&phq_5=3&phq_6=3&phq_7=3&phq_8=0&phq_9=0";
    assert_eq!(of(all), Some((2, false)));
}
