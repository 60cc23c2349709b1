//! The questionnaires with their routing in words, as they are read and as an interviewer reads them out.

use surveys::{definition::Survey, language::Language};

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
    document.text(
        "There is no script to open or to end a call: a study’s file has none. Add the one that interviewers use.",
    );
    each(document, asked, Mode::Heard);
}

fn each(document: &mut Document, asked: &[Asked], mode: Mode) {
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
        questionnaire(document, survey, since, mode);
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
