//! The words of an email or a letter in paragraphs, lists, the link and the help lines, and how each looks.

use std::fmt::Write;

use crate::html::escaped;

/// The address at which they change how they are contacted, as it stands among words.
const CHOICES: &str = "{choices}";

/// Letters on a line of plain text at most; what has no space to break at is longer.
const LINE: usize = 72;

/// A piece of an email or a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// A paragraph.
    Words(String),
    /// Points, each behind a hyphen.
    List(Vec<String>),
    /// `{link}` on a line of its own.
    Link,
    /// `{helplines}` on a line of its own.
    Helplines,
}

/// Takes a text apart at its empty lines, at lines that begin with a hyphen, and at lines with nothing but a name in
/// braces that becomes more than words. Where else its lines are broken is of no account.
pub(super) fn passages(text: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut is_new = true;
    for line in text.lines().map(str::trim) {
        match (line, line.strip_prefix("- "), passages.last_mut()) {
            ("", ..) => {}
            ("{link}", ..) => passages.push(Passage::Link),
            ("{helplines}", ..) => passages.push(Passage::Helplines),
            (_, Some(point), Some(Passage::List(points))) if !is_new => {
                points.push(point.to_owned());
            }
            (_, Some(point), _) => passages.push(Passage::List(vec![point.to_owned()])),
            (_, None, Some(Passage::Words(words))) if !is_new => goes_on(words, line),
            (_, None, Some(Passage::List(points))) if !is_new => {
                points.last_mut().into_iter().for_each(|point| goes_on(point, line));
            }
            (_, None, _) => passages.push(Passage::Words(line.to_owned())),
        }
        is_new = line.is_empty();
    }
    passages
}

/// Its paragraphs and points, each in one piece.
pub(super) fn words(text: &str) -> Vec<String> {
    let pieces = passages(text).into_iter().flat_map(|passage| match passage {
        Passage::Words(words) => vec![words],
        Passage::List(points) => points,
        Passage::Link | Passage::Helplines => Vec::new(),
    });
    pieces.collect()
}

fn goes_on(words: &mut String, line: &str) {
    words.push(' ');
    words.push_str(line);
}

/// As plain text. What is filled in can change nothing about where the pieces begin.
pub(super) fn in_plain_text(passages: &[Passage], filled: &dyn Fn(&str) -> String) -> String {
    let each = passages.iter().map(|passage| match passage {
        Passage::Words(words) => wrapped(&filled(words), ""),
        Passage::List(points) => {
            let points = points.iter().map(|point| wrapped(&filled(point), "- "));
            points.collect::<Vec<_>>().join("\n")
        }
        Passage::Link => filled("{link}"),
        Passage::Helplines => {
            let lines = filled("{helplines}");
            lines.lines().map(|line| wrapped(line, "- ")).collect::<Vec<_>>().join("\n")
        }
    });
    let mut text = each.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// Broken at spaces; what follows the first line is set in as far as the mark before it.
fn wrapped(words: &str, mark: &str) -> String {
    let indent = " ".repeat(mark.len());
    let (mut text, mut used) = (mark.to_owned(), mark.len());
    for (place, word) in words.split_whitespace().enumerate() {
        let letters = word.chars().count();
        if place > 0 && used + 1 + letters > LINE {
            let _ = write!(text, "\n{indent}");
            used = indent.len();
        } else if place > 0 {
            text.push(' ');
            used += 1;
        }
        text.push_str(word);
        used += letters;
    }
    text
}

/// What surrounds an email in HTML.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    /// The tag of its language.
    pub language: &'a str,
    /// Which way that is written.
    pub direction: &'a str,
    /// Its subject.
    pub title: &'a str,
    /// What the button says.
    pub button: &'a str,
}

/// A button of 44 pixels at least, white on dark blue, whatever the colours of the reader are.
const BUTTON: &str = "display:inline-block;padding:12px 24px;background:#1d4f91;color:#ffffff;\
                      border-radius:4px;text-decoration:none;font-weight:bold";

const BODY: &str = "margin:0 auto;max-width:38em;padding:16px;font:16px/1.5 Arial,sans-serif";

/// As HTML, without pictures, scripts or anything that is fetched.
pub(super) fn in_html(
    passages: &[Passage],
    page: Page<'_>,
    filled: &dyn Fn(&str) -> String,
) -> String {
    let Page { language, direction, title, button } = page;
    let title = escaped(title);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n</head>\n<body style=\"{BODY}\">\n"
    );
    for passage in passages {
        // Writing into a string cannot fail.
        let _ = match passage {
            Passage::Words(words) => {
                writeln!(html, "<p>{}</p>", with_choices(words, filled))
            }
            Passage::List(points) => list(&mut html, points.iter().map(|point| filled(point))),
            Passage::Helplines => list(&mut html, filled("{helplines}").lines().map(str::to_owned)),
            Passage::Link => {
                let (link, button) = (escaped(&filled("{link}")), escaped(button));
                let plain = format!(
                    "<p style=\"overflow-wrap:anywhere\"><a href=\"{link}\">{link}</a></p>"
                );
                writeln!(html, "<p><a href=\"{link}\" style=\"{BUTTON}\">{button}</a></p>\n{plain}")
            }
        };
    }
    html.push_str("</body>\n</html>\n");
    html
}

fn list(html: &mut String, points: impl Iterator<Item = String>) -> std::fmt::Result {
    html.push_str("<ul>\n");
    for point in points {
        writeln!(html, "<li>{}</li>", escaped(&point))?;
    }
    writeln!(html, "</ul>")
}

/// Escaped, with the address at which they change how they are contacted as a link.
fn with_choices(words: &str, filled: &dyn Fn(&str) -> String) -> String {
    let address = escaped(&filled(CHOICES));
    let link = format!("<a href=\"{address}\" style=\"overflow-wrap:anywhere\">{address}</a>");
    let parts = words.split(CHOICES).map(|part| escaped(&filled(part)));
    parts.collect::<Vec<_>>().join(&link)
}
