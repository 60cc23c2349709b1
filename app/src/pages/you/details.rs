//! How the person is reached. What we have is told in part until they show who they are; writing a new
//! detail needs no showing.

use http::StatusCode;
use leptos::prelude::*;
use records::choices::{Detail, Details};
use surveys::{
    answer::{Problem, own_details},
    telephone,
    typed::Typed,
};

use super::{back, contact::in_words, lock, stable};
use crate::{
    api::{Place, choices::Reached},
    components::{
        frame::Framed,
        language::LanguageChoice,
        summary::{Summary, ToPutRight},
    },
    pages::of_study,
    paths, wording,
};

pub(crate) fn details(reached: Reached) -> Framed {
    let Reached { place, details, named, can_lock, unsaved } = reached;
    let typed = unsaved.map(|unsaved| unsaved.typed);
    let is_of_people = |typed: &Typed| typed.one("form") == "people";
    let (of_people, typed) =
        (typed.clone().filter(is_of_people), typed.filter(|typed| !is_of_people(typed)));
    let wrong_people = stable::problems(of_people.as_ref());
    let problems = typed.as_ref().and_then(|typed| own_details(typed).err());
    let problems = problems.unwrap_or_default();
    let wrong = problems.iter().map(to_put_right);
    let wrong: Vec<_> = wrong.chain(wrong_people.iter().map(stable::to_put_right)).collect();
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let error = if wrong.is_empty() { "" } else { "Error: " };
    let fields = fields(&details, typed.as_ref(), &problems);
    let language = language(&details, typed.as_ref(), &problems);
    let people = stable::contacts((&place, &named), of_people.as_ref(), &wrong_people);
    let (token, languages) = (place.token.clone(), details.languages.clone());
    let words = view! {
        {back(&place)}
        <Summary wrong />
        <h1>"Your contact details and language"</h1>
        <p>"You can answer surveys whatever you write here. A box that you leave empty changes nothing."</p>
        {details.can_show.then(|| show_first(&place))}
        <form class="page" method="post" novalidate>
            {fields}
            {language}
            <div class="actions">
                <button class="button" name="then" value="next">"Save"</button>
            </div>
        </form>
        {people}
        <LanguageChoice token languages then="details" />
        {lock(&place, can_lock)}
    };
    let title = format!("{error}{}", of_study(&place, "Your contact details"));
    Framed::new(title, Some(place), words).with_status(status).with_islands(can_lock)
}

fn show_first(place: &Place) -> impl IntoView + use<> {
    let check = paths::check_before_choices(&place.token);
    view! {
        <p>
            "To keep your details private we show only a part of them. "
            <a href=check>"Tell us the day you were born to see them"</a> "."
        </p>
    }
}

/// The language in which they are phoned and written to, whether the survey is offered in it or not.
fn language(
    details: &Details,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> impl IntoView + use<> {
    let language = typed.map(|typed| typed.raw("language").to_owned());
    let language = language.or(details.language.as_deref().map(in_words)).unwrap_or_default();
    let surveys = match details.languages.offered.len() {
        0 | 1 => "The surveys on this site are in English. ",
        _ => "",
    };
    let written = wording::languages(&details.written);
    let hint = format!(
        "{surveys}We can write to you in {written}. If you would like another language, we keep that as your wish for when \
         we phone you."
    );
    let problem = problems.iter().find(|problem| place_of(problem) == "language");
    let problem = problem.map(wording::contact_problem);
    let class = if problem.is_some() { "question question--problem" } else { "question" };
    let invalid = problem.is_some().then_some("true");
    view! {
            <div class=class>
                <label for="language">"Language you would like us to use"</label>
                <p class="hint" id="language-hint">
                    {hint}
                </p>
                <p class="problem" id="language-problem">
                    {problem.map(|words| view! { <span class="hidden">"Error: "</span>{words} })}
                </p>
                <input
                    type="text" id="language" name="language" value=language maxlength="40"
                    aria-describedby="language-hint language-problem" aria-invalid=invalid
                />
            </div>
    }
}

fn to_put_right(problem: &Problem) -> ToPutRight {
    ToPutRight { at: place_of(problem).to_owned(), words: wording::contact_problem(problem) }
}

fn place_of(problem: &Problem) -> &str {
    match problem {
        Problem::NotAnEmail => "contact_email",
        Problem::NotAPostcode => "contact_postcode",
        Problem::TooLong { field, .. } => field,
        Problem::Unreadable => "language",
        _ => "contact_mobile",
    }
}

/// What a number has to be, said before somebody types one.
const OF_MOBILE: &str = "Texts go to this number, so it cannot be a landline. A number from outside the UK begins with +.";

fn fields(details: &Details, typed: Option<&Typed>, problems: &[Problem]) -> impl IntoView + use<> {
    let each = details.each.iter().map(|(name, detail)| {
        let (label, kind, autocomplete) = match *name {
            "contact_mobile" => ("Mobile phone number", "tel", "tel"),
            "contact_email" => ("Email address", "email", "email"),
            "contact_address" => ("Home address", "text", "street-address"),
            _ => ("Postcode", "text", "postal-code"),
        };
        let (hint, known) = known(name, detail);
        let hint = if *name == "contact_mobile" { format!("{hint} {OF_MOBILE}") } else { hint };
        let value = typed.map_or(known, |typed| typed.raw(name).to_owned());
        let problem = problems.iter().find(|problem| place_of(problem) == *name);
        let problem = problem.map(wording::contact_problem);
        let (hint_id, problem_id) = (format!("{name}-hint"), format!("{name}-problem"));
        let described = format!("{hint_id} {problem_id}");
        let class = if problem.is_some() { "question question--problem" } else { "question" };
        let invalid = problem.is_some().then_some("true");
        view! {
            <div class=class>
                <label for=*name>{label}</label>
                <p class="hint" id=hint_id>{hint}</p>
                <p class="problem" id=problem_id>
                    {problem.map(|words| view! { <span class="hidden">"Error: "</span>{words} })}
                </p>
                <input
                    type=kind id=*name name=*name value=value autocomplete=autocomplete
                    aria-describedby=described aria-invalid=invalid
                />
            </div>
        }
    });
    each.collect_view()
}

/// What is said of a detail that we have, and what stands in its box. A landline would not be taken there, and stays as long as the box
/// is left empty.
fn known(name: &str, detail: &Detail) -> (String, String) {
    match detail {
        Detail::None => ("We have none.".to_owned(), String::new()),
        Detail::Hidden(part) => (format!("We have {part}."), String::new()),
        Detail::Shown(whole) if name == "contact_mobile" && telephone::is_landline(whole) => {
            (format!("We have {}, a landline.", telephone::as_dialled(whole)), String::new())
        }
        Detail::Shown(whole) => (String::new(), whole.clone()),
    }
}
