//! A survey as people read it on paper.

use surveys::{
    catalogue,
    condition::{Condition, in_words},
    definition::{Choice, Kind, Survey},
    questionnaire::{plain, way},
};

fn check(when: &str, said: &str) {
    let when = Condition::read(when, &|_| None).expect("a condition");
    assert_eq!(in_words(&when, catalogue::survey("exit").expect("it is there")), said);
}

#[test]
fn what_is_known_of_a_person_is_said_in_words_beside_its_name() {
    check("prev_work = 1", "prev_work is 1 (in work at the latest answered wave)");
    check("not proxy = 1", "proxy is not 1 (somebody answers for the participant)");
    check(
        "cohort = 1 or cohort = 2",
        "cohort is 1 (out of work when randomised) or cohort is 2 (in work when randomised)",
    );
    check("rand_days >= 100", "rand_days (days since randomisation) is 100 or more");
    check("jobstart before rand_date", "jobstart is before rand_date (the day of randomisation)");
}

#[test]
fn a_question_that_is_called_as_something_known_is_a_question() {
    let mut survey = catalogue::surveys()[0].clone();
    let first = survey.sections[0].pages[0].questions.first_mut().expect("a question");
    first.key = surveys::keys::QuestionKey::new("rand_days").expect("a key");
    let when = Condition::read("rand_days >= 100", &|_| None).expect("a condition");
    assert_eq!(in_words(&when, &survey), "rand_days is 100 or more");
}

#[test]
fn what_is_said_of_an_option_stands_apart_from_words_from_the_right() {
    let survey: Survey = catalogue::surveys()[0].clone();
    let option = |text: &str| Choice {
        code: 1,
        text: text.to_owned(),
        in_a_sentence: None,
        exclusive: true,
        other: None,
        offered_if: Condition::Always,
        spoken: None,
        not_read_out: false,
    };
    let kind = |text: &str| Kind::Single { options: vec![option(text)] };
    let said = |text: &str| way(&kind(text), &survey).lines[0].1.clone();
    assert_eq!(said("None"), "None (alone)");
    assert_eq!(said("لا شيء"), "\u{2068}لا شيء\u{2069} \u{2066}(alone)\u{2069}");
}

#[test]
fn on_paper_a_hint_has_its_words_and_where_its_links_lead_and_no_marks() {
    assert_eq!(
        plain("**Include** casual work, see [our page](https://example.org/work)."),
        "Include casual work, see our page (https://example.org/work)."
    );
    assert_eq!(
        plain("Count:\n\n- pay\n- *tips*\n\n1. first\n2. second"),
        "Count:\n• pay\n• tips\n1. first\n2. second"
    );
    assert_eq!(plain("Call [116 123](tel:116123), any time"), "Call 116 123 (116123), any time");
    assert_eq!(plain("<https://example.org>"), "https://example.org");
    assert_eq!(
        plain("Less than 5 < 6 & more than <b>2</b>"),
        "Less than 5 < 6 & more than <b>2</b>"
    );
    assert_eq!(plain("For example, 27 3 1985"), "For example, 27 3 1985");
}
