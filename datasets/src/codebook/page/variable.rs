//! A variable on the page: what was asked, of whom and when, and what its values mean.

use std::io::{self, Write};

use super::marks::{Tongue, escaped};
use crate::{Code, Dataset, Kind, Missing, Variable};

/// `at` is the number of the file and the level of the heading.
pub(super) fn write(
    dataset: &Dataset,
    variable: &Variable,
    at: (usize, u8),
    own: &Tongue,
    out: &mut impl Write,
) -> io::Result<()> {
    let ((file, level), name) = (at, &variable.name);
    let id = format!("f{file}.{name}");
    let label = own.inline(&variable.label);
    write!(
        out,
        "<article aria-labelledby=\"{id}\">\n<h{level} id=\"{id}\"><code>{name}</code> {label}</h{level}>\n<dl>\n"
    )?;
    for (term, words) in said(dataset, variable, own) {
        writeln!(out, "<dt>{term}</dt>{words}")?;
    }
    out.write_all(b"</dl>\n")?;
    codes(variable, own, out)?;
    out.write_all(b"</article>\n")
}

/// What there is to say, each as a `dd`.
fn said(dataset: &Dataset, variable: &Variable, own: &Tongue) -> Vec<(&'static str, String)> {
    let origin = &variable.origin;
    let mut said = Vec::new();
    let mut add = |term, words: &str| {
        if !words.is_empty() {
            said.push((term, own.block("dd", words)));
        }
    };
    add("Question", &origin.question);
    add("Asked of", &origin.universe);
    let asked_in = origin.asked_in.join(", ");
    add("Asked in", if asked_in.is_empty() { &origin.wave } else { &asked_in });
    let of = variable.set.as_ref();
    let set = of.and_then(|of| dataset.sets().find(|(set, _)| set.name == *of));
    add("One answer of several to", set.map_or("", |(set, _)| &set.label));
    add("Source and licence", &origin.source);
    add("Note", &origin.remark);
    if !origin.changes.is_empty() {
        let change = |change: &crate::Change| {
            format!("<li>{}: {}</li>", own.inline(&change.wave), own.inline(&change.what))
        };
        let changes: String = origin.changes.iter().map(change).collect();
        said.push(("Changes", format!("<dd><ul>{changes}</ul></dd>")));
    }
    said.push(("Values", format!("<dd>{}</dd>", escaped(&values(variable)))));
    said
}

/// What can stand in it, in words.
fn values(variable: &Variable) -> String {
    let kind = match variable.kind {
        Kind::Whole { .. } if variable.kind == Kind::WHOLE => "A whole number".to_owned(),
        Kind::Whole { least, most } if least == most => format!("The whole number {least}"),
        Kind::Whole { least, most } => format!("A whole number from {least} to {most}"),
        Kind::Decimal { places: 1 } => "A number, with 1 decimal place shown".to_owned(),
        Kind::Decimal { places } => format!("A number, with {places} decimal places shown"),
        Kind::Text { bytes: Some(bytes) } => format!("Words of at most {bytes} bytes"),
        Kind::Text { bytes: None } => "Words".to_owned(),
        Kind::Date => "A date, YYYY-MM-DD".to_owned(),
        Kind::Moment => "A time in UTC, YYYY-MM-DDTHH:MM:SSZ".to_owned(),
        Kind::Month => "A month, YYYY-MM".to_owned(),
    };
    let measure = variable.measure.name();
    format!("{kind}; {measure}")
}

fn codes(variable: &Variable, own: &Tongue, out: &mut impl Write) -> io::Result<()> {
    let every = variable.missing.len() == Missing::ALL.len();
    let listed: &[Missing] = if every { &[] } else { &variable.missing };
    if !variable.labels.is_empty() || !listed.is_empty() {
        write!(
            out,
            "<table>\n<caption>Codes of <code>{}</code></caption>\n<thead><tr><th scope=\"col\">Code</th>\
             <th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n",
            variable.name
        )?;
        for label in &variable.labels {
            let code = match &label.code {
                Code::Number(code) => code.to_string(),
                Code::Word(word) => format!("<bdi>{}</bdi>", escaped(word)),
            };
            let words = own.block("td", &label.text);
            writeln!(out, "<tr><th scope=\"row\">{code}</th>{words}</tr>")?;
        }
        for reason in listed {
            let (code, words) = (reason.code(), escaped(reason.label()));
            writeln!(
                out,
                "<tr class=\"missing\"><th scope=\"row\">{code}</th><td>{words}</td></tr>"
            )?;
        }
        out.write_all(b"</tbody>\n</table>\n")?;
    }
    if every {
        out.write_all(
            b"<p class=\"missing\">And every one of the <a href=\"#missing\">missing codes</a>, \
              \xe2\x88\x929 to \xe2\x88\x921.</p>\n",
        )?;
    }
    Ok(())
}
