//! The words of a Questionnaire in other languages: extensions named “translation” beside a text, and designations of
//! codes in sets.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::importing::beside::UNSAID;

type Fields = Map<String, Value>;

/// The languages, each with how many texts it has.
pub(super) fn languages(questionnaire: &Value) -> BTreeMap<String, usize> {
    let mut languages = BTreeMap::new();
    each(&mut questionnaire.clone(), &mut |fields, name| {
        for (language, _) in translations(fields, name) {
            *languages.entry(language).or_default() += 1;
        }
    });
    languages
}

/// The same with its words in that language. What has none is left to a translator.
pub(super) fn in_language(mut questionnaire: Value, language: &str) -> Value {
    each(&mut questionnaire, &mut |fields, name| {
        let found = translations(fields, name).into_iter().find(|(other, _)| other == language);
        let words = found.map_or_else(|| UNSAID.to_owned(), |(_, words)| words);
        if name == "valueString" {
            // It stays called what conditions call it.
            let coding = json!({ "code": fields.get(name), "display": words });
            fields.remove(name);
            fields.insert("valueCoding".to_owned(), coding);
            return;
        }
        if name == "display" && !fields.contains_key("code") {
            let code = fields.get(name).cloned().unwrap_or_default();
            fields.insert("code".to_owned(), code);
        }
        fields.insert(name.to_owned(), words.into());
    });
    questionnaire
}

/// Each text that somebody reads: what it lies in, and its name there.
fn each(questionnaire: &mut Value, tell: &mut dyn FnMut(&mut Fields, &str)) {
    let Some(fields) = questionnaire.as_object_mut() else { return };
    text(fields, "title", tell);
    for set in all(fields, "contained") {
        let codes = set.get_mut("compose").and_then(|compose| compose.as_object_mut());
        let includes = codes.into_iter().flat_map(|compose| all(compose, "include"));
        for include in includes {
            codes_in(include, "concept", tell);
        }
        let expansion = set.get_mut("expansion").and_then(|expansion| expansion.as_object_mut());
        if let Some(expansion) = expansion {
            codes_in(expansion, "contains", tell);
        }
        // Of a system of codes.
        codes_in(set, "concept", tell);
    }
    all(fields, "item").for_each(|item| of_item(item, tell));
}

/// Codes, and codes within codes.
fn codes_in(fields: &mut Fields, name: &str, tell: &mut dyn FnMut(&mut Fields, &str)) {
    for code in all(fields, name) {
        text(code, "display", tell);
        codes_in(code, name, tell);
    }
}

fn of_item(item: &mut Fields, tell: &mut dyn FnMut(&mut Fields, &str)) {
    text(item, "text", tell);
    for option in all(item, "answerOption") {
        match option.get_mut("valueCoding").and_then(Value::as_object_mut) {
            Some(coding) => text(coding, "display", tell),
            None => text(option, "valueString", tell),
        }
    }
    for extension in all(item, "extension") {
        let url = extension.get("url").and_then(Value::as_str).unwrap_or_default();
        if url.ends_with("openLabel") {
            // It is read as words, not as an option.
            let found = translations(extension, "valueString");
            let mut label = Fields::from_iter([("text".to_owned(), json!(""))]);
            label.insert(
                "_text".to_owned(),
                extension.get("_valueString").cloned().unwrap_or_default(),
            );
            tell(&mut label, "text");
            let is_changed = !found.is_empty() || label.get("text") != Some(&json!(""));
            let words = label.remove("text").filter(|_| is_changed);
            extension.extend(words.map(|words| ("valueString".to_owned(), words)));
        } else if url.ends_with("questionnaire-unit")
            && let Some(unit) = extension.get_mut("valueCoding").and_then(Value::as_object_mut)
        {
            text(unit, "display", tell);
        }
    }
    all(item, "item").for_each(|item| of_item(item, tell));
}

fn text(fields: &mut Fields, name: &str, tell: &mut dyn FnMut(&mut Fields, &str)) {
    if fields.get(name).is_some_and(Value::is_string) {
        tell(fields, name);
    }
}

/// The objects in a list.
fn all<'v>(fields: &'v mut Fields, name: &str) -> impl Iterator<Item = &'v mut Fields> {
    let list = fields.get_mut(name).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}

/// What stands beside a text: each language, and the words in it.
fn translations(fields: &Fields, name: &str) -> Vec<(String, String)> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let beside = fields.get(&format!("_{name}"));
    let extensions = list(beside.and_then(|beside| beside.get("extension")));
    let of_extension = |extension: &Value| {
        let parts = extension.get("extension")?.as_array()?;
        let part = |url: &str| {
            let part =
                parts.iter().find(|part| part.get("url").and_then(Value::as_str) == Some(url))?;
            let value = part.as_object()?.iter().find(|(name, _)| name.starts_with("value"))?.1;
            value.as_str().map(str::to_owned)
        };
        Some((part("lang")?, part("content")?))
    };
    let designations = list(fields.get("designation").filter(|_| name == "display"));
    let of_designation = |designation: &Value| {
        let part = |name: &str| designation.get(name)?.as_str().map(str::to_owned);
        Some((part("language")?, part("value")?))
    };
    let found = extensions.iter().filter_map(of_extension);
    found.chain(designations.iter().filter_map(of_designation)).collect()
}
