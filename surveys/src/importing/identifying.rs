//! Questions for words that are likely to name somebody. Other systems ask for names among the answers; here they
//! are enrolled, or asked as contact details, and lie in the vault. Nothing is left out for this: it is only told.

use super::draft::Question;

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

/// Whether an answer is likely to say who somebody is.
pub(super) fn may_name(question: &Question, name: &str) -> bool {
    if question.kind != "text" {
        return false;
    }
    let name = name.to_lowercase().replace('_', " ");
    let text = question.text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word) || name.contains(word))
}
