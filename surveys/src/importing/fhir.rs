//! A Questionnaire of FHIR R4, as JSON: items within items, asked when others were answered so.

mod resource;

mod options;

mod enabled;

mod question;

mod gather;

mod unread;

mod walk;

mod whole;

use serde_json::Value;

use super::{
    About, Difference, ImportError, Item, NotConverted, Place,
    draft::{Draft, Question},
    form::Form,
};
use options::Sets;
use resource::Questionnaire;

/// Converts every item.
pub(super) fn convert(text: &str, about: &About) -> Result<(Draft, Vec<Item>), ImportError> {
    let questionnaire = read(text)?;
    let language = questionnaire.language.clone();
    let title = questionnaire.title.as_deref().or(questionnaire.name.as_deref());
    let mut importing = Importing {
        form: Form::new(about.title(title)),
        sets: options::sets(&questionnaire.contained),
        parts: Vec::new(),
        options: 0,
        copied: 0,
    };
    importing.whole(&questionnaire, about);
    importing.gather(&questionnaire.item, &mut Vec::new())?;
    if importing.parts.is_empty() {
        return Err(ImportError::Empty);
    }
    let parts = std::mem::take(&mut importing.parts);
    let mut parts = parts.into_iter();
    importing.walk(&questionnaire.item, &mut parts, Parent::Group)?;
    importing.form.finish(about, language)
}

/// What there is so far.
struct Importing {
    form: Form,
    sets: Sets,
    parts: Vec<Part>,
    /// Of all questions.
    options: usize,
    /// Bytes of the sets that they have.
    copied: usize,
}

/// What an item becomes, before conditions are looked at.
struct Part {
    /// Which it is of all.
    place: usize,
    at: Place,
    /// None for a group, and for words.
    question: Option<Result<Question, NotConverted>>,
    differences: Vec<Difference>,
}

/// In what an item lies.
#[derive(Clone, Copy, PartialEq)]
enum Parent {
    Group,
    Question,
}

fn read(text: &str) -> Result<Questionnaire, ImportError> {
    if text.trim_start().starts_with('<') {
        let mend = "export it as JSON";
        return Err(ImportError::OtherFile { is: "XML", mend });
    }
    let no_json = |error: serde_json::Error| ImportError::NoJson {
        line: error.line(),
        column: error.column(),
        problem: problem(&error),
    };
    let value: Value = serde_json::from_str(text).map_err(no_json)?;
    match value.get("resourceType").and_then(Value::as_str) {
        Some("Questionnaire") => {}
        Some(other) => return Err(ImportError::OtherResource(other.to_owned())),
        None => {
            let problem = "it has no “resourceType”".to_owned();
            return Err(ImportError::NoJson { line: 1, column: 1, problem });
        }
    }
    // Read once more from the text, which knows the lines.
    serde_json::from_str(text).map_err(no_json)
}

/// Without the place, which is told before it.
fn problem(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.rsplit_once(" at line ").map_or(told.clone(), |(told, _)| told.to_owned());
    if told.contains("recursion limit") { "it lies deeper than is read".to_owned() } else { told }
}
