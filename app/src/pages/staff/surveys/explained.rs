//! “Writing a survey”, as the documentation has it: whoever has only the site reads it here. The text is ours, and every
//! element is made here; links to other files of the documentation are words.

use leptos::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use crate::{
    api::staff::drafts::Explained,
    components::staff::{frame::StaffFramed, said::Told},
    pages::{staff::coming_in::framed, staff::participants::back},
};

const TEXT: &str = include_str!("../../../../../docs/definitions.md");

pub(crate) fn explained(explained: Explained) -> StaffFramed {
    let contents = headings().into_iter().enumerate();
    let contents = contents.map(|(place, words)| {
        view! { <li><a href=format!("#part-{place}")>{words}</a></li> }
    });
    let mut reading = Reading { events: Parser::new_ext(TEXT, Options::ENABLE_TABLES), parts: 0 };
    let middle = view! {
        {back("/staff/surveys".to_owned(), "Surveys")}
        <Told said=explained.said />
        <h1>"Writing a survey"</h1>
        <nav aria-label="On this page"><ul class="staff-links">{contents.collect_view()}</ul></nav>
        <div class="paper">{reading.drawn(Within::Page)}</div>
    };
    framed("Writing a survey", None, middle)
}

/// The headings of the second level, in their order.
fn headings() -> Vec<String> {
    let lines = TEXT.lines().filter_map(|line| line.strip_prefix("## "));
    lines.map(|words| words.replace('`', "")).collect()
}

/// What stands around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Page,
    Head,
    Row,
}

struct Reading {
    events: Parser<'static>,
    /// How many headings of the second level were met.
    parts: usize,
}

impl Reading {
    /// All up to where what was begun ends.
    fn drawn(&mut self, within: Within) -> Vec<AnyView> {
        let (mut all, mut cells) = (Vec::new(), 0);
        while let Some(event) = self.events.next() {
            let part = match event {
                Event::End(_) => return all,
                Event::Start(Tag::TableCell) => {
                    cells += 1;
                    self.cell(within, cells)
                }
                Event::Start(tag) => self.part(tag, within),
                Event::Code(words) => view! { <code>{words.to_string()}</code> }.into_any(),
                Event::SoftBreak => " ".into_any(),
                Event::HardBreak => view! { <br /> }.into_any(),
                Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                    words.to_string().into_any()
                }
                _ => continue,
            };
            all.push(part);
        }
        all
    }

    fn part(&mut self, tag: Tag<'static>, within: Within) -> AnyView {
        let inside = if matches!(tag, Tag::TableHead) { Within::Head } else { within };
        let inside = if matches!(tag, Tag::TableRow) { Within::Row } else { inside };
        let inner = self.drawn(inside);
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } => ().into_any(),
            Tag::Heading { level: HeadingLevel::H2, .. } => {
                let id = format!("part-{}", self.parts);
                self.parts += 1;
                view! { <h2 id=id>{inner}</h2> }.into_any()
            }
            Tag::Heading { .. } => view! { <h3>{inner}</h3> }.into_any(),
            Tag::Paragraph => view! { <p>{inner}</p> }.into_any(),
            Tag::CodeBlock(_) => {
                view! { <pre class="source source--compared" tabindex="0">{inner}</pre> }.into_any()
            }
            Tag::List(None) => view! { <ul>{inner}</ul> }.into_any(),
            Tag::List(Some(_)) => view! { <ol>{inner}</ol> }.into_any(),
            Tag::Item => view! { <li>{inner}</li> }.into_any(),
            Tag::Strong => view! { <strong>{inner}</strong> }.into_any(),
            Tag::Emphasis => view! { <em>{inner}</em> }.into_any(),
            Tag::Link { dest_url, .. } if dest_url.starts_with("https://") => {
                view! { <a href=dest_url.to_string() rel="noreferrer">{inner}</a> }.into_any()
            }
            Tag::Table(_) => {
                view! { <table class="staff-table" role="table">{inner}</table> }.into_any()
            }
            Tag::TableHead => {
                view! { <thead role="rowgroup"><tr role="row">{inner}</tr></thead> }.into_any()
            }
            Tag::TableRow => view! { <tr role="row">{inner}</tr> }.into_any(),
            _ => inner.into_any(),
        }
    }

    fn cell(&mut self, within: Within, place: usize) -> AnyView {
        let inner = self.drawn(Within::Page);
        match (within, place) {
            (Within::Head, _) if !inner.is_empty() => {
                view! { <th role="columnheader" scope="col">{inner}</th> }.into_any()
            }
            (Within::Row, 1) => view! { <th role="rowheader" scope="row">{inner}</th> }.into_any(),
            _ => view! { <td role="cell">{inner}</td> }.into_any(),
        }
    }
}
