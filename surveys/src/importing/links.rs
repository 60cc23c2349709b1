//! Links in words from elsewhere. Where one leads is kept: as a link where words here have links, and written out
//! behind its words where they have none.

mod tags;

use super::{outcome::Difference, plain::plain};
use crate::questionnaire::leads_somewhere;
use tags::Tag;

/// How the words are read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// As they stand, such as what is asked.
    AsTheyStand,
    /// As Markdown: a hint, and words before questions.
    AsMarkdown,
}

/// Addresses that were taken out of words, so that nothing in them is read as markup. A letter stands for each.
#[derive(Default)]
pub(super) struct Links {
    addresses: Vec<String>,
    /// Where the last one leads, and where it ends in the words so far.
    last: Option<(String, usize)>,
}

/// The first of the letters, and the brackets around the words of a link. No text has them: they are for private use.
const FIRST: u32 = 0xf_0000;
const OPENS: char = '\u{e004}';
const CLOSES: char = '\u{e005}';
/// Stand around what is filled in.
const FILLED: [char; 2] = [super::words::OPENS, super::words::CLOSES];
/// No words have more links.
const MOST: usize = 10_000;

/// A link as it was written, and behind it the rest of the words.
struct Link<'a> {
    words: &'a str,
    address: &'a str,
    rest: &'a str,
}

/// The words without their addresses, and these.
pub(super) fn taken(
    text: &str,
    reads: Reads,
    note: &mut impl FnMut(Difference),
) -> (String, Links) {
    let (mut links, mut told, mut rest) =
        (Links::default(), String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(['<', '[']).filter(|_| links.addresses.len() < MOST) {
        let (before, here) = rest.split_at(at);
        told.push_str(before);
        let link = written(here).or_else(|| tags::link(here)).or_else(|| tags::bare(here));
        match link {
            Some(link) if told.ends_with('!') && here.starts_with('[') => {
                told.pop();
                told.push_str(link.words);
                note(picture(link.address));
                rest = link.rest;
            }
            Some(link) => {
                links.take(&link, reads, &mut told, note);
                rest = link.rest;
            }
            None => {
                Tag::at(here)
                    .and_then(|tag| tag.shows())
                    .into_iter()
                    .for_each(|it| note(picture(it)));
                told.push_str(&here[..1]);
                rest = &here[1..];
            }
        }
    }
    told.push_str(rest);
    (told, links)
}

fn picture(address: &str) -> Difference {
    Difference::Without { what: "picture or film", value: address.to_owned() }
}

/// `[words](address)`; what stands in brackets behind other words is no address.
fn written(text: &str) -> Option<Link<'_>> {
    let inner = text.strip_prefix('[')?;
    let (words, after) = inner.split_at(inner.find(['[', ']', '\n'])?);
    let after = after.strip_prefix("](")?;
    let (address, rest) = after.split_at(after.find([')', '[', '<', '\n'])?);
    let rest = rest.strip_prefix(')')?;
    // A title may stand behind it, and people put spaces into the number of a telephone.
    let is_number = address.trim_start().starts_with("tel:");
    let address = if is_number { address } else { address.split_whitespace().next()? };
    is_address(address).then_some(Link { words, address, rest })
}

fn is_address(text: &str) -> bool {
    let begins = ["http:", "https:", "ftp:", "mailto:", "tel:", "sms:", "www."];
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    begins.iter().any(|begin| lower.starts_with(begin))
}

impl Links {
    fn take(
        &mut self,
        link: &Link<'_>,
        reads: Reads,
        told: &mut String,
        note: &mut impl FnMut(Difference),
    ) {
        let address = address(link.address);
        let is_link =
            reads == Reads::AsMarkdown && leads_somewhere(&address) && !address.contains(FILLED);
        let goes_on = self.continues(&address, is_link, told);
        let stands_for =
            char::from_u32(FIRST + u32::try_from(self.addresses.len()).unwrap_or_default());
        let Some(stands_for) = stands_for else { return told.push_str(link.words) };
        let (words, shown) = (link.words.trim(), shown(&address).to_owned());
        if is_link {
            told.extend((!goes_on).then_some(OPENS));
            told.push_str(if words.is_empty() && !goes_on { &shown } else { link.words });
            told.push(CLOSES);
            self.addresses.push(format!("({address})"));
        } else if !goes_on && (words.is_empty() || [&*address, &*shown].contains(&words)) {
            self.addresses.push(shown);
        } else {
            told.push_str(link.words);
            self.addresses.push(format!(" ({shown})"));
            note(Difference::AddressInWords(address.clone()));
        }
        told.push(stands_for);
        self.last = Some((address, told.len()));
    }

    /// Whether the link before goes on: editors write one as several that lead to the same. Its address is taken back.
    fn continues(&mut self, address: &str, is_link: bool, told: &mut String) -> bool {
        let Some((before, end)) = self.last.take_if(|(before, _)| before == address) else {
            return false;
        };
        let between = told.split_off(end);
        let goes_on = plain(&between).0.is_empty() && told.pop().is_some();
        if goes_on {
            self.addresses.pop();
            told.truncate(told.len() - if is_link { CLOSES.len_utf8() } else { 0 });
        }
        told.push_str(&between);
        self.last = Some((before, end));
        goes_on
    }

    /// The words with their addresses.
    pub fn put(&self, told: &str) -> String {
        let mut words = String::with_capacity(told.len());
        for letter in told.chars() {
            let place =
                u32::from(letter).checked_sub(FIRST).and_then(|at| usize::try_from(at).ok());
            match (letter, place.and_then(|place| self.addresses.get(place))) {
                (OPENS, _) => words.push('['),
                (CLOSES, _) => words.push(']'),
                (_, Some(address)) => {
                    words.push_str(&address.replace(FILLED[0], "{").replace(FILLED[1], "}"))
                }
                (other, None) => words.push(other),
            }
        }
        words
    }
}

/// As it can stand in round brackets, without what would be read as filled in.
fn address(text: &str) -> String {
    let text = text.trim().replace("&amp;", "&");
    if let Some(number) = text.strip_prefix("tel:") {
        let number: String =
            number.replace("%20", "").chars().filter(|c| !" ().".contains(*c)).collect();
        return format!("tel:{number}");
    }
    let spelt = [(" ", "%20"), ("(", "%28"), (")", "%29"), ("{", "%7B"), ("}", "%7D")];
    spelt.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// As somebody reads it.
fn shown(address: &str) -> &str {
    let bare = ["mailto:", "tel:", "sms:"].iter().find_map(|begin| address.strip_prefix(begin));
    bare.unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reads: Reads, text: &str, read_as: &str, told: &[&str]) {
        let mut differences = Vec::new();
        let (words, links) = taken(text, reads, &mut |one| differences.push(one.to_string()));
        assert_eq!(links.put(&words), read_as);
        assert_eq!(differences.len(), told.len(), "{differences:?}");
        for (said, wanted) in differences.iter().zip(told) {
            assert!(said.contains(wanted), "{said}");
        }
    }

    #[test]
    fn a_link_in_a_hint_stays_one_however_it_was_written() {
        let check = |text: &str, read_as: &str| check(Reads::AsMarkdown, text, read_as, &[]);

        check(
            "See [our page](https://example.org/a_b).",
            "See [our page](https://example.org/a_b).",
        );
        check(
            "<a target=_blank href='https://example.org/?a=1&amp;b'>Us</a>",
            "[Us](https://example.org/?a=1&b)",
        );
        check("Ring [us](tel:0114 496-0000)", "Ring [us](tel:0114496-0000)");
        check("<A HREF=\"tel:(0114) 496 0000\">Ring</A>", "[Ring](tel:01144960000)");
        check("<https://example.org>", "[https://example.org](https://example.org)");
    }

    #[test]
    fn a_link_where_none_can_be_has_its_address_behind_its_words() {
        let written = |text: &str, read_as: &str| {
            check(Reads::AsTheyStand, text, read_as, &["its link to “"]);
        };
        written("Seen [our page](https://example.org)?", "Seen our page (https://example.org)?");
        written("Seen <a href=\"http://example.org\">it</a>?", "Seen it (http://example.org)?");
        let unsafe_page = "[it](http://example.org)";
        check(Reads::AsMarkdown, unsafe_page, "it (http://example.org)", &["its link to “"]);
        check(
            Reads::AsTheyStand,
            "<a href='mailto:a@example.org'>a@example.org</a>",
            "a@example.org",
            &[],
        );
    }

    #[test]
    fn a_link_that_an_editor_wrote_in_pieces_is_one() {
        let pieces = "<a href='https://example.org'>The </a><b><a href=\"https://example.org\">study</a></b>.";
        check(Reads::AsMarkdown, pieces, "[The <b>study](https://example.org)</b>.", &[]);
        let told = ["its link to “", "its link to “"];
        check(Reads::AsTheyStand, pieces, "The <b>study (https://example.org)</b>.", &told);
        let two = "[a](https://example.org) or [b](https://example.org)";
        check(Reads::AsMarkdown, two, two, &[]);
    }

    #[test]
    fn what_only_looks_like_a_link_stays_and_a_picture_is_told() {
        for text in [
            "[age] (years)",
            "[a](b)",
            "a < b > c",
            "<b>so</b>",
            "[[x]](",
            "<a>x</a>",
            "<a name='x'>x</a>",
        ] {
            check(Reads::AsMarkdown, text, text, &[]);
        }
        let picture = ["is without its picture or film “https://example.org/a.png”"];
        check(Reads::AsMarkdown, "![A map](https://example.org/a.png)", "A map", &picture);
        let tag = "<img alt='' src=\"https://example.org/a.png\" />";
        check(Reads::AsMarkdown, tag, tag, &picture);
    }

    #[test]
    fn a_text_of_nothing_but_beginnings_is_walked_through_once() {
        for part in ["[", "<", "<a ", "<a href=x>", "[a](", "[a](http:"] {
            let long = part.repeat(1 << 17);
            assert_eq!(taken(&long, Reads::AsMarkdown, &mut |_| ()).0, long);
        }
    }
}
