//! Words within marks: what they must not contain, whose language they are, and which way they go.

use surveys::language::{Direction, Language};

/// A language, and how its words are marked within a page whose own words are English.
#[derive(Debug)]
pub struct Tongue {
    /// `lang` and `dir`, with a space before each.
    attributes: String,
}

impl Tongue {
    /// Of a tag by BCP 47; words of none that we know go as their first letter does.
    pub fn of(tag: &str) -> Self {
        let language = Language::new(tag);
        let from_the_right =
            language.is_ok_and(|language| language.direction() == Direction::FromTheRight);
        let direction = if from_the_right { "rtl" } else { "auto" };
        let attributes = match tag {
            "" | "en" => format!(" dir=\"{direction}\""),
            _ => format!(" lang=\"{}\" dir=\"{direction}\"", escaped(tag)),
        };
        Self { attributes }
    }

    /// Words within a line of ours.
    pub fn inline(&self, words: &str) -> String {
        format!("<bdi{}>{}</bdi>", self.attributes, escaped(words))
    }

    /// Words that are an element's, whatever their lines.
    pub fn block(&self, element: &str, words: &str) -> String {
        format!("<{element}{}>{}</{element}>", self.attributes, escaped(words))
    }
}

/// Words as text or in an attribute, without what no page can say.
pub fn escaped(words: &str) -> String {
    let sayable: String = words.chars().map(crate::ddi::allowed).collect();
    surveys::html::escaped(&sayable)
}
