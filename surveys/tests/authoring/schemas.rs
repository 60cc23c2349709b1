//! What editors complete and underline is what the program reads.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use surveys::{
    authoring::{self, File, MessageFiles, Originals, Renewed},
    language::Language,
    protocol::Protocol,
};

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON")
}

/// The names of the properties at a place of a schema.
fn properties(schema: &Value, at: &str) -> BTreeSet<String> {
    let found = schema.pointer(at).and_then(Value::as_object).unwrap_or_else(|| panic!("no {at}"));
    found.keys().cloned().collect()
}

/// What a refusal of `nonsense` says there is.
fn expected(refusal: &str) -> BTreeSet<String> {
    let (_, named) = refusal.split_once("; there are ").unwrap_or_else(|| panic!("{refusal}"));
    let (named, _) = named.split_once(';').unwrap_or_else(|| panic!("{refusal}"));
    named.split(", ").map(str::to_owned).collect()
}

/// Puts a field that there is not at a place of a survey, and compares.
fn check(survey: &str, at: &str) {
    let head = "key = 'a'\nversion = 1\ntitle = ''\nlanguage = 'en'\nminutes = 1\n";
    let text = format!("{head}{survey}\n");
    let refused = authoring::read(&File { name: "a.toml".into(), text }, &|_| None).unwrap_err();
    let known = properties(&schema("definitions.schema.json"), at);
    let refused = refused.iter().map(ToString::to_string);
    let refused = refused.filter(|fault| fault.contains("nonsense")).collect::<Vec<_>>();
    assert_eq!(expected(&refused.concat()), known, "{at}");
}

#[test]
fn the_schema_of_surveys_has_every_field_and_no_other() {
    check("nonsense = 1", "/$defs/survey/properties");
    check("sections = [{ nonsense = 1 }]", "/$defs/section/properties");
    check("sections = [{ title = '', pages = [{ nonsense = 1 }] }]", "/$defs/page/properties");
    check("questions = [{ nonsense = 1 }]", "/$defs/question/properties");
    check("lists = { a = [{ nonsense = 1 }] }", "/$defs/choice/properties");
    check("questions = [{ rows = [{ nonsense = 1 }] }]", "/$defs/row/properties");
    check("derived = [{ nonsense = 1 }]", "/$defs/derived/properties");
    check("checks = [{ nonsense = 1 }]", "/$defs/check/properties");
}

#[test]
fn the_schema_of_translations_has_every_field_and_no_other() {
    let refused = |text: &str| {
        let file = File {
            name: "a.cy.toml".into(),
            text: format!("language = 'cy'\nof = 'words'\n{text}\n"),
        };
        let language = Language::new("cy").expect("a language");
        let told = Renewed::of(&Originals::words(), &language, Some(&file)).unwrap_err();
        let told = told.iter().map(ToString::to_string);
        expected(&told.filter(|fault| fault.contains("nonsense")).collect::<String>())
    };
    let schema = schema("translations.schema.json");

    assert_eq!(refused("nonsense = 1"), properties(&schema, "/properties"));
    assert_eq!(
        refused("texts = [{ nonsense = 1 }]"),
        properties(&schema, "/$defs/text/properties")
    );
}

#[test]
fn the_schema_of_protocols_has_every_field_and_no_other() {
    let refused = |text: &str| {
        let head = "version = 1\nhours_between = 48\nhours_late = 48\nmost_contacts = 10\n";
        let file = File { name: "protocol.toml".into(), text: format!("{head}{text}\n") };
        let told = Protocol::read(&file).unwrap_err();
        let told = told.iter().map(ToString::to_string);
        expected(&told.filter(|fault| fault.contains("nonsense")).collect::<String>())
    };
    let schema = schema("protocol.schema.json");
    let at = |name: &str| properties(&schema, &format!("/$defs/{name}/properties"));
    let step = |within: &str| refused(&format!("waves = [{{ steps = [{{ {within} }}] }}]"));

    assert_eq!(refused("nonsense = 1"), properties(&schema, "/properties"));
    assert_eq!(refused("hours = { nonsense = 1 }"), at("hours"));
    assert_eq!(refused("hours = { sms = { nonsense = 1 } }"), at("week"));
    assert_eq!(refused("hours = { sms = { sunday = { nonsense = 1 } } }"), at("open"));
    assert_eq!(refused("holidays = { nonsense = 1 }"), at("holidays"));
    assert_eq!(refused("waves = [{ nonsense = 1 }]"), at("wave"));
    assert_eq!(refused("waves = [{ cohorts = [{ nonsense = 1 }] }]"), at("cohort"));
    assert_eq!(step("nonsense = 1"), at("step"));
    assert_eq!(step("sends = [{ nonsense = 1 }]"), at("send"));
}

#[test]
fn the_schema_of_messages_has_every_field_and_no_other() {
    let refused = |text: &str| {
        let file = File {
            name: "messages.en.toml".into(),
            text: format!("language = 'en'\nsender = 'S'\n{text}\n"),
        };
        let told = MessageFiles::read(&file, &[]).expect_err("nonsense is refused");
        let told = told.iter().map(ToString::to_string);
        expected(&told.filter(|fault| fault.contains("nonsense")).collect::<String>())
    };
    let schema = schema("messages.schema.json");

    assert_eq!(refused("nonsense = 1"), properties(&schema, "/properties"));
    assert_eq!(
        refused("messages = [{ key = 'a', nonsense = 1 }]"),
        properties(&schema, "/$defs/message/properties")
    );
}

/// What the fields of the same place are told to need.
fn needed(survey: &str, what: &str) -> BTreeSet<String> {
    let refused = authoring::read(&File { name: "a.toml".into(), text: survey.into() }, &|_| None);
    let told = refused.unwrap_err().into_iter().map(|fault| fault.problem);
    let needs = format!("{what} needs “");
    told.filter_map(|one| Some(one.strip_prefix(&needs)?.trim_end_matches('”').to_owned()))
        .collect()
}

#[test]
fn the_schema_of_surveys_needs_what_the_check_needs() {
    let schema = schema("definitions.schema.json");
    let head = "key = 'a'\nversion = 1\ntitle = 'A'\nlanguage = 'en'\nminutes = 1\n";
    for (survey, what, place) in [
        ("derive = []", "a survey", "survey"),
        ("sections = [{}]", "a section", "section"),
        ("questions = [{}]", "a question", "question"),
        ("lists = { a = [{}] }", "an option", "choice"),
        ("questions = [{ rows = [{}] }]", "a row", "row"),
        ("derived = [{}]", "a derived variable", "derived"),
        ("checks = [{}]", "a check", "check"),
    ] {
        let head = if place == "survey" { "" } else { head };
        let at = format!("/$defs/{place}/required");
        let required = schema.pointer(&at).and_then(Value::as_array).into_iter().flatten();
        let required: BTreeSet<_> = required.filter_map(Value::as_str).map(str::to_owned).collect();
        assert_eq!(needed(&format!("{head}{survey}\n"), what), required, "{place}");
    }
}

#[test]
fn the_schema_of_surveys_takes_the_numbers_that_the_check_takes() {
    let schema = schema("definitions.schema.json");
    let head = "key = 'a'\ntitle = 'A'\nlanguage = 'en'\nsections = []\n";
    for (field, other) in [("minutes", "version = 1"), ("version", "minutes = 1")] {
        let of_the_schema = |end: &str| {
            let at = format!("/$defs/survey/properties/{field}/{end}");
            schema.pointer(&at).and_then(Value::as_i64).expect("a number")
        };
        let takes = |number: i64| {
            let text = format!("{head}{other}\n{field} = {number}\n");
            let told = authoring::read(&File { name: "a.toml".into(), text }, &|_| None);
            let told = told.unwrap_err().into_iter().map(|fault| fault.problem);
            !told.collect::<String>().contains("is a whole number from")
        };
        let (least, most) = (of_the_schema("minimum"), of_the_schema("maximum"));
        assert!(takes(least) && takes(most), "{field}");
        assert!(!takes(least - 1) && !takes(most + 1), "{field}");
    }
    // An empty file is neither a survey nor a bank.
    assert_eq!(schema.pointer("/$defs/bank/minProperties"), Some(&Value::from(1)));
}
