//! An interview by telephone, from its front to the answers being sent. What is read out stands in a frame of its own. Every
//! page is a plain form; a script adds keys.

mod front;

mod asking;

mod choosing;

mod pausing;

mod reviewing;

mod unsaved;

use leptos::prelude::*;
use surveys::interview::Saying;

pub(crate) use self::{
    asking::asking,
    front::front,
    pausing::pausing,
    reviewing::reviewing,
    unsaved::{front_of, unsaved},
};

/// What makes the keys work, where scripts run.
const KEYS: &str = include_str!("interview/keys.js");

/// Where there are no such keys, whoever comes by Enter goes on from the heading or the box to be filled in.
const ARRIVE: &str = include_str!("interview/arrive.js");

/// What everybody is told before they are asked anything.
pub(super) fn voluntary() -> impl IntoView {
    view! { <p>{Saying::Voluntary.words()}</p> }
}

/// Words that are read out.
pub(super) fn read_out(words: impl IntoView + 'static) -> impl IntoView {
    view! {
        <div class="spoken">
            <p class="spoken__mark">"Read out"</p>
            {words}
        </div>
    }
}
