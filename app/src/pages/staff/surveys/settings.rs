//! What is said of a draft as a whole: what staff call it, how long it takes, where its wordings come from.

use leptos::prelude::*;
use surveys::editing::{Outline, Setting};

use super::{
    boxes::{Boxes, by_enter, page, unreadable},
    of_survey,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{frame::StaffFramed, words::StaffWords},
};

pub(crate) fn settings(arranging: Arranging) -> StaffFramed {
    let key = &arranging.draft.key;
    let below = match &arranging.outline {
        Err(error) => unreadable(key, error),
        Ok(outline) => form(&arranging, outline),
    };
    let title = format!("What is said of {key} as a whole");
    page(&arranging, &title, ("/arranging", "All questions"), below)
}

fn form(arranging: &Arranging, outline: &Outline) -> AnyView {
    let (draft, boxes) = (&arranging.draft, Boxes::of(&arranging.said));
    let fields = Setting::ALL.map(|setting| {
        let (words, saved) = match setting {
            Setting::Title => (("Title", "What staff call it."), &outline.title),
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
    let usable = match outline.usable.as_str() {
        "" => "A response that was never sent is not kept as partial.".to_owned(),
        when => format!("A response that was never sent is kept as partial when {when}."),
    };
    view! {
        <form method="post" action=of_survey(&draft.key, "/settings") novalidate>
            {by_enter("save")}
            <input type="hidden" name="revision" value=draft.revision.to_string() />
            {fields.into_iter().collect_view()}
            {sources(outline, &boxes)}
            <div class="actions"><button class="button" name="then" value="save">"Save"</button></div>
        </form>
        <h2>"Responses that are not sent"</h2>
        <p>{usable}</p>
        <p><a href=of_survey(&draft.key, "/when/survey")>"Change when they are worth keeping"</a></p>
    }
    .into_any()
}

/// Sources by their names, and one more.
fn sources(outline: &Outline, boxes: &Boxes) -> AnyView {
    let own = outline.sources.iter().map(|(source, text)| {
        let name = format!("source-{source}");
        let value = boxes.value(&name, text);
        view! {
            <div class="question">
                <label for=name.clone()><strong>"Source "<code>{source.clone()}</code></strong></label>
                <input type="text" id=name.clone() name=name value=value autocomplete="off" />
            </div>
        }
    });
    let name = ("Short name of another source (optional)", "Such as own. A question names it.");
    let value = boxes.value("source", "");
    view! {
        <h2>"Where wordings come from"</h2>
        {own.collect_view()}
        {boxes.line("source-name", name, "")}
        <StaffWords
            name="source" label="What it is (optional)"
            hint="Title, holder and licence, such as: Example Trust. CC BY 4.0" value wrong=None
        />
    }
    .into_any()
}
