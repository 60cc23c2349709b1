//! A protocol and its messages, read together and written again as files.

use surveys::{
    authoring::{Fault, File, ProtocolFiles},
    messages::{Asked, SITE},
    protocol::Protocol,
};

use super::{changed, example, messages, study};

fn protocol(changes: &[(&str, &str)]) -> File {
    let File { name, text } = example("protocol.toml");
    File { name, text: changed(text, changes) }
}

/// What is told of them, whether when they are read or when they are held against each other.
fn told(protocol: &File, beside: &[File]) -> Vec<String> {
    let lines = |faults: Vec<Fault>| faults.iter().map(ToString::to_string).collect();
    let files = match ProtocolFiles::read(protocol, beside) {
        Ok(files) => files,
        Err(faults) => return lines(faults),
    };
    let (study, asked) = (study(), Asked::default());
    lines(files.check(&asked.around(&study, None, SITE)).errors)
}

fn line(file: &File, words: &str) -> usize {
    let at = file.text.lines().position(|line| line.contains(words));
    at.unwrap_or_else(|| panic!("{words} is not there")) + 1
}

#[test]
fn the_example_is_in_order_together() {
    assert_eq!(told(&protocol(&[]), &[messages(&[])]), Vec::<String>::new());
}

#[test]
fn a_contact_whose_message_is_not_there_is_told_where_it_stands() {
    let own = protocol(&[("message = \"why-it-matters\"", "message = \"why-it-maters\"")]);

    let line = line(&own, "why-it-maters");
    let column = "sends = [{ way = \"email\", at = \"10:00\", message = ".len() + 1;
    assert_eq!(
        told(&own, &[messages(&[])]),
        [format!(
            "protocol.toml:{line}:{column}: “why-it-maters” is not there, and is sent, at “why-it-matters” of “four-month”; \
             write it under [[messages]], or name another"
        )]
    );
}

#[test]
fn a_contact_in_a_way_for_which_its_message_has_no_words_is_told_where_it_stands() {
    let sent = "{ way = \"post\", at = \"10:00\", message = \"coming-soon-letter\" }";
    let own =
        protocol(&[(sent, "{ way = \"sms\", at = \"10:00\", message = \"coming-soon-letter\" }")]);

    let told = told(&own, &[messages(&[])]);

    let line = line(&own, "way = \"sms\", at = \"10:00\"");
    let begins = format!("protocol.toml:{line}:");
    let ends = ": “coming-soon-letter” has no words for a text, and is sent so, at “coming-soon” of “four-month”; write them as \
                sms";
    assert!(told.iter().any(|one| one.starts_with(&begins) && one.ends_with(ends)), "{told:#?}");
}

#[test]
fn a_protocol_that_sends_something_and_has_no_words_is_told_so() {
    let own = protocol(&[]);
    let line = line(&own, "message = \"coming-soon\"");
    let column = "sends = ".len() + 1;

    assert_eq!(
        told(&own, &[]),
        [format!(
            "protocol.toml:{line}:{column}: this sends a message, and there are no messages beside the protocol; write them \
             into messages.en.toml, as docs/messages.md says; examples/study has one to copy"
        )]
    );
    let empty = "version = 1\nhours_between = 48\nhours_late = 48\nmost_contacts = 10\nwaves = []\n[hours]\n";
    let empty = File { name: "protocol.toml".to_owned(), text: empty.to_owned() };
    assert_eq!(told(&empty, &[]), Vec::<String>::new(), "who sends nothing needs no words");
}

#[test]
fn two_files_of_messages_and_a_translation_of_none_are_told_apart() {
    let (own, english) = (protocol(&[]), messages(&[]));
    let twice = File { name: "messages.old.toml".to_owned(), ..english.clone() };
    let welsh = "language = \"cy\"\nof = \"messages\"\n".to_owned();
    let welsh = File { name: "messages.cy.toml".to_owned(), text: welsh };

    let two = told(&own, &[english.clone(), twice]);
    assert!(
        two[0].starts_with("messages.old.toml:1:1: these are messages a second time"),
        "{two:?}"
    );
    let alone = told(&own, std::slice::from_ref(&welsh));
    assert!(
        alone[0].starts_with("messages.cy.toml:1:1: this translates messages that are not"),
        "{alone:?}"
    );
    let half = told(&own, &[welsh, english]);
    assert!(
        half[0].starts_with("messages.cy.toml:") && half[0].contains("are not in this file"),
        "{half:?}"
    );
}

#[test]
fn what_was_published_is_written_as_files_that_read_as_the_same() {
    let english =
        messages(&[("Thank you for being part", "“Thank” \\\\ you \\\"\\\"\\\" for being part")]);
    let read = |own: &File, beside: &[File]| {
        ProtocolFiles::read(own, beside).unwrap_or_else(|faults| panic!("{faults:#?}")).protocol
    };
    let mut published = read(&protocol(&[]), &[english]);
    let messages = published.messages.as_mut().expect("it has messages");
    let welsh = messages.texts().into_iter().map(|(key, text)| (key, format!("cy {text}")));
    messages.translations = [(super::language("cy"), welsh.collect())].into();

    let files = published.messages.as_ref().expect("it has messages").files();

    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["messages.en.toml", "messages.cy.toml"]);
    let own = File { name: "protocol.toml".to_owned(), text: published.written() };
    assert_eq!(read(&own, &files), published);
    assert!(files[0].text.contains("body = \"\"\"\nHello {first_name},\n\n"), "it stays legible");
    let plain = Protocol { messages: None, ..published };
    assert_eq!(plain.written(), own.text, "the words have files of their own");
}

#[test]
fn a_misspelt_weekday_hides_neither_a_misspelt_message_nor_windows_that_overlap() {
    let own = protocol(&[
        ("on = [\"Tue\"", "on = [\"Teu\""),
        ("grace = 84", "grace = 300"),
        ("message = \"why-it-matters\"", "message = \"why-it-maters\""),
    ]);

    let told = told(&own, &[messages(&[])]);

    for words in [
        "“Teu”",
        "“exit” opens while answers to “four-month” are still taken",
        "“why-it-maters” is not there",
    ] {
        assert!(told.iter().any(|one| one.contains(words)), "{words}: {told:#?}");
    }
}
