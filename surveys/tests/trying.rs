//! A survey that Eve tries out: she goes through it as somebody might, and it behaves as it will for them.

use chrono::NaiveDate;
use surveys::{
    catalogue,
    condition::Condition,
    definition::Survey,
    explaining::{in_words, walk},
    journey::{Journey, Place},
    keys::PageKey,
    map::{lanes, map},
    trying::{Beforehand, Known, Left, Trial, Tried, asked_for},
    typed::Typed,
};

fn today() -> NaiveDate {
    "2026-07-06".parse().expect("a date")
}

fn survey(key: &str) -> &'static Survey {
    catalogue::survey(key).expect("it comes with the program")
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    Typed::from_pairs(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn left(page: &str, fields: &[(&str, &str)]) -> Left {
    Left { page: PageKey::new(page).expect("a key"), typed: typed(fields) }
}

fn out_of_work() -> Typed {
    typed(&[("cohort", "1"), ("arm", "T"), ("days", "126")])
}

fn at(tried: &Tried) -> String {
    match &tried.place {
        Place::Page(page) => page.to_string(),
        Place::Review => "review".to_owned(),
    }
}

fn said(trial: &Trial, key: &str, question: &str) -> String {
    let survey = survey(key);
    let Tried { sheet, facts, .. } = trial.go_through(survey, today());
    let steps = walk(survey, &sheet.answers, &facts);
    let step = steps.iter().find(|step| step.question.key.as_str() == question);
    in_words(step.expect("a question"), survey)
}

#[test]
fn a_blank_is_asked_about_once_and_then_taken_as_in_reality() {
    let survey = survey("four-month");
    let mut trial = Trial { known: out_of_work(), ..Trial::default() };
    let first = at(&trial.go_through(survey, today()));

    trial.left.push(left(&first, &[]));
    let asked = trial.go_through(survey, today());
    trial.left.push(left(&first, &[]));
    let taken = trial.go_through(survey, today());

    assert_eq!(at(&asked), first);
    assert!(!asked.sheet.drafts.is_empty(), "it says what is missing");
    assert_ne!(at(&taken), first);
}

#[test]
fn what_was_typed_says_why_a_later_question_is_asked_and_another_is_not() {
    let work = left("empact", &[("empact", "6")]);
    let trial = Trial { known: out_of_work(), left: vec![work], ..Trial::default() };

    let notemp = said(&trial, "four-month", "notemp");
    let hours = said(&trial, "four-month", "hours");

    assert!(
        notemp.starts_with("Asked because “") && notemp.contains("(empact) is 6 ("),
        "{notemp}"
    );
    assert!(hours.starts_with("Not asked because "), "{hours}");
    assert!(hours.contains(" is not ") && hours.contains(": it is 6 ("), "{hours}");
    assert_eq!(said(&trial, "four-month", "empact"), "Asked of everybody.");
}

#[test]
fn before_anything_is_answered_what_is_missing_is_said() {
    let notemp = said(&Trial::default(), "four-month", "notemp");

    assert!(notemp.contains("there is no answer yet"), "{notemp}");
}

#[test]
fn facts_that_are_chosen_beforehand_are_what_conditions_find() {
    let exit = survey("exit");
    let tried = Trial { known: out_of_work(), ..Trial::default() }.go_through(exit, today());

    let fact = |name: &str| tried.facts.get(name).cloned();
    assert_eq!(fact("cohort"), Some(surveys::value::Value::Code(1)));
    assert_eq!(fact("rand_days"), Some(surveys::value::Value::Number(126.0)));
    assert!(asked_for(exit).contains(&Known::Allocation));
    assert!(!asked_for(survey("baseline")).contains(&Known::InWorkBefore));
}

#[test]
fn an_earlier_waves_answer_is_known_by_its_codes() {
    let known =
        typed(&[("before", "out"), ("baseline.llcond", "1"), ("baseline.barrier", "1, 96")]);
    let exit = survey("exit");
    let tried = Trial { known, ..Trial::default() }.go_through(exit, today());

    assert_eq!(tried.facts.get("prev_work"), Some(&surveys::value::Value::Code(2)));
    for known in asked_for(exit) {
        let Known::Earlier(name) = known else { continue };
        let typed = typed(&[(&name, "1")]);
        let tried = Trial { known: typed, ..Trial::default() }.go_through(exit, today());
        assert_eq!(tried.facts.get(&name), Some(&surveys::value::Value::Code(1)), "{name}");
    }
}

#[test]
fn a_page_is_gone_back_to_and_none_is_jumped_ahead_to() {
    let survey = survey("four-month");
    let mut trial = Trial { known: out_of_work(), ..Trial::default() };
    let first = at(&trial.go_through(survey, today()));
    trial.left = vec![left(&first, &[]), left(&first, &[])];
    let next = at(&trial.go_through(survey, today()));

    trial.at = PageKey::new(&first).ok();
    assert_eq!(at(&trial.go_through(survey, today())), first);
    let last = survey.pages().last().map(|(_, page)| page.key.clone());
    trial.at = last;
    assert_eq!(at(&trial.go_through(survey, today())), next);
}

#[test]
fn a_trial_outlives_a_draft_that_loses_a_page_and_words_that_are_none() {
    let survey = survey("four-month");
    let trial = Trial { left: vec![left("gone", &[("gone", "1")])], ..Trial::default() };

    let tried = trial.go_through(survey, today());

    assert_eq!(tried, Trial::default().go_through(survey, today()));
    assert_eq!(Trial::read(&trial.written()), trial);
    assert_eq!(Trial::read("{\"left\": 7"), Trial::default());
}

#[test]
fn a_date_of_birth_stays_out_of_the_answers_and_is_known_as_a_fact() {
    let survey = survey("baseline");
    let born = left("dob", &[("dob_day", "14"), ("dob_month", "3"), ("dob_year", "1987")]);
    let trial = Trial { left: vec![born], ..Trial::default() };

    let tried = trial.go_through(survey, today());

    assert_eq!(tried.sheet.answers.get("dob"), Some(&surveys::value::Value::Vault));
    assert_eq!(tried.facts.get("dob"), tried.vault.get("dob"));
    assert!(tried.facts.get("dob").is_some());
    let journey = Journey::walk(survey, &tried.sheet, &tried.facts);
    assert!(journey.settled().any(|leg| leg.page.key.as_str() == "dob"));
}

#[test]
fn two_lines_that_pass_by_the_same_page_of_the_map_never_share_a_lane() {
    for key in ["baseline", "four-month", "exit"] {
        let stops = map(survey(key));
        let lanes = lanes(&stops);
        for (place, one) in lanes.iter().enumerate() {
            assert!(one.to.iter().all(|to| stops[*to].decided_on.contains(&one.from)));
            for other in &lanes[place + 1..] {
                let apart = one.last() < other.from || other.last() < one.from;
                assert!(one.lane != other.lane || apart, "{key}: {one:?} {other:?}");
            }
        }
        let decided: usize = stops.iter().map(|stop| stop.decided_on.len()).sum();
        assert_eq!(lanes.iter().map(|lane| lane.to.len()).sum::<usize>(), decided);
    }
}

#[test]
fn what_eve_makes_known_and_cannot_be_read_is_told_and_not_guessed() {
    let unread = |days, born| Beforehand::unread(&typed(&[("days", days), ("born", born)]));
    assert_eq!(unread("soon", "in May"), ["days", "born"]);
    assert_eq!(unread("-1", "1990-05-27"), ["days"]);
    assert_eq!(unread("99999999999", ""), ["days"]);
    assert!(unread("", "").is_empty() && unread("126", "1990-05-27").is_empty());
}

#[test]
fn an_arm_or_an_earlier_answer_that_no_condition_can_be_about_is_told() {
    let survey = survey("four-month");
    let unspoken = |known: &[(&str, &str)]| Beforehand::unspoken(&typed(known), survey);
    let arms = ("arm".to_owned(), vec!["T".to_owned()]);

    assert_eq!(unspoken(&[("arm", "nonsense"), ("cohort", "1")]), [arms]);
    assert!(unspoken(&[("arm", "T")]).is_empty() && unspoken(&[("arm", "")]).is_empty());
    let mut text = catalogue::survey("four-month").expect("it comes with the program").clone();
    text.usable = Condition::read("baseline.llcond = 1", &|_| None).expect("a condition");
    let told = |said| Beforehand::unspoken(&typed(&[("baseline.llcond", said)]), &text);
    assert_eq!(told("nonsense")[0].0, "baseline.llcond");
    assert!(told("2").is_empty() && told("1, 2").is_empty() && told("-8").is_empty());
}
