//! A longer text, in headings and paragraphs.

use leptos::prelude::*;
use surveys::study::Block;

#[component]
pub(crate) fn Blocks(blocks: Vec<Block>) -> impl IntoView {
    let blocks = blocks.into_iter().map(|Block { heading, paragraphs }| {
        let paragraphs = paragraphs.into_iter().map(|words| view! { <p>{words}</p> });
        view! { <h2>{heading}</h2> {paragraphs.collect_view()} }
    });
    blocks.collect_view()
}
