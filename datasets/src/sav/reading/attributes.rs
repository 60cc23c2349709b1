//! Attributes and sets: texts in a small grammar of their own. Nothing depends on them, so that what is not understood
//! is left out.

use super::{encoding::Script, found::Attribute};

/// Attributes until the text ends, or a `/` stands where a name would begin; and the rest behind it.
pub fn read(text: &[u8], script: Script) -> (Vec<Attribute>, &[u8]) {
    let (mut attributes, mut rest) = (Vec::new(), text);
    loop {
        if let Some(behind) = rest.strip_prefix(b"/") {
            return (attributes, behind);
        }
        let Some((attribute, behind)) = read_one(rest, script) else {
            return (attributes, &[]);
        };
        attributes.push(attribute);
        rest = behind;
    }
}

/// `name('value'⏎'value'⏎)`. A quote within a value is not doubled: a value ends with its line.
fn read_one(text: &[u8], script: Script) -> Option<(Attribute, &[u8])> {
    let (name, mut rest) = split(text, b'(')?;
    let mut values = Vec::new();
    loop {
        if let Some(behind) = rest.strip_prefix(b")") {
            return Some((Attribute { name: script.read_roughly(name), values }, behind));
        }
        let (line, behind) = split(rest, b'\n')?;
        let value = line.strip_prefix(b"'")?.strip_suffix(b"'")?;
        values.push(script.read_roughly(value));
        rest = behind;
    }
}

/// What stands before the byte and what behind it.
pub fn split(text: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = text.iter().position(|byte| *byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// A set as its line tells it; members are short names in lower case.
pub struct ToldSet<'t> {
    pub name: &'t [u8],
    pub label: &'t [u8],
    pub counted: Option<&'t [u8]>,
    pub members: Vec<&'t [u8]>,
}

/// `$name=C 5 label a b`, `$name=D1 1 5 label a b` or `$name=E 1 1 1 5 label a b`, each with a line feed behind it.
pub fn read_sets(text: &[u8]) -> Vec<ToldSet<'_>> {
    let (mut sets, mut rest) = (Vec::new(), text);
    while let Some((set, behind)) = read_set(rest) {
        sets.push(set);
        rest = behind;
    }
    sets
}

fn read_set(text: &[u8]) -> Option<(ToldSet<'_>, &[u8])> {
    let begins = text.iter().position(|byte| *byte != b'\n')?;
    let (name, rest) = split(text.get(begins..)?.strip_prefix(b"$")?, b'=')?;
    let (kind, mut rest) = rest.split_first()?;
    if *kind == b'E' {
        rest = split(rest.strip_prefix(b" ")?, b' ')?.1;
    }
    let mut counted = None;
    if *kind != b'C' {
        let (value, behind) = counted_text(rest)?;
        (counted, rest) = (Some(value), behind);
    }
    let (label, rest) = counted_text(rest.strip_prefix(b" ")?)?;
    let (members, behind) = split(rest, b'\n')?;
    let members = members.split(|byte| *byte == b' ').filter(|name| !name.is_empty()).collect();
    Some((ToldSet { name, label, counted, members }, behind))
}

/// `5 label`: a length, a space, so many bytes.
fn counted_text(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = split(text, b' ')?;
    let length = str::from_utf8(length).ok()?.parse().ok()?;
    rest.split_at_checked(length)
}
