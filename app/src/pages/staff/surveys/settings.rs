//! What is said of a draft as a whole: what staff call it, how long it takes, where its wordings come from.

use leptos::prelude::*;
use surveys::editing::{Outline, Setting};

use super::{
    around::{homeless, page, unreadable},
    boxes::{Boxes, by_enter, to_condition},
    of_survey,
};
use crate::{api::staff::arranging::Arranging, components::staff::frame::StaffFramed};

pub(crate) fn settings(arranging: Arranging) -> StaffFramed {
    let key = &arranging.draft.key;
    let below = match &arranging.outline {
        Err(error) => unreadable(&arranging, error),
        Ok(outline) => form(&arranging, outline),
    };
    let title = format!("What is said of {key} as a whole");
    page(&arranging, &title, ("/arranging", "All questions"), below)
}

fn form(arranging: &Arranging, outline: &Outline) -> AnyView {
    let (draft, boxes) = (&arranging.draft, Boxes::of(arranging));
    let gone = homeless(&boxes, |name| {
        let source = name.strip_prefix("source-");
        source.is_none_or(|source| outline.sources.iter().any(|(known, _)| known == source))
    });
    let fields = Setting::ALL.map(|setting| {
        let (words, saved) = match setting {
            Setting::Title => {
                (("Title", "What staff call it. At most 200 characters."), &outline.title)
            }
            Setting::Language => (("Language of its texts", "Such as en-GB."), &outline.language),
            Setting::Minutes => (
                ("Minutes that it takes most people", "The first page tells them."),
                &outline.minutes,
            ),
            Setting::Version => {
                (("Version", "Higher than the last that was published."), &outline.version)
            }
        };
        boxes.line(setting.name(), words, saved)
    });
    let usable = usable(arranging, outline);
    view! {
        {gone}
        <form method="post" action=of_survey(&draft.key, "/settings") novalidate>
            {by_enter("save")}
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {fields.into_iter().collect_view()}
            {sources(outline, &boxes)}
            <h2>"Responses that are not sent"</h2>
            <p>{usable}</p>
            {to_condition("Save, and change when they are worth keeping")}
            <div class="actions"><button class="button" name="then" value="save">"Save"</button></div>
        </form>
    }
    .into_any()
}

/// When an unsent response is worth keeping.
fn usable(arranging: &Arranging, outline: &Outline) -> String {
    match outline.usable.as_str() {
        "" => "A response that was never sent is not kept as partial.".to_owned(),
        when => {
            let when = arranging.in_words(when);
            format!("A response that was never sent is kept as partial when {when}.")
        }
    }
}

/// Sources by their names, and one more.
fn sources(outline: &Outline, boxes: &Boxes) -> AnyView {
    let own = outline.sources.iter().map(|(source, text)| {
        let label = view! { <strong>"Source "<code>{source.clone()}</code></strong> };
        boxes.named(format!("source-{source}"), label.into_any(), text)
    });
    let name = ("Short name of another source (optional)", "Such as own. A question names it.");
    let what =
        ("What it is (optional)", "Title, holder and licence, such as: Example Trust. CC BY 4.0");
    view! {
        <h2>"Where wordings come from"</h2>
        {own.collect_view()}
        {boxes.line("new-source", name, "")}
        {boxes.words("source", what, "")}
    }
    .into_any()
}
