//! The codebook as a page of one file: to read on a screen, light or dark, with a screen reader, and on paper.
//!
//! HTML that is well-formed XML as well, with its style within, without scripts, and with a policy by which a browser would
//! run none. Our words are English; a study's words have the language of their file, and each stands apart by its
//! direction, so that no signs around words from the right come to stand on their wrong side.

mod marks;

mod variable;

use std::io::{self, Write};

use self::marks::{Tongue, escaped};
use super::{Codebook, Described, Part, parts};
use crate::{Missing, missing::stata_letter};

const STYLE: &str = include_str!("page/style.css");

/// Writes the page.
///
/// # Errors
/// When the file cannot be written.
pub fn write(codebook: &Codebook, mut out: impl Write) -> io::Result<()> {
    let own = Tongue::of(&codebook.language);
    let (title, named) = (escaped(&codebook.title), own.inline(&codebook.title));
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <title>Codebook: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#variables\">Skip to the variables</a>\n\
         <header>\n<h1>Codebook: {named}</h1>\n"
    )?;
    about(codebook, &own, &mut out)?;
    out.write_all(b"</header>\n")?;
    contents(codebook, &mut out)?;
    out.write_all(b"<main id=\"variables\">\n")?;
    missing_codes(&mut out)?;
    for (number, file) in (1..).zip(&codebook.files) {
        of_file(number, file, &mut out)?;
    }
    out.write_all(b"</main>\n</body>\n</html>\n")
}

fn about(codebook: &Codebook, own: &Tongue, out: &mut impl Write) -> io::Result<()> {
    for paragraph in &codebook.about {
        writeln!(out, "{}", own.block("p", paragraph))?;
    }
    let asked = codebook.asked.map(|(first, last)| format!("{first} to {last}"));
    let said = [
        ("Known as", codebook.id.clone()),
        ("Responsible", codebook.authors.join("; ")),
        ("Asked", asked.unwrap_or_default()),
        ("How people were asked", codebook.modes.join("; ")),
        ("Conditions of use", codebook.conditions.clone()),
    ];
    let said: Vec<_> = said.into_iter().filter(|(_, words)| !words.is_empty()).collect();
    if said.is_empty() {
        return Ok(());
    }
    out.write_all(b"<dl>\n")?;
    for (term, words) in said {
        writeln!(out, "<dt>{term}</dt>{}", own.block("dd", &words))?;
    }
    out.write_all(b"</dl>\n")
}

/// Files, their waves, and the sections of each.
fn contents(codebook: &Codebook, out: &mut impl Write) -> io::Result<()> {
    out.write_all(
        b"<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n\
          <li><a href=\"#missing\">Missing codes</a></li>\n",
    )?;
    for (number, file) in (1..).zip(&codebook.files) {
        let own = Tongue::of(file.dataset.language());
        write!(out, "<li><a href=\"#f{number}\">{}</a>\n<ul>\n", named(file, &own))?;
        let parts = parts(&file.dataset);
        for (place, part) in parts.iter().enumerate() {
            if begins(&parts, place) {
                write!(out, "<li><a href=\"#f{number}.{place}w\">{}</a>", wave(part, &own))?;
                out.write_all(if has_sections(&parts, place) { b"\n<ul>\n" } else { b"\n" })?;
            }
            if !part.section.is_empty() {
                let section = own.inline(part.section);
                let count = part.variables.len();
                writeln!(out, "<li><a href=\"#f{number}.{place}s\">{section}</a> ({count})</li>")?;
            }
            if place + 1 == parts.len() || begins(&parts, place + 1) {
                let listed = has_sections(&parts, place);
                out.write_all(if listed { b"</ul>\n</li>\n" } else { b"</li>\n" })?;
            }
        }
        out.write_all(b"</ul>\n</li>\n")?;
    }
    out.write_all(b"</ul>\n</nav>\n")
}

/// Whether a wave begins with this part.
fn begins(parts: &[Part<'_>], place: usize) -> bool {
    place == 0 || parts[place - 1].wave != parts[place].wave
}

/// Whether the wave of this part has sections.
fn has_sections(parts: &[Part<'_>], place: usize) -> bool {
    parts.iter().any(|part| part.wave == parts[place].wave && !part.section.is_empty())
}

fn named(file: &Described, own: &Tongue) -> String {
    let title = file.dataset.title();
    let name = format!("<code>{}</code>", file.dataset.name());
    if title.is_empty() { name } else { format!("{name}: {}", own.inline(title)) }
}

fn wave(part: &Part<'_>, own: &Tongue) -> String {
    match part.wave {
        "" => "Not of one wave".to_owned(),
        several if several.contains(';') => format!("Waves {}", own.inline(several)),
        one => format!("Wave {}", own.inline(one)),
    }
}

fn missing_codes(out: &mut impl Write) -> io::Result<()> {
    out.write_all(
        b"<section aria-labelledby=\"missing\">\n<h2 id=\"missing\">Missing codes</h2>\n\
          <p>Where a number is not there, one of these codes tells why. The letter stands for it in Stata and in R. \
          A date, a time, a month and words are left empty instead.</p>\n<table>\n\
          <thead><tr><th scope=\"col\">Code</th><th scope=\"col\">Letter</th>\
          <th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n",
    )?;
    for reason in Missing::ALL {
        let (code, letter, words) = (reason.code(), stata_letter(reason), escaped(reason.label()));
        writeln!(
            out,
            "<tr><th scope=\"row\">{code}</th><td><code>.{letter}</code></td><td>{words}</td></tr>"
        )?;
    }
    out.write_all(b"</tbody>\n</table>\n</section>\n")
}

fn of_file(number: usize, file: &Described, out: &mut impl Write) -> io::Result<()> {
    let own = Tongue::of(file.dataset.language());
    write!(
        out,
        "<section aria-labelledby=\"f{number}\">\n<h2 id=\"f{number}\">{}</h2>\n",
        named(file, &own)
    )?;
    let variables = file.dataset.variables().len();
    match file.rows {
        Some(rows) => writeln!(out, "<p>Rows: {rows}. Variables: {variables}.</p>")?,
        None => writeln!(out, "<p>Variables: {variables}.</p>")?,
    }
    for note in file.dataset.notes() {
        writeln!(out, "{}", own.block("p", note))?;
    }
    let parts = parts(&file.dataset);
    for (place, part) in parts.iter().enumerate() {
        if begins(&parts, place) {
            writeln!(out, "<h3 id=\"f{number}.{place}w\">{}</h3>", wave(part, &own))?;
        }
        // A heading of a variable is one step below the one over it.
        let mut level = 4;
        if !part.section.is_empty() {
            let section = own.inline(part.section);
            writeln!(out, "<h4 id=\"f{number}.{place}s\">{section}</h4>")?;
            level = 5;
        }
        for variable in &part.variables {
            variable::write(&file.dataset, variable, (number, level), &own, out)?;
        }
    }
    out.write_all(b"</section>\n")
}
