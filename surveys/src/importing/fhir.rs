//! A Questionnaire of FHIR R4, as JSON: items within items, asked when others were answered so.

mod resource;

mod sets;

mod options;

mod fhirpath;

mod enabled;

mod asked;

mod question;

mod gather;

mod unread;

mod said_beside;

mod text;

mod walk;

mod whole;

mod translated;

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    About, Brought, Difference, ImportError, Item, NotConverted, Place,
    beside::{self, Other},
    draft::{Draft, Question},
    form::Form,
    reasons::LookedFor,
};
use crate::{language::Language, value::Missing};
use fhirpath::Variables;
use resource::Questionnaire;
use sets::Sets;

/// Converts every item, in each of its languages.
pub(super) fn convert(text: &str, about: &About) -> Result<Brought, ImportError> {
    let (value, questionnaire) = read(text)?;
    let (draft, items, decided) = in_language(&questionnaire, about, None)?;
    let others = translated::languages(&value);
    let own = Language::new(&draft.language).ok();
    let others = others.into_iter().filter(|(name, _)| own != beside::called(name));
    let mut left = MOST_TRANSLATED / text.len().max(1);
    let others = others.map(|(name, many)| {
        if left == 0 {
            return Ok(Other { name, words: Err(NotConverted::TooManyLanguages(many)) });
        }
        left -= 1;
        let value = translated::in_language(value.clone(), &name);
        let words = serde_json::from_value(value).map_err(|problem| unreadable(&problem));
        let words = Questionnaire::in_r4(words?);
        let said =
            words.title.clone().filter(|title| about.title.is_none() && title != beside::UNSAID);
        let about = About { title: said.or_else(|| Some(draft.title.clone())), ..about.clone() };
        let (draft, items, _) = in_language(&words, &about, Some(decided.clone()))?;
        Ok(Other { name, words: Ok((draft, items)) })
    });
    let others = others.collect::<Result<_, ImportError>>()?;
    Ok(Brought { draft, items, others })
}

/// Bytes of all languages but the survey's own.
const MOST_TRANSLATED: usize = 64 << 20;

fn in_language(
    questionnaire: &Questionnaire,
    about: &About,
    decided: Option<Decided>,
) -> Result<(Draft, Vec<Item>, Decided), ImportError> {
    let language = questionnaire.language.clone();
    let title = questionnaire.title.as_deref().or(questionnaire.name.as_deref());
    let mut importing = Importing {
        form: Form::new(about.title(title)),
        sets: sets::sets(&questionnaire.contained)?,
        variables: fhirpath::variables(questionnaire),
        looked_for: LookedFor::new(),
        decided,
        own: Decided::default(),
        parts: Vec::new(),
        options: 0,
        copied: 0,
    };
    importing.whole(questionnaire, about);
    let Importing { variables, looked_for, .. } = &mut importing;
    enabled::looked_for(&questionnaire.item, variables, looked_for);
    importing.gather(&questionnaire.item, &mut Vec::new())?;
    if importing.parts.is_empty() {
        return Err(ImportError::Empty);
    }
    let parts = std::mem::take(&mut importing.parts);
    let mut parts = parts.into_iter();
    importing.walk(&questionnaire.item, &mut parts, Parent::Group)?;
    let (draft, items) = importing.form.finish(about, language)?;
    Ok((draft, items, importing.own))
}

/// What words decide of options, by the places of their items.
#[derive(Clone, Default)]
struct Decided {
    /// Options that say why there is no answer.
    apart: BTreeMap<usize, BTreeMap<String, Missing>>,
    /// The codes of the others.
    codes: BTreeMap<usize, BTreeMap<String, i32>>,
}

/// What there is so far.
struct Importing {
    form: Form,
    sets: Sets,
    /// What stands for names in expressions.
    variables: Variables,
    /// What conditions look for.
    looked_for: LookedFor,
    /// What was decided in the survey's own language, where this is another.
    decided: Option<Decided>,
    own: Decided,
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

fn read(text: &str) -> Result<(Value, Questionnaire), ImportError> {
    if text.trim_start().starts_with('<') {
        let mend = "export it as JSON";
        return Err(ImportError::OtherFile { is: "XML", mend });
    }
    let value: Value = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    match value.get("resourceType").and_then(Value::as_str) {
        Some("Questionnaire") => {}
        Some(other) => return Err(ImportError::OtherResource(other.to_owned())),
        None => {
            let problem = "it has no “resourceType”".to_owned();
            return Err(ImportError::NoJson { line: 1, column: 1, problem });
        }
    }
    // Read once more from the text, which knows the lines.
    let questionnaire: Questionnaire =
        serde_json::from_str(text).map_err(|error| unreadable(&error))?;
    Ok((value, questionnaire.in_r4()))
}

fn unreadable(error: &serde_json::Error) -> ImportError {
    ImportError::NoJson { line: error.line(), column: error.column(), problem: problem(error) }
}

/// Without the place, which is told before it.
fn problem(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.rsplit_once(" at line ").map_or(told.clone(), |(told, _)| told.to_owned());
    if told.contains("recursion limit") { "it lies deeper than is read".to_owned() } else { told }
}
