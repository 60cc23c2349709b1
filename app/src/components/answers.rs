//! All answers in words, by section, each with a way to change it.

use leptos::prelude::*;
use surveys::{
    phrases::{Phrase, Words},
    shown::Line,
};

use crate::paths;

#[component]
pub(crate) fn AnswerList(lines: Vec<Line>, token: String, words: Words) -> impl IntoView {
    let sections = lines.chunk_by(|one, next| one.section == next.section).map(|section| {
        let heading = section.first().map(|line| line.section.clone());
        let parts = section.chunk_by(|one, next| one.under == next.under).map(|part| {
            let under = part.first().and_then(|line| line.under.clone());
            let rows = part.iter().map(|line| {
                view! { <Row line=line.clone() token=token.clone() words=words.clone() /> }
            });
            view! {
                {under.map(|under| view! { <h3>{under}</h3> })}
                <dl class="check">{rows.collect_view()}</dl>
            }
        });
        view! { <h2>{heading}</h2> {parts.collect_view()} }
    });
    sections.collect_view()
}

#[component]
fn Row(line: Line, token: String, words: Words) -> impl IntoView {
    let Line { page, text, answers, .. } = line;
    let change = paths::question(&token, &page);
    let which = text.clone();
    let said = words.say(Phrase::Change).to_owned();
    view! {
        <div class="check__row">
            <dt>{text}</dt>
            <dd>{answers.join("\n")}</dd>
            <dd class="check__change">
                <a href=change>{said}<span class="hidden">{format!(": {which}")}</span></a>
            </dd>
        </div>
    }
}
