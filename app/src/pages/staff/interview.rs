//! An interview by telephone, from its front to the answers being sent. What is read out stands in a frame of its own. Every
//! page is a plain form; a script adds keys.

mod front;

mod asking;

mod choosing;

mod pausing;

mod reviewing;

mod unsaved;

use leptos::prelude::*;

pub(crate) use self::{
    asking::asking,
    front::front,
    pausing::pausing,
    reviewing::reviewing,
    unsaved::{front_of, unsaved},
};

/// What makes the keys work, where scripts run.
const KEYS: &str = include_str!("interview/keys.js");

/// Words that are read out.
fn read_out(words: impl IntoView + 'static) -> impl IntoView {
    view! {
        <div class="spoken">
            <p class="spoken__mark">"Read out"</p>
            {words}
        </div>
    }
}
