//! Changing one's mind: every statement on which somebody may, as they have it now. The same page asks
//! whoever takes part again how they may be reached.

use http::StatusCode;
use leptos::prelude::*;
use surveys::{
    consent::{ConsentProblem, Form, Statement},
    typed::Typed,
};

use super::{You, back};
use crate::{
    api::{Place, choices::Asking},
    components::{frame::Framed, statement::StatementBox, summary::Summary},
    pages::{
        consent::{filled, to_put_right},
        of_study,
    },
    wording,
};

pub(crate) fn change(asking: Asking) -> Framed {
    let Asking { you, form } = asking;
    let posted = you.unsaved.as_ref().map(|unsaved| unsaved.typed.clone());
    let problems = posted.as_ref().map(|typed| form.parse_change(typed, &you.standing.agreed));
    let problems = problems.and_then(Result::err).unwrap_or_default();
    let typed = posted.unwrap_or_else(|| as_it_is(&form, &you));
    let words = "Here is what you say to each line now. Change any of them. You may take away every tick. It changes nothing about \
                 what you have answered so far.";
    let form = Form { statements: optional(form.statements), ..form };
    drawn(you.place, "Change what you agreed to", words, &form, &typed, &problems)
}

pub(crate) fn again(asking: Asking) -> Framed {
    let Asking { you, form } = asking;
    let posted = you.unsaved.map(|unsaved| unsaved.typed);
    let problems = posted.as_ref().and_then(|typed| form.parse(typed).err()).unwrap_or_default();
    let typed = posted.unwrap_or_default();
    let words = "It is good to have you back. Tell us again how we may reach you.";
    drawn(you.place, "Take part in surveys again", words, &form, &typed, &problems)
}

/// A statement on which one may say no is asked as one, whatever it was on the form.
fn optional(statements: Vec<Statement>) -> Vec<Statement> {
    let optional = |statement| Statement { mandatory: false, ..statement };
    statements.into_iter().map(optional).collect()
}

/// What stands in the fields of somebody who has changed nothing.
fn as_it_is(form: &Form, you: &You) -> Typed {
    let agreed = &you.standing.agreed;
    let mut typed = Typed::default();
    for statement in &form.statements {
        for way in &statement.ways {
            if agreed.permissions.contains(&way.permits) {
                typed.add(statement.code.clone(), way.permits.name());
            }
        }
        if statement.ways.is_empty() {
            let yes = match statement.permits {
                Some(permission) => agreed.permissions.contains(&permission),
                None => agreed.agreed.contains(&statement.code),
            };
            typed.add(statement.code.clone(), if yes { "yes" } else { "no" });
        }
    }
    typed
}

fn drawn(
    place: Place,
    heading: &'static str,
    lede: &'static str,
    form: &Form,
    typed: &Typed,
    problems: &[(String, ConsentProblem)],
) -> Framed {
    let wrong = to_put_right(form, problems);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let error = if wrong.is_empty() { "" } else { "Error: " };
    let boxes = form.statements.iter().map(|statement| {
        let problem = problems.iter().find(|(code, _)| *code == statement.code);
        let problem = problem.map(|(_, problem)| wording::consent_problem(*problem));
        let mut statement = statement.clone();
        statement.text = filled(&statement.text, form);
        view! { <StatementBox statement typed=typed.clone() problem /> }
    });
    let boxes = boxes.collect_view();
    let words = view! {
        {back(&place)}
        <Summary wrong />
        <h1>{heading}</h1>
        <p>{lede}</p>
        <form class="page" method="post" novalidate>
            <div class="statements">{boxes}</div>
            <div class="actions">
                <button class="button" name="then" value="next">"Save"</button>
            </div>
        </form>
    };
    let title = format!("{error}{}", of_study(&place, heading));
    Framed::new(title, Some(place), words).with_status(status)
}
