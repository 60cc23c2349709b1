//! What a row of the sheet “survey” becomes, by its type.

use super::{formerly, lists::Lists, shown, table::Row};
use crate::importing::{
    beside::own,
    codes::Coded,
    draft::Question,
    outcome::{Difference, NotConverted},
    sentence::Known,
};

/// What takes the place of a row.
pub(super) enum Converted {
    Question(Box<Question>, Known),
    /// Words that are only read.
    Words,
    Calculation,
    Begin,
    BeginRepeat,
    End,
    EndRepeat,
    /// The platform keeps it anyway.
    Kept,
}

/// The most characters that one line takes, and several.
const LINE: f64 = 500.0;
const LINES: f64 = 5_000.0;
/// Where a number has no limit there.
pub(super) const FAR: f64 = 1_000_000_000.0;
/// What the words behind “other” take.
const OTHER: u16 = 200;

/// The type in small letters, with what stands behind it: `select one yes_no` has a list.
fn typed(row: &Row) -> (String, Vec<&str>) {
    let mut words = formerly::words(row.get("type"));
    let mut kind = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    let second = words.get(1).map(|word| word.to_lowercase());
    let is_audit = second.as_deref().is_some_and(|word| ["audit", "violations"].contains(&word));
    let is_first = is_audit || ["begin", "end", "select"].contains(&&*kind);
    if let Some(second) = second.filter(|_| is_first) {
        kind = format!("{kind}_{second}");
        words.remove(0);
    }
    if !words.is_empty() {
        words.remove(0);
    }
    (kind, words)
}

/// Types with a list in the workbook.
const CHOICES: [&str; 4] = ["select_one", "select1", "select_multiple", "select_one_external"];

/// The list behind `select_one` or `select_multiple`.
pub(super) fn list(row: &Row) -> Option<&str> {
    let (kind, words) = typed(row);
    let is_choice = CHOICES.contains(&&*kind);
    words.into_iter().find(|word| *word != "from").filter(|_| is_choice)
}

/// What the row becomes, with how it differs; or why there is nothing for it.
pub(super) fn convert(
    row: &Row,
    lists: &mut Lists,
    differences: &mut Vec<Difference>,
) -> Result<Converted, NotConverted> {
    let (kind, words) = typed(row);
    let mut question = Question::default();
    let mut known = Known { is_asked: true, ..Known::default() };
    if is_yes(row.get("disabled")) {
        return Err(NotConverted::Disabled);
    }
    match kind.as_str() {
        "" => return Err(NotConverted::Typeless),
        "begin_group" | "begin_lgroup" => return Ok(Converted::Begin),
        "begin_repeat" | "begin_lrepeat" | "begin_loop" => return Ok(Converted::BeginRepeat),
        "end_group" | "end_lgroup" => return Ok(Converted::End),
        "end_repeat" | "end_lrepeat" | "end_loop" => return Ok(Converted::EndRepeat),
        "note" => return Ok(Converted::Words),
        "calculate" | "calculate_here" => return Ok(Converted::Calculation),
        "text_audit" | "audio_audit" | "speed_violations" => return Err(NotConverted::Device),
        "start" | "end" | "today" | "audit" => return Ok(Converted::Kept),
        _ if CHOICES.contains(&&*kind) => {
            chosen((&kind, &words), lists, (&mut question, &mut known), differences)?;
        }
        "acknowledge" | "trigger" => {
            question.kind = "single";
            // It is the same in every language.
            let coded = Coded::of(vec![("OK".into(), "OK".into())]);
            (question.options, known.codes) = (coded.options, coded.codes);
        }
        _ => simple(&kind, row, (&mut question, &mut known), differences)?,
    }
    if shown::only(row, known.is_text, differences)? {
        return Ok(Converted::Words);
    }
    appearance(row, &mut question, differences)?;
    Ok(Converted::Question(Box::new(question), known))
}

/// Types with a list in the workbook; for a phone the longest ones were put into a file of their own.
fn chosen(
    (kind, words): (&str, &[&str]),
    lists: &mut Lists,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<Difference>,
) -> Result<(), NotConverted> {
    known.is_multiple = kind == "select_multiple";
    question.kind = if known.is_multiple { "multiple" } else { "single" };
    let list = words.first().copied().unwrap_or_default();
    if kind == "select_one_external" && lists.get(list).is_none() {
        return Err(NotConverted::Elsewhere("itemsets.csv".to_owned()));
    }
    options(words, lists, (question, known), differences)
}

/// Types that have no list.
fn simple(
    kind: &str,
    row: &Row,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<Difference>,
) -> Result<(), NotConverted> {
    match kind {
        "integer" | "int" => number(question, 0),
        "decimal" => number(question, 2),
        "range" => range(row, question, differences),
        "text" | "string" | "time" | "phone_number" => {
            let lines = row.get("appearance").contains("multiline");
            let most = if lines { LINES } else { LINE };
            (question.kind, question.most, known.is_text) = ("text", Some(most), true);
            differences.push(match kind {
                "time" | "phone_number" => Difference::Unchecked(kind.replace('_', " ")),
                _ => Difference::Shortened(most),
            });
        }
        "date" | "datetime" => {
            (question.kind, known.is_date) = ("date", true);
            differences.extend((kind == "datetime").then_some(Difference::WithoutTime));
            differences.push(Difference::NotInTheFuture);
        }
        _ => return Err(unknown(kind, row)),
    }
    Ok(())
}

/// Why there is nothing for a type.
fn unknown(kind: &str, row: &Row) -> NotConverted {
    match kind {
        "hidden" => NotConverted::Hidden,
        "rank" => NotConverted::Ranking,
        "image" | "photo" | "audio" | "video" | "file" | "barcode" | "background-audio" => {
            NotConverted::File
        }
        "geopoint" | "gps" | "location" | "geotrace" | "geoshape" | "start-geopoint" => {
            NotConverted::Location
        }
        "deviceid" | "imei" | "subscriberid" | "simserial" | "phonenumber" | "username"
        | "email" | "sensor_statistic" | "sensor_stream" => NotConverted::Device,
        "caseid" => NotConverted::RecordNumber,
        "csv-external" => NotConverted::Elsewhere(format!("{}.csv", row.get("name"))),
        "xml-external" => NotConverted::Elsewhere(format!("{}.xml", row.get("name"))),
        "select_one_from_file" | "select_multiple_from_file" => {
            let (_, words) = typed(row);
            let file = words.first().copied().unwrap_or("another file");
            NotConverted::Elsewhere(file.to_owned())
        }
        _ => NotConverted::UnknownType(row.get("type").to_owned()),
    }
}

fn number(question: &mut Question, places: u8) {
    question.kind = "number";
    (question.least, question.most) = (Some(-FAR), Some(FAR));
    question.places = (places > 0).then_some(places);
}

/// `start=0 end=10 step=1`.
fn range(row: &Row, question: &mut Question, differences: &mut Vec<Difference>) {
    let told = row.get("parameters").replace(" =", "=").replace("= ", "=");
    let value = |name: &str| {
        let mut pairs = told.split([' ', ',', ';']).filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(own, _)| *own == name)?
            .1
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    };
    let (start, end) = (value("start").unwrap_or(1.0), value("end").unwrap_or(10.0));
    let step = value("step").unwrap_or(1.0);
    let is_whole = step.fract() == 0.0 && start.fract() == 0.0;
    number(question, if is_whole { 0 } else { 2 });
    (question.least, question.most) = (Some(start.min(end)), Some(start.max(end)));
    differences.push(Difference::Typed(start.min(end), start.max(end)));
    if step != 1.0 {
        differences.push(Difference::Without { what: "step", value: step.to_string() });
    }
}

/// The list behind `select_one`, and perhaps `or_other`.
fn options(
    words: &[&str],
    lists: &mut Lists,
    (question, known): (&mut Question, &mut Known),
    differences: &mut Vec<Difference>,
) -> Result<(), NotConverted> {
    let mut words = words.iter().copied().filter(|word| *word != "from");
    let name = words.next().ok_or(NotConverted::NoOptions)?;
    if name.starts_with("${") || name.contains(".csv") || name.contains(".xml") {
        return Err(NotConverted::Elsewhere(name.to_owned()));
    }
    let is_beside = lists.is_beside;
    let list = lists.get(name).ok_or(NotConverted::NoOptions)?;
    question.list = Some(name.to_owned());
    question.sensitive = list.reasons.offers_refusal();
    known.apart = list.reasons.apart.clone();
    let rest: Vec<_> = words.collect();
    if ["or_other", "or other", "or specify other"].contains(&&*rest.join(" ")) {
        let mut coded = list.coded.clone();
        let code = coded.add_other("other", &own("Other", is_beside), OTHER);
        differences.push(Difference::Other { words: "Other".to_owned(), most: OTHER, code });
        (question.options, known.codes) = (coded.options, coded.codes);
        return Ok(());
    }
    if !rest.is_empty() {
        differences.push(Difference::Without { what: "addition", value: rest.join(" ") });
    }
    known.codes = list.coded.codes.clone();
    if list.fills {
        question.options = list.coded.options.clone();
    }
    Ok(())
}

/// Where it matters: what a date asks for, and rows that only draw what others have.
fn appearance(
    row: &Row,
    question: &mut Question,
    differences: &mut Vec<Difference>,
) -> Result<(), NotConverted> {
    if let Some(file) = searched(row.get("appearance")).filter(|_| question.list.is_some()) {
        return Err(NotConverted::Elsewhere(format!("{file}.csv")));
    }
    let told = row.get("appearance").to_lowercase();
    for word in told.split_whitespace() {
        match word {
            "label" if question.list.is_some() => return Err(NotConverted::Header),
            "month-year" if question.kind == "date" => question.kind = "month",
            "year" if question.kind == "date" => {
                number(question, 0);
                (question.least, question.most) = (Some(1900.0), Some(2100.0));
                differences.retain(|one| *one != Difference::NotInTheFuture);
                differences.push(Difference::Typed(1900.0, 2100.0));
            }
            "multiline" | "list-nolabel" | "likert" => {}
            other => {
                differences
                    .push(Difference::Without { what: "appearance", value: other.to_owned() });
            }
        }
    }
    Ok(())
}

/// `fruits` of `search('fruits')`: the options are looked up, and what stands under “choices” only says where.
fn searched(appearance: &str) -> Option<&str> {
    let (_, rest) = appearance.split_once("search(")?;
    rest.trim_start()
        .trim_start_matches(['\'', '"', '‘', '’', '“', '”'])
        .split(['\'', '"', '’', '”', ')'])
        .next()
}

/// As people say it in a cell.
pub(super) fn is_yes(text: &str) -> bool {
    ["yes", "true", "true()", "1", "y"].contains(&&*text.to_lowercase())
}

/// As people say it in a cell, or do not say it.
pub(super) fn is_no(text: &str) -> bool {
    ["", "no", "false", "false()", "0", "n"].contains(&&*text.to_lowercase())
}
