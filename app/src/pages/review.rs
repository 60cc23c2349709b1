//! Every answer in one place, to be looked over before it is sent.

use leptos::prelude::*;

use super::of_study;
use crate::{
    api::answering::Review,
    components::{answers::AnswerList, frame::Framed, onward::Onward},
    islands::idle_lock::IdleLock,
    paths,
};

pub(crate) fn review(review: Review) -> Framed {
    let Review { place, lines, can_lock } = review;
    let lock = can_lock.then(|| paths::below(&place.token, "check"));
    let token = place.token.clone();
    let last = lines.last().map(|line| paths::question(&token, &line.page));
    let words = view! {
        {last.map(|last| view! { <a class="back" href=last>"Back"</a> })}
        <h1>"Check your answers"</h1>
        <p>"Look over what you told us. You can change any answer before you send."</p>
        <AnswerList lines token />
        {lock.map(|lock| view! { <IdleLock lock /> })}
        <h2>"Send your answers"</h2>
        <p>"Once you have sent them you cannot change them yourself, but you can ask us to."</p>
        <form class="page" method="post" novalidate>
            <Onward then="send" label="Send" />
        </form>
    };
    let title = of_study(&place, "Check your answers");
    Framed::new(title, Some(place), words).with_islands(can_lock)
}
