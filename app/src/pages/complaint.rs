//! A complaint: the form, and what happens next. Anybody may make one, with a link or without, and need not
//! say who they are.

use http::StatusCode;
use leptos::prelude::*;
use surveys::{registers::Reference, typed::Typed};

use super::of_study;
use crate::{
    api::{
        Place,
        complaint::{Complaining, Wrong},
    },
    components::{
        frame::Framed,
        summary::{Summary, ToPutRight},
        team::TeamLines,
        written::{Ask, OneOf, WordsBox},
    },
    paths,
    wording::registers as wording,
};

const STUDY: Ask = Ask {
    name: "study",
    label: "Which study is it about?",
    hint: "Its name stands on our letters and messages.",
};
const WHAT: Ask = Ask { name: "what", label: "What happened?", hint: "" };
const WISH: Ask = Ask { name: "wish", label: "What would you like us to do? (optional)", hint: "" };
const CONTACT: Ask = Ask {
    name: "contact",
    label: "How can we reach you? (optional)",
    hint: "Your name, and an email address, a phone number or a postal address. You can leave this \
           empty. Then we cannot write to you.",
};

pub(crate) fn complaint(complaining: Complaining) -> Framed {
    let title = |page: &str, place: &Option<Place>| match place {
        Some(place) => of_study(place, page),
        None => format!("{page} – Surveys"),
    };
    if let Some(reference) = complaining.received {
        let place = complaining.place;
        let title = title("We have your complaint", &place);
        let team = place.as_ref().map(|place| place.study.team.clone());
        let back = place.as_ref().map(|place| paths::welcome(&place.token));
        let words = view! {
            {received(reference)}
            {team.map(|team| view! { <TeamLines team /> })}
            {back.map(|back| view! { <p><a href=back>"Back to the survey"</a></p> })}
        };
        return Framed::new(title, place, words);
    }
    let (typed, wrong) = (complaining.typed(), complaining.wrong());
    let status = match &complaining.unsaved {
        None => StatusCode::OK,
        Some(_) if wrong.too_many => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let error = if complaining.unsaved.is_some() { "Error: " } else { "" };
    let title = format!("{error}{}", title("Make a complaint", &complaining.place));
    let words = form(&complaining, &typed, &wrong);
    Framed::new(title, complaining.place, words).with_status(status)
}

fn form(complaining: &Complaining, typed: &Typed, wrong: &Wrong) -> impl IntoView + use<> {
    let token = complaining.place.as_ref().map(|place| place.token.clone());
    let action = token
        .as_deref()
        .map_or_else(|| paths::COMPLAINT.to_owned(), |token| paths::below(token, "complaint"));
    let at = |field| wrong.problems.iter().find(|problem| problem.field == field);
    let said = |field| at(field).map(|problem| wording::mistake(*problem));
    let written = |ask: Ask, rows| {
        let (value, wrong) = (typed.raw(ask.name).to_owned(), said(ask.name));
        view! { <WordsBox ask rows value wrong /> }
    };
    let studies = (!complaining.studies.is_empty()).then(|| which(complaining, typed, wrong));
    let may_know = token.is_some().then(|| may_know(typed.has("may_know", "yes")));
    let back = token.as_deref().map(paths::welcome);
    view! {
        {back.map(|back| view! { <a class="back" href=back>"Back to the survey"</a> })}
        <Summary wrong=summed_up(wrong) />
        <h1>"Make a complaint"</h1>
        <p>
            "Tell us if something went wrong, or if we used what we know about you in a way that we \
             should not. Complaining changes nothing about your benefits, your care or the help you get."
        </p>
        <p>
            "We do not read this straight away. If you or someone else is in danger, call 999. To talk \
             to someone, day or night, call Samaritans on 116 123."
        </p>
        <form class="page" method="post" action=action novalidate>
            <input type="hidden" name="once" value=complaining.once.clone() />
            {studies}
            {written(WHAT, "8")}
            {written(WISH, "3")}
            {written(CONTACT, "3")}
            {may_know}
            <div class="actions"><button class="button">"Send"</button></div>
        </form>
        <h2>"What happens next"</h2>
        {next()}
    }
}

fn which(complaining: &Complaining, typed: &Typed, wrong: &Wrong) -> impl IntoView + use<> {
    let all = complaining.studies.iter();
    let offered = all.map(|(key, title)| (key.to_string(), title.clone(), "")).collect();
    let wrong = wrong.no_study.then(|| wording::NO_STUDY.to_owned());
    let chosen = typed.one("study").to_owned();
    view! { <OneOf ask=STUDY offered chosen wrong /> }
}

fn may_know(ticked: bool) -> impl IntoView {
    view! {
        <div class="question">
            <div class="choice">
                <input type="checkbox" id="may_know" name="may_know" value="yes" checked=ticked />
                <label for="may_know">
                    "You may know that this comes from me"
                    " " <span class="hint">
                        "Then we can also write to you where the study already does. Without this we do \
                         not keep whose link this was."
                    </span>
                </label>
            </div>
        </div>
    }
}

fn summed_up(wrong: &Wrong) -> Vec<ToPutRight> {
    let line = |at: &str, words: String| ToPutRight { at: at.to_owned(), words };
    let study = wrong.no_study.then(|| line("study", wording::NO_STUDY.to_owned()));
    let many = wrong.too_many.then(|| line("main", wording::TOO_MANY.to_owned()));
    let each = wrong.problems.iter();
    let each = each.map(|problem| line(problem.field, wording::mistake(*problem)));
    many.into_iter().chain(study).chain(each).collect()
}

fn received(reference: Reference) -> impl IntoView {
    view! {
        <div class="panel">
            <h1>"We have your complaint"</h1>
            <p>"Your reference is " <strong>{reference.to_string()}</strong></p>
        </div>
        <p>"Please write the reference down. You need it to ask us about your complaint."</p>
        <h2>"What happens next"</h2>
        {next()}
    }
}

fn next() -> impl IntoView {
    view! {
        <p>
            "We read what you write and look into it. If we can reach you, we write to you within 30 \
             days to say that we have it, and again to tell you what came of it."
        </p>
        <p>
            "You can also complain to the Information Commissioner’s Office (ICO) about how personal \
             data are used: " <a href="https://ico.org.uk/make-a-complaint" rel="noreferrer">
                "ico.org.uk/make-a-complaint"
            </a> ", or call " <a href="tel:03031231113">"0303 123 1113"</a> "."
        </p>
    }
}
