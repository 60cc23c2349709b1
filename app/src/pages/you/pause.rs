//! A break: no contact until a day, at most three months away.

use chrono::NaiveDate;
use http::StatusCode;
use leptos::prelude::*;
use surveys::{
    digits::western,
    fill::long_date,
    stopping::{PauseProblem, pause_until},
    typed::Typed,
};

use super::back;
use crate::{
    api::choices::You,
    components::{
        frame::Framed,
        summary::{Summary, ToPutRight},
    },
    pages::of_study,
    wording,
};

/// The day that a form names; none when it is no day of the calendar.
#[must_use]
pub fn day(typed: &Typed) -> Option<NaiveDate> {
    let (day, month, year) = numbers(typed)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Whether all three are numbers, as of 31 February.
fn names_no_day(typed: &Typed) -> bool {
    numbers(typed).is_some() && day(typed).is_none()
}

fn numbers(typed: &Typed) -> Option<(u32, u32, u32)> {
    let number = |name| western(typed.one(name)).trim().parse().ok();
    Some((number("day")?, number("month")?, number("year")?))
}

pub(crate) fn pause(you: You) -> Framed {
    let You { place, standing, unsaved, .. } = you;
    let typed = unsaved.map(|unsaved| unsaved.typed);
    let problem = typed.as_ref().and_then(|typed| pause_until(day(typed), standing.today).err());
    let said = problem.map(|problem| in_words(problem, typed.as_ref()));
    let wrong = said.clone().map(|words| ToPutRight { at: "day".to_owned(), words });
    let wrong: Vec<_> = wrong.into_iter().collect();
    let error = if wrong.is_empty() { "" } else { "Error: " };
    let status = problem.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let paused = standing.stops.paused_until(standing.today).map(|until| {
        view! {
            <p>"You asked us not to contact you until the end of " {long_date(until)} "."</p>
            <form method="post">
                <button class="button button--quiet" name="then" value="end">"End the break now"</button>
            </form>
        }
    });
    let last = match pause_until(Some(NaiveDate::MAX), standing.today) {
        Err(PauseProblem::TooLong(last)) => long_date(last),
        _ => String::new(),
    };
    let words = view! {
        {back(&place)}
        <Summary wrong />
        <h1>"Take a break from messages"</h1>
        <p>"We send you nothing and do not phone you until the day you choose. You can still answer with your link."</p>
        {paused}
        <form class="page" method="post" novalidate>
            <Day typed=typed.unwrap_or_default() said last />
            <div class="actions">
                <button class="button" name="then" value="next">"Take a break"</button>
            </div>
        </form>
    };
    let title = format!("{error}{}", of_study(&place, "Take a break"));
    Framed::new(title, Some(place), words).with_status(status)
}

fn in_words(problem: PauseProblem, typed: Option<&Typed>) -> String {
    match problem {
        PauseProblem::NotADate if typed.is_some_and(names_no_day) => {
            "There is no such day. Check the day and the month".to_owned()
        }
        problem => wording::pause_problem(problem),
    }
}

#[component]
fn Day(typed: Typed, said: Option<String>, last: String) -> impl IntoView {
    let class = if said.is_some() { "question question--problem" } else { "question" };
    let invalid = said.is_some().then_some("true");
    let part = |name: &'static str, label: &'static str, class: &'static str| {
        view! {
            <div class="date__part">
                <label for=name>{label}</label>
                <input
                    class=class type="text" inputmode="numeric" id=name name=name
                    value=typed.raw(name).to_owned() autocomplete="off"
                    aria-describedby="pause-hint" aria-invalid=invalid
                />
            </div>
        }
    };
    let parts = [part("day", "Day", "input--2"), part("month", "Month", "input--2")];
    let year = part("year", "Year", "input--4");
    view! {
        <div class=class>
            <fieldset>
                <legend>"Last day of the break"</legend>
                <p class="hint" id="pause-hint">"No later than " {last} "."</p>
                {said.map(|words| {
                    view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
                })}
                <div class="date">{parts.collect_view()} {year}</div>
            </fieldset>
        </div>
    }
}
