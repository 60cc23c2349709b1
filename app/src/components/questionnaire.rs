//! A survey as people read it on paper, with its routing in words.

use leptos::prelude::*;
use surveys::{
    condition::{self, Condition},
    definition::{Page, Question, Survey},
    language::Language,
    questionnaire::{self, Way},
};

use super::rich;

/// The language of its words, where it is not the page's.
fn tongue(survey: &Survey) -> Option<String> {
    let is_english = Language::new(&survey.language).is_ok_and(|own| own.first_part() == "en");
    (!is_english).then(|| survey.language.clone())
}

/// The whole survey. Headings begin at the third level.
pub(crate) fn questionnaire(survey: &Survey) -> AnyView {
    let sections = survey.sections.iter().map(|section| {
        let pages = section.pages.iter().map(|page| of_page(page, survey)).collect_view();
        view! { <h3 dir="auto" lang=tongue(survey)>{section.title.clone()}</h3> {pages} }
    });
    view! {
        <div class="paper">
            {sections.collect_view()}
            {alerts(survey)}
            {checks(survey)}
            {derived(survey)}
        </div>
    }
    .into_any()
}

fn of_page(page: &Page, survey: &Survey) -> AnyView {
    let title = page.title.clone();
    let title = title.map(|title| view! { <h4 dir="auto" lang=tongue(survey)>{title}</h4> });
    let intro = page.intro.as_ref().map(|intro| {
        let words = rich::on_paper(intro);
        view! { <div class="paper__intro" dir="auto" lang=tongue(survey)>{words}</div> }
    });
    let questions = page.questions.iter().map(|question| asked(question, survey)).collect_view();
    view! { {title} {intro} {questions} }.into_any()
}

fn asked(question: &Question, survey: &Survey) -> AnyView {
    let Way { said, lines } = questionnaire::way(&question.kind, survey);
    let lines = lines.into_iter().map(|(code, text)| {
        view! { <li><span class="paper__code">{code}</span><bdi lang=tongue(survey)>{text}</bdi></li> }
    });
    let lines = lines.collect::<Vec<_>>();
    let lines = (!lines.is_empty()).then(|| view! { <ul class="paper__lines">{lines}</ul> });
    let routed = (question.asked_if != Condition::Always).then(|| {
        let when = condition::in_words(&question.asked_if, survey);
        view! { <p class="paper__when">"Asked when "{when}"."</p> }
    });
    let hint = question.hint.as_ref().map(|hint| {
        let words = rich::on_paper(hint);
        view! { <div class="hint" dir="auto" lang=tongue(survey)>{words}</div> }
    });
    let marks = questionnaire::marks(question).join("; ");
    let marks = (!marks.is_empty()).then(|| view! { <p class="paper__marks">"It "{marks}"."</p> });
    let source = question.source.clone();
    let source = source.map(|source| view! { <p class="paper__marks">"Source: "{source}</p> });
    view! {
        <div class="paper__question">
            <p><strong><bdi lang=tongue(survey)>{question.text.clone()}</bdi></strong>" "<code>{question.key.to_string()}</code></p>
            {hint}
            {routed}
            <p>{said}</p>
            {lines}
            {marks}
            {source}
        </div>
    }
    .into_any()
}

/// Somebody of the team acts on each.
fn alerts(survey: &Survey) -> Option<AnyView> {
    let alerts = questionnaire::alerts(survey).into_iter();
    let alerts: Vec<_> = alerts.map(|alert| view! { <li>{alert}</li> }).collect();
    (!alerts.is_empty())
        .then(|| view! { <h3>"Answers that raise an alert"</h3><ul>{alerts}</ul> }.into_any())
}

fn checks(survey: &Survey) -> Option<AnyView> {
    let checks = survey.checks.iter().map(|check| {
        let when = condition::in_words(&check.when, survey);
        let level = questionnaire::level(check.level);
        let say = (!check.say.is_empty()).then(|| view! { " “"<bdi>{check.say.clone()}</bdi>"”" });
        view! {
            <li>
                <code>{check.key.to_string()}</code>" at "<code>{check.at.to_string()}</code>", "{level}
                ", when "{when}"."{say}
            </li>
        }
    });
    let checks = checks.collect::<Vec<_>>();
    (!checks.is_empty()).then(|| view! { <h3>"Checks"</h3><ul>{checks}</ul> }.into_any())
}

fn derived(survey: &Survey) -> Option<AnyView> {
    let derived = survey.derived.iter().map(|derived| {
        let cases = questionnaire::cases(derived, survey).join("; ");
        view! { <li><code>{derived.key.to_string()}</code>" "<bdi>{derived.label.clone()}</bdi>": "{cases}"."</li> }
    });
    let derived = derived.collect::<Vec<_>>();
    (!derived.is_empty()).then(|| view! { <h3>"Worked out"</h3><ul>{derived}</ul> }.into_any())
}
