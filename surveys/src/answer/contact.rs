//! Contact details. Each part may be left out; what is given must be usable.

use super::{Given, Problem};
use crate::{
    definition::Question,
    language::Language,
    telephone::{self, British, NotMobile},
    typed::Typed,
    value::{Missing, Value},
};

/// Longer than any address, so that only a paste by mistake is refused.
const MOST: u16 = 500;
/// The longest name of a language, in characters.
const MOST_OF_LANGUAGE: u16 = 40;
/// The longest email address, in characters.
pub const MOST_OF_EMAIL: u16 = 254;

pub(super) fn contact(question: &Question, typed: &Typed) -> Result<Vec<Given>, Vec<Problem>> {
    let parts = contact_details(question.key.as_str(), typed)?;
    let nothing = parts.iter().all(|(_, text)| text.is_empty());
    let own = if nothing { Value::Missing(Missing::Blank) } else { Value::Vault };
    let own = (question.key.to_string(), Some(own));
    let parts = parts.into_iter().map(|(variable, text)| (variable, Some(Value::Text(text))));
    Ok(std::iter::once(own).chain(parts).collect())
}

/// The details that a form gave, blank ones too, by the names of their fields: `contact_mobile`,
/// `contact_email`, `contact_address`, `contact_postcode` for `contact`.
///
/// # Errors
/// Everything that cannot be used.
pub fn contact_details(
    beginning: &str,
    typed: &Typed,
) -> Result<Vec<(String, String)>, Vec<Problem>> {
    details(beginning, typed, &|number| telephone::mobile(number).map(drop))
}

/// The same as staff write them who speak with somebody, or have found them: their number may be a landline, which can be rung.
///
/// # Errors
/// Everything that cannot be used.
pub fn details_for_staff(
    beginning: &str,
    typed: &Typed,
) -> Result<Vec<(String, String)>, Vec<Problem>> {
    details(beginning, typed, &|number| match telephone::mobile(number) {
        Err(NotMobile::British(British::Landline)) => Ok(()),
        mobile => mobile.map(drop),
    })
}

fn details(
    beginning: &str,
    typed: &Typed,
    is_number: &dyn Fn(&str) -> Result<(), NotMobile>,
) -> Result<Vec<(String, String)>, Vec<Problem>> {
    let part = |part: &str| {
        let variable = format!("{beginning}_{part}");
        let text = typed.one(&variable).to_owned();
        (variable, text)
    };
    let parts = [part("mobile"), part("email"), part("address"), part("postcode")];
    let [(_, mobile), (_, email), _, (_, postcode)] = &parts;
    let mut problems = Vec::new();
    match is_number(mobile) {
        _ if mobile.is_empty() => {}
        Ok(()) => {}
        Err(NotMobile::British(British::Landline)) => problems.push(Problem::NoTexts),
        Err(_) => problems.push(Problem::NotAPhone),
    }
    if !email.is_empty() && !is_email(email) {
        problems.push(Problem::NotAnEmail);
    }
    if !postcode.is_empty() && !is_postcode(postcode) {
        problems.push(Problem::NotAPostcode);
    }
    for (field, text) in &parts {
        let most = if field.ends_with("_email") { MOST_OF_EMAIL } else { MOST };
        if let Some(over @ 1..) = text.chars().count().checked_sub(usize::from(most)) {
            problems.push(Problem::TooLong { field: field.clone(), most, over });
        }
    }
    if problems.is_empty() { Ok(parts.into()) } else { Err(problems) }
}

/// What somebody writes of how they are reached, on a page of their own: their details, and in `language` the one in which
/// they would like to be written to and phoned. That is a tag where we know what they call it, and otherwise in their words.
///
/// # Errors
/// Everything that cannot be used.
pub fn own_details(typed: &Typed) -> Result<OwnDetails, Vec<Problem>> {
    match (contact_details("contact", typed), language(typed.one("language"))) {
        (Ok(details), Ok(language)) => Ok((details, language)),
        (details, language) => {
            let problems = details.err().into_iter().flatten();
            Err(problems.chain(language.err()).collect())
        }
    }
}

/// The details by their fields, and a language; each may be blank.
pub type OwnDetails = (Vec<(String, String)>, String);

fn language(typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    if let Some(known) = Language::called(typed) {
        return Ok(known.to_string());
    }
    if let Some(over @ 1..) = typed.chars().count().checked_sub(usize::from(MOST_OF_LANGUAGE)) {
        return Err(Problem::TooLong {
            field: "language".to_owned(),
            most: MOST_OF_LANGUAGE,
            over,
        });
    }
    let is_word = typed.contains(char::is_alphabetic) && is_name(typed);
    if typed.is_empty() || is_word { Ok(typed.to_owned()) } else { Err(Problem::Unreadable) }
}

/// Whether mail could be tried: a name before one @, in signs that stand there as they are, and a domain with a dot.
/// Whether it arrives, only sending tells.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_abroad = |c: char| !c.is_ascii() && !c.is_control() && !c.is_whitespace();
    let is_sign =
        |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_abroad(c);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || is_abroad(c);
    let whole = |part: &str| !part.is_empty() && part.chars().all(is_sign);
    let label = |part: &str| {
        let hyphen = part.starts_with('-') || part.ends_with('-');
        !part.is_empty() && !hyphen && part.chars().all(is_letter)
    };
    name.split('.').all(whole) && domain.contains('.') && domain.split('.').all(label)
}

/// Whether a name can be written into a line: a line break, or another sign that nobody sees, is no part of one.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.contains(char::is_control)
}

/// The shape of a UK postcode: two to four characters, then a digit and two letters.
fn is_postcode(text: &str) -> bool {
    let plain: Vec<_> = text.chars().filter(|c| *c != ' ').collect();
    if !(5..=7).contains(&plain.len()) || !plain.iter().all(char::is_ascii_alphanumeric) {
        return false;
    }
    let (outward, inward) = plain.split_at(plain.len() - 3);
    outward[0].is_ascii_alphabetic()
        && inward[0].is_ascii_digit()
        && inward[1..].iter().all(char::is_ascii_alphabetic)
}
