//! Whether each field is one that there is, and holds what it may.

use std::{borrow::Cow, collections::BTreeSet, ops::Range};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::{
    elsewhere::ELSEWHERE,
    mends::{as_one_of_a_list, example, found, meant},
    shape::{Fields, Shape},
    spans::Spans,
    stand_in,
};
use crate::authoring::{Fault, File, near::near};

/// A field's name, and where it stands.
type Name<'t> = Spanned<Cow<'t, str>>;

pub struct Contents<'f> {
    pub file: &'f File,
    /// Where the fields are described.
    pub documented: &'static str,
    pub faults: Vec<Fault>,
    /// Keys of what has something wrong within.
    pub spoiled: BTreeSet<String>,
    /// Those of which a field of their own is wrong, and not only one of something within that has a key, too.
    pub spoiled_themselves: BTreeSet<String>,
    /// So many faults are those of something that has a key.
    pub keyed: usize,
    pub spans: Spans,
    /// A line that is no TOML may have had what seems to be missing.
    pub may_be_lost: bool,
}

impl Contents<'_> {
    /// Takes fields out that there are not, and puts in what is missing.
    pub fn table(&mut self, table: &mut DeTable<'_>, at: Range<usize>, fields: &'static Fields) {
        let (before, keyed) = (self.faults.len(), self.keyed);
        let there: Vec<_> = table.keys().map(|name| name.get_ref().to_string()).collect();
        let mut meant = Vec::new();
        keep(table, |name, value| match fields.shape(name.get_ref()) {
            Some(shape) => self.field(name.get_ref(), value, shape),
            None => {
                let is_free = |one: &&str| there.iter().all(|own| own != one);
                let one = self.unknown(name, fields).filter(is_free);
                meant.extend(
                    one.map(|one| (Spanned::new(name.span(), Cow::Borrowed(one)), value.clone())),
                );
                false
            }
        });
        for (name, mut value) in meant {
            let shape = fields.shape(name.get_ref());
            if shape.is_some_and(|shape| self.field(name.get_ref(), &mut value, shape)) {
                table.insert(name, value);
            }
        }
        self.spans.note(table);
        self.missing(table, &at, fields);
        let key = table.iter().find(|(name, _)| name.get_ref() == "key");
        let key = key.and_then(|(_, value)| value.get_ref().as_str());
        let Some(key) = key.filter(|_| self.faults.len() > before) else { return };
        let (all, within) = (self.faults.len() - before, self.keyed - keyed);
        self.spoiled_themselves.extend((all > within).then(|| key.to_owned()));
        self.spoiled.insert(key.to_owned());
        self.keyed = keyed + all;
    }

    fn missing(&mut self, table: &mut DeTable<'_>, at: &Range<usize>, fields: &'static Fields) {
        let has = |name: &str| table.keys().any(|own| own.get_ref() == name);
        let missing: Vec<_> = fields.needed().filter(|(name, _)| !has(name)).collect();
        let key = table.iter().find(|(name, _)| name.get_ref() == "key");
        let key = key.and_then(|(_, value)| value.get_ref().as_str()).map(|key| format!("“{key}”"));
        let whose = key.unwrap_or_else(|| fields.of.to_owned());
        for (name, shape) in missing {
            if !self.may_be_lost {
                let mend = format!("write {}", example(name, shape, fields));
                self.tell(at.clone(), format!("{whose} needs “{name}”"), mend);
            }
            stand_in::put(table, name, stand_in::for_field(shape, at), at);
        }
    }

    fn tell(&mut self, at: Range<usize>, problem: String, mend: impl Into<String>) {
        self.faults.push(self.file.fault(at, problem, mend));
    }

    /// Tells that there is no such field, and which one was meant, where that is plain.
    fn unknown(&mut self, name: &Name<'_>, fields: &'static Fields) -> Option<&'static str> {
        let written = name.get_ref().as_ref();
        let elsewhere = ELSEWHERE.iter().find(|(there, here)| {
            written.eq_ignore_ascii_case(there) && fields.shape(here).is_some()
        });
        let meant = near(written, fields.names()).or(elsewhere.map(|(_, here)| *here));
        let is_required = written == "required" || near(written, ["required"]).is_some();
        let mend = match meant {
            Some(meant) => format!("did you mean “{meant}”?"),
            None if is_required => {
                "take it out: a blank is asked about once more, and nobody is forced".to_owned()
            }
            None if ["default", "initial"].contains(&written) => {
                "take it out: nothing is answered before somebody answers it".to_owned()
            }
            None => {
                let names: Vec<_> = fields.names().collect();
                format!("there are {}; {}", names.join(", "), self.documented)
            }
        };
        self.tell(name.span(), format!("{} has no field “{written}”", fields.of), mend);
        meant
    }

    /// False where the field is to be left out.
    fn field(
        &mut self,
        name: &str,
        value: &mut Spanned<DeValue<'_>>,
        shape: &'static Shape,
    ) -> bool {
        match (shape, value.get_mut()) {
            (Shape::Anything, _) | (Shape::Text | Shape::NameOrNames, DeValue::String(_)) => {}
            (Shape::Truth, DeValue::Boolean(_)) => {}
            (Shape::Whole(least, most), DeValue::Integer(number)) => {
                let whole = i64::from_str_radix(number.as_str(), number.radix()).ok();
                if !whole.is_some_and(|whole| (*least..=*most).contains(&whole)) {
                    return self.out_of_range(name, value, shape);
                }
            }
            (Shape::Number, DeValue::Integer(_)) => {}
            (Shape::Number, DeValue::Float(number)) => {
                if !number.as_str().parse().is_ok_and(f64::is_finite) {
                    return self.wrong(name, value, shape);
                }
            }
            (Shape::Said(said), DeValue::String(words)) if (said.is)(words) => {}
            (Shape::One(words), DeValue::String(word)) if words.contains(&word.as_ref()) => {}
            (Shape::List(each), DeValue::Array(list)) => self.list(name, list, each),
            (Shape::NameOrNames, DeValue::Array(list)) => self.list(name, list, &Shape::Text),
            (Shape::Two(each), DeValue::Array(list)) if list.len() == 2 => {
                self.list(name, list, each);
            }
            (Shape::Table(_) | Shape::OneOf(_) | Shape::Named(_), DeValue::Table(_)) => {
                self.within(name, value, shape);
            }
            _ => return self.wrong(name, value, shape),
        }
        true
    }

    fn within(&mut self, name: &str, value: &mut Spanned<DeValue<'_>>, shape: &'static Shape) {
        let at = value.span();
        let DeValue::Table(table) = value.get_mut() else { return };
        match shape {
            Shape::Table(fields) => self.table(table, at, fields),
            Shape::OneOf(fields) => {
                self.table(table, at.clone(), fields);
                if table.len() != 1 {
                    let problem = format!("“{name}” needs exactly one field");
                    let names: Vec<_> = fields.names().filter(|one| *one != "score").collect();
                    self.tell(at, problem, format!("write one of {}", names.join(", ")));
                    *value.get_mut() = stand_in::read("{ sum = { of = [] } }");
                }
            }
            Shape::Named(each) => {
                keep(table, |name, value| self.field(name.get_ref(), value, each));
            }
            _ => {}
        }
    }

    /// What cannot be one of the list is told once for all of it.
    fn list(&mut self, name: &str, list: &mut DeArray<'_>, each: &'static Shape) {
        let mut told = false;
        for (place, value) in list.iter_mut().enumerate() {
            let before = self.faults.len();
            let is_right = match (each, value.get_ref()) {
                (Shape::Table(_), DeValue::Table(_)) => true,
                (Shape::Table(_), _) => false,
                _ => true,
            };
            if is_right {
                if !self.field(name, value, each) {
                    *value.get_mut() = stand_in::for_field(each, &value.span());
                }
                let new = self.faults.iter_mut().skip(before);
                new.for_each(|fault| as_one_of_a_list(fault, name, each));
            } else {
                self.entry(name, value, (each, place));
            }
            if told && !is_right {
                self.faults.truncate(before);
            }
            told |= !is_right;
        }
    }

    /// Something else where a table should be. Words are taken to be its text.
    fn entry(
        &mut self,
        name: &str,
        value: &mut Spanned<DeValue<'_>>,
        (each, place): (&Shape, usize),
    ) {
        let Shape::Table(fields) = each else { return };
        let (at, found) = (value.span(), found(value.get_ref()));
        let problem = format!("“{name}” is a list, each of it {}, and here is {found}", fields.of);
        self.tell(at.clone(), problem, format!("write each as {}", fields.example));
        let mut table = stand_in::table(fields, &at);
        if let DeValue::String(words) = value.get_ref() {
            let words = stand_in::text(words.as_ref());
            match (fields.shape("text"), fields.shape("questions")) {
                (Some(_), _) => stand_in::put(&mut table, "text", words, &at),
                (_, Some(_)) => {
                    stand_in::put(&mut table, "questions", stand_in::list(words, &at), &at)
                }
                _ => {}
            }
        }
        if fields.shape("code").is_some() {
            let numbers = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
            let code = numbers.get(place).copied().unwrap_or("13");
            stand_in::put(&mut table, "code", stand_in::read(code), &at);
        }
        *value.get_mut() = DeValue::Table(table);
    }

    fn out_of_range(
        &mut self,
        name: &str,
        value: &mut Spanned<DeValue<'_>>,
        shape: &Shape,
    ) -> bool {
        let Shape::Whole(least, most) = shape else { return false };
        let written = self.written(value);
        let problem =
            format!("“{name}” is a whole number from {least} to {most}, and here it is {written}");
        self.tell(value.span(), problem, "write one of these numbers");
        *value.get_mut() = stand_in::read("1");
        true
    }

    /// Tells it, and keeps what was meant where that is plain.
    fn wrong(
        &mut self,
        name: &str,
        value: &mut Spanned<DeValue<'_>>,
        shape: &'static Shape,
    ) -> bool {
        let (here, found) = (shape.in_words(), found(value.get_ref()));
        let (written, at) = (self.written(value), value.span());
        let (mend, meant) = meant(name, value, shape, &written);
        let found = match (shape, value.get_ref()) {
            (Shape::One(_) | Shape::Said(_), DeValue::String(_)) => {
                format!("“{}”", written.trim_matches('"'))
            }
            (Shape::Said(said), DeValue::Datetime(_)) if (said.is)(&written) => {
                "one without quotation marks".to_owned()
            }
            _ => found.to_owned(),
        };
        self.tell(at.clone(), format!("“{name}” is {here}, and here it is {found}"), mend);
        *value.get_mut() = meant.unwrap_or_else(|| stand_in::for_field(shape, &at));
        !matches!(shape, Shape::OneOf(_) | Shape::Named(_) | Shape::Two(_) | Shape::Truth)
    }

    /// As the file has it, if that is short.
    fn written(&self, value: &Spanned<DeValue<'_>>) -> String {
        let written = self.file.text.get(value.span()).unwrap_or_default();
        if written.chars().count() > 40 || written.contains('\n') {
            return "…".to_owned();
        }
        written.to_owned()
    }
}

/// Leaves out what is not to be kept.
fn keep<'t>(
    table: &mut DeTable<'t>,
    mut is_kept: impl FnMut(&Name<'t>, &mut Spanned<DeValue<'t>>) -> bool,
) {
    for (name, mut value) in std::mem::take(table) {
        if is_kept(&name, &mut value) {
            table.insert(name, value);
        }
    }
}
