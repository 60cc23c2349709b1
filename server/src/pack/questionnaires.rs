//! The questionnaires with their routing in words, and what changed in them.

use surveys::{
    comparing::{self, Comparability, Passage, compare, words},
    definition::Survey,
    questionnaire,
};

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

/// Every survey as it is asked now.
pub fn all(document: &mut Document, asked: &[Asked]) {
    document.heading("Questionnaires");
    document.text(
        "As they are read on a phone or a computer. Nobody has to answer: a question that is left blank is asked about \
         once, with “don’t know” and “prefer not to say”.",
    );
    for one in asked {
        let survey = &one.now.survey;
        document.smaller(&format!("{}, version {}", survey.title, survey.version));
        let since = one.since.as_ref().map(|since| since.survey.as_ref());
        if let Some(since) = since {
            document.text(&format!(
                "Struck through is what stood in version {} only; underlined is what is new.",
                since.version
            ));
        }
        questionnaire(document, survey, since);
    }
}

/// The same as an interviewer has it.
pub fn on_the_telephone(document: &mut Document, asked: &[Asked]) {
    document.heading("Questionnaires on the telephone");
    document.text(
        "As an interviewer reads them out. “Don’t know” and “prefer not to say” are never offered; they are taken when \
         somebody says them.",
    );
    for one in asked {
        let (survey, since) = (&one.now.survey, one.since.as_ref().map(|since| &since.survey));
        document.smaller(&format!("{}, version {}", survey.title, survey.version));
        for section in &survey.sections {
            document.strong(&section.title);
            for question in section.pages.iter().flat_map(|page| &page.questions) {
                let new = questionnaire::read_out(question, survey);
                let old = since.map(|since| {
                    let was = since.questions().find(|was| was.key == question.key);
                    was.map(|was| questionnaire::read_out(was, since)).unwrap_or_default()
                });
                document.changed(words(&old.unwrap_or_else(|| new.clone()), &new));
            }
        }
    }
}

fn questionnaire(document: &mut Document, survey: &Survey, since: Option<&Survey>) {
    for section in &survey.sections {
        document.strong(&section.title);
        for page in &section.pages {
            let before = since.and_then(|since| since.page(&page.key));
            let told = |page: &surveys::definition::Page| {
                let parts = [page.title.as_deref(), page.intro.as_deref()];
                parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
            };
            let (old, new) = (before.map(told), told(page));
            let old = if since.is_none() { new.clone() } else { old.unwrap_or_default() };
            if !(old.is_empty() && new.is_empty()) {
                document.changed(words(&old, &new));
            }
            for question in &page.questions {
                let new = questionnaire::on_paper(question, survey);
                let old = since.map(|since| {
                    let was = since.questions().find(|was| was.key == question.key);
                    was.map(|was| questionnaire::on_paper(was, since)).unwrap_or_default()
                });
                document.changed(words(&old.unwrap_or_else(|| new.clone()), &new));
            }
        }
    }
    for gone in since.into_iter().flat_map(Survey::questions) {
        if !survey.questions().any(|question| question.key == gone.key) {
            let old = since.map(|since| questionnaire::on_paper(gone, since));
            document.changed(vec![Passage::Gone(old.unwrap_or_default())]);
        }
    }
}
