//! The next version while it is written: its files in boxes, with what is wrong with them and the picture beside, and what
//! they change.

use leptos::prelude::*;
use records::protocols::OWN_FILE;
use surveys::{
    authoring::Fault,
    keys::StudyKey,
    language::{Language, isolated},
};

use super::{
    beside::{down, of_page},
    drafted::{self, clashes, moment, throwing_away},
    effect::would_do,
    of_protocol,
    version::differences,
};
use crate::{
    api::staff::protocol::{Boxed, Reads, Rewriting, Standing, boxed},
    components::{
        question::words::in_box,
        staff::{frame::StaffFramed, said::Told, words::StaffWords},
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

/// Shows the picture and the faults while somebody types. Both can be had without, by a button.
const SCRIPT: &str = include_str!("rewriting/follow.js");

pub(crate) fn rewriting(rewriting: Rewriting) -> StaffFramed {
    let study = rewriting.study.study();
    let key = study.key.clone();
    let title = format!("Next version of the protocol of {}", isolated(&study.title));
    let (said, wrong) = (rewriting.said.clone(), rewriting.said.wrong);
    let reasons = against(&said.reasons);
    let Rewriting { holds, draft, reads, .. } = &rewriting;
    let throw = draft.as_ref().map(|draft| throwing_away(&key, draft, *holds, wrong));
    let changes = reads.as_ref().map(|reads| changed(reads, *holds));
    let middle = view! {
        {back(of_protocol(&key, ""), "The protocol that holds")}
        <Told said />
        {reasons}
        <h1>{title.clone()}</h1>
        {stands(&key, draft.as_ref(), *holds)}
        {workbench(&key, &rewriting, changes)}
        {throw}
    };
    framed(&title, wrong, middle).with_script(SCRIPT)
}

/// The text on one side, and what it comes to on the other.
fn workbench(
    key: &StudyKey,
    rewriting: &Rewriting,
    changes: Option<AnyView>,
) -> impl IntoView + use<> {
    let Rewriting { boxes, draft, reads, faults, lacking, said, .. } = rewriting;
    let zone = &rewriting.study.study().timezone;
    let first = boxes.iter().position(|one| !one.clashes.is_empty());
    let fields = boxes.iter().enumerate();
    let fields: Vec<_> =
        fields.map(|(at, one)| text((one, first == Some(at)), faults, zone)).collect();
    let is_sound = reads.as_ref().is_some_and(|reads| !reads.is_same) && faults.is_empty();
    let is_ready = draft.is_some() && first.is_none() && is_sound;
    let publish = publishing(is_ready, said.typed.raw("reason"), said.wrong);
    let unsaved = boxes.iter().any(|one| one.file.text != one.seen).then_some("Not saved yet.");
    let picture = of_protocol(key, "/next/picture");
    view! {
        <form
            class="workbench workbench--timeline" id="writing" method="post" action=of_protocol(key, "/next") novalidate
            data-picture=picture
        >
            <div class="workbench__text">
                {down(faults.len())}
                {fields}
                {lacking.iter().map(no_words).collect_view()}
                <p class="workbench__state"><span id="saved" role="status">{unsaved}</span></p>
                <div class="actions">
                    <button class="button" name="then" value="save">"Save the draft, and see what it changes"</button>
                    <button class="button button--quiet" id="show" formaction=picture.clone()>"Show the picture"</button>
                </div>
                {changes}
                {publish}
                <p class="hidden" id="heard" role="status"></p>
            </div>
            {of_page(rewriting)}
        </form>
    }
}

/// What it means that there is a draft, which can be read as people would read it.
fn stands(key: &StudyKey, draft: Option<&Standing>, holds: u32) -> impl IntoView + use<> {
    let to = of_protocol(key, "/next/messages");
    let read = draft.map(|_| {
        view! { <p><a href=to>"What people would read: the saved draft’s messages, filled in"</a></p> }
    });
    view! { {drafted::told(draft, holds)} {read} }
}

/// What stands against it, each in a sentence.
fn against(reasons: &[String]) -> Option<AnyView> {
    let each: Vec<_> = reasons.iter().map(|why| view! { <li>{why.clone()}</li> }).collect();
    (!each.is_empty()).then(|| view! { <ul class="staff-words">{each}</ul> }.into_any())
}

/// The box of one file. It is as tall as a screen holds.
fn text((one, is_first): (&Boxed, bool), faults: &[Fault], zone: &str) -> AnyView {
    let Boxed { file, seen, saved, .. } = one;
    let id = boxed(&file.name);
    let is_wrong = faults.iter().any(|fault| fault.file == file.name);
    let invalid = is_wrong.then_some("true");
    let hint = match file.name.as_str() {
        OWN_FILE => {
            "When each survey is open, and who is contacted. “Writing a protocol”, in the documentation, \
                            explains every field."
        }
        _ if file.text.trim().is_empty() => {
            "Empty: by this version nobody is written to in this language. “Writing messages”, in the documentation, \
             explains every field."
        }
        _ => "What people read. “Writing messages”, in the documentation, explains every field.",
    };
    let saved = saved.as_ref().map(|(at, by)| format!(" Saved on {}, by {by}.", moment(*at, zone)));
    let rows = file.text.lines().count().clamp(8, 24).to_string();
    let hinted = format!("{id}-hint");
    view! {
        <div class="question">
            <label for=id.clone()><strong>{file.name.clone()}</strong></label>
            <p class="hint" id=hinted.clone()>{hint}{saved}</p>
            <input type="hidden" name=format!("seen:{id}") value=seen.clone() />
            <div class="editor">
                <textarea
                    class="survey-text" id=id.clone() name=id.clone() rows=rows spellcheck="false" autocapitalize="none"
                    autocomplete="off" aria-describedby=hinted aria-invalid=invalid
                >
                    {in_box(&file.text)}
                </textarea>
            </div>
            {clashes(one, is_first)}
        </div>
    }
    .into_any()
}

/// A place for messages in a language in which there are none, and somebody may expect some.
fn no_words(language: &Language) -> AnyView {
    let name = language.english_name();
    view! {
        <p>
            {format!(
                "Surveys are asked in {name}, or people of the study read it, and nobody is written to in it. Who answers is \
                 thanked, and who sends a text is answered, also about a survey of which nothing is sent."
            )}
        </p>
        <div class="actions">
            <button class="button button--quiet" name="then" value=format!("add/{language}")>
                {format!("Add a box for the messages in {name}")}
            </button>
        </div>
    }
    .into_any()
}

fn changed(reads: &Reads, holds: u32) -> AnyView {
    view! {
        <h2>{format!("What it changes since version {holds}, which holds")}</h2>
        {differences(&reads.changes)}
        {reads.is_same.then(|| view! { <p>"There is nothing to publish."</p> })}
        {would_do(reads)}
    }
    .into_any()
}

/// Why it changes keeps what was typed while there is nothing to publish, until the faults are mended.
fn publishing(is_ready: bool, reason: &str, wrong: Option<crate::api::staff::Wrong>) -> AnyView {
    let value = reason.to_owned();
    if !is_ready {
        return view! { <input type="hidden" name="reason" value=value /> }.into_any();
    }
    view! {
        <h2>"Publish it"</h2>
        <p>"What is published never changes, and is kept for ever. A mistake is mended by the next version."</p>
        <StaffWords
            name="reason" label="Why" hint="Whoever looks at this version later reads it."
            value wrong=wording::at("reason", wrong)
        />
        <div class="actions">
            <button class="button" name="then" value="publish">"Publish, so that it holds"</button>
        </div>
    }
    .into_any()
}
