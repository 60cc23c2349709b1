//! What can be stopped; and, before it is, exactly what stops and what goes on.

use http::StatusCode;
use leptos::prelude::*;
use surveys::{
    fill::long_date,
    stopping::{Choice, Part},
};

use super::back;
use crate::{
    api::choices::{Chosen, You},
    components::{
        frame::Framed,
        question::words::in_box,
        summary::{Summary, ToPutRight},
        team::TeamLines,
    },
    pages::of_study,
    paths,
};

pub(crate) fn stop(you: You) -> Framed {
    offered(you, false)
}

/// The choices; with `forgotten` none was taken.
fn offered(you: You, forgotten: bool) -> Framed {
    let You { place, standing, .. } = you;
    let choices = standing.can_stop();
    let first = choices.first().map_or("", |choice| choice.name()).to_owned();
    let words = "Choose what you would like to stop";
    let wrong = forgotten.then(|| ToPutRight { at: first, words: words.to_owned() });
    let wrong: Vec<_> = wrong.into_iter().collect();
    let options = choices.into_iter().map(option).collect_view();
    let class = if forgotten { "question question--problem" } else { "question" };
    let confirm = paths::below(&place.token, "you/confirm");
    let read = paths::below(&place.token, "stop");
    let body = view! {
        {back(&place)}
        <Summary wrong />
        <form class="page" method="get" action=confirm novalidate>
            <div class=class>
                <fieldset>
                    <legend><h1>"What would you like to stop?"</h1></legend>
                    <p class="hint">"You need not say why. On the next page you see what stops and what goes on, before anything happens."</p>
                    {forgotten.then(|| {
                        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
                    })}
                    <div class="choices">{options}</div>
                </fieldset>
            </div>
            <div class="actions"><button class="button">"Continue"</button></div>
        </form>
        <p><a href=read>"Read more about stopping"</a></p>
        <TeamLines team=place.study.team.clone() />
    };
    let error = if forgotten { "Error: " } else { "" };
    let status = if forgotten { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = format!("{error}{}", of_study(&place, "Stop, or do less"));
    Framed::new(title, Some(place), body).with_status(status)
}

fn option(choice: Choice) -> impl IntoView {
    let name = choice.name();
    view! {
        <div class="choice">
            <input type="radio" id=name name="choice" value=name />
            <label for=name>{choice.words()} <span class="hint">{choice.about()}</span></label>
        </div>
    }
}

pub(crate) fn confirm(chosen: Chosen) -> Framed {
    let Chosen { you, choice } = chosen;
    let Some(choice) = choice else { return offered(you, true) };
    let You { place, standing, .. } = you;
    let (wave, permissions) = (&standing.wave, &standing.agreed.permissions);
    let (stops, goes_on) = standing.stops.effect(choice, permissions, wave, standing.today);
    let too_late = choice == Choice::DeleteAnswers && !standing.may_delete;
    let frozen_on = place.study.analysis_frozen_on.map(long_date);
    let effect = if too_late {
        too_late_words(frozen_on.unwrap_or_default()).into_any()
    } else {
        effects(&stops, &goes_on).into_any()
    };
    let press = if too_late { "Ask us anyway" } else { "Yes, do this" };
    let back = paths::below(&place.token, "you/stop");
    let body = view! {
        <a class="back" href=back.clone()>"Back"</a>
        <h1>{choice.words()}</h1>
        {effect}
        <form class="page" method="post" novalidate>
            <input type="hidden" name="choice" value=choice.name() />
            <div class="question">
                <label for="reason">"Is there something you want to tell us about why?"</label>
                <p class="hint" id="reason-hint">"You need not write anything. Please leave out names."</p>
                <textarea id="reason" name="reason" rows="3" aria-describedby="reason-hint">
                    {in_box("")}
                </textarea>
            </div>
            <div class="actions">
                <button class="button">{press}</button>
                <a class="button button--quiet" href=back>"No, go back"</a>
            </div>
        </form>
    };
    Framed::new(of_study(&place, "Stop, or do less"), Some(place), body)
}

/// What stops, and what goes on.
pub(crate) fn effects(stops: &[Part], goes_on: &[Part]) -> impl IntoView + use<> {
    let stops = stops.iter().map(|part| view! { <li>{part.stops()}</li> }).collect_view();
    let goes_on = goes_on.iter().map(|part| view! { <li>{part.goes_on()}</li> }).collect_view();
    view! {
        <h2>"What stops"</h2>
        <ul>{stops}</ul>
        <h2>"What goes on"</h2>
        <ul>{goes_on}</ul>
    }
}

/// Why answers stay that are part of the results.
pub(crate) fn too_late_words(frozen_on: String) -> impl IntoView {
    view! {
        <p>"Work on the results began on " {frozen_on} ". From then on we cannot take single answers out: the results would no longer be true to what people told us. The law lets research keep them for that reason."</p>
        <p>"Your answers are kept without your name. We write down that you asked, and the person who looks after data protection in the study looks at it."</p>
    }
}
