//! One statement of the consent form: a box to tick, ways to tick among, or yes and no.

use leptos::prelude::*;
use surveys::{consent::Statement, typed::Typed};

/// The id of the control to which the error summary leads.
pub(crate) fn first_control(statement: &Statement) -> String {
    let code = &statement.code;
    match (statement.ways.first(), statement.mandatory) {
        (Some(way), _) => format!("{code}-{}", way.permits.name()),
        (None, _) => format!("{code}-yes"),
    }
}

#[component]
pub(crate) fn StatementBox(
    statement: Statement,
    typed: Typed,
    problem: Option<&'static str>,
) -> impl IntoView {
    if statement.mandatory && statement.ways.is_empty() {
        view! { <Tick statement typed problem /> }.into_any()
    } else {
        view! { <Choose statement typed problem /> }.into_any()
    }
}

#[component]
fn Tick(statement: Statement, typed: Typed, problem: Option<&'static str>) -> impl IntoView {
    let Statement { code, text, .. } = statement;
    let described = problem.is_some().then(|| format!("{code}-problem"));
    let ticked = typed.has(&code, "yes");
    view! {
        <div class=class(problem)>
            <input
                type="checkbox" id=format!("{code}-yes") name=code.clone() value="yes"
                checked=ticked aria-describedby=described
            />
            <label for=format!("{code}-yes")>{text}</label>
            <Problem code problem />
        </div>
    }
}

#[component]
fn Choose(statement: Statement, typed: Typed, problem: Option<&'static str>) -> impl IntoView {
    let Statement { code, text, ways, .. } = statement;
    let described = problem.is_some().then(|| format!("{code}-problem"));
    let (kind, offered) = if ways.is_empty() {
        ("radio", vec![("yes", "Yes".to_owned()), ("no", "No".to_owned())])
    } else {
        ("checkbox", ways.into_iter().map(|way| (way.permits.name(), way.text)).collect())
    };
    let choices = offered.into_iter().map(|(value, words)| {
        let id = format!("{code}-{value}");
        let chosen = typed.has(&code, value);
        view! {
            <div class="choice">
                <input type=kind id=id.clone() name=code.clone() value=value checked=chosen />
                <label for=id>{words}</label>
            </div>
        }
    });
    let choices = choices.collect_view();
    view! {
        <fieldset class=class(problem) aria-describedby=described>
            <legend>{text}</legend>
            <Problem code problem />
            <div class="choices">{choices}</div>
        </fieldset>
    }
}

fn class(problem: Option<&str>) -> &'static str {
    if problem.is_some() { "statement statement--problem" } else { "statement" }
}

#[component]
fn Problem(code: String, problem: Option<&'static str>) -> impl IntoView {
    problem.map(|words| {
        view! {
            <p class="problem" id=format!("{code}-problem")>
                <span class="hidden">"Error: "</span>
                {words}
            </p>
        }
    })
}
