//! What is wrong with a text and leaves no doubt about the rest of it.

use super::{BANK, SURVEY, faults_of};

/// Everything that is said of the survey with this in the place of that, without the file's name.
fn told(changes: &[(&str, &str)]) -> Vec<String> {
    let text = changes.iter().fold(SURVEY.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let faults = faults_of(&text, BANK).into_iter();
    faults.map(|fault| fault.replacen("survey.toml:", "", 1)).collect()
}

#[test]
fn a_line_without_an_equals_sign_hides_no_other_fault() {
    assert_eq!(
        told(&[
            ("title = \"Check-in\"", "title \"Check-in\""),
            ("minutes = 3", "minutes = \"3\""),
            ("kind = \"number\"", "a remark of Eve's"),
        ]),
        [
            "3:7: “title” is no field; write a field as name = value, and begin a remark with #",
            "5:11: “minutes” is a whole number, and here it is text; write it without quotation marks: minutes = 3",
            "13:3: “a” is no field; write a field as name = value, and begin a remark with #",
        ]
    );
}

#[test]
fn a_text_that_is_something_else_is_told_in_one_line() {
    let page = "<p>\n".repeat(100);

    let told = faults_of(&format!("<!DOCTYPE html>\n{page}"), BANK);

    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn a_heading_with_one_bracket_where_there_may_be_many_is_told_at_each_and_read_as_it_was_meant() {
    assert_eq!(
        told(&[("[[questions]]", "[questions] # what we ask"), ("minutes = 3", "minuts = 3")]),
        [
            "5:1: a survey has no field “minuts”; did you mean “minutes”?",
            "10:1: “questions” is a list, and a heading with one bracket makes one table of it; write [[questions]] above each of them",
        ]
    );
    let two =
        "[questions]\nkey = \"more\"\ntext = \"More?\"\nkind = \"text\"\nmost = 9\n\n[questions]\n";
    assert_eq!(
        told(&[("[[questions]]\n", two), ("[\"sleep\"]", "[\"sleep\", \"more\"]")]),
        [
            "10:1: “questions” is a list, and a heading with one bracket makes one table of it; write [[questions]] above each of them",
            "16:1: “questions” is a list, and a heading with one bracket makes one table of it; write [[questions]] above each of them",
        ]
    );
}

#[test]
fn a_sign_that_nobody_can_see_is_named_with_its_place_and_hides_nothing() {
    assert_eq!(
        told(&[("\"Check-in\"", "\"Check\u{c}-in\""), ("minutes = 3", "minuts = 3")]),
        [
            "3:15: a sign that nobody can see stands here, a form feed (U+000C); take it out, right behind “title = \"Check”",
            "5:1: a survey has no field “minuts”; did you mean “minutes”?",
        ]
    );
    assert_eq!(
        told(&[("minutes = 3", "\u{7}minutes = 3")]),
        [
            "5:1: a sign that nobody can see stands here, a bell (U+0007); take it out, at the beginning of the line"
        ]
    );
}
