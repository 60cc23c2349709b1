//! A page of questions.

use leptos::prelude::*;
use surveys::shown::ShownPage;

use super::of_study;
use crate::{
    api::answering::Opened,
    components::{
        follow::following,
        frame::Framed,
        onward::Onward,
        question::QuestionField,
        summary::{Soft, Summary, odd, to_put_right},
    },
    islands::live_page::LivePage,
    paths,
};

pub(crate) fn question(opened: Opened) -> Framed {
    let Opened { place, page, can_lock } = opened;
    let live = following(&page);
    let ShownPage { section, title, intro, step, steps, back, questions, .. } = page;
    let wrong = to_put_right(&questions);
    let odd = odd(&questions);
    let error = if wrong.is_empty() { "" } else { "Error: " };
    let back = back
        .map_or_else(|| paths::welcome(&place.token), |back| paths::question(&place.token, &back));
    let lock = can_lock.then(|| paths::below(&place.token, "check"));
    let alone = title.is_none();
    let questions = questions.into_iter().enumerate().map(|(place, shown)| {
        view! { <QuestionField shown heading=alone && place == 0 /> }
    });
    let questions = questions.collect_view();
    // The title is seen in a list of tabs, and says nothing of what is asked.
    let heading = of_study(&place, &format!("Step {step} of about {steps}"));
    let words = view! {
        <a class="back" href=back>"Back"</a>
        <p class="progress">{format!("{section}: step {step} of about {steps}")}</p>
        <Summary wrong />
        <Soft odd />
        <form class="page" method="post" novalidate>
            {title.map(|title| view! { <h1>{title}</h1> })}
            {intro.map(|intro| view! { <p class="lede">{intro}</p> })}
            {questions}
            <LivePage live lock />
            <Onward then="next" label="Continue" />
        </form>
    };
    Framed::new(format!("{error}{heading}"), Some(place), words).with_islands(true)
}
