//! Whom the person names who would know how to reach them. They are asked once in each survey whether these people are
//! still right.

use leptos::prelude::*;
use records::tracing::Named;
use surveys::{
    fill::long_date,
    tracing::{StableContacts, StableProblem},
    typed::Typed,
};

use crate::{
    api::Place, components::summary::ToPutRight, paths, wording::staff::tracing as wording,
};

/// What is wrong with the form, where it was this one that was sent.
pub(super) fn problems(typed: Option<&Typed>) -> Vec<StableProblem> {
    typed.and_then(|typed| StableContacts::parse(typed).err()).unwrap_or_default()
}

pub(super) fn to_put_right(problem: &StableProblem) -> ToPutRight {
    let (at, words) = wording::stable(*problem);
    let whose = if at.starts_with("contact1") { "First person" } else { "Second person" };
    ToPutRight { at: at.to_owned(), words: format!("{whose}: {words}") }
}

/// The part of the page; none where nothing may be kept of them.
pub(super) fn contacts(
    (place, named): (&Place, &Named),
    typed: Option<&Typed>,
    problems: &[StableProblem],
) -> impl IntoView + use<> {
    let action = paths::below(&place.token, "you/people");
    let organisation = place.study.organisation.clone();
    let ask = named.to_check.then_some(match named.count {
        0 => "Would you like to name somebody? You need not.",
        _ => "Please check once in each survey whether this is still right.",
    });
    let checked = named.checked_on.map(|on| format!("You last checked this on {}.", long_date(on)));
    let confirm = (named.count > 0 && named.shown.is_none()).then(|| confirm(&action, named.count));
    view! {
        <h2 id="people">"People who would know how to reach you"</h2>
        <p>"If you move or change your number, our letters and messages may not find you. You can name one \
            or two people who would know where you are, such as a relative or a friend. You need not."</p>
        <p>"We get in touch with them only if nothing else reaches you. We say that we are "
            {organisation}", and ask only how to reach you. We do not tell them what the study is about, or \
            anything that you told us. Please ask them first whether you may name them."</p>
        <p>{checked}" "{ask}</p>
        {confirm}
        <form class="page" method="post" action=action novalidate>
            <input type="hidden" name="form" value="people" />
            {person(1, named, typed, problems)}
            {person(2, named, typed, problems)}
            <div class="actions">
                <button class="button" name="then" value="name">"Save these people"</button>
            </div>
        </form>
    }
}

/// For a device that may not see who they are.
fn confirm(action: &str, count: usize) -> impl IntoView + use<> {
    let words = if count == 1 {
        "You have named one person. Who it is stays hidden until you show who you are."
    } else {
        "You have named two people. Who they are stays hidden until you show who you are."
    };
    view! {
        <p>{words}" If you write somebody below, they take the place of whom you named before."</p>
        <form method="post" action=action.to_owned()>
            <input type="hidden" name="form" value="people" />
            <button class="button button--quiet" name="then" value="confirm">
                "Whom I named is still right"
            </button>
            <button class="button button--quiet" name="then" value="nobody">
                "Delete whom I named"
            </button>
        </form>
    }
}

fn person(
    place: usize,
    named: &Named,
    typed: Option<&Typed>,
    problems: &[StableProblem],
) -> impl IntoView + use<> {
    let known = named.shown.as_ref().and_then(|shown| shown.people.get(place - 1));
    let known = known.cloned().unwrap_or_default();
    let known = [known.name, known.relation, known.phone, known.email];
    let labels = [
        ("Name", "text"),
        ("Who they are to you, such as a sister", "text"),
        ("Phone number", "tel"),
        ("Email address", "email"),
    ];
    let boxes = StableContacts::PARTS.into_iter().zip(labels).zip(known);
    let boxes = boxes.map(|((part, (label, kind)), known)| {
        let name = format!("contact{place}_{part}");
        let value = typed.map_or(known, |typed| typed.raw(&name).to_owned());
        let problem = problems.iter().map(|one| wording::stable(*one)).find(|(at, _)| *at == name);
        field(name, (label, kind), value, problem.map(|(_, words)| words))
    });
    let legend = if place == 1 { "First person" } else { "Second person" };
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
}

fn field(
    name: String,
    (label, kind): (&'static str, &'static str),
    value: String,
    problem: Option<&'static str>,
) -> impl IntoView + use<> {
    let problem_id = format!("{name}-problem");
    let class = if problem.is_some() { "question question--problem" } else { "question" };
    let invalid = problem.is_some().then_some("true");
    view! {
        <div class=class>
            <label for=name.clone()>{label}</label>
            <p class="problem" id=problem_id.clone()>
                {problem.map(|words| view! { <span class="hidden">"Error: "</span>{words} })}
            </p>
            <input
                type=kind id=name.clone() name=name value=value autocomplete="off"
                aria-describedby=problem_id aria-invalid=invalid
            />
        </div>
    }
}
