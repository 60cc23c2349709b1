//! How a score came about, in a few lines for the terminal.

use super::answers::ItemAnswer;
use super::instrument::Instrument;
use super::outcome::Score;
use super::points::Points;
use super::rule::Method;

/// The result, what was counted, what was done with it, and the parts, each on a line of its own.
pub(super) fn of(instrument: &Instrument, answers: &[ItemAnswer], score: &Score) -> String {
    let mut lines = vec![
        headline(instrument, score),
        counted(instrument, answers, score),
        match score.score {
            Some(points) => steps(instrument, score, points),
            None => why_none(instrument, score),
        },
    ];
    for (key, part) in score.subscales.iter() {
        lines.push(match part {
            Some(part) => format!("{key}: {part}"),
            None => format!("{key}: none"),
        });
    }
    lines.join("\n")
}

fn headline(instrument: &Instrument, score: &Score) -> String {
    let name = format!("{} (version {})", instrument.name, instrument.version);
    match (score.score, &score.band) {
        (Some(points), Some(band)) => format!("{name}: {points}, {band}"),
        (Some(points), None) => format!("{name}: {points}"),
        (None, _) => format!("{name}: no score"),
    }
}

fn counted(instrument: &Instrument, answers: &[ItemAnswer], score: &Score) -> String {
    let mut line = format!("{} of {} items answered", score.answered, instrument.items);
    let items = &answers[..instrument.items];
    let missing = places(items, ItemAnswer::Missing);
    let beside = places(items, ItemAnswer::NotApplicable);
    if !missing.is_empty() {
        line += &format!("; missing: {}", listed(&missing));
    }
    if !beside.is_empty() {
        line += &format!("; not applicable: {}", listed(&beside));
    }
    line + "."
}

fn steps(instrument: &Instrument, score: &Score, points: Points) -> String {
    let (raw, answered, items) = (score.raw, score.answered as i64, instrument.items as i64);
    let factor = instrument.score.factor;
    let mut line = format!("Their sum is {raw}");
    if !instrument.reversed.is_empty() {
        line += &format!(", items {} reversed", listed(&instrument.reversed));
    }
    if let (Method::Profile, Some(value_set)) = (instrument.score.method, &instrument.value_set) {
        return format!("The value set {} makes the profile {points}.", value_set.id);
    }
    if instrument.score.method == Method::Mean {
        return format!("{line}; {raw} ÷ {answered} = {points}.");
    }
    if score.prorated {
        let exact = Points::fraction(raw * items, answered);
        line += &format!("; prorated to {items} items: {raw} ÷ {answered} × {items} = {exact}");
    }
    if factor != 1 {
        line += &format!("; × {factor}");
    }
    match instrument.score.method {
        Method::Table => format!("{line}; the conversion table makes it {points}."),
        _ if score.prorated => format!("{line}, rounded half up to {points}."),
        _ if factor != 1 => format!("{line} = {points}."),
        _ => format!("{line}."),
    }
}

fn why_none(instrument: &Instrument, score: &Score) -> String {
    let allowed = instrument.score.most_missing;
    let missing = instrument.items - score.answered;
    match instrument.score.method {
        Method::None => {
            "No score: this instrument has no total, each item is reported by itself.".into()
        }
        Method::Profile if missing > 0 => "No profile: every item is needed.".into(),
        Method::Profile => "No score: an index needs a value set, and none is loaded.".into(),
        _ if missing > allowed && allowed == 0 => "No score: every item is needed.".into(),
        _ if missing > allowed => format!(
            "No score: at most {allowed} of {} items may be without an answer.",
            instrument.items
        ),
        _ => "No score: the conversion table is not installed.".into(),
    }
}

fn places(answers: &[ItemAnswer], wanted: ItemAnswer) -> Vec<usize> {
    let found = answers.iter().enumerate();
    let found = found.filter(|(_, answer)| **answer == wanted);
    found.map(|(index, _)| index + 1).collect()
}

fn listed(items: &[usize]) -> String {
    let items: Vec<String> = items.iter().map(usize::to_string).collect();
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
