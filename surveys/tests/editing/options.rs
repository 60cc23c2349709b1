//! Options that are added and taken out.

use surveys::{
    definition::KindName,
    editing::{Direction, Edit, EditError, OptionField, edit},
};

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

#[test]
fn a_comment_goes_with_the_option_that_it_stands_behind() {
    let commented = SURVEY
        .replace("another job\" },", "another job\" }, # since the pilot")
        .replace("text = \"No\" },", "text = \"No\" }, # not yet, too");
    let without = |code| Edit::RemoveOption { question: key("working"), code };

    let gone = edit(&commented, &without(2)).expect("it goes");
    assert!(!gone.contains("since the pilot"), "{gone}");
    assert!(gone.contains("text = \"No\" }, # not yet, too\n"), "{gone}");
    let more = edit(&edit(&commented, &without(96)).expect("it goes"), &on_trial(&[]));
    assert!(
        more.as_ref().is_ok_and(|text| text
            .contains("text = \"No\" }, # not yet, too\n  { code = 4, text = \"On trial\" },\n]")),
        "{more:?}"
    );
}

#[test]
fn an_option_says_more_than_its_words_and_is_never_without_any() {
    let set =
        |field, to: &str| Edit::SetOption { question: key("working"), code: 3, field, to: key(to) };
    let line = "  { code = 3, text = \"No\" },";
    for (field, to, new) in [
        (OptionField::Exclusive, "yes", "  { code = 3, text = \"No\", exclusive = true },"),
        (OptionField::Other, "80", "  { code = 3, text = \"No\", other = 80 },"),
        (OptionField::NotReadOut, "yes", "  { code = 3, text = \"No\", not_read_out = true },"),
    ] {
        check(&set(field, to), &[line], &[new]);
    }
    check(&set(OptionField::Spoken, ""), &[], &[]);
    assert_eq!(edit(SURVEY, &set(OptionField::Text, " ")), Err(EditError::Empty("text")));
    let many = EditError::NotThat { field: "other", to: key("many") };
    assert_eq!(edit(SURVEY, &set(OptionField::Other, "many")), Err(many));
}

#[test]
fn a_question_that_had_none_gets_its_first_options() {
    let kind = Edit::Kind { question: key("help"), to: KindName::Single };
    let text = edit(SURVEY, &kind).expect("it is answered in another way");
    assert!(!text.contains("most = 500"), "a limit of characters belongs to words: {text}");
    let add = |text: &str, words: &str| {
        let option = Edit::AddOption { question: key("help"), text: key(words), spent: Vec::new() };
        edit(text, &option).expect("it is added")
    };

    let survey = read(&add(&add(&text, "A friend"), "Time"));

    let help = survey.questions().find(|one| one.key.as_str() == "help").expect("it is asked");
    let options: Vec<_> = help.options().iter().map(|one| (one.code, one.text.as_str())).collect();
    assert_eq!(options, [(1, "A friend"), (2, "Time")]);
}

#[test]
fn an_option_is_moved_with_its_code_and_its_comment_and_no_further_than_the_ends() {
    let commented = SURVEY.replace("another job\" },", "another job\" }, # since the pilot");
    let moved =
        |code, to| edit(&commented, &Edit::MoveOption { question: key("working"), code, to });
    let codes = |text: &str| {
        let survey = read(text);
        let question = survey.questions().next().expect("one").clone();
        question.options().iter().map(|one| one.code).collect::<Vec<_>>()
    };

    let down = moved(2, Direction::Down).expect("it moves");
    assert_eq!(codes(&down), [1, 3, 2, 96]);
    assert!(down.contains("text = \"Yes, to another job\" }, # since the pilot\n"), "{down}");
    let back = Edit::MoveOption { question: key("working"), code: 2, to: Direction::Up };
    assert_eq!(edit(&down, &back).expect("it moves back"), commented);
    let end = |code: i64| Err(EditError::AtTheEnd(format!("option {code}")));
    assert_eq!(moved(1, Direction::Up), end(1));
    assert_eq!(moved(96, Direction::Down), end(96));
    assert_eq!(moved(9, Direction::Up), Err(EditError::NoOption(key("working"), 9)));
    let shared = Edit::MoveOption { question: key("days"), code: 1, to: Direction::Down };
    let list = EditError::Shared(key("days"), key("week"));
    assert_eq!(edit(SURVEY, &shared), Err(list));
}
