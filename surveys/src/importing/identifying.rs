//! Questions for words that are likely to name somebody. Other systems ask for names among the answers; here they
//! are enrolled, or asked as contact details, and lie in the vault. Nothing is left out for this: it is only told.

use super::{draft::Question, outcome::Difference};

/// What such a question has in its words, or in its name there. A survey may be in any language.
const WORDS: [&str; 48] = [
    "phone",
    "mobile number",
    "whatsapp",
    "email",
    "e-mail",
    "surname",
    "first name",
    "last name",
    "family name",
    "full name",
    "your name",
    "contact name",
    "patient's name",
    "participant's name",
    "name of child",
    "next of kin",
    "name of the participant",
    "name of respondent",
    "name of head",
    "name of the head",
    "postcode",
    "postalcode",
    "postal code",
    "zipcode",
    "zip code",
    "home address",
    "street address",
    "mailing address",
    "contact address",
    "your address",
    "national insurance",
    "nhs number",
    "social security",
    "medical record number",
    "passport number",
    "latitude",
    "longitude",
    "teléfono",
    "telefone",
    "telefonnummer",
    "correo electrónico",
    "courriel",
    "apellido",
    "sobrenome",
    "nom de famille",
    "prénom",
    "nachname",
    "vorname",
];
/// Words that ask for a name where they are all that is said.
const ALONE: [&str; 8] = ["name", "names", "initials", "nom", "nombre", "nome", "naam", "imię"];
/// The same, where it is a word by itself: “mRNA” is no number of a record.
const WHOLE: [&str; 4] = ["mrn", "vmrn", "ssn", "cpf"];

/// What is told of a question whose answer is likely to say who somebody is.
///
/// A date of birth goes where only it may lie, once it is called so.
pub(super) fn may_name(question: &mut Question, name: &str) -> Option<Difference> {
    if question.kind == "date" && question.key == "dob" {
        question.vault = true;
        return Some(Difference::KeptApart);
    }
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
    is_own && (is_birth || BORN.iter().any(|words| text.contains(words)))
}

/// What such a question asks.
const BORN: [&str; 8] = [
    "date of birth",
    "birth date",
    "birthdate",
    "you born",
    "fecha de nacimiento",
    "date de naissance",
    "data de nascimento",
    "geburtsdatum",
];

/// What such a question is called there.
const BIRTH: [&str; 4] = ["dob", "birthdate", "birthday", "birth"];
const BIRTHS_OF_OTHERS: [&str; 5] = ["child", "baby", "partner", "mother", "father"];

fn names(question: &Question, name: &str) -> bool {
    let name = name.to_lowercase().replace('_', " ");
    let text = question.text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).chain(name.split(' '));
    WORDS.iter().any(|word| text.contains(word) || name.contains(word))
        || words.any(|word| WHOLE.contains(&word))
        || ALONE.contains(&text.trim_matches(|c: char| !c.is_alphabetic()))
}
