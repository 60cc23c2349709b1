//! The outcomes that Ben may record.

use surveys::calls::{Answered, CallRules, Needs, Outcome};

#[test]
fn each_outcome_has_a_name_of_its_own_by_which_it_is_found_again() {
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::from_key(outcome.key()), Some(outcome));
        assert!(!outcome.label().is_empty() && !outcome.code().is_empty());
    }
    assert_eq!(Outcome::from_key("comp_tel"), None);
}

#[test]
fn ben_records_what_he_heard_and_nothing_that_is_worked_out() {
    let not = Outcome::ALL.into_iter().filter(|outcome| !outcome.is_recorded());

    assert_eq!(not.map(Outcome::key).collect::<Vec<_>>(), ["NOTRIED", "MAXATT", "WITHDRAWN"]);
}

#[test]
fn ben_says_until_when_somebody_is_away_and_when_they_are_rung() {
    let needs = |key: &str| Outcome::from_key(key).map(Outcome::needs);
    assert_eq!(needs("APPT_HARD"), Some(Needs::Moment));
    assert_eq!(needs("APPT_SOFT"), Some(Needs::Span));
    assert_eq!(needs("AWAY"), Some(Needs::Date));
    assert_eq!(needs("LANG"), Some(Needs::Language));
    assert_eq!(needs("NOANS"), Some(Needs::Nothing));
}

#[test]
fn who_spoke_is_told_apart_from_who_only_picked_up() {
    let answered = |key: &str| Outcome::from_key(key).map(Outcome::answered);
    assert_eq!(answered("REF_SOFT"), Some(Answered::Participant));
    assert_eq!(answered("COMP_WEB"), Some(Answered::Participant));
    assert_eq!(answered("REF_PROXY"), Some(Answered::Another));
    assert_eq!(answered("NONCON"), Some(Answered::Another));
    assert_eq!(answered("WRONG"), Some(Answered::Nobody));
    assert_eq!(answered("VM_MSG"), Some(Answered::Nobody));
}

#[test]
fn ben_reads_what_follows_from_each_outcome_by_the_rules_of_his_study() {
    let mut rules = CallRules::usual();
    (rules.delays.no_answer_hours, rules.delays.refusal_days) = (4, 1);
    let follows = |outcome: Outcome| outcome.follows(&rules);

    assert_eq!(follows(Outcome::NoAnswer), "They are rung after 4 hours or more.");
    assert!(follows(Outcome::RefusedSoftly).contains("asks once more after 1 day,"));
    assert!(follows(Outcome::MessageLeft).contains("At most 2 messages are left"));
    for outcome in Outcome::ALL.into_iter().filter(|outcome| outcome.is_recorded()) {
        assert!(follows(outcome).ends_with('.'), "{}", outcome.key());
    }
    rules.most.conversions = 0;
    assert_eq!(Outcome::RefusedByOther.follows(&rules), "Nobody asks again.");
}
