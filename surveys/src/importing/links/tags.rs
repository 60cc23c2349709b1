//! Links and pictures that are written as HTML.

use super::{Link, is_address};

/// A tag from its bracket on.
pub(super) struct Tag<'a> {
    /// In small letters.
    name: String,
    rest: &'a str,
    /// Behind its bracket.
    after: &'a str,
}

impl<'a> Tag<'a> {
    pub fn at(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let (tag, after) = inner.split_at(inner.find(['<', '>'])?);
        let after = after.strip_prefix('>')?;
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let (name, rest) = tag.split_at(end);
        Some(Self { name: name.to_ascii_lowercase(), rest, after })
    }

    /// What it says by this name.
    fn says(&self, name: &str) -> Option<&'a str> {
        let mut from = 0;
        let lower = self.rest.to_ascii_lowercase();
        while let Some(at) = lower[from..].find(name) {
            let (start, end) = (from + at, from + at + name.len());
            let is_whole =
                lower[..start].ends_with(|c: char| c.is_whitespace() || "\"'/".contains(c));
            let value = self.rest[end..].trim_start().strip_prefix('=').map(str::trim_start);
            if let Some(value) = value.filter(|_| is_whole) {
                return Some(match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        value[1..].split(quote).next().unwrap_or_default()
                    }
                    _ => value.split([' ', '\n', '\t']).next().unwrap_or_default(),
                });
            }
            from = end;
        }
        None
    }

    /// Where the picture or the film is that it shows.
    pub fn shows(&self) -> Option<&'a str> {
        let shows = ["img", "iframe", "video", "audio", "source", "embed"];
        shows.contains(&&*self.name).then(|| self.says("src")).flatten()
    }
}

/// `<a href="address">words</a>`, up to the next that begins.
pub(super) fn link(text: &str) -> Option<Link<'_>> {
    let tag = Tag::at(text).filter(|tag| tag.name == "a")?;
    let address = tag.says("href").filter(|address| is_address(address))?;
    let is_end = |at: &usize| {
        let here = &tag.after.as_bytes()[*at..];
        here.get(1) == Some(&b'/') && here.get(2).is_some_and(|c| c.eq_ignore_ascii_case(&b'a'))
    };
    let begins = |at: &usize| Tag::at(&tag.after[*at..]).is_some_and(|other| other.name == "a");
    let mut places = tag.after.match_indices('<').map(|(at, _)| at);
    let end = places.find(|at| is_end(at) || begins(at)).filter(is_end)?;
    let (words, rest) = tag.after.split_at(end);
    let rest = rest.split_once('>').map_or("", |(_, rest)| rest);
    Some(Link { words, address, rest })
}

/// `<https://example.org>`.
pub(super) fn bare(text: &str) -> Option<Link<'_>> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(|c: char| c.is_whitespace() || "<>".contains(c))?;
    let (address, rest) = inner.split_at(end);
    let rest = rest.strip_prefix('>')?;
    is_address(address).then_some(Link { words: "", address, rest })
}
