//! Questions for words that are likely to name somebody. Other systems ask for names among the answers; here they
//! are enrolled, or asked as contact details, and lie in the vault. Nothing is left out for this: it is only told.

use super::{draft::Question, outcome::Difference};

/// What such a question has in its words, or in its name there.
const WORDS: [&str; 17] = [
    "phone",
    "mobile number",
    "email",
    "e-mail",
    "surname",
    "first name",
    "last name",
    "family name",
    "full name",
    "your name",
    "name of the participant",
    "name of respondent",
    "postcode",
    "home address",
    "your address",
    "national insurance",
    "nhs number",
];

/// What is told of a question whose answer is likely to say who somebody is.
pub(super) fn may_name(question: &Question, name: &str) -> Option<Difference> {
    match question.kind {
        "text" if names(question, name) => Some(Difference::MayName),
        "date" if !question.vault && is_of_birth(question, name) => Some(Difference::DayOfBirth),
        _ => None,
    }
}

fn is_of_birth(question: &Question, name: &str) -> bool {
    let (name, text) = (name.to_lowercase(), question.text.to_lowercase());
    let is_own = !BIRTHS_OF_OTHERS.iter().any(|word| text.contains(word) || name.contains(word));
    let is_birth = name.split(|c: char| !c.is_alphanumeric()).any(|word| BIRTH.contains(&word));
    is_own && (is_birth || text.contains("date of birth") || text.contains("you born"))
}

/// What such a question is called there.
const BIRTH: [&str; 4] = ["dob", "birthdate", "birthday", "birth"];
const BIRTHS_OF_OTHERS: [&str; 5] = ["child", "baby", "partner", "mother", "father"];

fn names(question: &Question, name: &str) -> bool {
    let name = name.to_lowercase().replace('_', " ");
    let text = question.text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word) || name.contains(word))
}
