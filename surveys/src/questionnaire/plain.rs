//! Words with a little markup as they read where there is none: on paper, in a file, on the telephone.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The words of a text with Markdown, without its marks: a paragraph a line, a point a line behind its bullet or its
/// number, and behind the words of a link the address.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut told = Plain::default();
    for event in Parser::new(text) {
        told.follow(event);
    }
    told.words.trim().to_owned()
}

/// Whether a link is drawn as one: to a page of the web, over an encrypted line, or to a telephone number.
#[must_use]
pub fn leads_somewhere(address: &str) -> bool {
    let is_number = |number: &str| {
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '+' || c == '-')
    };
    address.starts_with("https://") || address.strip_prefix("tel:").is_some_and(is_number)
}

#[derive(Default)]
struct Plain {
    words: String,
    /// The lists that are open, each with the number of its next point if its points have numbers.
    lists: Vec<Option<u64>>,
    /// The addresses of the links that are open.
    links: Vec<String>,
}

impl Plain {
    fn follow(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::List(first)) => {
                self.line();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::Start(Tag::Item) => self.point(),
            Event::Start(Tag::Link { dest_url, .. }) => self.links.push(dest_url.into_string()),
            Event::End(TagEnd::Link) => self.address(),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock,
            )
            | Event::HardBreak => self.line(),
            Event::SoftBreak => self.words.push(' '),
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => self.words.push_str(&words),
            _ => {}
        }
    }

    /// What follows stands on a line of its own.
    fn line(&mut self) {
        if !self.words.is_empty() && !self.words.ends_with('\n') {
            self.words.push('\n');
        }
    }

    fn point(&mut self) {
        self.line();
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.words.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.words.push_str("• "),
        }
    }

    /// The address behind the words of a link, unless the words are the address.
    fn address(&mut self) {
        let address = self.links.pop().unwrap_or_default();
        let shown = address.strip_prefix("tel:").unwrap_or(&address);
        if !shown.is_empty() && !self.words.ends_with(shown) {
            self.words.push_str(&format!(" ({shown})"));
        }
    }
}
