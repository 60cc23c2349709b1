//! Questions for words that are likely to name somebody. Other systems ask for names among the answers; here they
//! are enrolled, or asked as contact details, and lie in the vault. Nothing is left out for this: it is only told.

mod said;

use super::{
    draft::Question,
    outcome::{Difference, LookAt},
};
use said::{ALONE, BORN, NUMBERS, WHOLE, WORDS};

/// What is told of a question whose answer is likely to say who somebody is.
///
/// A date of birth goes where only it may lie, once it is called so.
pub(super) fn may_name(question: &mut Question, name: &str) -> Option<Difference> {
    if question.kind == "date" && question.key == "dob" {
        question.vault = true;
        return Some(Difference::KeptApart);
    }
    match question.kind {
        "text" if names(question, name) || numbers(question, name) => Some(MAY_NAME),
        "number" if numbers(question, name) => Some(MAY_NAME),
        "date" if !question.vault && is_of_birth(question, name) => {
            Some(Difference::LookAt(LookAt::DayOfBirth))
        }
        _ => None,
    }
}

fn is_of_birth(question: &Question, name: &str) -> bool {
    let (name, text) = (name.to_lowercase(), question.text.to_lowercase());
    let is_own = !BIRTHS_OF_OTHERS.iter().any(|word| text.contains(word) || name.contains(word));
    let is_birth = name.split(|c: char| !c.is_alphanumeric()).any(|word| BIRTH.contains(&word));
    is_own && (is_birth || BORN.iter().any(|words| text.contains(words)))
}

/// What such a question is called there.
const BIRTH: [&str; 4] = ["dob", "birthdate", "birthday", "birth"];
const BIRTHS_OF_OTHERS: [&str; 5] = ["child", "baby", "partner", "mother", "father"];

const MAY_NAME: Difference = Difference::LookAt(LookAt::MayName);

fn names(question: &Question, name: &str) -> bool {
    let name = spaced(name);
    let text = spaced(&question.text);
    WORDS.iter().any(|word| text.contains(word) || name.contains(word))
}

/// Whether a number is asked for that is somebody's own, or whoever reads the few words there are may write one.
fn numbers(question: &Question, name: &str) -> bool {
    let name = spaced(name);
    let text = spaced(&question.text);
    let mut words = text.split(|c: char| !c.is_alphanumeric()).chain(name.split(' '));
    let alone = text.split(['(', ':', '*']).next().unwrap_or_default();
    let alone = alone.trim_matches(|c: char| !c.is_alphanumeric());
    let begins = |within: &str, word: &str| {
        within.match_indices(word).any(|(at, _)| !within[..at].ends_with(char::is_alphanumeric))
    };
    NUMBERS.iter().any(|word| begins(&text, word) || begins(&name, word))
        || words.any(|word| WHOLE.contains(&word))
        || ALONE.contains(&alone)
}

/// In small letters, with single spaces, and those of French and of names there.
fn spaced(text: &str) -> String {
    let text = text.to_lowercase().replace(['_', '\u{a0}', '\u{202f}'], " ").replace('’', "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_told(kind: &'static str, text: &str) -> bool {
        let mut question = Question { kind, text: text.to_owned(), ..Question::default() };
        may_name(&mut question, "q") == Some(MAY_NAME)
    }

    #[test]
    fn who_somebody_is_is_noticed_in_the_words_of_nine_languages() {
        for text in [
            "Mobile",
            "Contact number",
            "Post code",
            "Initials:",
            "Hospital number",
            "Participant ID",
            "Street and house number",
            "Beth yw eich enw?",
            "Rhif ffôn",
            "¿Cuál es su nombre?",
            "Dirección (opcional)",
            "Quel est votre nom\u{a0}?",
            "Adresse",
            "Qual é o seu nome?",
            "Wie heißen Sie?",
            "Telefonnummer",
            "Jina lako ni nani?",
            "Namba ya simu",
            "ما اسمك؟",
            "البريد الإلكتروني",
            "আপনার নাম কী?",
            "ঠিকানা",
        ] {
            assert!(is_told("text", text), "{text}");
        }
    }

    #[test]
    fn a_number_that_is_somebodys_own_is_told_apart_from_one_that_counts() {
        assert!(is_told("number", "Mobile number") && is_told("number", "Participant ID"));
        for text in ["How many phones do you have?", "Days in hospital", "Slid numbers"] {
            assert!(!is_told("number", text), "{text}");
        }
        for text in ["Name the flowers", "What did you like about the school?", "Identify a goal"] {
            assert!(!is_told("text", text), "{text}");
        }
    }
}
