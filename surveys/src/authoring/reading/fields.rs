//! The fields of our files. `docs/definitions.md` says what each of them means, and `docs/definitions.schema.json` tells
//! editors of them.

use super::{
    Written,
    shape::{Fields, Shape},
};
use crate::authoring::{
    source::{BankSource, SurveySource},
    translations,
};

pub(super) const NEEDED: bool = true;
pub(super) const MAY: bool = false;

const SMALL: Shape = Shape::Whole(0, u8::MAX as i64);
pub(super) const CODE: Shape = Shape::Whole(i32::MIN as i64, i32::MAX as i64);
const CHOICES: Shape = Shape::List(&Shape::Table(&CHOICE));
const NAMES: Shape = Shape::List(&Shape::Text);
const SENTENCES: Shape = Shape::Named(&Shape::Text);
const QUESTIONS: Shape = Shape::List(&Shape::Table(&QUESTION));
const DERIVED_ALL: Shape = Shape::List(&Shape::Table(&DERIVED));
const CHECKS: Shape = Shape::List(&Shape::Table(&CHECK));

impl Written for SurveySource {
    const FIELDS: &'static Fields = &SURVEY;
}

impl Written for BankSource {
    const FIELDS: &'static Fields = &BANK;
}

impl Written for translations::Source {
    const FIELDS: &'static Fields = &TRANSLATION;
}

static SURVEY: Fields = Fields {
    of: "a survey",
    example: "key = \"my-survey\"",
    fields: &[
        ("key", Shape::Text, NEEDED),
        ("version", Shape::Whole(1, i32::MAX as i64), NEEDED),
        ("title", Shape::Text, NEEDED),
        ("language", Shape::Text, NEEDED),
        ("minutes", Shape::Whole(1, u8::MAX as i64), NEEDED),
        ("bank", Shape::Text, MAY),
        ("usable", Shape::Text, MAY),
        ("sections", Shape::List(&Shape::Table(&SECTION)), NEEDED),
        ("routing", SENTENCES, MAY),
        ("derive", NAMES, MAY),
        ("check", NAMES, MAY),
        ("scores", NAMES, MAY),
        ("adapted", NAMES, MAY),
        ("conditions", SENTENCES, MAY),
        ("lists", Shape::Named(&CHOICES), MAY),
        ("sources", SENTENCES, MAY),
        ("questions", QUESTIONS, MAY),
        ("derived", DERIVED_ALL, MAY),
        ("checks", CHECKS, MAY),
    ],
};

static BANK: Fields = Fields {
    of: "a bank",
    example: "[[questions]]",
    fields: &[
        ("conditions", SENTENCES, MAY),
        ("lists", Shape::Named(&CHOICES), MAY),
        ("sources", SENTENCES, MAY),
        ("questions", QUESTIONS, MAY),
        ("derived", DERIVED_ALL, MAY),
        ("checks", CHECKS, MAY),
    ],
};

static SECTION: Fields = Fields {
    of: "a section",
    example: "{ title = \"You\", pages = [] }",
    fields: &[("title", Shape::Text, NEEDED), ("pages", Shape::List(&Shape::Table(&PAGE)), NEEDED)],
};

static PAGE: Fields = Fields {
    of: "a page",
    example: "{ questions = [\"mood\"] }",
    fields: &[
        ("key", Shape::Text, MAY),
        ("title", Shape::Text, MAY),
        ("intro", Shape::Text, MAY),
        ("questions", NAMES, MAY),
        ("instrument", Shape::Text, MAY),
        ("asked_if", Shape::Text, MAY),
        ("sensitive", Shape::Truth, MAY),
        ("unscored", Shape::Truth, MAY),
    ],
};

static QUESTION: Fields = Fields {
    of: "a question",
    example: "{ key = \"mood\", text = \"…\", kind = \"single\" }",
    fields: &[
        ("key", Shape::Text, NEEDED),
        ("text", Shape::Text, NEEDED),
        ("hint", Shape::Text, MAY),
        ("label", Shape::Text, MAY),
        ("kind", Shape::Text, NEEDED),
        ("asked_if", Shape::Text, MAY),
        ("sensitive", Shape::Truth, MAY),
        ("optional", Shape::Truth, MAY),
        ("vault", Shape::Truth, MAY),
        ("source", Shape::Text, MAY),
        ("options", CHOICES, MAY),
        ("list", Shape::Text, MAY),
        ("least", Shape::Number, MAY),
        ("most", Shape::Number, MAY),
        ("most_fact", Shape::Text, MAY),
        ("unit", Shape::Text, MAY),
        ("unit_of_one", Shape::Text, MAY),
        ("places", SMALL, MAY),
        ("low", Shape::Text, MAY),
        ("high", Shape::Text, MAY),
        ("age", Shape::Two(&SMALL), MAY),
        ("youngest", SMALL, MAY),
        ("rows", Shape::List(&Shape::Table(&ROW)), MAY),
        ("period", Shape::Text, MAY),
        ("alerts", Shape::List(&Shape::Table(&ALERT)), MAY),
        ("spoken", Shape::Text, MAY),
        ("probes", NAMES, MAY),
        ("define", Shape::Text, MAY),
    ],
};

static ALERT: Fields = Fields {
    of: "an alert",
    example: "{ level = 3, codes = [4, 5] }",
    fields: &[("level", SMALL, NEEDED), ("from", CODE, MAY), ("codes", Shape::List(&CODE), MAY)],
};

static CHOICE: Fields = Fields {
    of: "an option",
    example: "{ code = 1, text = \"Yes\" }",
    fields: &[
        ("code", CODE, NEEDED),
        ("text", Shape::Text, NEEDED),
        ("in_a_sentence", Shape::Text, MAY),
        ("exclusive", Shape::Truth, MAY),
        ("other", Shape::Whole(1, u16::MAX as i64), MAY),
        ("offered_if", Shape::Text, MAY),
        ("spoken", Shape::Text, MAY),
        ("not_read_out", Shape::Truth, MAY),
    ],
};

static ROW: Fields = Fields {
    of: "a row",
    example: "{ key = \"a\", text = \"…\" }",
    fields: &[
        ("key", Shape::Text, NEEDED),
        ("text", Shape::Text, NEEDED),
        ("spoken", Shape::Text, MAY),
    ],
};

static DERIVED: Fields = Fields {
    of: "a derived variable",
    example: "{ key = \"d_full\", label = \"…\" }",
    fields: &[
        ("key", Shape::Text, NEEDED),
        ("label", Shape::Text, NEEDED),
        ("codes", CHOICES, MAY),
        ("cases", Shape::List(&Shape::Table(&CASE)), MAY),
        ("otherwise", CODE, MAY),
        ("missing_of", Shape::NameOrNames, MAY),
        ("formula", Shape::OneOf(&FORMULA), MAY),
    ],
};

static CASE: Fields = Fields {
    of: "a case",
    example: "{ when = \"hours > 30\", gives = 1 }",
    fields: &[("when", Shape::Text, NEEDED), ("gives", CODE, NEEDED)],
};

static FORMULA: Fields = Fields {
    of: "a formula",
    example: "{ sum = { of = [\"a\", \"b\"] } }",
    fields: &[
        ("age", Shape::Table(&AGE), MAY),
        ("weekly_pay", Shape::Table(&WEEKLY_PAY), MAY),
        ("mean", Shape::Table(&MEAN), MAY),
        ("sum", Shape::Table(&SUM), MAY),
        ("same", Shape::Table(&SAME), MAY),
        // Refused with its own words by whoever meets it.
        ("score", Shape::Anything, MAY),
    ],
};

static AGE: Fields = Fields {
    of: "an age",
    example: "{ born = \"dob\" }",
    fields: &[("born", Shape::Text, NEEDED)],
};

static WEEKLY_PAY: Fields = Fields {
    of: "a weekly pay",
    example: "{ amount = \"payamt\", period = \"payper\", hours = \"hours\" }",
    fields: &[
        ("amount", Shape::Text, NEEDED),
        ("period", Shape::Text, NEEDED),
        ("hours", Shape::Text, NEEDED),
    ],
};

static MEAN: Fields = Fields {
    of: "a mean",
    example: "{ of = [\"a\", \"b\"], least = 2 }",
    fields: &[("of", NAMES, NEEDED), ("least", SMALL, NEEDED)],
};

static SUM: Fields =
    Fields { of: "a sum", example: "{ of = [\"a\", \"b\"] }", fields: &[("of", NAMES, NEEDED)] };

static SAME: Fields = Fields {
    of: "the same value",
    example: "{ of = \"ethgrp\" }",
    fields: &[("of", Shape::Text, NEEDED)],
};

static CHECK: Fields = Fields {
    of: "a check",
    example: "{ key = \"odd\", level = \"soft\", at = \"hours\", when = \"hours > 60\", say = \"…\" }",
    fields: &[
        ("key", Shape::Text, NEEDED),
        ("level", Shape::One(&["soft", "hard", "paradata"]), NEEDED),
        ("at", Shape::Text, NEEDED),
        ("when", Shape::Text, NEEDED),
        ("say", Shape::Text, MAY),
    ],
};

static TRANSLATION: Fields = Fields {
    of: "a file of translations",
    example: "language = \"cy\"",
    fields: &[
        ("language", Shape::Text, NEEDED),
        ("of", Shape::Text, NEEDED),
        ("texts", Shape::List(&Shape::Table(&ENTRY)), MAY),
        ("gone", Shape::List(&Shape::Table(&ENTRY)), MAY),
    ],
};

static ENTRY: Fields = Fields {
    of: "a text",
    example: "{ at = \"mood.text\", from = \"…\", to = \"…\" }",
    fields: &[
        ("at", Shape::Text, NEEDED),
        ("from", Shape::Text, NEEDED),
        ("was", Shape::Text, MAY),
        ("to", Shape::Text, NEEDED),
        ("note", Shape::Text, MAY),
        ("source", Shape::Text, MAY),
        ("given", Shape::Text, MAY),
    ],
};
