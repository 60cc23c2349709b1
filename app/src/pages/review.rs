//! Every answer in one place, to be looked over before it is sent.

use leptos::prelude::*;

use super::{of_study, posted};
use crate::{
    api::answering::{self, Review},
    components::{answers::AnswerList, frame::Frame, waking::Waking},
    islands::idle_lock::IdleLock,
    paths,
};

#[component]
pub(crate) fn ReviewPage() -> impl IntoView {
    posted(answering::review, drawn)
}

fn drawn(review: Review) -> impl IntoView {
    let Review { place, lines, can_lock } = review;
    let lock = can_lock.then(|| paths::below(&place.token, "check"));
    let token = place.token.clone();
    let last = lines.last().map(|line| paths::question(&token, &line.page));
    view! {
        <Frame title=of_study(&place, "Check your answers") place=Some(place)>
            {last.map(|last| view! { <a class="back" href=last>"Back"</a> })}
            <h1>"Check your answers"</h1>
            <p>"Look over what you told us. You can change any answer before you send."</p>
            <AnswerList lines token />
            {lock.map(|lock| view! { <IdleLock lock /> <Waking /> })}
            <h2>"Send your answers"</h2>
            <p>"Once you have sent them you cannot change them yourself, but you can ask us to."</p>
            <form class="page" method="post" novalidate>
                <div class="actions">
                    <button class="button" name="then" value="send">"Send"</button>
                    <button class="button button--quiet" name="then" value="later">
                        "Save and finish later"
                    </button>
                </div>
            </form>
        </Frame>
    }
}
