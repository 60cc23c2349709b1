//! The options of a field, and those among them that are something else here.

use std::collections::BTreeSet;

use super::{
    Known, Question, Row,
    annotation::{named, value},
    field::Before,
    piped,
};
use crate::importing::{Difference, NotConverted, codes::Coded, links::Reads, reasons::Reasons};

/// `1, Yes | 2, No`. A code that is no whole number from 0 on gets one.
pub(super) fn options(
    (row, tags): (&Row, &[&str]),
    (question, known): (&mut Question, &mut Known),
    before: Before<'_>,
    differences: &mut Vec<Difference>,
) -> Result<(), NotConverted> {
    let mut pairs = pairs(&row.choices, before, differences)?;
    let hidden = tags.iter().filter(|tag| named(tag) == "@HIDECHOICE").map(|tag| value(tag));
    let hidden: BTreeSet<_> = hidden.flat_map(|codes| codes.split(',')).map(str::trim).collect();
    let (gone, rest) =
        pairs.into_iter().partition::<Vec<_>, _>(|(code, _)| hidden.contains(&**code));
    if !gone.is_empty() && !rest.is_empty() {
        let words = gone.into_iter().map(|(_, words)| words).collect();
        differences.push(Difference::NeverOffered(words));
    }
    if rest.is_empty() {
        return Err(NotConverted::NoOptions);
    }
    pairs = rest;
    let name = row.name.to_ascii_lowercase();
    let is_looked_for = |code: &str| before.looked_for.contains(&(name.clone(), code.to_owned()));
    let each = pairs.iter().map(|(code, text)| (code.as_str(), text.as_str()));
    let reasons = Reasons::among(each, &is_looked_for);
    pairs.retain(|(code, _)| !reasons.apart.contains_key(code));
    question.sensitive = reasons.offers_refusal();
    let mut coded = Coded::of(pairs);
    let alone = tags.iter().find(|tag| named(tag) == "@NONEOFTHEABOVE").map(|tag| value(tag));
    for code in alone.into_iter().flat_map(|codes| codes.split(',')) {
        let ours = coded.codes.get(code.trim());
        let option = coded.options.iter_mut().find(|option| Some(&option.code) == ours);
        option.into_iter().for_each(|option| option.exclusive = true);
    }
    differences.extend(coded.told().map(Difference::Recoded));
    differences.extend(reasons.told);
    (question.options, known.codes) = (coded.options, coded.codes);
    known.apart = reasons.apart;
    Ok(())
}

/// Codes and words.
fn pairs(
    choices: &str,
    before: Before<'_>,
    differences: &mut Vec<Difference>,
) -> Result<Vec<(String, String)>, NotConverted> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    for option in divided(choices) {
        let pair = option.split_once(',').filter(|(code, _)| !code.trim().is_empty());
        let (code, text) = pair.ok_or_else(|| NotConverted::Option(option.clone()))?;
        let text = piped::read(Reads::AsTheyStand, text, before, differences);
        if !seen.insert(code.trim().to_owned()) {
            return Err(NotConverted::OptionTwice(code.trim().to_owned()));
        }
        pairs.push((code.trim().to_owned(), text));
    }
    if pairs.is_empty() {
        return Err(NotConverted::NoOptions);
    }
    Ok(pairs)
}

/// Between strokes, or between what old exports write for the end of a line.
fn divided(choices: &str) -> Vec<String> {
    let choices = match choices.contains('|') {
        true => choices.to_owned(),
        false => choices.replace("\\n", "|").replace('\n', "|"),
    };
    let each = choices.split('|').map(str::trim).filter(|option| !option.is_empty());
    each.map(str::to_owned).collect()
}
