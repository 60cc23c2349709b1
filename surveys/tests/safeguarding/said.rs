//! What raised an alert, in words.

use surveys::{
    safeguarding::{Said, said},
    value::{Answers, Missing, Value},
};

use crate::check_in;

/// What is told of the answers `phq_9=2` and so on.
fn told(cause: &str, given: &[(&str, i32)]) -> Vec<String> {
    let mut answers = Answers::default();
    for (variable, code) in given {
        answers.set((*variable).to_owned(), Value::Code(*code));
    }
    answers.set("phq_1".to_owned(), Value::Missing(Missing::Refused));
    let told = said(&check_in(), cause, &answers).into_iter();
    told.map(|Said { question, answers }| format!("{question}: {}", answers.join(", "))).collect()
}

const ITEM_9: &str =
    "Thoughts that you would be better off dead or of hurting yourself in some way";

#[test]
fn item_9_is_told_with_its_answer_and_nothing_else_is() {
    let expected = format!("{ITEM_9}: More than half the days");
    assert_eq!(told("phq9", &[("phq_2", 3), ("phq_9", 2), ("safe", 1)]), [expected]);
}

#[test]
fn a_sum_is_told_with_every_question_that_it_is_the_sum_of() {
    let items: Vec<_> = (2..=8).map(|item| format!("phq_{item}")).collect();
    let given: Vec<_> = items.iter().map(|item| (item.as_str(), 3)).collect();

    let told = told("phq9", &given);

    assert_eq!(told.len(), 9);
    assert!(told[0].ends_with(": Prefer not to say"), "{}", told[0]);
    assert!(told[1].ends_with(": Nearly every day") && told[8].ends_with(": Not answered"));
}

#[test]
fn a_question_of_the_studys_own_is_told_like_any_other() {
    assert_eq!(
        told("safe", &[("safe", 3), ("phq_9", 3)]),
        ["Do you feel safe where you live?: No"]
    );
}

#[test]
fn answers_that_raise_nothing_any_more_tell_nothing() {
    assert_eq!(told("phq9", &[("phq_9", 0)]), Vec::<String>::new());
}
