//! What the study's people are sent, and when.

use surveys::{authoring::File, protocol::Protocol};

/// That of the example study.
pub fn protocol() -> Protocol {
    let text = include_str!("../../../../examples/study/protocol.toml").to_owned();
    Protocol::read(&File { name: "protocol.toml".to_owned(), text }).unwrap()
}
