//! The fields of a file of messages, which `docs/messages.md` explains.

use super::{
    Written,
    fields::{MAY, NEEDED},
    shape::{Fields, Shape},
};
use crate::authoring::messages;

const SMALL: Shape = Shape::Whole(1, u8::MAX as i64);

impl Written for messages::Source {
    const FIELDS: &'static Fields = &MESSAGES;
    const DOCUMENTED: &'static str = "docs/messages.md describes the fields";
}

static MESSAGES: Fields = Fields {
    of: "a file of messages",
    example: "language = \"en\"",
    fields: &[
        ("language", Shape::Text, NEEDED),
        ("sender", Shape::Text, NEEDED),
        ("button", Shape::Text, MAY),
        ("vouchers", Shape::Named(&Shape::Text), MAY),
        ("messages", Shape::List(&Shape::Table(&MESSAGE)), MAY),
    ],
};

static MESSAGE: Fields = Fields {
    of: "a message",
    example: "{ key = \"invitation\", sms = \"…\" }",
    fields: &[
        ("key", Shape::Text, NEEDED),
        ("minutes", SMALL, MAY),
        ("parts", SMALL, MAY),
        ("sms", Shape::Text, MAY),
        ("subject", Shape::Text, MAY),
        ("body", Shape::Text, MAY),
        ("button", Shape::Text, MAY),
        ("letter", Shape::Text, MAY),
        ("voicemail", Shape::Text, MAY),
    ],
};
