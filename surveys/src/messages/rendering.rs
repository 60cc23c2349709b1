//! A message becomes what somebody is sent, at the moment of sending.

use super::{
    FillIn, Message, Messages, Part,
    facts::{Facts, one_line},
    passages::{Page, in_html, in_plain_text, passages},
};
use crate::{
    fill,
    keys::MessageKey,
    language::Language,
    stopping::Way,
    texting::{self, Size},
};

/// What somebody is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Of an email only. One line.
    pub subject: Option<String>,
    /// The words. Of an email and a letter, in lines that are read well everywhere.
    pub text: String,
    /// Of an email only.
    pub html: Option<String>,
}

impl Rendered {
    /// What it takes as a text message.
    #[must_use]
    pub fn size(&self) -> Size {
        texting::size(&self.text)
    }

    /// The words, each paragraph and each point of a list on one line: for a page, which breaks them where it has to.
    #[must_use]
    pub fn flowing(&self) -> String {
        let mut flowing = String::new();
        for line in self.text.lines() {
            let goes_on = !line.is_empty() && !line.starts_with("- ") && !flowing.ends_with('\n');
            match (flowing.is_empty(), goes_on) {
                (true, _) => {}
                (false, true) => flowing.push(' '),
                (false, false) => flowing.push('\n'),
            }
            flowing.push_str(line.trim_start());
        }
        flowing
    }
}

/// Why there is nothing to send.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unrendered {
    /// There is no message by this key.
    #[error("there is no message “{0}”")]
    NoMessage(MessageKey),
    /// It has no words for this way.
    #[error("“{0}” has no words for {way}", way = .1.as_str())]
    NoWords(MessageKey, Way),
    /// Something that its words need is not known of this person.
    #[error("“{0}” needs {{{name}}}, which is not known", name = .1.name())]
    NotKnown(MessageKey, FillIn),
    /// Its words have a name in braces that nothing has.
    #[error("“{0}” needs {{{1}}}, and nothing is called so")]
    Unknown(MessageKey, String),
    /// The link is no address of a page.
    #[error("the link of “{0}” is no address of a page")]
    NoLink(MessageKey),
}

impl Messages {
    /// What somebody is sent in this way who would like this language.
    ///
    /// Without a first name the greeting is left without one: “Hello,”.
    ///
    /// # Errors
    /// When there are no such words, or something that they need is not known.
    pub fn render(
        &self,
        key: &MessageKey,
        way: Way,
        wish: &Language,
        facts: &Facts<'_>,
    ) -> Result<Rendered, Unrendered> {
        let language = self.language_for(wish);
        if *language != self.language {
            return self.in_language(language).render(key, way, language, facts);
        }
        let message = self.find(key).ok_or_else(|| Unrendered::NoMessage(key.clone()))?;
        let parts = Part::needed(way).iter().map(|part| message.part(*part));
        let parts: Option<Vec<_>> = parts.collect();
        let parts = parts.ok_or_else(|| Unrendered::NoWords(key.clone(), way))?;
        let facts = Facts { minutes: message.minutes.or(facts.minutes), ..*facts };
        parts.iter().try_for_each(|text| self.can_be_filled(message, text, &facts))?;
        let filled = |text: &str| self.filled(text, &facts);
        Ok(match (way, parts.as_slice()) {
            (Way::Email, [subject, body]) => self.email(message, (subject, body), &filled),
            (Way::Post, [letter]) => {
                let text = in_plain_text(&passages(letter), &filled);
                Rendered { subject: None, text, html: None }
            }
            (_, texts) => {
                let text = one_line(&filled(&texts.join(" ")));
                Rendered { subject: None, text, html: None }
            }
        })
    }

    fn email(
        &self,
        message: &Message,
        (subject, body): (&str, &str),
        filled: &dyn Fn(&str) -> String,
    ) -> Rendered {
        let (passages, subject) = (passages(body), one_line(&filled(subject)));
        let button = message.button.as_ref().or(self.button.as_ref());
        let page = Page {
            language: self.language.as_str(),
            direction: self.language.direction().attribute(),
            title: &subject,
            button: button.unwrap_or(&self.sender),
        };
        let html = in_html(&passages, page, filled);
        Rendered {
            text: in_plain_text(&passages, filled),
            html: Some(html),
            subject: Some(subject),
        }
    }

    fn can_be_filled(
        &self,
        message: &Message,
        text: &str,
        facts: &Facts<'_>,
    ) -> Result<(), Unrendered> {
        let key = || message.key.clone();
        for name in fill::names(text) {
            let known = FillIn::named(name);
            let known = known.ok_or_else(|| Unrendered::Unknown(key(), name.to_owned()))?;
            let value = facts.value(known, &self.sender);
            let value = value.ok_or_else(|| Unrendered::NotKnown(key(), known))?;
            if known == FillIn::Link && !is_address(&value) {
                return Err(Unrendered::NoLink(key()));
            }
        }
        Ok(())
    }

    fn filled(&self, text: &str, facts: &Facts<'_>) -> String {
        let unnamed = facts.first_name.trim().is_empty().then(|| without_a_name(text));
        fill::filled(unnamed.as_deref().unwrap_or(text), |name| {
            let value = FillIn::named(name).and_then(|known| facts.value(known, &self.sender));
            value.unwrap_or_default()
        })
    }
}

/// A page on the web, without anything that would end an attribute or break a line.
fn is_address(link: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !['"', '\'', '<', '>', '`', '\\'].contains(&c);
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    is_web && link.chars().all(is_plain)
}

/// A sentence that does without the name: `Hello {first_name},` and `last week, {first_name}.` lose it with what joins
/// it to the rest.
fn without_a_name(text: &str) -> String {
    const NAME: &str = "{first_name}";
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(NAME) {
        left.push_str(before);
        let spaced = left.trim_end_matches(' ').len();
        let begins = left[..spaced].ends_with(|c: char| !c.is_alphanumeric() && c != ',');
        if begins || spaced == 0 {
            rest = after.trim_start_matches([',', ' ']);
            continue;
        }
        let joined = left[..spaced].trim_end_matches(',').len();
        left.truncate(joined);
        rest = after;
    }
    left.push_str(rest);
    left
}
