//! The participant's own page: what they agreed to, what comes next, and everything they can change.

pub(crate) mod answers;

pub(crate) mod consent;

mod contact;

pub(crate) mod details;

mod stable;

pub mod pause;

pub(crate) mod receipt;

pub(crate) mod stop;

use leptos::prelude::*;
use records::choices::{Change, Decided, Standing};
use surveys::{
    consent::Answer,
    fill::long_date,
    stopping::{Choice, going_on},
};

use self::stop::lines;
use super::of_study;
use crate::{
    api::{
        Place,
        choices::{Own, You},
    },
    components::{frame::Framed, team::TeamLines},
    islands::idle_lock::IdleLock,
    paths, wording,
};

pub(crate) fn you(own: Own) -> Framed {
    let Own { you, details } = own;
    let You { place, standing, done, can_lock, .. } = you;
    let done = wording::done(&done);
    let stopped = stopped(&standing, &place);
    let agreed = agreed(&standing);
    let survey = standing.is_asked.then(|| {
        view! { <p><a href=paths::welcome(&place.token)>"Back to the survey"</a></p> }
    });
    let words = view! {
        {done.map(|done| view! { <div class="notice" role="status"><p>{done}</p></div> })}
        <h1>"Your choices"</h1>
        <p class="lede">"You decide how you take part, and you need not say why."</p>
        <h2>"What comes next"</h2>
        <p>{wording::next(standing.next, &standing.ways())}</p>
        {contact::contact((&standing, details.as_ref()), &place)}
        {deleted(&standing)}
        {stopped}
        {to_stop(&standing, &place)}
        {agreed}
        {to_change(&standing, &place)}
        <TeamLines team=place.study.team.clone() />
        {lock(&place, can_lock)}
        {survey}
    };
    let title = of_study(&place, "Your choices");
    Framed::new(title, Some(place), words).with_islands(can_lock)
}

/// What can be stopped, as long as there is anything.
fn to_stop(standing: &Standing, place: &Place) -> impl IntoView + use<> {
    let below = |page| paths::below(&place.token, page);
    (!standing.can_stop().is_empty()).then(|| {
        view! {
            <h2>"Stop, or do less"</h2>
            <p>"You can stop some of it, or all of it. You see what stops before anything happens."</p>
            <p><a class="button" href=below("you/stop")>"Stop, or do less"</a></p>
        }
    })
}

/// What can be changed or read, as long as it is there.
fn to_change(standing: &Standing, place: &Place) -> impl IntoView + use<> {
    let below = |page| paths::below(&place.token, page);
    let change = Change::of(standing).map(|_| {
        view! { <p><a href=below("you/consent")>"Change what you agreed to"</a></p> }
    });
    let answers = standing.has_answered.then(|| {
        view! {
            <h2>"Your answers"</h2>
            <p><a href=below("you/answers")>"Read a copy of your answers"</a></p>
        }
    });
    view! { {change} {answers} }
}

/// Puts the page away after ten idle minutes, where the person can show again who they are.
fn lock(place: &Place, can_lock: bool) -> impl IntoView + use<> {
    let lock = can_lock.then(|| paths::check_before_choices(&place.token));
    lock.map(|lock| view! { <IdleLock lock /> })
}

/// The way back from a page below.
fn back(place: &Place) -> impl IntoView + use<> {
    view! { <a class="back" href=paths::choices(&place.token)>"Back to your choices"</a> }
}

/// What was deleted, each with its day, and what goes on without it.
fn deleted(standing: &Standing) -> Option<impl IntoView + use<>> {
    let since = |choice| standing.stops.since(choice).map(long_date);
    let identity = since(Choice::DeleteIdentity).map(|on| {
        view! { <li>"Your name and contact details, on " {on} ". We can no longer reach you."</li> }
    });
    let answers = since(Choice::DeleteAnswers).map(|on| {
        view! { <li>"The answers that you had given us, on " {on} "."</li> }
    });
    let only_here = (identity.is_some() && standing.has_answered).then(|| {
        view! {
            <p>
                "We can no longer check who you are. So only a phone or computer that you used \
                 before can open this page, and it shows a copy of your answers."
            </p>
        }
    });
    let any = identity.is_some() || answers.is_some();
    let goes_on = lines(going_on(&standing.goes_on()));
    any.then(|| {
        view! {
            <h2>"What we deleted"</h2>
            <ul>{identity} {answers}</ul>
            {only_here}
            {goes_on.map(|goes_on| view! { <h2>"What goes on"</h2> {goes_on} })}
        }
    })
}

/// What was stopped, each with its day, and how it is taken up again.
fn stopped(standing: &Standing, place: &Place) -> impl IntoView + use<> {
    let since = |choice: &Choice| {
        let on = match choice {
            // What was deleted is told apart.
            Choice::SkipSurvey | Choice::DeleteIdentity | Choice::DeleteAnswers => return None,
            choice => standing.stops.since(*choice)?,
        };
        Some((*choice, on))
    };
    let mut all: Vec<_> = Choice::ALL.iter().filter(|one| !one.is_for_staff()).collect();
    all.retain(|choice| since(choice).is_some());
    let lines = all.into_iter().filter_map(since).map(|(choice, on)| {
        view! { <li>{choice.words()} ", since " {long_date(on)}</li> }
    });
    let mut lines: Vec<_> = lines.map(IntoAny::into_any).collect();
    if let Some(on) = standing.skipped_on {
        let words = Choice::SkipSurvey.words();
        lines.push(view! { <li>{words} ", since " {long_date(on)}</li> }.into_any());
    }
    let again = standing.ways_anew().map(|_| {
        let again = paths::below(&place.token, "you/again");
        view! { <p><a href=again>"Take part in surveys again"</a></p> }
    });
    let take_up = standing.skipped_on.map(|_| {
        view! {
            <form method="post" action=paths::below(&place.token, "you/stop")>
                <button class="button button--quiet" name="then" value="take-up">
                    "Answer this survey after all"
                </button>
            </form>
        }
    });
    (!lines.is_empty()).then(|| {
        view! { <h2>"What you stopped"</h2> <ul>{lines}</ul> {again} {take_up} }
    })
}

fn agreed(standing: &Standing) -> impl IntoView + use<> {
    let rows = standing.decided.iter().map(|decided| {
        let Decided { words, way, answer, .. } = decided.clone();
        let said = said(decided);
        let answer = match answer {
            Answer::Yes => "Yes",
            Answer::No => "No",
            Answer::Withdrawn => "Not any more",
        };
        let answer = way.map_or_else(|| answer.to_owned(), |way| format!("{way}: {answer}"));
        view! {
            <div class="check__row">
                <dt>{words}</dt>
                <dd>{answer}</dd>
                <dd class="hint">{said}</dd>
            </div>
        }
    });
    let rows = rows.collect_view();
    let nothing = standing.decided.is_empty().then(|| {
        view! { <p>"You have not agreed to anything yet."</p> }
    });
    view! { <h2>"What you agreed to"</h2> {nothing} <dl class="check">{rows}</dl> }
}

/// When, how, and on which form.
fn said(decided: &Decided) -> String {
    let how = wording::how_said(decided.mode);
    format!("{}, {how}. Form version {}", long_date(decided.on), decided.version)
}
