//! What someone sees who comes without a link.

use leptos::prelude::*;

use crate::{components::frame::Framed, paths};

pub(crate) fn front() -> Framed {
    let words = view! {
        <h1>"Surveys for research studies"</h1>
        <p class="lede">"You need your own link to take part."</p>
        <p><a href=paths::CODE>"I have a code of 8 letters and numbers"</a></p>
        <p>
            "If you have joined a study, open the link in the email, text or letter you were sent. \
             Nobody can find your answers from this page."
        </p>
    };
    Framed::new("Surveys", None, words)
}
