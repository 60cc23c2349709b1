//! What happened to a task, oldest first.

use leptos::prelude::*;
use records::safeguarding::{Line, Words};
use surveys::fill::long_moment;

use crate::wording::staff::care as wording;

pub(super) fn history(lines: Vec<Line>, me: i32) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        let happened = wording::happened(&line);
        view! {
            <li>
                <span class="task__since">{long_moment(line.at)}</span><br />
                {wording::actor(&line.who, me)}": "{happened}
                {line.words.map(written)}
            </li>
        }
    });
    view! { <ol class="task-history">{lines.collect_view()}</ol> }
}

/// What somebody wrote.
pub(super) fn written(words: Words) -> AnyView {
    match words {
        Words::Open(words) => view! { <blockquote class="inset task-words">{words}</blockquote> }.into_any(),
        Words::Gone => view! {
            <p class="inset">"What was written here went when the name of this person was deleted."</p>
        }
        .into_any(),
    }
}
