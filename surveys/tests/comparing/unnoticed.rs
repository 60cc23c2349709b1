//! Nothing that changes goes unnoticed: every part of the published form is changed, one after the other.

use std::{fs, path::Path};

use proptest::prelude::*;
use serde_json::Value;
use surveys::{
    catalogue,
    comparing::{Passage, compare, lines, variables},
    definition::Survey,
};

use super::{WORK, read};

/// One with routing, derivations and checks, and one of each kind of question.
fn surveys() -> Vec<Survey> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files =
        fs::read_dir(folder).expect("the examples").map(|file| file.expect("a file").path());
    let texts = files.map(|file| fs::read_to_string(file).expect("an example"));
    texts.chain([WORK.to_owned()]).map(|text| read(&text)).collect()
}

/// The same value, once with each part of it changed.
fn changed(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Bool(is) => vec![Value::Bool(!is)],
        Value::Number(number) => {
            let more = number.as_f64().unwrap_or_default() + 1.0;
            let whole = Value::from(more as i64);
            vec![if number.is_f64() { Value::from(more) } else { whole }]
        }
        Value::String(text) => vec![Value::from(format!("{text}x")), Value::from("Other words")],
        Value::Array(list) => of_list(list),
        Value::Object(fields) => {
            let parts = fields.iter().flat_map(|(name, field)| {
                changed(field).into_iter().map(move |new| {
                    let mut fields = fields.clone();
                    fields.insert(name.clone(), new);
                    Value::Object(fields)
                })
            });
            parts.collect()
        }
    }
}

/// Each part changed, and each left out.
fn of_list(list: &[Value]) -> Vec<Value> {
    let with = |place: usize, new: Option<Value>| {
        let mut list = list.to_vec();
        match new {
            Some(new) => list[place] = new,
            None => drop(list.remove(place)),
        }
        Value::Array(list)
    };
    let mut all = Vec::new();
    for (place, part) in list.iter().enumerate() {
        all.extend(changed(part).into_iter().map(|new| with(place, Some(new))));
        all.push(with(place, None));
    }
    all
}

#[test]
fn a_survey_is_the_same_as_itself() {
    for survey in surveys().iter().chain(catalogue::surveys()) {
        let changes = compare(survey, survey);
        assert_eq!(changes, []);
        let judged = variables(survey, survey, &changes);
        assert!(judged.iter().all(|one| one.because.is_empty()), "{judged:?}");
    }
}

#[test]
fn whatever_is_changed_is_named() {
    let mut tried = 0;
    for survey in surveys() {
        let whole = serde_json::to_value(&survey).expect("a survey is JSON");
        for other in changed(&whole) {
            // What is no survey is never published.
            let Ok(other) = serde_json::from_value::<Survey>(other) else { continue };
            if (Survey { version: survey.version, ..other.clone() }) == survey {
                continue;
            }
            let changes = compare(&survey, &other);
            assert!(!changes.is_empty(), "nothing is told of {other:?}");
            assert!(!compare(&other, &survey).is_empty(), "nothing is told the other way round");
            tried += 1;
        }
    }
    assert!(tried > 500, "only {tried} changes were tried");
}

fn put_together(passages: &[Passage], leaves_out: fn(&Passage) -> bool) -> String {
    let kept = passages.iter().filter(|passage| !leaves_out(passage));
    kept.map(|(Passage::Kept(text) | Passage::Gone(text) | Passage::New(text))| text.as_str())
        .collect()
}

proptest! {
    #[test]
    fn passages_put_together_are_the_two_texts(old in "[ab\n]{0,40}", new in "[ab\n]{0,40}") {
        let told = lines(&old, &new);
        prop_assert_eq!(put_together(&told, |one| matches!(one, Passage::New(_))), old);
        prop_assert_eq!(put_together(&told, |one| matches!(one, Passage::Gone(_))), new);
    }
}
