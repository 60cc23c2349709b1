//! The questionnaires with their routing in words, as they are read and as an interviewer reads them out.

use surveys::{
    comparing::Passage,
    definition::Survey,
    language::Language,
    phrases::{Phrase, Words},
};

use super::{
    Asked,
    document::{Document, Part, Said},
    laid_out::{Mode, Tracked, laid_out},
};

/// Every survey as it is read.
pub fn all(document: &mut Document, asked: &[Asked]) {
    document.heading("Questionnaires");
    document.text(
        "As they are read on a phone or a computer. Nobody has to answer: a question that is left blank is asked about \
         once, with “don’t know” and “prefer not to say”.",
    );
    each(document, asked, Mode::Read);
}

/// The same as an interviewer has it.
pub fn on_the_telephone(document: &mut Document, asked: &[Asked]) {
    document.heading("Questionnaires on the telephone");
    document.text(
        "As an interviewer reads them out: the words above the questions of a page, then each question. “Don’t know” and \
         “prefer not to say” are never offered; they are taken when somebody says them.",
    );
    document.text("What is said around the questions stands under “What interviewers say”.");
    each(document, asked, Mode::Heard);
}

/// Both in each language that is not a survey's own.
pub fn in_other_languages(document: &mut Document, asked: &[Asked]) {
    document.heading("Questionnaires in other languages");
    document.text(
        "The words are those that people read and hear. Who is asked a question and how it is answered is said in \
         English around them.",
    );
    for one in asked {
        let others: Vec<_> = one.now.survey.languages().into_iter().skip(1).collect();
        if others.is_empty() {
            document.text(&format!("{}: in no other language.", one.title()));
        }
        let lost = one.since.iter().flat_map(|since| since.survey.languages());
        for lost in lost.filter(|lost| !one.now.survey.languages().contains(lost)) {
            document.text(&format!("{}: no longer in {}.", one.title(), lost.english_name()));
        }
        others.iter().for_each(|language| translated(document, one, language));
    }
}

fn translated(document: &mut Document, one: &Asked, language: &Language) {
    let name = format!("{} ({})", language.english_name(), language.own_name());
    let survey = one.now.survey.in_language(language);
    let since = one.since.as_ref().map(|since| &since.survey);
    let since = since.filter(|since| since.languages().contains(language));
    let since = since.map(|since| since.in_language(language));
    document.smaller(&format!("{}, in {name}: as it is read", one.title()));
    match (&one.since, &since) {
        (Some(earlier), None) => document.text(&format!(
            "Version {} was not in this language; nothing is marked.",
            earlier.survey.version
        )),
        _ => told_of_marks(document, since.as_ref()),
    }
    questionnaire(document, &survey, since.as_ref(), Mode::Read);
    document.smaller(&format!("{}, in {name}: on the telephone", one.title()));
    questionnaire(document, &survey, since.as_ref(), Mode::Heard);
    document.smaller(&format!("{}, in {name}: around the questions", one.title()));
    let words = around(&survey.words);
    document.parts.push(Part::Words(Said {
        passages: vec![Passage::Kept(words)],
        language: Some(language.clone()),
    }));
}

/// What pages say beside the words of a survey, in English.
pub fn around_the_questions(document: &mut Document) {
    document.heading("Around the questions");
    document.text(
        "What pages of every survey say: on buttons, beside fields, and of an answer that cannot be taken. What stands in \
         braces is filled in.",
    );
    document.words(&around(&Words::default()));
}

fn around(words: &Words) -> String {
    let phrases = Phrase::ALL.iter().filter(|phrase| !Phrase::MONTHS.contains(phrase));
    phrases.map(|phrase| words.say(*phrase)).collect::<Vec<_>>().join("\n")
}

fn each(document: &mut Document, asked: &[Asked], mode: Mode) {
    for one in asked {
        document.smaller(&one.title());
        let since = one.since.as_ref().map(|since| since.survey.as_ref());
        told_of_marks(document, since);
        questionnaire(document, &one.now.survey, since, mode);
    }
}

fn told_of_marks(document: &mut Document, since: Option<&Survey>) {
    if let Some(since) = since {
        document.text(&format!(
            "Struck through is what stood in version {} only; underlined is what is new.",
            since.version
        ));
    }
}

fn questionnaire(document: &mut Document, survey: &Survey, since: Option<&Survey>, mode: Mode) {
    let language = Language::new(&survey.language).ok();
    let language = language.filter(|language| language.first_part() != "en");
    for Tracked { is_heading, passages } in laid_out(survey, since, mode) {
        let said = Said { passages, language: language.clone() };
        document.parts.push(if is_heading { Part::Strong(said) } else { Part::Words(said) });
    }
}
