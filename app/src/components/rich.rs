//! Words with a little markup, as Markdown: paragraphs, lists, strong words, emphasis, links. What else Markdown knows is
//! shown as the words in it, and HTML as it was typed: every element here is made by us, and none by who wrote.

use leptos::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};
use surveys::questionnaire::leads_somewhere;

/// What stands deeper is shown as plain words.
const DEEPEST: usize = 8;

enum Piece {
    Words(String),
    Break,
    Part(Part, Vec<Piece>),
}

enum Part {
    Paragraph,
    List {
        is_numbered: bool,
    },
    Item,
    Strong,
    Emphasis,
    /// To a page, or to a telephone.
    Link(String),
    /// Whose words are shown, and nothing else.
    Plain,
}

/// Help under a question: with this id, so that its control is described by it.
#[component]
pub(crate) fn RichHint(text: String, id: String) -> impl IntoView {
    let mut blocks = blocks(&text);
    if let [Piece::Part(Part::Paragraph, _)] = blocks.as_slice()
        && let Some(Piece::Part(_, words)) = blocks.pop()
    {
        return view! { <p class="hint" id=id>{drawn(words, "")}</p> }.into_any();
    }
    view! { <div class="hint" id=id>{drawn(blocks, "")}</div> }.into_any()
}

/// Words that open a page.
#[component]
pub(crate) fn RichIntro(text: String) -> impl IntoView {
    drawn(blocks(&text), "lede")
}

/// Words of a survey where staff read it on paper.
pub(crate) fn on_paper(text: &str) -> AnyView {
    drawn(blocks(text), "").into_any()
}

fn drawn(pieces: Vec<Piece>, class: &'static str) -> Vec<AnyView> {
    let draw = |piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Break => view! { <br /> }.into_any(),
        Piece::Part(part, inner) => block(part, drawn(inner, ""), class),
    };
    pieces.into_iter().map(draw).collect()
}

/// One part around what stands in it. Only the outermost are named for their style.
fn block(part: Part, inner: Vec<AnyView>, class: &'static str) -> AnyView {
    match part {
        Part::Paragraph if class.is_empty() => view! { <p>{inner}</p> }.into_any(),
        Part::Paragraph => view! { <p class=class>{inner}</p> }.into_any(),
        Part::List { is_numbered: true } => view! { <ol>{inner}</ol> }.into_any(),
        Part::List { is_numbered: false } => view! { <ul>{inner}</ul> }.into_any(),
        Part::Item => view! { <li>{inner}</li> }.into_any(),
        Part::Strong => view! { <strong>{inner}</strong> }.into_any(),
        Part::Emphasis => view! { <em>{inner}</em> }.into_any(),
        Part::Link(to) => view! { <a href=to rel="noreferrer">{inner}</a> }.into_any(),
        Part::Plain => inner.into_any(),
    }
}

/// The text in blocks. However deep somebody nests, no more than [`DEEPEST`] parts are open at a time.
fn blocks(text: &str) -> Vec<Piece> {
    let mut open: Vec<(Part, Vec<Piece>)> = vec![(Part::Plain, Vec::new())];
    let mut beyond = 0_usize;
    for event in Parser::new(text) {
        match event {
            Event::Start(_) if open.len() > DEEPEST => beyond += 1,
            Event::Start(tag) => open.push((part(tag), Vec::new())),
            Event::End(_) if beyond > 0 => beyond -= 1,
            Event::End(_) => {
                if let Some((part, inner)) = open.pop() {
                    add(&mut open, Piece::Part(part, inner));
                }
            }
            Event::SoftBreak => add(&mut open, Piece::Words("\n".to_owned())),
            Event::HardBreak => add(&mut open, Piece::Break),
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => add(&mut open, Piece::Words(words.into_string())),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }
    open.pop().map(|(_, pieces)| pieces).unwrap_or_default()
}

fn add(open: &mut [(Part, Vec<Piece>)], piece: Piece) {
    if let Some((_, pieces)) = open.last_mut() {
        pieces.push(piece);
    }
}

fn part(tag: Tag<'_>) -> Part {
    match tag {
        Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => {
            Part::Paragraph
        }
        Tag::List(first) => Part::List { is_numbered: first.is_some() },
        Tag::Item => Part::Item,
        Tag::Strong => Part::Strong,
        Tag::Emphasis => Part::Emphasis,
        Tag::Link { dest_url, .. } if leads_somewhere(&dest_url) => {
            Part::Link(dest_url.into_string())
        }
        _ => Part::Plain,
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::{RichHint, RichIntro};

    fn hint(text: &str) -> String {
        let (text, id) = (text.to_owned(), "q-hint".to_owned());
        Owner::new().with(|| view! { <RichHint text id /> }.to_html()).replace("<!>", "")
    }

    fn intro(text: &str) -> String {
        let text = text.to_owned();
        Owner::new().with(|| view! { <RichIntro text /> }.to_html()).replace("<!>", "")
    }

    #[test]
    fn plain_words_stay_one_paragraph() {
        assert_eq!(
            hint("For example, 27 3 1985"),
            "<p id=\"q-hint\" class=\"hint\">For example, 27 3 1985</p>"
        );
        assert_eq!(
            intro("Less than 5 < 6 & more"),
            "<p class=\"lede\">Less than 5 &lt; 6 &amp; more</p>"
        );
    }

    #[test]
    fn strong_words_emphasis_lists_and_links_are_drawn() {
        assert_eq!(
            intro(
                "**All** of *it*.\n\n- one\n- [two](https://example.org/a)\n\nCall [us](tel:0114-496-0000)."
            ),
            "<p class=\"lede\"><strong>All</strong> of <em>it</em>.</p>\
             <ul><li>one</li><li><a href=\"https://example.org/a\" rel=\"noreferrer\">two</a></li></ul>\
             <p class=\"lede\">Call <a href=\"tel:0114-496-0000\" rel=\"noreferrer\">us</a>.</p>"
        );
        assert_eq!(
            hint("One.\n\nTwo."),
            "<div id=\"q-hint\" class=\"hint\"><p>One.</p><p>Two.</p></div>"
        );
    }

    #[test]
    fn html_is_shown_as_it_was_typed_and_makes_no_element() {
        for hostile in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<!-- --> <style>p{display:none}</style>",
        ] {
            let html = intro(hostile);
            for element in ["<script", "<img", "<a", "<style", "<!--"] {
                assert!(!html.contains(element), "{element} in {html}");
            }
        }
        assert!(intro("a <img src=x> b").contains("a &lt;img src=x&gt; b"));
    }

    #[test]
    fn a_link_that_leads_anywhere_else_is_only_its_words() {
        for to in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "http://example.org",
            "//example.org",
            "/r/token/leave",
            "tel:javascript",
            "<https://a\" onclick=\"x>",
        ] {
            let html = hint(&format!("[words]({to})"));
            assert!(html.contains("words"), "{html}");
            assert!(
                !html.contains("href=\"javascript") && !html.contains("onclick=\"x\""),
                "{html}"
            );
            let is_safe = html.matches("<a ").count() == html.matches("href=\"https://").count();
            assert!(is_safe, "{html}");
        }
        assert!(!intro("![x](https://example.org/track.png)").contains("<img"));
    }

    #[test]
    fn ten_thousand_marks_are_drawn_in_a_moment() {
        for mark in ["- ", "> ", "*a ", "[", "**", "1. ", "<b>", "`"] {
            assert!(!intro(&mark.repeat(10_000)).contains("<b>"));
        }
    }
}
