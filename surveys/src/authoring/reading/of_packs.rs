//! The fields of text packs.

use super::{
    Written,
    fields::{CODE, MAY, NEEDED},
    shape::{Fields, Shape},
};
use crate::scoring::TextPack;

impl Written for TextPack {
    const FIELDS: &'static Fields = &PACK;
}

static PACK: Fields = Fields {
    of: "a text pack",
    example: "instrument = \"swemwbs\"",
    fields: &[
        ("instrument", Shape::Text, NEEDED),
        ("language", Shape::Text, NEEDED),
        ("version", Shape::Text, NEEDED),
        ("intro", Shape::Text, MAY),
        ("stem", Shape::Text, MAY),
        ("options", Shape::List(&Shape::Table(&CHOICE)), MAY),
        ("not_applicable", Shape::Text, MAY),
        // Words, or words with choices of their own.
        ("items", Shape::List(&Shape::Anything), NEEDED),
        ("unscored", Shape::List(&Shape::Anything), MAY),
        ("visual_scale", Shape::Table(&VISUAL_SCALE), MAY),
        ("value_set", Shape::Table(&VALUE_SET), MAY),
    ],
};

static CHOICE: Fields = Fields {
    of: "a choice",
    example: "{ value = 1, label = \"…\" }",
    fields: &[("value", CODE, NEEDED), ("label", Shape::Text, NEEDED)],
};

static VISUAL_SCALE: Fields = Fields {
    of: "a visual scale",
    example: "{ text = \"…\" }",
    fields: &[("text", Shape::Text, NEEDED), ("hint", Shape::Text, MAY)],
};

static VALUE_SET: Fields = Fields {
    of: "a value set",
    example: "{ id = \"…\", source = \"…\", best = 1, less = [[0, 0.1], [0, 0.2]] }",
    fields: &[
        ("id", Shape::Text, NEEDED),
        ("source", Shape::Text, NEEDED),
        ("best", Shape::Number, NEEDED),
        ("less", Shape::List(&Shape::List(&Shape::Number)), NEEDED),
    ],
};
