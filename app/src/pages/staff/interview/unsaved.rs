//! A page of an interview that could not be kept, or what was said of a danger: nobody is asked twice.

use leptos::prelude::*;

use crate::{
    api::staff::door::Said,
    components::staff::{kept::hidden, words::StaffWords},
};

/// Where it is made sure who is on the line, for what was posted to a page of an interview.
pub(crate) fn front_of(said: &Said) -> Option<String> {
    let (person, rest) = said.again.as_deref()?.split_once("/interview/")?;
    let wave = rest.split('/').next().unwrap_or_default();
    Some(format!("{person}/interview/{wave}"))
}

/// What was typed in an interview, to be sent again from here. None where it was typed anywhere else, or nothing was.
pub(crate) fn unsaved(said: &Said) -> Option<AnyView> {
    front_of(said)?;
    let (typed, again) = (&said.typed, said.again.clone()?);
    let mut rest = typed.clone();
    rest.retain(|name| !["then", "words"].contains(&name));
    let words = typed.raw("words").to_owned();
    if rest.is_blank() && words.trim().is_empty() {
        return None;
    }
    let is_a_danger = typed.is_sent("words");
    let explained = if is_a_danger {
        "Nobody has been told. If a life is at risk now, call 999. Tell the people on duty by telephone, or whoever \
         supervises you. What you wrote stays here until you leave this page."
    } else {
        "What you typed stays here until you leave this page. If the page cannot be found in another tab either, the \
         participant was given to somebody else: tell whoever supervises you, and they can give them back to you."
    };
    let words = is_a_danger.then(|| {
        view! {
            <StaffWords
                name="words" label="What was said?" hint="As you wrote it" value=words wrong=None
            />
        }
    });
    let then = typed.raw("then").to_owned();
    let view = view! {
        <h2>"What you typed"</h2>
        <p>{explained}</p>
        <form method="post" action=again novalidate>
            {hidden(&rest)}
            {words}
            <div class="actions">
                <button class="button" name="then" value=then>"Send it again"</button>
            </div>
        </form>
    };
    Some(view.into_any())
}
