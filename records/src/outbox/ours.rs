//! What is said in the words of the program itself, with its facts in their places.

use surveys::messages::Rendered;

use super::{
    Template,
    letter::{Facts, Unwritten},
};

/// What one of our own templates says.
pub(super) fn filled(template: Template, facts: &Facts) -> Result<Rendered, Unwritten> {
    let words = template.words();
    let words = words.ok_or_else(|| Unwritten::Unfit("it has no words".to_owned()))?;
    let subject = in_place(words.subject, facts)?;
    Ok(Rendered {
        // A line of its own in a subject would be a header of its own in a mail.
        subject: Some(subject.split_whitespace().collect::<Vec<_>>().join(" ")),
        text: in_place(words.body, facts)?,
        html: None,
    })
}

/// The words with each `{fact}` in its place.
fn in_place(words: &str, facts: &Facts) -> Result<String, Unwritten> {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let fact = facts.get(name);
        let fact = fact.ok_or_else(|| Unwritten::Unfit(format!("its text needs “{name}”")))?;
        filled.push_str(before);
        filled.push_str(fact);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}
