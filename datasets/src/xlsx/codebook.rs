//! The sheet that tells what the columns mean.

use std::io::{self, Write};

use super::{LONGEST, cells::Sheet};
use crate::{Code, Dataset, Losses, Lost, Name, Variable, cut_at_units};

const NAMES: [&str; 11] = [
    "name", "label", "kind", "measure", "codes", "missing", "set", "question", "universe",
    "source", "wave",
];

/// Writes the whole sheet, a row for each variable. A code stands before its words, each on a line of its own.
pub(super) fn write(
    dataset: &Dataset,
    losses: &mut Losses,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut sheet = Sheet::new(NAMES.len());
    sheet.begin();
    sheet.names(NAMES.into_iter());
    for variable in dataset.variables() {
        sheet.row();
        for (text, lost) in row(dataset, variable) {
            let kept = cut_at_units(&text, LONGEST);
            if kept.len() < text.len() {
                losses.schema(Some(&variable.name), lost);
            }
            sheet.text(kept, None);
        }
        sheet.end_row();
        let xml = sheet.take();
        out.write_all(xml.as_bytes())?;
        sheet.give_back(xml);
    }
    sheet.end();
    out.write_all(sheet.take().as_bytes())
}

/// The texts of a row, and what is lost where one is cut.
fn row(dataset: &Dataset, variable: &Variable) -> [(String, Lost); 11] {
    let missing = variable.missing.iter().map(|reason| (reason.code(), reason.label()));
    let codes = variable.labels.iter().map(|label| match &label.code {
        Code::Number(code) => format!("{code} = {}", label.text),
        Code::Word(word) => format!("{word} = {}", label.text),
    });
    let codes = codes.collect::<Vec<_>>().join("\n");
    let missing = missing.map(|(code, text)| format!("{code} = {text}")).collect::<Vec<_>>();
    let set = variable.set.as_ref().map(|set| set_in_words(dataset, set)).unwrap_or_default();
    let origin = &variable.origin;
    [
        (variable.name.to_string(), Lost::LabelCut),
        (variable.label.clone(), Lost::LabelCut),
        (variable.kind.name().to_owned(), Lost::LabelCut),
        (variable.measure.name().to_owned(), Lost::LabelCut),
        (codes, Lost::ValueLabelCut),
        (missing.join("\n"), Lost::ValueLabelCut),
        (set, Lost::LabelCut),
        (origin.question.clone(), Lost::LabelCut),
        (origin.universe.clone(), Lost::LabelCut),
        (origin.source.clone(), Lost::LabelCut),
        (origin.wave.clone(), Lost::LabelCut),
    ]
}

fn set_in_words(dataset: &Dataset, name: &Name) -> String {
    let set = dataset.sets().map(|(set, _)| set).find(|set| set.name == *name);
    set.map(|set| format!("{}: {}", set.name, set.label)).unwrap_or_default()
}
