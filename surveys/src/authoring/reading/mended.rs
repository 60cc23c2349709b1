//! What is wrong with a text in a way that leaves no doubt about the rest. It is told, and read past: everything else
//! stands where it stood, byte for byte.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, Error},
};

use super::{
    shape::{Fields, Shape},
    syntax,
};
use crate::authoring::{Fault, File};

/// So many lines may be no field. A text with more of them is something else altogether.
const MOST: usize = 20;

/// A text that can be read further than as it was written.
pub struct Mended {
    pub file: File,
    pub faults: Vec<Fault>,
    /// Lines, from 1, that were left out.
    pub left_out: Vec<usize>,
    /// Headings with one bracket where there may be many.
    single: Vec<&'static str>,
}

impl Mended {
    pub fn of(file: &File, fields: &'static Fields) -> Self {
        let (file, faults) = without_controls(file);
        let mut mended = Self { file, faults, left_out: Vec::new(), single: Vec::new() };
        mended.without_broken_lines();
        mended.with_many(fields);
        mended
    }

    /// Leaves out each line that is no field.
    fn without_broken_lines(&mut self) {
        let (_, errors) = DeTable::parse_recoverable(&self.file.text);
        let lines = lines(&self.file.text);
        let line_of = |error: &Error| {
            let at = error.span()?.start;
            lines.iter().position(|line| line.contains(&at) || line.end == at)
        };
        let mut broken: BTreeMap<usize, &Error> = BTreeMap::new();
        for error in errors.iter().filter(|error| is_no_field(error)) {
            broken.extend(line_of(error).map(|line| (line, error)));
        }
        if broken.len() > MOST {
            return;
        }
        for (line, told) in &mut broken {
            let here = errors.iter().filter(|error| line_of(error) == Some(*line));
            *told = here.min_by_key(|error| syntax::place(error).start).unwrap_or(told);
            self.faults.push(syntax::fault(&self.file, &syntax::place(told), told.message()));
        }
        for line in broken.into_keys() {
            self.left_out.push(line + 1);
            blank(&mut self.file.text, lines[line].clone());
        }
    }

    /// Reads `[questions]` as `[[questions]]`. So that it takes no more room, it loses its last two letters meanwhile.
    fn with_many(&mut self, fields: &'static Fields) {
        let (table, _) = DeTable::parse_recoverable(&self.file.text);
        let many = fields.names().filter(|name| {
            let is_list = matches!(fields.shape(name), Some(Shape::List(Shape::Table(_))));
            is_list
                && matches!(
                    table.get_ref().get(*name).map(Spanned::get_ref),
                    Some(DeValue::Table(_))
                )
        });
        self.single = many.collect();
        let mut text = self.file.text.clone();
        for name in &self.single {
            let heading = format!("[{name}]");
            for line in lines(&self.file.text) {
                let written = &self.file.text[line.clone()];
                let at = line.start + (written.len() - written.trim_start().len());
                let rest = written.trim_start().strip_prefix(&heading).map(str::trim_start);
                if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#')) {
                    let at = at..at + heading.len();
                    text.replace_range(at.clone(), &format!("[[{}]]", without_end(name)));
                    let problem = format!(
                        "“{name}” is a list, and a heading with one bracket makes one table of it"
                    );
                    self.faults.push(self.file.fault(
                        at,
                        problem,
                        format!("write [[{name}]] above each of them"),
                    ));
                }
            }
        }
        self.file.text = text;
    }

    /// Gives what stands below such headings its name again.
    pub fn put_back(&self, table: &mut DeTable<'_>) {
        for name in &self.single {
            let Some(mut below) = table.remove(without_end(name)) else { continue };
            if let Some(rest) = table.remove(*name) {
                below = put_together(below, rest);
            }
            let at = below.span();
            table.insert(Spanned::new(at, Cow::Borrowed(*name)), below);
        }
    }
}

/// Said of a line of the file only, never within a list or braces.
fn is_no_field(error: &Error) -> bool {
    error.message().starts_with("key with no value")
}

/// All of two lists, in the order in which they stand.
fn put_together<'t>(
    one: Spanned<DeValue<'t>>,
    other: Spanned<DeValue<'t>>,
) -> Spanned<DeValue<'t>> {
    let at = one.span();
    let lists = [one, other].map(|list| match list.into_inner() {
        DeValue::Array(list) => list.into_iter().collect(),
        _ => Vec::new(),
    });
    let mut all = lists.concat();
    all.sort_by_key(|one| one.span().start);
    let mut list = DeArray::new();
    all.into_iter().for_each(|one| list.push(one));
    Spanned::new(at, DeValue::Array(list))
}

fn without_end(name: &str) -> &str {
    &name[..name.len() - 2]
}

/// Signs that nobody sees, which come with a paste from elsewhere.
fn without_controls(file: &File) -> (File, Vec<Fault>) {
    let is_one = |sign: char| sign.is_ascii_control() && !['\t', '\n', '\r'].contains(&sign);
    let mut faults: Vec<Fault> = Vec::new();
    for (at, sign) in file.text.char_indices().filter(|(_, sign)| is_one(*sign)) {
        let problem = format!("a sign that nobody can see stands here, {}", called(sign));
        let before = file.text[..at].rsplit('\n').next().unwrap_or_default().trim();
        let last = before.chars().rev().take(20).collect::<Vec<_>>();
        let last: String = last.into_iter().rev().collect();
        let mend = match last.is_empty() {
            true => "take it out, at the beginning of the line".to_owned(),
            false => format!("take it out, right behind “{last}”"),
        };
        let fault = file.fault(at..at + 1, problem, mend);
        if faults.last().is_none_or(|told| told.line != fault.line) {
            faults.push(fault);
        }
    }
    let text = file.text.replace(is_one, " ");
    (File { name: file.name.clone(), text }, faults)
}

fn called(sign: char) -> String {
    let name = match sign {
        '\0' => "a null",
        '\u{7}' => "a bell",
        '\u{8}' => "a backspace",
        '\u{b}' => "a vertical tab",
        '\u{c}' => "a form feed",
        '\u{1b}' => "an escape",
        '\u{7f}' => "a delete",
        _ => "a control character",
    };
    format!("{name} (U+{:04X})", u32::from(sign))
}

/// Each line without its end.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let each = text.split('\n').map(|line| {
        let at = start..start + line.len();
        start = at.end + 1;
        at
    });
    each.collect()
}

fn blank(text: &mut String, line: Range<usize>) {
    let spaces = " ".repeat(line.len());
    text.replace_range(line, &spaces);
}
