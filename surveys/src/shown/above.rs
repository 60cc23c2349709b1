//! What stands above the questions of a page, as far as it belongs to each of them when they are read back one by one.

use crate::definition::Page;

/// A heading, and the beginning of a sentence.
#[derive(Debug, Default)]
pub(super) struct Above {
    pub heading: Option<String>,
    begins: Option<String>,
}

impl Above {
    /// Of one question a page says nothing that the question does not, and a section's title stands above it anyway.
    pub fn of(page: &Page, section: &str) -> Self {
        if page.questions.len() < 2 {
            return Self::default();
        }
        let title = page.title.clone().filter(|title| title != section);
        if let Some(begins) = title.as_deref().and_then(begun) {
            return Self { heading: None, begins: Some(begins) };
        }
        Self { heading: title, begins: page.intro.as_deref().and_then(begun) }
    }

    /// A question's words with those before them.
    pub fn whole(&self, text: String) -> String {
        match &self.begins {
            Some(begins) => format!("{begins} {text}"),
            None => text,
        }
    }
}

/// The last sentence, without its dots, where it is left open.
fn begun(words: &str) -> Option<String> {
    let open = words.trim_end();
    let open = open.strip_suffix('…').or_else(|| open.strip_suffix("..."))?.trim_end();
    let last = open.rfind(['.', '?', '!', '\n']).map_or(0, |at| at + 1);
    Some(open[last..].trim_start().to_owned())
}
