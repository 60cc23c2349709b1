//! Why a question has an answer, or has none.

use super::{Response, inputs::Because, said, words};
use crate::{
    definition::{Page, Question},
    value::{Missing, Value},
};

pub(super) fn because(variable: &str, response: &Response<'_>) -> Because {
    let survey = response.survey;
    let asked = survey.pages().flat_map(|(_, page)| page.questions.iter().map(move |q| (page, q)));
    let is_own = |(_, question): &(&Page, &Question)| {
        words::question(variable, survey).is_some_and(|own| own.key == question.key)
    };
    let Some((page, question)) = asked.into_iter().find(is_own) else { return Because::default() };
    let Some(Value::Missing(reason)) = response.all.get(variable) else {
        return told(format!("Answered on the page {}.", page.key));
    };
    let mut because = match reason {
        Missing::NotApplicable => routed_past(variable, question, response),
        Missing::Blank => blank(variable, (page, question), response),
        Missing::NotReached => not_reached(page, response),
        Missing::DontKnow | Missing::Refused => {
            told(format!("On the page {} this was chosen: {}.", page.key, reason.label()))
        }
        _ => told(said(*reason)),
    };
    if *reason != Missing::NotApplicable && response.sheet.draft(&page.key).is_some() {
        let draft = "Something was typed on the page that was not in order when it was left. \
            Until it is put right it is no answer.";
        because.sentences.push(draft.to_owned());
    }
    because
}

fn told(sentence: String) -> Because {
    Because { sentences: vec![sentence], ..Because::default() }
}

fn routed_past(variable: &str, question: &Question, response: &Response<'_>) -> Because {
    let condition = &question.asked_if;
    if !condition.holds(response) {
        let rule = format!("It is asked only if {}.", words::condition(condition, response.survey));
        let why = words::because(condition, response);
        let why = why.map(|why| format!("It was not asked because {why}."));
        return Because {
            sentences: [Some(rule), why].into_iter().flatten().collect(),
            inputs: words::deciding(condition, response),
            ..Because::default()
        };
    }
    if let Some((_, choice)) = question.words().find(|(words, _)| words == variable) {
        let option =
            words::value(question.key.as_str(), Some(&Value::Code(choice.code)), response.survey);
        return told(format!(
            "Words are asked for only behind the option {option}, and it was not chosen."
        ));
    }
    told(
        "It was routed past when the answers were sent. By what is on record now it would be asked: something that its \
         rule looks at has changed since."
            .to_owned(),
    )
}

fn blank(variable: &str, (page, question): (&Page, &Question), response: &Response<'_>) -> Because {
    let held = response.sheet.answers.get(variable);
    let withdrawn = held.and_then(|held| {
        let chosen = question.options().iter().filter(|choice| held.has(choice.code));
        chosen.into_iter().find(|choice| !choice.offered_if.holds(response))
    });
    match (held, withdrawn) {
        (_, Some(choice)) => Because {
            inputs: words::deciding(&choice.offered_if, response),
            ..told(format!(
                "Option {} was chosen, and is no longer offered by what was answered since: it is offered only if {}.",
                choice.code,
                words::condition(&choice.offered_if, response.survey)
            ))
        },
        (Some(Value::Missing(Missing::Blank)), None) => {
            let once = if question.optional {
                "It may be left open, and"
            } else {
                "It was asked about once more, and"
            };
            told(format!("{once} the page {} was left without an answer to it.", page.key))
        }
        _ => told(format!("The page {} was shown, and nothing was given on it.", page.key)),
    }
}

fn not_reached(page: &Page, response: &Response<'_>) -> Because {
    told(match &response.sheet.reached {
        Some(reached) => format!(
            "It stands on the page {}, after the furthest page that was shown: {reached}. The answers were not sent.",
            page.key
        ),
        None => format!("It stands on the page {}, and no page was answered.", page.key),
    })
}
