//! Somebody who clicks on anything, in any order.

use proptest::prelude::*;
use surveys::{
    definition::Level,
    editing::{Direction, Edit, Field, NewCheck, NewKind, NewQuestion, Of, OptionField, Put, edit},
};

use super::{SURVEY, key};

fn question() -> impl Strategy<Value = String> {
    proptest::sample::select(vec!["working", "hrs", "days", "shoes", "help", "new"]).prop_map(key)
}

fn words() -> &'static str {
    "[ -~äé\n]{0,30}"
}

fn directions() -> impl Strategy<Value = Direction> {
    proptest::sample::select(vec![Direction::Up, Direction::Down])
}

/// What is said of a question.
fn of_questions() -> impl Strategy<Value = Edit> {
    let field = proptest::sample::select(Field::EVERY.to_vec());
    prop_oneof![
        (question(), field, words()).prop_map(|(question, field, to)| Edit::Set {
            question,
            field,
            to
        }),
        (question(), 1..5_i64, words()).prop_map(|(question, code, to)| Edit::SetOption {
            question,
            code,
            field: OptionField::Text,
            to
        }),
        (question(), "[a-z]{1,4}").prop_map(|(question, to)| Edit::Rename { question, to }),
        (question(), words()).prop_map(|(question, text)| Edit::AddOption {
            question,
            text,
            spent: Vec::new()
        }),
        (question(), 1..5_i64).prop_map(|(question, code)| Edit::RemoveOption { question, code }),
        (question(), 1..5_i64, directions()).prop_map(|(question, code, to)| Edit::MoveOption {
            question,
            code,
            to
        }),
        (question(), proptest::option::of("[a-z =1-3]{1,12}"))
            .prop_map(|(question, when)| Edit::When { of: Of::Question(question), when }),
    ]
}

/// What comes, goes and moves.
fn of_the_whole() -> impl Strategy<Value = Edit> {
    let kind = prop_oneof![
        proptest::collection::vec("[ -~]{1,12}", 1..4).prop_map(NewKind::Single),
        Just(NewKind::Text),
        Just(NewKind::Number { least: 0, most: 3 }),
        proptest::collection::vec("[ -~]{1,12}", 1..4).prop_map(|rows| NewKind::Grid {
            low: key("No"),
            high: key("Yes"),
            rows
        }),
    ];
    prop_oneof![
        (question(), question())
            .prop_map(|(question, other)| Edit::Bring { question, to: Put::Beside(other) }),
        (0..3_usize, 0..3_usize, directions())
            .prop_map(|(section, page, to)| Edit::MovePage { at: (section, page), to }),
        (question(), words()).prop_map(|(at, say)| {
            let (level, when) = (Level::Soft, key("hrs > 60"));
            Edit::AddCheck(NewCheck { key: key("ck"), level, at, when, say })
        }),
        (0..3_usize).prop_map(|check| Edit::RemoveCheck { check }),
        (question(), directions()).prop_map(|(question, to)| Edit::Move { question, to }),
        question().prop_map(|question| Edit::Remove { question }),
        (proptest::option::of(question()), words(), kind).prop_map(|(after, text, kind)| {
            let question = NewQuestion { key: key("new"), text, kind };
            Edit::Add { to: after.map_or(Put::Last, Put::After), question }
        }),
    ]
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![of_questions(), of_the_whole()]
}

proptest! {
    /// Whatever is clicked, in whatever order: what comes out can be read, and the comments are there as long
    /// as what they stand beside is.
    #[test]
    fn a_changed_text_can_be_read_again_and_its_head_is_as_it_was(
        changes in proptest::collection::vec(edits(), 1..12),
    ) {
        let mut text = SURVEY.to_owned();
        for change in changes {
            if let Ok(changed) = edit(&text, &change) {
                text = changed;
            }
            let parsed: Result<toml::Table, _> = toml::from_str(&text);
            prop_assert!(parsed.is_ok(), "{}", text);
            prop_assert!(text.starts_with("# Written by Dev, checked by Carys.\nkey = "));
            let table = parsed.expect("it was read");
            let sections = table["sections"].as_array().expect("sections");
            prop_assert_eq!(sections.len(), 2);
        }
    }
}
