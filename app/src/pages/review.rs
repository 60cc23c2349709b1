//! Every answer in one place, to be looked over before it is sent.

use leptos::prelude::*;
use surveys::phrases::Phrase;

use super::of_study;
use crate::{
    api::answering::Review,
    components::{answers::AnswerList, frame::Framed, onward::Onward},
    islands::idle_lock::IdleLock,
    paths,
};

pub(crate) fn review(review: Review) -> Framed {
    let Review { place, lines, language, words, can_lock } = review;
    let say = |phrase| words.say(phrase).to_owned();
    let lock = can_lock.then(|| paths::below(&place.token, "check"));
    let token = place.token.clone();
    let last = lines.last().map(|line| paths::question(&token, &line.page));
    let middle = view! {
        {last.map(|last| view! { <a class="back" href=last>{say(Phrase::Back)}</a> })}
        <h1>{say(Phrase::CheckHeading)}</h1>
        <p>{say(Phrase::CheckWords)}</p>
        <AnswerList lines token words=words.clone() />
        {lock.map(|lock| view! { <IdleLock lock /> })}
        <h2>{say(Phrase::SendHeading)}</h2>
        <p>{say(Phrase::SendWords)}</p>
        <form class="page" method="post" novalidate>
            <Onward then="send" label=Phrase::Send words=words.clone() />
        </form>
    };
    let title = of_study(&place, words.say(Phrase::CheckHeading));
    Framed::new(title, Some(place), middle).with_islands(can_lock).in_language(&language, &words)
}
