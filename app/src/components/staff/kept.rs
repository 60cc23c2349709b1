//! What somebody typed where it cannot be saved, and the page on which they typed it cannot be drawn: nobody types it twice.

use leptos::prelude::*;
use surveys::typed::Typed;

use crate::{
    api::staff::door::Said, components::question::words::in_box, wording::staff::boxes::called,
};

/// What was typed, to be sent again from here or copied. None where nothing was.
pub(crate) fn kept(said: &Said) -> Option<AnyView> {
    let (typed, again) = (&said.typed, said.again.clone()?);
    let all = typed.iter().filter(|(name, _)| *name != "then");
    let all = all.map(|(name, values)| (name.to_owned(), values.to_vec(), written(typed, name)));
    let (own, rest): (Vec<_>, Vec<_>) = all.partition(|(_, _, words)| words.is_some());
    if own.is_empty() {
        return None;
    }
    let rest =
        Typed::from_pairs(rest.into_iter().flat_map(|(name, values, _)| {
            values.into_iter().map(move |value| (name.clone(), value))
        }));
    let is_whole = again.ends_with("/draft");
    let own = own.into_iter().map(|(name, values, words)| {
        let words =
            if is_whole && name == "text" { Some("Text of the survey".to_owned()) } else { words };
        one(&name, &values, words)
    });
    let (own, rest) = (own.collect_view(), hidden(&rest));
    let then = typed.raw("then").to_owned();
    let view = view! {
        <h2>"What you typed"</h2>
        <p>"It is not saved. It stays here until you leave this page: send it again in a moment, or copy it."</p>
        <form method="post" action=again novalidate>
            {rest}
            {own}
            <div class="actions">
                <button class="button" name="then" value=then>"Send it again"</button>
            </div>
        </form>
    };
    Some(view.into_any())
}

/// What goes along unseen.
pub(crate) fn hidden(typed: &Typed) -> impl IntoView + use<> {
    let fields = typed.iter().flat_map(|(name, values)| {
        values.iter().map(move |value| {
            let (name, value) = (name.to_owned(), value.clone());
            view! { <input type="hidden" name=name value=value /> }
        })
    });
    fields.collect_view()
}

/// Whether somebody wrote something that they would have to write again.
#[must_use]
pub fn is_worth_keeping(typed: &Typed) -> bool {
    typed.iter().any(|(name, _)| written(typed, name).is_some())
}

/// What a box is called into which somebody wrote something else than stood there.
fn written(typed: &Typed, name: &str) -> Option<String> {
    let seen = format!("seen:{}", name.strip_prefix("to:").unwrap_or(name));
    let as_lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let own: Vec<_> = typed.all(name).collect();
    let is_left = as_lines(&own.join(", ")) == as_lines(typed.raw(&seen));
    called(name).filter(|_| !is_left)
}

/// Several of one name are ticks, which are told and not typed.
fn one(name: &str, values: &[String], called: Option<String>) -> AnyView {
    let id = format!("kept-{name}");
    let hidden = values.iter().skip(1).map(|value| {
        let (name, value) = (name.to_owned(), value.clone());
        view! { <input type="hidden" name=name value=value /> }
    });
    let first = values.first().cloned().unwrap_or_default();
    let lines = first.chars().count() / 60 + first.matches('\n').count() + 1;
    let more = values.len().saturating_sub(1);
    let more = (more > 0).then(|| view! { <p class="hint">"And "{values[1..].join(", ")}"."</p> });
    view! {
        <div class="question">
            <label for=id.clone()><strong>{called}</strong></label>
            {more}
            <textarea id=id name=name.to_owned() rows=lines.clamp(1, 16).to_string()>{in_box(&first)}</textarea>
        </div>
        {hidden.collect_view()}
    }
    .into_any()
}
