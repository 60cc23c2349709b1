//! The text of a draft, and what is wrong with it. Two people may have it open.

use leptos::prelude::*;
use surveys::fill::long_date;

use super::{
    apart::apart,
    beside::{Told as Faults, faults, preview},
    of_survey,
};
use crate::{
    api::staff::{Wrong, surveys::Writing},
    components::{
        question::words::in_box,
        questionnaire::questionnaire,
        staff::{frame::StaffFramed, said::Told, select::Wrong as Beside},
    },
    pages::{staff::coming_in::framed, staff::participants::back},
    site::SiteFiles,
    wording::staff as wording,
};

/// Shows the page and the faults while somebody types, and saves when they pause. All of it can be done without.
const SCRIPT: &str = include_str!("draft/workbench.js");

pub(crate) fn draft(writing: Writing) -> StaffFramed {
    let wrong = writing.said.wrong;
    let (key, said) = (writing.draft.key.clone(), writing.said.clone());
    let title = format!("Draft of {key}");
    let (on, by) =
        (long_date(writing.draft.changed_at.date_naive()), writing.draft.changed_by.clone());
    let typed = &writing.said.typed;
    let theirs = writing.apart.as_ref().map(|(both, whose)| apart(both, (*whose, typed)));
    let reads = writing.read.as_ref().ok().filter(|_| wrong.is_none());
    let reads = reads.map(|survey| {
        view! { <h2>"How it reads"</h2> <div id="reads">{questionnaire(survey)}</div> }
    });
    let middle = view! {
        {back(of_survey(&key, ""), "The survey")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>"Last saved on "{on}" by "{by}"."</p>
        <ul class="staff-links">
            <li><a href=of_survey(&key, "/arranging")>"Change it by choosing"</a></li>
            <li><a href=of_survey(&key, "/draft/translations")>"Its translations"</a></li>
            <li><a href=of_survey(&key, "/draft/map")>"The map of its pages"</a></li>
            <li><a href=of_survey(&key, "/draft/earlier")>"Earlier texts"</a></li>
        </ul>
        {workbench(&writing, theirs)}
        {reads}
    };
    framed(&title, wrong, middle).with_script(SCRIPT)
}

/// The text on one side, and what it comes to on the other.
fn workbench(writing: &Writing, theirs: Option<AnyView>) -> impl IntoView + use<> {
    let Writing { draft, text, seen, said, .. } = writing;
    let files = use_context::<SiteFiles>().unwrap_or_default();
    let faults = said.wrong.is_none().then(|| faults(writing, Faults::All));
    let preview = preview(writing, &files);
    let below = |rest: &str| of_survey(&draft.key, rest);
    // What was not saved is not saved by itself before somebody decides.
    let waits = said.wrong.is_some().then_some("yes");
    let unsaved = (*text != draft.text).then_some("yes");
    view! {
        <form
            class="workbench" id="writing" method="post" action=below("/draft") novalidate
            data-preview=below("/draft/preview") data-keep=below("/draft/keep")
            data-waits=waits data-unsaved=unsaved
        >
            <div class="workbench__text">
                {editor(seen, text, said.wrong)}
                <div class="actions">
                    <button class="button">"Save and check"</button>
                    <button class="button button--quiet" id="check" formaction=below("/draft/preview")>
                        "Check without saving"
                    </button>
                </div>
                <p class="workbench__state">
                    <span id="saved" role="status">
                        {unsaved.map(|_| "Not saved yet.")}
                    </span>
                    <span id="saving" hidden>" Saving what you typed…"</span>
                </p>
                <div id="theirs">{theirs}</div>
                <div data-part="faults">{faults}</div>
                <p class="hidden" id="heard" role="status"></p>
            </div>
            <section class="workbench__beside" id="beside" aria-labelledby="beside-heading">
                <h2 id="beside-heading">"Preview"</h2>
                {preview}
            </section>
        </form>
    }
}

fn editor(
    (revision, seen): &(u32, String),
    text: &str,
    wrong: Option<Wrong>,
) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="revision" value=revision.to_string() />
        <input type="hidden" name="seen:text" value=seen.clone() />
        <label for="text"><strong>"Text of the survey"</strong></label>
        <p class="hint" id="text-hint">
            "Every field is explained in "<a href="/staff/writing">"Writing a survey"</a>"."
        </p>
        <Beside name="text" wrong=wording::at("text", wrong) />
        <div class="editor" id="editor">
            <textarea
                class="survey-text" id="text" name="text" rows="24" spellcheck="false" autocapitalize="none"
                autocomplete="off" aria-describedby="text-hint"
            >
                {in_box(text)}
            </textarea>
        </div>
    }
}
