//! The first page: what this is, how long it takes, where to get help.

use leptos::prelude::*;
use records::responses::Overview;

use super::of_study;
use crate::{
    api::welcome::Welcome,
    components::{frame::Framed, language::LanguageChoice, team::TeamLines},
    paths,
    wording::SAVED_AS_YOU_GO,
};

pub(crate) fn welcome(welcome: Welcome) -> Framed {
    let Welcome { place, overview, go_on } = welcome;
    let study = place.study.clone();
    let (again, press) = if overview.started {
        (Some("Welcome back. Your earlier answers are saved."), "Continue")
    } else {
        (None, "Start")
    };
    let minutes = how_long(&overview);
    // Who comes back has read it, and wants to go on.
    let introduction = (!overview.started)
        .then(|| study.welcome.iter().map(|words| view! { <p>{words.clone()}</p> }).collect_view());
    let before = if overview.started { "Before you go on" } else { "Before you start" };
    let says_so = !overview.started && study.welcome.iter().any(|words| words == SAVED_AS_YOU_GO);
    let information = paths::below(&place.token, "information");
    let team = study.team.clone();
    let (token, languages) = (place.token.clone(), overview.languages.clone());
    let words = view! {
        <h1>{study.title.clone()}</h1>
        <LanguageChoice token languages then="welcome" />
        {again.map(|again| view! { <p class="lede">{again}</p> })}
        {introduction}
        <h2>{before}</h2>
        <ul>
            <li>{minutes}</li>
            <li>"It uses less than 1 MB of data: about as much as one photo."</li>
            <li>"You do not have to answer every question."</li>
            {(!says_so).then(|| view! { <li>{SAVED_AS_YOU_GO}</li> })}
        </ul>
        <p>
            <a href=information>"Read the information sheet"</a>
        </p>
        <div class="actions">
            <a class="button" href=go_on>{press}</a>
        </div>
        <p><a href=paths::contact(&place.token)>"Change how we contact you"</a></p>
        <TeamLines team />
    };
    Framed::new(of_study(&place, "Welcome"), Some(place), words)
}

/// How long it takes, or how far somebody is who comes back.
fn how_long(overview: &Overview) -> String {
    match (overview.done, overview.pages) {
        (0, _) => format!("It takes most people about {} minutes.", overview.minutes),
        (done, pages) if done == pages => {
            "Only checking your answers and sending them is left.".to_owned()
        }
        (done, pages) => format!("You have done {done} of about {pages} steps."),
    }
}
