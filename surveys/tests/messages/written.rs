//! What an evaluator is told who has written the file in another way.

use surveys::authoring::{File, MessageFiles};

fn told(text: &str) -> Vec<String> {
    let file = File { name: "messages.en.toml".to_owned(), text: text.to_owned() };
    let faults = MessageFiles::read(&file, &[]).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect()
}

const HEAD: &str = "language = \"en\"\nsender = \"Bridgeway Study\"\n";

#[test]
fn every_slip_is_told_at_once_with_its_place() {
    assert_eq!(
        told(
            "language = \"english\"\nsender = 5\n[vouchers]\nFour = \"£10\"\n[[messages]]\nkey = \"Hello\"\nsms = \
             \"Hi\"\n"
        ),
        [
            "messages.en.toml:2:10: “sender” is text, and here it is a whole number; write it in quotation marks: sender = \"5\""
        ]
    );
    assert_eq!(
        told(
            "language = \"english\"\nsender = \"S\"\n[vouchers]\nFour = \"£10\"\n[[messages]]\nkey = \"Hello\"\nsms = \
             \"Hi\"\n"
        ),
        [
            "messages.en.toml:1:12: “english” is no language's tag; write a BCP 47 tag, such as en for English, cy for \
             Welsh",
            "messages.en.toml:4:8: “Four” cannot be a key: use 1 to 32 lower-case letters, digits and hyphens, \
             beginning with a letter; name a wave of the study",
            "messages.en.toml:6:7: “Hello” cannot be a key: use 1 to 32 lower-case letters, digits and hyphens, \
             beginning with a letter; such as invitation, or last-week",
        ]
    );
}

#[test]
fn a_field_that_there_is_not_is_told_with_the_one_that_was_meant() {
    assert_eq!(
        told(&format!("{HEAD}[[messages]]\nkey = \"a\"\ntext = \"Hi\"\nemail = \"Hi\"\n")),
        [
            "messages.en.toml:5:1: a message has no field “text”; did you mean “sms”?",
            "messages.en.toml:6:1: a message has no field “email”; did you mean “body”?",
        ]
    );
}

#[test]
fn a_message_has_a_key_of_its_own_and_words() {
    assert_eq!(
        told(&format!(
            "{HEAD}[[messages]]\nkey = \"a\"\nsms = \"Hi\"\n[[messages]]\nkey = \"a\"\nminutes = 3\n"
        )),
        [
            "messages.en.toml:7:7: “a” has no words; write sms, or subject and body, or letter",
            "messages.en.toml:7:7: two messages are called “a”; give one another key",
        ]
    );
    assert_eq!(
        told(&format!("{HEAD}[[messages]]\nsms = \"Hi\"\n")),
        [
            "messages.en.toml:3:1: a message needs “key”; write { key = \"invitation\", sms = \"…\" }"
        ]
    );
}
