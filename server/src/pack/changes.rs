//! What changed in the surveys since the versions that were seen, and whom it concerns.

use surveys::comparing::{self, Comparability, compare};

use super::{Asked, document::Document};

/// Of each survey of which an earlier version was named.
pub fn changes(document: &mut Document, asked: &[Asked]) {
    let since = asked.iter().filter_map(|one| one.since.as_ref().map(|since| (one, since)));
    let since: Vec<_> = since.collect();
    if since.is_empty() {
        return;
    }
    document.heading("What changed");
    for (one, since) in since {
        let (old, new) = (&since.survey, &one.now.survey);
        document.smaller(&format!(
            "{}: version {} since version {}",
            new.title, new.version, old.version
        ));
        let changes = compare(old, new);
        if changes.is_empty() {
            document.text("They ask the same.");
            continue;
        }
        if let Some(why) = &one.now.reason {
            document.text(&format!("Why: {why}"));
        }
        let rows = changes.iter().map(|change| vec![change.about.to_string(), change.to_string()]);
        document.table("Each change", vec!["Where", "What changed"], rows.collect());
        let variables = comparing::variables(old, new, &changes);
        let judged = variables.iter().filter(|one| one.is != Comparability::Same);
        let rows =
            judged.map(|one| vec![one.name.clone(), one.is.to_string(), one.because.join("; ")]);
        let heads = vec!["Variable", "Answers are", "Why"];
        document.table("What answers to both versions are good for", heads, rows.collect());
        whom(document, one);
    }
}

fn whom(document: &mut Document, one: &Asked) {
    document.strong("Whom it concerns");
    let people =
        |number: u64| if number == 1 { "1 person".to_owned() } else { format!("{number} people") };
    let begun = one.affected.versions.iter().map(|(version, open, sent)| {
        let (open, sent) = (people(*open), people(*sent));
        format!("version {version}: {open} answering it, who finish on it; {sent} sent theirs")
    });
    let to_come = one.affected.to_come.iter();
    let to_come = to_come
        .map(|(study, wave, number)| format!("{study}, {wave}: {} not begun", people(*number)));
    document.list(begun.chain(to_come).collect());
}
