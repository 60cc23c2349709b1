//! The consent form, one statement at a time.

use http::StatusCode;
use leptos::prelude::*;
use surveys::{
    consent::{ConsentProblem, Form},
    fill::long_date,
    typed::Typed,
};

use super::of_study;
use crate::{
    api::welcome::Asked,
    components::{
        frame::Framed,
        statement::{StatementBox, first_control},
        summary::{Summary, ToPutRight},
    },
    paths, wording,
};

pub(crate) fn consent(asked: Asked) -> Framed {
    let Asked { place, unsaved } = asked;
    let form = &place.study.consent;
    let status = if unsaved.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let posted = unsaved.map(|unsaved| unsaved.typed);
    let problems = posted.as_ref().and_then(|posted| form.parse(posted).err()).unwrap_or_default();
    let typed = posted.unwrap_or_default();
    let wrong = to_put_right(form, &problems);
    let statements = statements(form, &typed, &problems);
    let error = if wrong.is_empty() { "" } else { "Error: " };
    let back = paths::welcome(&place.token);
    let information = paths::below(&place.token, "information");
    let words = view! {
        <a class="back" href=back>"Back"</a>
        <Summary wrong />
        <h1>"Do you agree to take part?"</h1>
        <p>"Please read each line. It is your choice, and you can change your mind later."</p>
        <p><a href=information>"Read the information sheet"</a></p>
        <form class="page" method="post" novalidate>
            <div class="statements">{statements}</div>
            <div class="actions">
                <button class="button" name="then" value="next">"Save and continue"</button>
            </div>
        </form>
    };
    let title = format!("{error}{}", of_study(&place, "Your consent"));
    Framed::new(title, Some(place), words).with_status(status)
}

pub(crate) type Problems = [(String, ConsentProblem)];

pub(crate) fn to_put_right(form: &Form, problems: &Problems) -> Vec<ToPutRight> {
    let each = problems.iter().filter_map(|(code, problem)| {
        let statement = form.statements.iter().find(|statement| statement.code == *code)?;
        let words = wording::consent_problem(*problem);
        let words = wording::about(words, &filled(&statement.text, form));
        Some(ToPutRight { at: first_control(statement), words })
    });
    each.collect()
}

fn statements(form: &Form, typed: &Typed, problems: &Problems) -> impl IntoView + use<> {
    let boxes = form.on_the_web().map(|statement| {
        let problem = problems.iter().find(|(code, _)| *code == statement.code);
        let mut statement = statement.clone();
        statement.text = filled(&statement.text, form);
        let problem = problem.map(|(_, problem)| wording::consent_problem(*problem));
        view! { <StatementBox statement typed=typed.clone() problem /> }
    });
    boxes.collect_view()
}

pub(crate) fn filled(text: &str, form: &Form) -> String {
    text.replace("{version}", &form.version.to_string()).replace("{date}", &long_date(form.date))
}
