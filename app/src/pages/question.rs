//! A page of questions.

use std::fmt::Display;

use leptos::prelude::*;
use surveys::{
    fill::short_time,
    phrases::{Phrase, Words},
    shown::ShownPage,
};

use super::of_study;
use crate::{
    api::answering::Opened,
    components::{
        follow::following,
        frame::{Framed, direction},
        onward::Onward,
        question::QuestionField,
        rich::RichIntro,
        summary::{Soft, Summary, odd, to_put_right},
    },
    islands::live_page::{LivePage, Status},
    paths,
};

pub(crate) fn question(opened: Opened) -> Framed {
    let Opened { place, page, can_lock } = opened;
    let (live, also) = (following(&page), also_by_telephone(&page));
    let ShownPage { section, title, intro, step, steps, back, questions, language, words, .. } =
        page;
    let say = |phrase| words.say(phrase).to_owned();
    let (wrong, odd) = (to_put_right(&questions), odd(&questions));
    let error = if wrong.is_empty() { String::new() } else { format!("{} ", say(Phrase::Error)) };
    let back = back
        .map_or_else(|| paths::welcome(&place.token), |back| paths::question(&place.token, &back));
    let lock = can_lock.then(|| paths::below(&place.token, "check"));
    let alone = title.is_none();
    let questions = questions.into_iter().enumerate().map(|(place, shown)| {
        view! { <QuestionField shown heading=alone && place == 0 /> }
    });
    let questions = questions.collect_view();
    // The title is seen in a list of tabs, and says nothing of what is asked.
    let counted = counted(&words, &section, step, steps);
    let heading = of_study(&place, &counted.title);
    let progress = counted.progress;
    let middle = view! {
        <a class="back" href=back>{say(Phrase::Back)}</a>
        <p class="progress">{progress}</p>
        {also}
        <Summary wrong words=words.clone() />
        <Soft odd words=words.clone() />
        <form
            class="page" method="post" novalidate lang=language.clone() dir=direction(&language)
        >
            {title.map(|title| view! { <h1>{title}</h1> })}
            {intro.map(|text| view! { <RichIntro text /> })}
            {questions}
            <LivePage live lock said=said(&words) />
            <Onward then="next" label=Phrase::Continue words=words.clone() />
        </form>
    };
    Framed::new(format!("{error}{heading}"), Some(place), middle)
        .with_islands(true)
        .in_language(&language, &words)
}

/// An interviewer is at it, too.
fn also_by_telephone(page: &ShownPage) -> Option<impl IntoView + use<>> {
    let time = short_time(page.also_answered?);
    let said = page.words.fill(Phrase::AlsoByTelephone, &[("time", &time)]);
    Some(view! { <div class="notice" role="status"><p>{said}</p></div> })
}

/// How far somebody is: for the list of tabs, and on the page.
struct Counted {
    title: String,
    progress: String,
}

fn counted(words: &Words, section: &str, step: usize, steps: usize) -> Counted {
    let parts: [(&str, &dyn Display); 3] =
        [("section", &section), ("step", &step), ("steps", &steps)];
    Counted {
        title: words.fill(Phrase::Step, &parts),
        progress: words.fill(Phrase::Progress, &parts),
    }
}

/// What scripts say while they save, where it is not English.
fn said(words: &Words) -> Vec<String> {
    if words.are_english() {
        return Vec::new();
    }
    Status::PHRASES.map(|phrase| words.say(phrase).to_owned()).into()
}
