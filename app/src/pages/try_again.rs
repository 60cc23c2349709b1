//! A form that could not be saved, carried whole so that one press sends it again.

use http::StatusCode;
use leptos::prelude::*;
use surveys::typed::Typed;

use crate::components::frame::Framed;

pub(crate) fn try_again(typed: &Typed) -> Framed {
    let fields = typed.iter().flat_map(|(name, values)| {
        values.iter().map(move |value| {
            view! { <input type="hidden" name=name.to_owned() value=value.clone() /> }
        })
    });
    let fields = fields.collect_view();
    let words = view! {
        <h1>"We could not save this just now"</h1>
        <p class="lede">"Nothing is lost: what you wrote is kept on this page."</p>
        <p>"Wait a moment, then press Try again. Please do not close the page before that."</p>
        <form class="page" method="post">
            {fields}
            <div class="actions">
                <button class="button" name="then" value="next">"Try again"</button>
            </div>
        </form>
    };
    Framed::new("Error: not saved yet", None, words).with_status(StatusCode::SERVICE_UNAVAILABLE)
}
