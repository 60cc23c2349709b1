//! The next version while it is written: its files in boxes, what is wrong with them, what they change, and the picture.

use std::collections::BTreeSet;

use leptos::prelude::*;
use records::protocols::OWN_FILE;
use surveys::{
    authoring::{Fault, File},
    keys::StudyKey,
    language::{Language, isolated},
};

use super::{
    drafted::{self, clashes, moment, throwing_away},
    effect::would_do,
    held::{Shown, sections},
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

pub(crate) fn rewriting(rewriting: Rewriting) -> StaffFramed {
    let study = rewriting.study.study();
    let key = study.key.clone();
    let title = format!("Next version of the protocol of {}", isolated(&study.title));
    let (said, wrong) = (rewriting.said.clone(), rewriting.said.wrong);
    let reasons = against(&said.reasons);
    let Rewriting { boxes, holds, draft, reads, faults, warnings, lacking, .. } = rewriting;
    let files: Vec<_> = boxes.iter().map(|one| one.file.clone()).collect();
    let first = boxes.iter().position(|one| !one.clashes.is_empty());
    let is_saved = draft.is_some() && first.is_none();
    let fields = boxes.iter().enumerate();
    let fields: Vec<_> =
        fields.map(|(at, one)| text((one, first == Some(at)), &faults, &study.timezone)).collect();
    let told = (!faults.is_empty()).then(|| faulty(&files, &faults));
    let changes = reads.as_ref().map(|reads| changed(reads, holds));
    let publish = (is_saved && reads.is_some() && faults.is_empty())
        .then(|| publishing(said.typed.raw("reason"), wrong));
    let throw = draft.as_ref().map(|draft| throwing_away(&key, draft, holds, wrong));
    let middle = view! {
        {back(of_protocol(&key, ""), "The protocol that holds")}
        <Told said />
        {reasons}
        <h1>{title.clone()}</h1>
        {stands(&key, draft.as_ref(), holds)}
        {told}
        {worth_a_look(&warnings)}
        <form method="post" action=of_protocol(&key, "/next") novalidate>
            {fields}
            {lacking.iter().map(no_words).collect_view()}
            <div class="actions">
                <button class="button" name="then" value="save">"Save the draft, and see what it changes"</button>
            </div>
            {changes}
            {publish}
        </form>
        {throw}
        {reads.as_ref().map(|reads| sections(&key, &reads.protocol, Shown::Other))}
    };
    framed(&title, wrong, middle)
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
            <textarea
                class="survey-text" id=id.clone() name=id.clone() rows=rows spellcheck="false" autocapitalize="none"
                autocomplete="off" aria-describedby=hinted aria-invalid=invalid
            >
                {in_box(&file.text)}
            </textarea>
            {clashes(one, is_first)}
        </div>
    }
    .into_any()
}

/// A place for messages in a language in which there are none.
fn no_words(language: &Language) -> AnyView {
    let name = language.english_name();
    view! {
        <p>
            {format!(
                "Surveys are asked in {name}, and nobody is written to in it. Who answers is thanked, and who sends a text is \
                 answered, also about a survey of which nothing is sent."
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

/// So many lines are shown around one that is at fault.
const AROUND: usize = 2;

/// All that is wrong, and where it stands.
fn faulty(files: &[File], faults: &[Fault]) -> impl IntoView + use<> {
    let links = faults.iter().map(|fault| {
        let Fault { file, line, column, problem, mend, .. } = fault;
        let words = format!("{file}, line {line}, column {column}: {problem}; {mend}");
        view! { <li><a href=format!("#{}", at(file, *line))>{words}</a></li> }
    });
    let places: Vec<_> = files.iter().filter_map(|file| source(file, faults)).collect();
    view! {
        <div class="summary-box" role="alert">
            <h2>{wording::surveys::faults(faults.len())}</h2>
            <ul>{links.collect_view()}</ul>
        </div>
        <h2>"Where they are"</h2>
        {places}
    }
}

fn at(file: &str, line: usize) -> String {
    format!("line-{}-{line}", file.replace('.', "-"))
}

/// The lines of a file that are at fault, and those around them.
fn source(file: &File, faults: &[Fault]) -> Option<AnyView> {
    let own = faults.iter().filter(|fault| fault.file == file.name);
    let lines: BTreeSet<usize> = own.map(|fault| fault.line).collect();
    if lines.is_empty() {
        return None;
    }
    let shown = |number: usize| lines.iter().any(|line| number.abs_diff(*line) <= AROUND);
    let all = file.text.lines().enumerate().map(|(place, line)| (place + 1, line));
    let all = all.filter(|(number, _)| shown(*number)).map(|(number, line)| {
        let is_at = lines.contains(&number);
        let class = if is_at { "source__line source__line--fault" } else { "source__line" };
        view! {
            <li class=class id=at(&file.name, number) value=number.to_string()>
                {is_at.then(|| view! { <span class="hidden">"Fault: "</span> })}
                <code>{line.to_owned()}</code>
            </li>
        }
    });
    let label = format!("Lines of {} with faults", file.name);
    Some(
        view! {
            <h3>{file.name.clone()}</h3>
            <ol class="source" aria-label=label>{all.collect_view()}</ol>
        }
        .into_any(),
    )
}

fn worth_a_look(warnings: &[Fault]) -> Option<AnyView> {
    let each = warnings.iter().map(|one| {
        view! { <li>{format!("{}, line {}: {}; {}", one.file, one.line, one.problem, one.mend)}</li> }
    });
    let each: Vec<_> = each.collect();
    (!each.is_empty()).then(|| {
        view! {
            <div class="notice"><h2>"Worth a look"</h2><ul>{each}</ul></div>
        }
        .into_any()
    })
}

fn changed(reads: &Reads, holds: u32) -> AnyView {
    view! {
        <h2>{format!("What it changes since version {holds}, which holds")}</h2>
        {differences(&reads.changes)}
        {reads.effect.as_ref().map(|effect| would_do(effect, &reads.protocol))}
    }
    .into_any()
}

fn publishing(reason: &str, wrong: Option<crate::api::staff::Wrong>) -> impl IntoView + use<> {
    view! {
        <h2>"Publish it"</h2>
        <p>"What is published never changes, and is kept for ever. A mistake is mended by the next version."</p>
        <StaffWords
            name="reason" label="Why" hint="Whoever looks at this version later reads it."
            value=reason.to_owned() wrong=wording::at("reason", wrong)
        />
        <div class="actions">
            <button class="button" name="then" value="publish">"Publish, so that it holds"</button>
        </div>
    }
}
