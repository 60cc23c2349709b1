//! What the study's people are sent, and when.

use surveys::{
    authoring::{File, ProtocolFiles},
    protocol::Protocol,
};

/// That of the example study.
pub fn protocol() -> Protocol {
    let file = |name: &str, text: &str| File { name: name.to_owned(), text: text.to_owned() };
    let own = file("protocol.toml", include_str!("../../../../../examples/study/protocol.toml"));
    let words = include_str!("../../../../../examples/study/messages.en.toml");
    ProtocolFiles::read(&own, &[file("messages.en.toml", words)]).unwrap().protocol
}
