//! What changed in the study's own words, the protocol and the surveys since the versions that were seen, and whom it concerns.

use records::studies::Concerned;
use surveys::{
    comparing::{self, Comparability, compare},
    definition::Survey,
    fill::long_date,
    messages::Part,
    protocol::Difference,
};

use super::{Asked, Followed, Read, care, document::Document, interviewers, since, study};

/// Of the study's own words, the protocol and each survey, where an earlier version was named.
pub fn changes(document: &mut Document, (read, followed): (&Read, &Followed), asked: &[Asked]) {
    let since = asked.iter().filter_map(|one| one.since.as_ref().map(|since| (one, since)));
    let since: Vec<_> = since.collect();
    if since.is_empty() && followed.since.is_none() && read.since.is_none() {
        return;
    }
    document.heading("What changed");
    of_study(document, read, asked);
    of_protocol(document, followed, &read.concerned);
    for (one, since) in since {
        of_survey(document, one, &since.survey);
    }
}

fn of_survey(document: &mut Document, one: &Asked, old: &Survey) {
    let new = &one.now.survey;
    document
        .smaller(&format!("{}: version {} since version {}", new.title, new.version, old.version));
    let changes = compare(old, new);
    if changes.is_empty() {
        return document.text("They ask the same.");
    }
    if let Some(why) = &one.now.reason {
        document.text(&format!("Why: {why}"));
    }
    let rows = changes.iter().map(|change| vec![change.about.to_string(), change.to_string()]);
    document.table("Each change", vec!["Where", "What changed"], rows.collect());
    let variables = comparing::variables(old, new, &changes);
    let judged = variables.iter().filter(|one| one.is != Comparability::Same);
    let rows = judged.map(|one| vec![one.name.clone(), one.is.to_string(), one.because.join("; ")]);
    let heads = vec!["Variable", "Answers are", "Why"];
    document.table("What answers to both versions are good for", heads, rows.collect());
    whom(document, one);
}

/// Which parts say something else than they did. What it is stands in them.
fn of_study(document: &mut Document, read: &Read, asked: &[Asked]) {
    let Some(since) = &read.since else { return };
    let [from, until] =
        [since.is.loaded_at, since.is.replaced_at].map(|at| long_date(at.date_naive()));
    document.smaller("The study's own words");
    document.text(&format!(
        "Compared with text {}, which held from {from} until {until}, with version {} of the consent form; now it is \
         version {}.",
        since.is.number, since.study.consent.version, read.now.consent.version
    ));
    let parts = [
        ("What people are told", since::differs(read, study::sheets)),
        ("The consent form", since::differs(read, study::consent)),
        ("What interviewers say", since::differs(read, interviewers::around)),
        ("Messages of the program itself", since::differs(read, study::messages)),
        (
            "Safeguarding",
            since::differs(read, |document, study| care::safeguarding(document, study, asked)),
        ),
        ("Where data go", since::differs(read, care::data_flow)),
    ];
    let changed = parts.iter().filter(|(_, differs)| *differs).map(|(part, _)| (*part).to_owned());
    let changed: Vec<_> = changed.collect();
    if changed.is_empty() {
        return document.text("These parts of the pack say the same as then.");
    }
    document.text(
        "These parts of the pack say something else than then. Struck through in them is what stood there only then; underlined \
         is what is new.",
    );
    document.list(changed);
    all_of_them(document, &read.concerned);
}

fn of_protocol(document: &mut Document, followed: &Followed, concerned: &Concerned) {
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
    all_of_them(document, concerned);
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

/// It holds for everybody of the study from the moment on at which it changed.
fn all_of_them(document: &mut Document, concerned: &Concerned) {
    document.strong("Whom it concerns");
    let is = if concerned.people == 1 { "is" } else { "are" };
    let all = format!("{} {is} in the study", people(concerned.people));
    let have = |number: u64| if number == 1 { "has" } else { "have" };
    let waves = concerned.to_send.iter().map(|(wave, number)| {
        format!("{wave}: {} {} not sent theirs", people(*number), have(*number))
    });
    document.list(std::iter::once(all).chain(waves).collect());
}

fn people(number: u64) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

fn whom(document: &mut Document, one: &Asked) {
    document.strong("Whom it concerns");
    let begun = one.affected.versions.iter().map(|(version, open, sent)| {
        let (open, sent) = (people(*open), people(*sent));
        format!("version {version}: {open} answering it, who finish on it; {sent} sent theirs")
    });
    let to_come = one.affected.to_come.iter();
    let to_come = to_come
        .map(|(study, wave, number)| format!("{study}, {wave}: {} not begun", people(*number)));
    document.list(begun.chain(to_come).collect());
}
