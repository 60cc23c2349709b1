//! The letters of a protocol, as a page to print, one sheet each, or as a table for whoever merges them into letters of
//! their own. What they say, and in which language, is the study's; nothing is added but date, study number and a square
//! that leads a telephone's camera to the survey.

use std::fmt::Write;

use app::Squares;
use csv::Writer;
use records::{exports::safe, outbox::Printed};
use surveys::study::Study;

use crate::copies::page::html::escaped;

/// The address stands where the window of an envelope is: 20 mm from the left, 50 mm from the top.
const STYLE: &str = "@page{size:A4;margin:20mm}\
    body{font:11.5pt/1.45 Georgia,serif;margin:0;color:#000;background:#fff}\
    article{break-after:page;max-width:16cm;margin:0 auto;padding:1px 0}\
    article:last-child{break-after:auto}\
    .to{margin:30mm 0 0;min-height:32mm;white-space:pre-line}\
    .head{display:flex;justify-content:space-between;margin:0 0 8mm}\
    .way-in{display:flex;align-items:center;gap:6mm;margin:8mm 0 0;break-inside:avoid}\
    .way-in svg{width:32mm;height:32mm;flex:none}\
    .way-in p{overflow-wrap:anywhere}";

/// A page with one sheet for each letter.
#[must_use]
pub fn to_print(study: &Study, letters: &[Printed]) -> String {
    let title = escaped(&study.title);
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Letters: {title}</title>\
         <style>{STYLE}</style></head><body>"
    );
    for letter in letters {
        let to = [&letter.name].into_iter().chain(&letter.address).map(|line| escaped(line));
        // Writing into a string cannot fail.
        let _ = write!(
            page,
            "<article><p class=\"to\">{}</p><p class=\"head\"><span><bdi>{}</bdi></span>\
             <span>{}</span></p><div lang=\"{}\" dir=\"{}\">{}</div>{}</article>",
            to.collect::<Vec<_>>().join("\n"),
            escaped(&letter.date),
            escaped(&letter.reference),
            letter.language.as_str(),
            letter.language.direction().attribute(),
            paragraphs(&letter.text),
            letter.leads_to.as_deref().map(way_in).unwrap_or_default(),
        );
    }
    page.push_str("</body></html>\n");
    page
}

/// The same as a table.
///
/// # Errors
/// When it cannot be made.
pub fn to_merge(letters: &[Printed]) -> Result<Vec<u8>, csv::Error> {
    let mut file = Writer::from_writer(Vec::new());
    file.write_record([
        "study_number",
        "name",
        "address",
        "language",
        "date",
        "letter",
        "survey_address",
    ])?;
    for letter in letters {
        file.write_record([
            safe(&letter.reference),
            safe(&letter.name),
            safe(&letter.address.join("\n")),
            letter.language.to_string(),
            safe(&letter.date),
            safe(&letter.text),
            letter.leads_to.clone().unwrap_or_default(),
        ])?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}

/// An empty line begins a paragraph; a line that begins with a dash is a line of a list. Other lines only end because
/// mail ends them there.
fn paragraphs(text: &str) -> String {
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

fn way_in(address: &str) -> String {
    let square = Squares::of(address).map(|Squares { size, path }| {
        format!(
            "<svg viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\">\
             <path d=\"{path}\"/></svg>"
        )
    });
    let square = square.unwrap_or_default();
    format!("<div class=\"way-in\">{square}<p dir=\"ltr\">{}</p></div>", escaped(address))
}
