//! Somebody who clicks on anything, in any order.

use proptest::prelude::*;
use surveys::editing::{
    Direction, Edit, Field, NewCheck, NewKind, NewQuestion, Of, OptionField, Put, edit,
};

use super::{SURVEY, key};

fn edits() -> impl Strategy<Value = Edit> {
    let question =
        || proptest::sample::select(vec!["working", "hrs", "days", "shoes", "help", "new"]);
    let words = || "[ -~äé\n]{0,30}";
    let which = proptest::sample::select(Field::EVERY.to_vec());
    let to = proptest::sample::select(vec![Direction::Up, Direction::Down]);
    let kind = prop_oneof![
        proptest::collection::vec("[ -~]{1,12}", 1..4).prop_map(NewKind::Single),
        Just(NewKind::Text),
        Just(NewKind::Number { least: 0, most: 3 }),
    ];
    prop_oneof![
        (question(), which, words()).prop_map(|(question, field, to)| Edit::Set {
            question: key(question),
            field,
            to
        }),
        (question(), 1..5_i64, words()).prop_map(|(question, code, to)| Edit::SetOption {
            question: key(question),
            code,
            field: OptionField::Text,
            to
        }),
        (question(), "[a-z]{1,4}")
            .prop_map(|(question, to)| Edit::Rename { question: key(question), to }),
        (question(), question()).prop_map(|(question, other)| Edit::Bring {
            question: key(question),
            to: Put::Beside(key(other))
        }),
        (0..3_usize, 0..3_usize, any::<bool>()).prop_map(|(section, page, is_up)| {
            let to = if is_up { Direction::Up } else { Direction::Down };
            Edit::MovePage { at: (section, page), to }
        }),
        (question(), words()).prop_map(|(at, say)| {
            let (level, when) = (key("soft"), key("hrs > 60"));
            Edit::AddCheck(NewCheck { key: key("ck"), level, at: key(at), when, say })
        }),
        (0..3_usize).prop_map(|check| Edit::RemoveCheck { check }),
        (question(), to).prop_map(|(question, to)| Edit::Move { question: key(question), to }),
        question().prop_map(|question| Edit::Remove { question: key(question) }),
        (question(), words()).prop_map(|(question, text)| Edit::AddOption {
            question: key(question),
            text,
            spent: Vec::new()
        }),
        (question(), 1..5_i64)
            .prop_map(|(question, code)| Edit::RemoveOption { question: key(question), code }),
        (question(), proptest::option::of("[a-z =1-3]{1,12}"))
            .prop_map(|(question, when)| Edit::When { of: Of::Question(key(question)), when }),
        (proptest::option::of(question()), words(), kind).prop_map(|(after, text, kind)| {
            let question = NewQuestion { key: key("new"), text, kind };
            let to = after.map_or(Put::Last, |after| Put::After(key(after)));
            Edit::Add { to, question }
        }),
    ]
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
