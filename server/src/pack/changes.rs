//! What changed in the protocol and the surveys since the versions that were seen, and whom it concerns.

use surveys::{
    comparing::{self, Comparability, compare},
    messages::Part,
    protocol::Difference,
};

use super::{Asked, Followed, document::Document};

/// Of the protocol and of each survey, where an earlier version was named.
pub fn changes(document: &mut Document, followed: &Followed, asked: &[Asked]) {
    let since = asked.iter().filter_map(|one| one.since.as_ref().map(|since| (one, since)));
    let since: Vec<_> = since.collect();
    if since.is_empty() && followed.since.is_none() {
        return;
    }
    document.heading("What changed");
    of_protocol(document, followed);
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

fn of_protocol(document: &mut Document, followed: &Followed) {
    let Some(since) = &followed.since else { return };
    let (old, new) = (&since.protocol, &followed.now.protocol);
    document
        .smaller(&format!("The protocol: version {} since version {}", new.version, old.version));
    let changes = followed.changes();
    if changes.is_empty() {
        return document.text("They say the same.");
    }
    if let Some(why) = &followed.now.reason {
        document.text(&format!("Why: {why}"));
    }
    let rows = changes.iter().map(|one| {
        let what = format!("{}{}", one.what, marked(one));
        vec![one.about.clone(), one.manner.to_string(), what]
    });
    let heads = vec!["Where", "How", "What is so now"];
    document.table("Each change of the protocol", heads, rows.collect());
}

/// Where what went and what came is marked.
fn marked(one: &Difference) -> &'static str {
    let voicemail = format!(".{}”", Part::Voicemail.name());
    match one.words.is_empty() {
        true => "",
        false if one.about.contains(&voicemail) => "; marked under “What interviewers say”",
        false => "; marked under “What people are sent”",
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
