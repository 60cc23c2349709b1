//! Text packs written out: one that has everything but the words, and one that was brought before. What stands behind a `#`
//! is for whoever fills it in.

use std::fmt::Write;

use crate::scoring::{Choice, Instrument, Item, Method, TextPack};

/// The fields of a pack, in the order in which they are written.
const FIELDS: [&str; 11] = [
    "instrument",
    "language",
    "version",
    "intro",
    "stem",
    "options",
    "not_applicable",
    "items",
    "unscored",
    "visual_scale",
    "value_set",
];

/// A pack as a file again, each item on a line of its own.
#[must_use]
pub fn write_pack(pack: &TextPack) -> String {
    let mut out = String::new();
    // Only numbers that no pack has cannot be written.
    let table = toml::Table::try_from(pack).unwrap_or_default();
    for (field, value) in FIELDS.into_iter().filter_map(|field| Some((field, table.get(field)?))) {
        match value {
            toml::Value::Array(list) => {
                let each = list.iter().map(|one| format!("  {one},\n")).collect::<String>();
                let _ = writeln!(out, "{field} = [\n{each}]");
            }
            one => {
                let _ = writeln!(out, "{field} = {one}");
            }
        }
    }
    out
}

/// What somebody fills in with the words that they are licensed to use. Where the English words come with the program, they
/// stand beside their places.
#[must_use]
pub fn blank_pack(instrument: &Instrument) -> String {
    let language = if instrument.text.is_some() { "" } else { "en-GB" };
    let mut out = format!(
        "# Fill in what stands between \"\", just as the owner has it, and change nothing else.\n\
         instrument = \"{}\"\n\
         language = \"{language}\" # of the words, such as en-GB or cy\n\
         version = \"\" # what the owner calls these words\n",
        instrument.id
    );
    stem(instrument, &mut out);
    // Each dimension of a profile has levels in words of its own.
    let has_own = instrument.text.is_none() && instrument.score.method == Method::Profile;
    if !has_own {
        let shipped = instrument.text.as_ref().map(|text| text.options.as_slice());
        if shipped.is_none_or(|options| !options.is_empty()) {
            choices(instrument, shipped.unwrap_or_default(), ("options = [", "]"), &mut out);
        }
    }
    if !instrument.may_not_apply.is_empty() {
        out += "not_applicable = \"\" # chosen by somebody to whom the first item does not apply\n";
    }
    if instrument.visual_scale.is_some() {
        out += "visual_scale = { text = \"\" }\n";
    }
    items(instrument, has_own, &mut out);
    out
}

fn stem(instrument: &Instrument, out: &mut String) {
    let shipped = instrument.text.as_ref();
    let intro = shipped.and_then(|text| text.intro.as_ref());
    if let Some(intro) = intro {
        let _ = writeln!(out, "intro = \"\" # {}", in_a_line(intro));
    }
    match shipped.map(|text| text.stem.as_ref()) {
        Some(None) => {}
        Some(Some(stem)) => {
            let _ = writeln!(out, "stem = \"\" # {}", in_a_line(stem));
        }
        None => {
            *out +=
                "stem = \"\" # what stands above all items; take the line out where nothing does\n"
        }
    }
}

fn choices(
    instrument: &Instrument,
    shipped: &[Choice],
    (begins, ends): (&str, &str),
    out: &mut String,
) {
    let _ = writeln!(out, "{begins}");
    let numbers: Vec<_> = match shipped {
        [] => (instrument.lowest..=instrument.highest).map(|value| (value, None)).collect(),
        shipped => shipped.iter().map(|own| (own.value, Some(&own.label))).collect(),
    };
    for (value, label) in numbers {
        let label = label.map(|label| format!(" # {}", in_a_line(label))).unwrap_or_default();
        let _ = writeln!(out, "  {{ value = {value}, label = \"\" }},{label}");
    }
    let _ = writeln!(out, "{ends}");
}

fn items(instrument: &Instrument, has_own: bool, out: &mut String) {
    let shipped = instrument.text.as_ref();
    *out += "items = [\n";
    for place in 0..instrument.items {
        match shipped.and_then(|text| text.items.get(place)) {
            None if has_own => {
                choices(instrument, &[], ("  { text = \"\", options = [", "  ] },"), out);
            }
            item => one(instrument, item, place + 1, out),
        }
    }
    *out += "]\n";
    let unscored = shipped.map(|text| text.unscored.as_slice()).unwrap_or_default();
    if !unscored.is_empty() {
        *out += "unscored = [\n";
        for (place, item) in unscored.iter().enumerate() {
            one(instrument, Some(item), place + 1, out);
        }
        *out += "]\n";
    }
}

fn one(instrument: &Instrument, shipped: Option<&Item>, number: usize, out: &mut String) {
    match shipped {
        Some(item) if !item.options.is_empty() => {
            let _ = writeln!(out, "  # {}", in_a_line(&item.text));
            choices(instrument, &item.options, ("  { text = \"\", options = [", "  ] },"), out);
        }
        Some(item) => {
            let _ = writeln!(out, "  \"\", # {}", in_a_line(&item.text));
        }
        None => {
            let _ = writeln!(out, "  \"\", # item {number}");
        }
    }
}

/// A remark ends with its line.
fn in_a_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
