//! A sheet of paper for each letter, whatever it is about: the address where the window of an envelope is, day and reference,
//! what it says, and what stands below.

use std::fmt::Write;

use surveys::language::Language;

use crate::copies::page::html::escaped;

/// The address stands where the window of an envelope is: 20 mm from the left, 50 mm from the top.
const STYLE: &str = "@page{size:A4;margin:20mm}\
    body{font:11.5pt/1.45 Georgia,serif;margin:0;color:#000;background:#fff}\
    article{break-after:page;max-width:17cm;margin:0 auto;padding:1px 0}\
    article:last-child{break-after:auto}\
    .to{margin:30mm 0 0;min-height:32mm;white-space:pre-line}\
    .head{display:flex;justify-content:space-between;margin:0 0 8mm}\
    .code{font:bold 16pt/1.5 monospace;border:1pt solid #000;padding:5mm;overflow-wrap:anywhere}\
    .way-in{display:flex;align-items:center;gap:6mm;margin:8mm 0 0;break-inside:avoid}\
    .way-in svg{width:32mm;height:32mm;flex:none}\
    .way-in p{overflow-wrap:anywhere}";

/// One letter.
pub struct Sheet<'a> {
    /// To whom.
    pub name: &'a str,
    /// Where they live, a line each.
    pub address: &'a [String],
    /// The day, as it is written in the language of the letter.
    pub date: &'a str,
    /// By what it is known when it comes back.
    pub reference: &'a str,
    /// In which language it is, where that is not English.
    pub language: Option<&'a Language>,
    /// What it says, as HTML.
    pub says: String,
    /// What stands below, as HTML.
    pub below: String,
}

/// A page with all of them.
pub fn page<'a>(title: &str, sheets: impl Iterator<Item = Sheet<'a>>) -> String {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <style>{STYLE}</style></head><body>",
        escaped(title)
    );
    for sheet in sheets {
        let name = Some(sheet.name).filter(|name| !name.is_empty());
        let to = name.into_iter().chain(sheet.address.iter().map(String::as_str)).map(escaped);
        // Writing into a string cannot fail.
        let _ = write!(
            page,
            "<article><p class=\"to\">{}</p><p class=\"head\"><span><bdi>{}</bdi></span>\
             <span>{}</span></p><div lang=\"{}\" dir=\"{}\">{}</div>{}</article>",
            to.collect::<Vec<_>>().join("\n"),
            escaped(sheet.date),
            escaped(sheet.reference),
            sheet.language.map_or("en", Language::as_str),
            sheet.language.map_or("ltr", |language| language.direction().attribute()),
            sheet.says,
            sheet.below,
        );
    }
    page.push_str("</body></html>\n");
    page
}

/// An empty line begins a paragraph; a line that begins with a dash is a line of a list. Other lines only end because
/// mail ends them there.
pub fn paragraphs(text: &str) -> String {
    let mut page = String::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|words| !words.is_empty()) {
        page.push_str("<p>");
        for (place, line) in paragraph.lines().enumerate() {
            let is_listed = line.trim_start().starts_with("- ");
            page.push_str(match (place, is_listed) {
                (0, _) => "",
                (_, true) => "<br>",
                (_, false) => " ",
            });
            page.push_str(&escaped(line.trim()));
        }
        page.push_str("</p>");
    }
    page
}
