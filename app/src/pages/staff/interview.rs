//! An interview by telephone, from its front to the answers being sent. What is read out stands in a frame of its own. Every
//! page is a plain form; a script adds keys.

mod front;

mod asking;

mod odd;

mod choosing;

mod pausing;

mod endangered;

mod reviewing;

mod unsaved;

use chrono::NaiveDateTime;
use leptos::prelude::*;
use records::responses::Beside;
use surveys::{fill::short_time, interview::Saying, study::Study};

pub(crate) use self::{
    asking::asking,
    front::front,
    pausing::pausing,
    reviewing::reviewing,
    unsaved::{front_of, unsaved},
};

/// What makes the keys work, where scripts run.
pub(super) const KEYS: &str = include_str!("interview/keys.js");

/// Where there are no such keys, whoever comes by Enter goes on from the heading or the box to be put right.
pub(super) const ARRIVE: &str = include_str!("interview/arrive.js");

/// What everybody is told before they are asked anything: what they agreed to, that it is up to them, and who else hears it.
pub(super) fn voluntary(study: &Study) -> impl IntoView + use<> {
    let monitoring = study.telephone.monitoring.clone().map(|words| view! { <p>{words}</p> });
    view! {
        <p>{Saying::Agreed.words()}</p>
        <p>{Saying::Voluntary.words()}</p>
        {monitoring}
    }
}

/// Who else answers: they themselves on the web, or somebody for them.
fn beside(beside: Beside) -> AnyView {
    let Beside { also_answered, by_proxy } = beside;
    view! { {also_answered.map(also_online)} {by_proxy.then(proxy_answers)} }.into_any()
}

/// They are at it, too.
fn also_online(at: NaiveDateTime) -> impl IntoView {
    let time = short_time(at);
    let told = Saying::AlsoOnline.said(&[("time", time.as_str())]);
    view! { <div class="notice" role="status"><p>{told}</p></div> }
}

/// Somebody else answers.
fn proxy_answers() -> impl IntoView {
    view! { <p class="proxy"><strong>{Saying::ProxyAnswers.words()}</strong></p> }
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
