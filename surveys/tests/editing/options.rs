//! Options that are added and taken out.

use surveys::editing::{Edit, EditError, edit};

use super::{SURVEY, check, key, read};

fn on_trial(spent: &[i64]) -> Edit {
    Edit::AddOption { question: key("working"), text: key("On trial"), spent: spent.to_vec() }
}

#[test]
fn a_code_that_was_published_is_never_given_to_another_option() {
    let without = Edit::RemoveOption { question: key("working"), code: 3 };
    let text = edit(SURVEY, &without).expect("it goes");

    let changed = edit(&text, &on_trial(&[1, 2, 3, 96])).expect("it is added");

    assert!(changed.contains(r#"{ code = 4, text = "On trial" }"#), "{changed}");
}

#[test]
fn a_new_option_gets_a_code_that_nobody_has_and_stands_before_other() {
    check(&on_trial(&[]), &[], &[r#"  { code = 4, text = "On trial" },"#]);
    let changed = edit(SURVEY, &on_trial(&[]));
    let survey = read(&changed.expect("it is added"));
    let codes: Vec<_> =
        survey.questions().next().expect("one").options().iter().map(|one| one.code).collect();
    assert_eq!(codes, [1, 2, 3, 4, 96]);
    check(
        &Edit::RemoveOption { question: key("working"), code: 2 },
        &[r#"  { code = 2, text = "Yes, to another job" },"#],
        &[],
    );
    let shared = EditError::Shared(key("days"), key("week"));
    let option = Edit::AddOption { question: key("days"), text: key("Sunday"), spent: Vec::new() };
    assert_eq!(edit(SURVEY, &option), Err(shared));
    let nine = Edit::RemoveOption { question: key("working"), code: 9 };
    assert_eq!(edit(SURVEY, &nine), Err(EditError::NoOption(key("working"), 9)));
}
