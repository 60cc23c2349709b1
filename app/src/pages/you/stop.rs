//! What can be stopped; and, before it is, exactly what stops and what goes on.

use http::StatusCode;
use leptos::prelude::*;
use surveys::{
    fill::long_date,
    stopping::{Choice, Effect},
};

use super::back;
use crate::{
    api::{
        Place,
        choices::{Chosen, You},
    },
    components::{
        frame::Framed,
        helplines::Helplines,
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
    let too_late = choice == Choice::DeleteAnswers && !standing.may_delete;
    let frozen_on = place.study.analysis_frozen_on.map(long_date);
    let effect = if too_late {
        too_late_words(frozen_on.unwrap_or_default()).into_any()
    } else {
        effects(&standing.effect(choice)).into_any()
    };
    let warned = choice == Choice::DeleteIdentity && standing.may_be_called;
    let warned = warned.then(|| before_nobody_can_call(&place));
    let press = if too_late { "Ask us anyway" } else { "Yes, do this" };
    let back = paths::below(&place.token, "you/stop");
    let body = view! {
        <a class="back" href=back.clone()>"Back"</a>
        <h1>{choice.words()}</h1>
        {warned}
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
pub(crate) fn effects(effect: &Effect) -> impl IntoView + use<> {
    let (stops, goes_on) = (lines(effect.stop_lines()), lines(effect.goes_on_lines()));
    view! {
        {stops.map(|stops| view! { <h2>"What stops"</h2> {stops} })}
        {goes_on.map(|goes_on| view! { <h2>"What goes on"</h2> {goes_on} })}
    }
}

/// A list, unless there is nothing to tell.
pub(crate) fn lines(lines: Vec<&'static str>) -> Option<impl IntoView + use<>> {
    let any = !lines.is_empty();
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    any.then(|| view! { <ul>{lines.collect_view()}</ul> })
}

/// Said before somebody's details are deleted whom the team may want to call about what they told us.
fn before_nobody_can_call(place: &Place) -> impl IntoView + use<> {
    let lines = place.study.helplines.clone();
    view! {
        <div class="notice">
            <p><strong>"If you do this, nobody from the study can call you."</strong></p>
            <p>
                "A member of our team may want to ask how you are, about something you told us. \
                 Without your name and number they cannot. It is still yours to decide."
            </p>
        </div>
        <p>"If you would like to talk to someone, now or later, you can call:"</p>
        <Helplines lines />
    }
}

/// Why answers stay that are part of the results.
pub(crate) fn too_late_words(frozen_on: String) -> impl IntoView {
    view! {
        <p>"Work on the results began on " {frozen_on} ". From then on we cannot take single answers out: the results would no longer be true to what people told us. The law lets research keep them for that reason."</p>
        <p>"Your answers are kept without your name. We write down that you asked, and the person who looks after data protection in the study looks at it."</p>
    }
}
