//! Contact details. Each part may be left out; what is given must be usable.

use super::{Given, Problem};
use crate::{
    definition::Question,
    telephone,
    typed::Typed,
    value::{Missing, Value},
};

/// Longer than any address, so that only a paste by mistake is refused.
const MOST: u16 = 500;

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
    let part = |part: &str| {
        let variable = format!("{beginning}_{part}");
        let text = typed.one(&variable).to_owned();
        (variable, text)
    };
    let parts = [part("mobile"), part("email"), part("address"), part("postcode")];
    let [(_, mobile), (_, email), _, (_, postcode)] = &parts;
    let mut problems = Vec::new();
    if !mobile.is_empty() && telephone::international(mobile).is_none() {
        problems.push(Problem::NotAPhone);
    }
    if !email.is_empty() && !is_email(email) {
        problems.push(Problem::NotAnEmail);
    }
    if !postcode.is_empty() && !is_postcode(postcode) {
        problems.push(Problem::NotAPostcode);
    }
    for (field, text) in &parts {
        if let Some(over @ 1..) = text.chars().count().checked_sub(usize::from(MOST)) {
            problems.push(Problem::TooLong { field: field.clone(), most: MOST, over });
        }
    }
    if problems.is_empty() { Ok(parts.into()) } else { Err(problems) }
}

/// Whether mail could be tried: something on both sides of one @, and a dot in the domain. Whether
/// it arrives, only sending tells.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let clean = !text.contains(char::is_whitespace) && !domain.contains('@');
    clean && !name.is_empty() && domain.contains('.') && !domain.split('.').any(str::is_empty)
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
