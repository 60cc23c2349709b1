//! A page of headings, paragraphs and tables. Everything that is put into it is words, whatever it looks like.

use surveys::{comparing::Passage, language::Direction};

pub use surveys::html::escaped;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{max-width:60rem;margin:0 auto;padding:1rem;font:1.125rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
h1{font-size:1.8rem;line-height:1.2}h2{margin-top:2.5rem;border-top:2px solid;padding-top:.5rem}\
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:start;font-weight:bold;padding:.25rem 0}\
th,td{text-align:start;vertical-align:top;border-bottom:1px solid;padding:.4rem .6rem .4rem 0}\
pre{white-space:pre-wrap;font:inherit;margin:.25rem 0}@media(min-width:40.01rem){th{overflow-wrap:break-word}}.words{margin:1rem 0}.line{display:block;white-space:pre-wrap}nav ul{padding-inline-start:1.2rem}\
@media(max-width:40rem){thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}\
tr{display:block;border-bottom:2px solid;padding:.4rem 0}td,tbody th{display:block;border:0;padding:.15rem 0}\
td:empty{display:none}td[data-head]::before{content:attr(data-head) ': ';font-weight:bold}}\
@media print{body{font-size:11pt;max-width:none}nav{display:none}h2{break-after:avoid}tr{break-inside:avoid}}";

/// A page that is being written.
pub struct Page {
    title: String,
    headings: Vec<String>,
    body: String,
}

impl Page {
    pub fn new(title: &str) -> Self {
        Self { title: escaped(title), headings: Vec::new(), body: String::new() }
    }

    /// A part of the page, named in its contents.
    pub fn heading(&mut self, words: &str) {
        self.headings.push(escaped(words));
        let place = self.headings.len();
        self.body.push_str(&format!("<h2 id=\"part-{place}\">{}</h2>\n", escaped(words)));
    }

    pub fn smaller_heading(&mut self, words: &str) {
        self.body.push_str(&format!("<h3{}>{}</h3>\n", way(words), escaped(words)));
    }

    pub fn text(&mut self, words: &str) {
        self.text_changed(&[Passage::Kept(words.to_owned())], None);
    }

    /// A paragraph with what went and what came since an earlier version.
    pub fn text_changed(&mut self, passages: &[Passage], language: Option<&str>) {
        let (about, words) = (about(passages, language), marked(passages));
        self.body.push_str(&format!("<p{about}>{words}</p>\n"));
    }

    /// Words whose lines are kept.
    pub fn lines(&mut self, words: &str) {
        let passages = [Passage::Kept(words.to_owned())];
        let (tag, about, words) = kept(&passages, None);
        self.body.push_str(&format!("<{tag}{about}>{words}</{tag}>\n"));
    }

    /// Words with what went and what came since an earlier version, and their language where it is not that of the
    /// page. Their lines are kept.
    pub fn changed(&mut self, passages: &[Passage], language: Option<&str>) {
        let (tag, about, words) = kept(passages, language);
        self.body.push_str(&format!("<{tag} class=\"words\"{about}>{words}</{tag}>\n"));
    }

    /// The same as a line that stands out.
    pub fn strong_changed(&mut self, passages: &[Passage], language: Option<&str>) {
        let (about, words) = (about(passages, language), marked(passages));
        self.body.push_str(&format!("<p{about}><strong>{words}</strong></p>\n"));
    }

    /// Points with what went and what came since an earlier version.
    pub fn list_changed<'p>(&mut self, items: impl Iterator<Item = &'p [Passage]>) {
        let items = items.map(|item| format!("<li{}>{}</li>", about(item, None), marked(item)));
        self.body.push_str(&format!("<ul>{}</ul>\n", items.collect::<String>()));
    }

    /// A table; what stands first in a row names the row. On a telephone each row is a block, and each cell has
    /// its head before it.
    pub fn table(&mut self, caption: &str, heads: &[&str], rows: &[Vec<String>]) {
        let cells = |row: &Vec<String>| {
            row.iter().map(|cell| vec![Passage::Kept(cell.clone())]).collect::<Vec<_>>()
        };
        self.table_changed(caption, heads, rows.iter().map(cells));
    }

    /// The same with what went and what came since an earlier version.
    pub fn table_changed(
        &mut self,
        caption: &str,
        heads: &[&str],
        rows: impl Iterator<Item = Vec<Vec<Passage>>>,
    ) {
        self.body.push_str(&format!("<table><caption>{}</caption><thead><tr>", escaped(caption)));
        for head in heads {
            self.body.push_str(&format!("<th scope=\"col\">{}</th>", escaped(head)));
        }
        self.body.push_str("</tr></thead><tbody>\n");
        for row in rows {
            self.body.push_str("<tr>");
            for (place, cell) in row.iter().enumerate() {
                let (way, cell) = (about(cell, None), marked(cell));
                let head = heads.get(place).copied().unwrap_or_default();
                self.body.push_str(&match place {
                    0 => format!("<th scope=\"row\"{way}>{cell}</th>"),
                    _ => format!("<td data-head=\"{}\"{way}>{cell}</td>", escaped(head)),
                });
            }
            self.body.push_str("</tr>\n");
        }
        self.body.push_str("</tbody></table>\n");
    }

    pub fn table_or(&mut self, caption: &str, heads: &[&str], rows: &[Vec<String>], none: &str) {
        if rows.is_empty() { self.text(none) } else { self.table(caption, heads, rows) }
    }

    pub fn finish(self) -> String {
        let Self { title, headings, body } = self;
        let contents = headings
            .iter()
            .enumerate()
            .map(|(place, words)| format!("<li><a href=\"#part-{}\">{words}</a></li>", place + 1));
        let contents: String = contents.collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
             <nav aria-label=\"Contents\"><ul>{contents}</ul></nav>\n{body}</main>\n</body>\n</html>\n"
        )
    }
}

/// Words of which some are written from the right go the way in which they begin, and so does each line that is kept.
fn way(words: &str) -> &'static str {
    let from_the_right =
        words.chars().any(|c| Direction::of_letter(c) == Some(Direction::FromTheRight));
    if from_the_right { " dir=\"auto\"" } else { "" }
}

fn about(passages: &[Passage], language: Option<&str>) -> String {
    let turned = passages.iter().map(|passage| way(passage.text()));
    let turned = turned.max().unwrap_or_default();
    let language = language.map(|tag| format!(" lang=\"{}\"", escaped(tag)));
    format!("{}{turned}", language.unwrap_or_default())
}

/// Words whose lines are kept: what holds them, what is said of it, and they. Where some are written from the right each line
/// is a block of its own, which goes as its first letter does: in one block browsers turn brackets at the beginning of a line
/// as the line before goes.
fn kept(passages: &[Passage], language: Option<&str>) -> (&'static str, String, String) {
    let about = about(passages, language);
    if !about.contains(" dir=") {
        return ("pre", about, marked(passages));
    }
    let mut lines = vec![Vec::new()];
    for passage in passages {
        for (place, words) in passage.text().split('\n').enumerate() {
            if place > 0 {
                lines.push(Vec::new());
            }
            let own = Some(passage.with(words)).filter(|_| !words.is_empty());
            lines.last_mut().into_iter().for_each(|line| line.extend(own.clone()));
        }
    }
    let lines = lines.iter().map(|line| {
        let words = marked(line);
        let words = if words.is_empty() { "<br>" } else { &words };
        format!("<span class=\"line\" dir=\"{}\">{words}</span>", direction(line))
    });
    ("div", about.replace(" dir=\"auto\"", ""), lines.collect())
}

/// Which way a line goes: as its first letter.
fn direction(line: &[Passage]) -> &'static str {
    let mut letters = line.iter().flat_map(|passage| passage.text().chars());
    match letters.find_map(Direction::of_letter) {
        Some(Direction::FromTheRight) => "rtl",
        _ => "ltr",
    }
}

fn marked(passages: &[Passage]) -> String {
    let marked = passages.iter().map(|passage| match passage {
        Passage::Kept(text) => escaped(text),
        Passage::Gone(text) => format!("<del>{}</del>", escaped(text)),
        Passage::New(text) => format!("<ins>{}</ins>", escaped(text)),
    });
    marked.collect()
}
