//! What the boxes are called in which something was typed that could not be saved.

use surveys::editing::{Field, OptionField};

use super::questions;

/// What a box is called. None for what is chosen, or goes along unseen.
pub(crate) fn called(name: &str) -> Option<String> {
    let after = |start: &str| name.strip_prefix(start);
    if let Some(file) = after("file:") {
        return Some(file.to_owned());
    }
    if let Some(text) = after("to:") {
        return Some(format!("Translation of {text}"));
    }
    if let Some((code, field)) = after("option-").and_then(|rest| rest.split_once('-')) {
        let words = field.parse::<OptionField>().map_or("Words", questions::option);
        return Some(format!("Option {code}: {words}"));
    }
    if let Some(level) = after("alert-") {
        return Some(format!("Alert of level {level}"));
    }
    if let Some(source) = after("source-") {
        return Some(format!("Source {source}"));
    }
    if after("title-").is_some() {
        return Some("Heading of a section".to_owned());
    }
    plain(name).map(str::to_owned).or_else(|| {
        let words = questions::field(name.parse::<Field>().ok()?).0;
        Some(words.trim_end_matches(" (optional)").to_owned())
    })
}

/// A further box that is to be looked at.
pub(crate) fn also(name: &str) -> String {
    match called(name) {
        Some(called) => format!("Look at this one as well: {called}"),
        None => "Look at this one as well".to_owned(),
    }
}

/// The ones that have one name everywhere.
fn plain(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "Heading or title",
        "intro" => "Words before the questions",
        "option" => "Another option",
        "options" => "Options",
        "key" => "Short name",
        "say" => "What people are told",
        "when" => "Condition",
        "with" => "Compared with",
        "wave" => "Wave",
        "question" => "Question",
        "missing" => "Made from",
        "minutes" => "Minutes",
        "reason" => "Why",
        "new-source" => "Short name of another source",
        _ => return None,
    })
}
