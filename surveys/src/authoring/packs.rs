//! The words that a study brings for an instrument, from the file in which they are written, and an empty file to write
//! them into.

mod blank;

mod value_set;

use std::ops::Range;

use toml::de::DeTable;

pub use self::blank::{blank_pack, write_pack};
use super::{
    Fault, File,
    reading::{MISSING, Parsed, parse},
};
use crate::{
    language::Language,
    scoring::{self, Choice, Instrument, PackItem, TextPack},
};

/// Reads a text pack and holds it against its instrument.
///
/// # Errors
/// Everything that is wrong, each with its place: what comes back has one text for each item and the numbers of its scale.
pub fn read_pack(name: &str, text: &str) -> Result<TextPack, Vec<Fault>> {
    let file = File { name: name.to_owned(), text: text.to_owned() };
    let Parsed { source: pack, mut faults, slipped, .. } = parse::<TextPack>(&file)?;
    let (table, _) = DeTable::parse_recoverable(&file.text);
    let mut held = Held { file: &file, fields: table.get_ref(), pack: &pack, faults: Vec::new() };
    match scoring::instrument(&pack.instrument) {
        Some(instrument) => held.against(instrument),
        None if pack.instrument == MISSING => {}
        None => held.no_instrument(),
    }
    let is_new = |fault: &Fault| {
        let is_told = faults.iter().any(|told| told.line == fault.line);
        !is_told && !slipped.contains(&fault.line)
    };
    let more: Vec<_> = held.faults.into_iter().filter(is_new).collect();
    faults.extend(more);
    faults.sort_by_key(|fault| (fault.line, fault.column));
    if faults.is_empty() { Ok(pack) } else { Err(faults) }
}

/// A pack beside its instrument.
struct Held<'a> {
    file: &'a File,
    fields: &'a DeTable<'a>,
    pack: &'a TextPack,
    faults: Vec<Fault>,
}

impl Held<'_> {
    /// Where a field stands; none where it is not there, which is told as that.
    fn at(&self, field: &str) -> Option<Range<usize>> {
        self.fields.get(field).map(toml::Spanned::span)
    }

    /// Where one of a list stands, from 0.
    fn one_of(&self, field: &str, place: usize) -> Range<usize> {
        let list = self.fields.get(field).and_then(|value| value.get_ref().as_array());
        list.and_then(|list| list.get(place)).map_or(0..0, toml::Spanned::span)
    }

    fn tell(&mut self, at: Range<usize>, problem: impl Into<String>, mend: impl Into<String>) {
        self.faults.push(self.file.fault(at, problem, mend));
    }

    fn no_instrument(&mut self) {
        let known: Vec<_> = scoring::instruments().iter().map(|known| known.id.as_str()).collect();
        let problem = format!("there is no instrument “{}”", self.pack.instrument);
        let at = self.at("instrument").unwrap_or(0..0);
        self.tell(at, problem, format!("there are {}", known.join(", ")));
    }

    fn against(&mut self, instrument: &Instrument) {
        self.language(instrument);
        self.counts(instrument);
        self.blanks();
        self.parts(instrument);
        self.numbers(instrument);
    }

    fn language(&mut self, instrument: &Instrument) {
        let (language, name) = (&self.pack.language, &instrument.name);
        let Some(at) = self.at("language") else { return };
        if Language::new(language).is_err() {
            let problem = format!("“{language}” is no language's tag");
            self.tell(at, problem, "write one like en-GB or cy");
        } else if instrument.text.is_some() && self.pack.is_english() {
            let problem = format!("{name} comes with its English words");
            self.tell(at, problem, "use them as they are, or bring another language");
        }
    }

    fn counts(&mut self, instrument: &Instrument) {
        let (pack, name) = (self.pack, &instrument.name);
        let unscored = instrument.text.as_ref().map_or(0, |wording| wording.unscored.len());
        let counts = [
            ("items", "items", instrument.items, pack.items.len()),
            ("unscored", "items that are not scored", unscored, pack.unscored.len()),
        ];
        for (field, what, expected, given) in counts {
            let at = self.at(field).or_else(|| self.at("instrument"));
            // That there are no items at all is told as a field that is missing.
            let is_there = field == "unscored" || self.at(field).is_some();
            if let Some(at) = at.filter(|_| expected != given && is_there) {
                let problem = format!("{name} has {expected} {what}, and the pack has {given}");
                self.tell(
                    at,
                    problem,
                    format!("write each of them once in “{field}”, in their order"),
                );
            }
        }
    }

    /// Whatever has no words in it.
    fn blanks(&mut self) {
        let is_blank = |text: &str| text.trim().is_empty();
        let pack = self.pack;
        let texts = [
            ("version", Some(&pack.version), "write what the owner calls these words"),
            ("intro", pack.intro.as_ref(), OR_NONE),
            ("stem", pack.stem.as_ref(), OR_NONE),
            ("not_applicable", pack.not_applicable.as_ref(), OR_NONE),
            ("visual_scale", pack.visual_scale.as_ref().map(|visual| &visual.text), OR_NONE),
        ];
        for (field, _, mend) in
            texts.iter().filter(|(_, text, _)| text.is_some_and(|text| is_blank(text)))
        {
            if let Some(at) = self.at(field) {
                self.tell(at, format!("“{field}” has no words"), *mend);
            }
        }
        for (field, items) in [("items", &pack.items), ("unscored", &pack.unscored)] {
            for (place, item) in items.iter().enumerate() {
                if is_blank(item.text()) {
                    let problem = format!("number {} of “{field}” has no words", place + 1);
                    self.tell(self.one_of(field, place), problem, AS_OWNED);
                }
                if let PackItem::Own { options, .. } = item
                    && let Some(value) = unworded(options)
                {
                    let problem =
                        format!("number {} of “{field}” has no words for {value}", place + 1);
                    self.tell(self.one_of(field, place), problem, AS_OWNED);
                }
            }
        }
        for (place, option) in pack.options.iter().enumerate() {
            if is_blank(&option.label) {
                let problem = format!("the choice {} has no words", option.value);
                self.tell(self.one_of("options", place), problem, AS_OWNED);
            }
        }
    }

    /// What is there that the instrument does not have, or is not there although it has.
    fn parts(&mut self, instrument: &Instrument) {
        let name = &instrument.name;
        match (&instrument.visual_scale, self.at("visual_scale")) {
            (Some(_), None) => {
                let at = self.at("instrument").unwrap_or(0..0);
                let problem =
                    format!("{name} has a visual scale, and the pack has no words for it");
                self.tell(at, problem, "write visual_scale = { text = \"…\" }");
            }
            (None, Some(at)) => {
                self.tell(at, format!("{name} has no visual scale"), "leave out “visual_scale”");
            }
            _ => {}
        }
        if let Some(at) = self.at("not_applicable").filter(|_| instrument.may_not_apply.is_empty())
        {
            let problem = format!("{name} has no item that may not apply");
            self.tell(at, problem, "leave out “not_applicable”");
        }
        self.value_set(instrument);
    }

    /// The numbers of the choices are those of the scale: told once of those that several items share.
    fn numbers(&mut self, instrument: &Instrument) {
        let (pack, name) = (self.pack, &instrument.name);
        let (lowest, highest) = (instrument.lowest, instrument.highest);
        let mend = format!("its scale has each from {lowest} to {highest} once");
        let (mut shares, mut own) = (false, Vec::new());
        for (place, item) in pack.items.iter().enumerate() {
            match item {
                PackItem::Words(_) => shares = true,
                PackItem::Own { options, .. } => own.push((place, options)),
            }
        }
        if shares && let Some(given) = other_numbers(&pack.options, instrument) {
            let at = self.at("options").or_else(|| self.at("items")).unwrap_or(0..0);
            let problem = match pack.options.is_empty() {
                true => format!("the choices of {name} are missing"),
                false => format!("the choices of {name} have the numbers {given}"),
            };
            self.tell(at, problem, mend.clone());
        }
        for (place, options) in own {
            if let Some(given) = other_numbers(options, instrument) {
                let item = place + 1;
                let problem =
                    format!("the choices of item {item} of {name} have the numbers {given}");
                self.tell(self.one_of("items", place), problem, mend.clone());
            }
        }
    }
}

const OR_NONE: &str = "write them, or take the line out";
const AS_OWNED: &str = "write them just as the owner has them";

/// The number of the first choice without words.
fn unworded(options: &[Choice]) -> Option<i32> {
    options.iter().find(|option| option.label.trim().is_empty()).map(|option| option.value)
}

/// The numbers as they are, where they are not those of the scale. From 0 to 10 the two ends may have words alone.
fn other_numbers(options: &[Choice], instrument: &Instrument) -> Option<String> {
    let mut given: Vec<_> = options.iter().map(|choice| choice.value).collect();
    given.sort_unstable();
    let (lowest, highest) = (instrument.lowest, instrument.highest);
    let is_ends = (lowest, highest) == (0, 10) && given == [0, 10];
    if is_ends || given.iter().copied().eq(lowest..=highest) {
        return None;
    }
    Some(given.iter().map(i32::to_string).collect::<Vec<_>>().join(", "))
}
