//! The terms of a study are a file: all that is wrong with it is told at once, each where it stands and with what would be
//! right.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use surveys::linking::{Sex, terms::Terms};

use super::{TERMS, file, form, terms};

/// The faults of the terms with these words in the place of others, and what stands where each of them is.
fn told(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let change = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "{from} is not there");
        text.replacen(from, to, 1)
    };
    let text = changes.iter().fold(TERMS.to_owned(), change);
    let faults = Terms::read_beside(&file(&text), &form()).err().unwrap_or_default().into_iter();
    let stands = |line: usize, column: usize| {
        let line = text.lines().nth(line - 1).unwrap_or_default();
        line.chars().skip(column - 1).take(12).collect()
    };
    let told = faults.map(|fault| {
        (stands(fault.line, fault.column), format!("{}; {}", fault.problem, fault.mend))
    });
    told.collect()
}

pub(super) fn check(changes: &[(&str, &str)], expected: &[(&str, &str)]) {
    let told = told(changes);
    let told: Vec<_> = told.iter().map(|(at, said)| (at.as_str(), said.as_str())).collect();
    assert_eq!(told, expected);
}

#[test]
fn terms_that_keep_their_own_rules_are_read_and_kept_as_json() {
    let terms = terms();

    let json = serde_json::to_string(&terms).expect("JSON");
    assert_eq!(serde_json::from_str::<Terms>(&json).expect("terms"), terms);
    let sex = terms.linkage.sex.expect("it is said");
    assert_eq!(
        [Some(2), Some(1), Some(3), None].map(|code| sex.read(code)),
        [Sex::Male, Sex::Female, Sex::NotKnown, Sex::NotKnown]
    );
}

#[test]
fn the_example_is_in_order_beside_its_study() {
    let text = include_str!("../../../examples/study/terms.toml");
    let example = Terms::read_beside(&file(text), &form()).expect("the example is in order");

    let owners: Vec<_> = example.linkage.owners.iter().map(|owner| owner.key.as_str()).collect();
    assert_eq!(owners, ["dwp-hmrc", "nhs-england"]);
}

#[test]
fn the_documents_example_is_in_order_too() {
    let document = include_str!("../../../docs/linkage.md");
    let text = document.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let text = text.expect("an example in the document");

    assert!(Terms::read_beside(&file(text), &form()).is_ok(), "{text}");
}

#[test]
fn terms_without_linkage_are_terms() {
    let text = "version = 1\n[release]\npurposes = [{ key = 'evaluation', title = 'It' }]\n";
    assert!(Terms::read(&file(text)).is_ok_and(|terms| terms.linkage.owners.is_empty()));
}

#[test]
fn all_faults_are_told_at_once_each_where_it_stands() {
    check(
        &[
            ("under = 10", "under = 2"),
            ("from = [16, 25, 35, 50, 65, 80]", "from = [16, 35, 25]"),
            ("agreed_to = \"2029-08-31\"", "agreed_to = \"2026-08-31\""),
            ("label = \"Day of the last pay\"", "labl = \"Day of the last pay\""),
            (
                "purpose = \"evaluation\"\nagreement = \"DARS-77\"",
                "purpose = \"health\"\nagreement = \" \"",
            ),
        ],
        &[
            (
                "[16, 35, 25]",
                "the bands of “d_age” are not at least two in order; write the first number of each band, from the lowest, \
                 such as [16, 25, 35, 50, 65, 80]",
            ),
            (
                "2",
                "a code of “ethdet” may stand there when 2 people have it; write under = 3 or more; 10 is usual",
            ),
            (
                "labl = \"Day ",
                "a column that is returned has no field “labl”; did you mean “label”?",
            ),
            (
                "\"health\"",
                "“nhs-england”: there is no purpose “health”; write the key of one of [[release.purposes]]",
            ),
            ("\" \"", "“nhs-england”: agreement is empty; write what it is"),
        ],
    );
}

#[test]
fn of_what_has_a_field_that_cannot_be_read_nothing_else_is_told_until_it_can() {
    let agreement = ("agreed_to = \"2029-08-31\"", "agreed_to = \"2026-08-31\"");
    let told = told(&[agreement, ("holds = \"whole\"", "holds = \"weeks\"")]);
    assert_eq!(told.len(), 1, "{told:?}");
    check(
        &[agreement],
        &[(
            "\"2026-08-31\"",
            "“dwp-hmrc”: the agreement ends on 2026-08-31, before it begins; write the earlier day as agreed_from",
        )],
    );
}

#[test]
fn nobody_gets_data_without_a_statement_that_people_agreed_to() {
    check(
        &[
            ("consent = \"C8\"", "consent = \"C18\""),
            ("consent = \"C5\"", "consent = \"C7\"\nsince_form = 2"),
            ("consent = \"C6\"", "consent = \"C16\""),
        ],
        &[
            (
                "\"C18\"",
                "“archive” asks for statement C18, which the consent form does not have; write the code of a statement of the \
                 study's consent form, or take the line out",
            ),
            (
                "\"C7\"",
                "“dwp-hmrc”: statement C7 does not permit that records are linked; name a statement with permits = \
                 \"link_dwp_hmrc\" or \"link_nhs\"",
            ),
            (
                "2",
                "“dwp-hmrc”: version 2 of the consent form is not there; the latest is 1; write the first version of the form \
                 that names this owner",
            ),
            (
                "\"C16\"",
                "“nhs-england”: the consent form has no statement C16; write the code of one of its statements, such as C5",
            ),
        ],
    );
}

#[test]
fn what_cannot_be_read_is_told_with_what_was_meant() {
    check(
        &[
            ("gives = \"keeps\"", "gives = \"keep\""),
            ("agreed_from = \"2026-09-01\"", "agreed_from = \"1 September\""),
            ("variable = \"d_age\"", "variable = \"age in years\""),
        ],
        &[
            (
                "\"age in year",
                "“variable” is the name of a variable, of at most 20 small letters, digits and underscores, and here it is \
                 “age in years”; write it as variable = \"d_age\"",
            ),
            (
                "\"1 September",
                "“agreed_from” is a date, and here it is “1 September”; write it as agreed_from = \"2027-05-03\"",
            ),
            (
                "\"keep\"",
                "“gives” is one of returns, keeps, and here it is “keep”; did you mean “keeps”?",
            ),
        ],
    );
}

/// What a refusal of `nonsense` says there is.
fn refused(text: &str) -> BTreeSet<String> {
    let told = Terms::read(&file(&format!("version = 1\n{text}\n"))).expect_err("nonsense");
    let told: Vec<_> = told.iter().map(ToString::to_string).collect();
    let told = told.iter().find(|fault| fault.contains("nonsense")).expect("it is told");
    let (_, named) = told.split_once("; there are ").expect("the fields");
    let (named, _) = named.split_once(';').expect("where they are described");
    named.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_schema_of_terms_has_every_field_and_no_other() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/terms.schema.json");
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
    let properties = |at: &str| -> BTreeSet<String> {
        let found = schema.pointer(at).and_then(Value::as_object);
        found.unwrap_or_else(|| panic!("no {at}")).keys().cloned().collect()
    };
    let at = |name: &str| properties(&format!("/$defs/{name}/properties"));

    assert_eq!(refused("nonsense = 1"), properties("/properties"));
    assert_eq!(refused("release = { nonsense = 1 }"), at("release"));
    assert_eq!(refused("release = { purposes = [{ nonsense = 1 }] }"), at("purpose"));
    assert_eq!(refused("release = { bands = [{ nonsense = 1 }] }"), at("bands"));
    assert_eq!(refused("release = { rare = [{ nonsense = 1 }] }"), at("rare"));
    assert_eq!(refused("linkage = { nonsense = 1 }"), at("linkage"));
    assert_eq!(refused("linkage = { sex = { nonsense = 1 } }"), at("sex"));
    assert_eq!(refused("linkage = { owners = [{ nonsense = 1 }] }"), at("owner"));
    let outcome = |within: &str| {
        refused(&format!("linkage = {{ owners = [{{ outcomes = [{{ {within} }}] }}] }}"))
    };
    assert_eq!(outcome("nonsense = 1"), at("outcome"));
    assert_eq!(outcome("codes = [{ nonsense = 1 }]"), at("code"));
}
