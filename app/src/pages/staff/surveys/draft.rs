//! The text of a draft, and what is wrong with it. Two people may have it open.

use std::collections::BTreeSet;

use leptos::prelude::*;
use records::drafts::Draft;
use surveys::{
    authoring::Fault,
    comparing::{self, Passage},
    definition::Survey,
    fill::long_date,
};

use super::of_survey;
use crate::{
    api::staff::{
        Wrong,
        surveys::{Editing, SurveyWrong},
    },
    components::{
        changes::passage,
        question::words::in_box,
        questionnaire::questionnaire,
        staff::{frame::StaffFramed, said::Told, select::Wrong as Beside},
        summary::ToPutRight,
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

/// So many lines are shown around one that is at fault.
const AROUND: usize = 2;

pub(crate) fn draft(editing: Editing) -> StaffFramed {
    let Editing { draft, read, said } = editing;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let meanwhile = matches!(wrong, Some(Wrong::Survey(SurveyWrong::ChangedMeanwhile)));
    // What was typed and is not saved stays in the box.
    let own = typed.raw("text").replace("\r\n", "\n");
    let text = if wrong.is_some() { own } else { draft.text.clone() };
    let (key, revision) = (draft.key.clone(), draft.revision);
    let theirs = meanwhile.then(|| theirs(&draft, &text));
    let (below, problems) = match read {
        _ if wrong.is_some() => (None, None),
        Ok(survey) => (Some(sound(&draft, &survey)), None),
        Err(faults) => (None, Some(faulty(&draft.text, &faults))),
    };
    let title = format!("Draft of {key}");
    let (on, by) = (long_date(draft.changed_at.date_naive()), draft.changed_by);
    let middle = view! {
        {back(of_survey(&key, ""), "The survey")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>"Saved on "{on}" by "{by}", "{times(revision)}"."</p>
        {problems}
        {theirs}
        {editor(of_survey(&key, "/draft"), revision, &text, wrong)}
        {below}
    };
    framed(&title, wrong, middle)
}

fn editor(
    action: String,
    revision: u32,
    text: &str,
    wrong: Option<Wrong>,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=action novalidate>
            <input type="hidden" name="revision" value=revision.to_string() />
            <label for="text"><strong>"Text of the survey"</strong></label>
            <p class="hint" id="text-hint">
                "Every field is explained in “Writing a survey”, in the documentation."
            </p>
            <Beside name="text" wrong=wording::at("text", wrong) />
            <textarea
                class="survey-text" id="text" name="text" rows="24" spellcheck="false" autocapitalize="none"
                autocomplete="off" aria-describedby="text-hint"
            >
                {in_box(text)}
            </textarea>
            <div class="actions"><button class="button">"Save and check"</button></div>
        </form>
    }
}

fn times(revision: u32) -> String {
    if revision == 1 { "once".to_owned() } else { format!("{revision} times in all") }
}

/// What the draft is as a survey.
fn sound(draft: &Draft, survey: &Survey) -> AnyView {
    let size = format!("No faults. {}.", wording::surveys::size(survey));
    view! {
        <div class="notice" role="status"><p>{size}</p></div>
        <p><a href=of_survey(&draft.key, "/draft/walking")>"Walk through it as a participant"</a></p>
        <p><a href=of_survey(&draft.key, "/publishing")>"See what it changes, and publish it"</a></p>
        <h2>"How it reads"</h2>
        {questionnaire(survey)}
    }
    .into_any()
}

/// The faults, each with its line, and those lines with the ones around them.
fn faulty(text: &str, faults: &[Fault]) -> AnyView {
    let own = faults.first().map(|fault| fault.file.clone()).unwrap_or_default();
    let wrong = faults.iter().map(|fault| ToPutRight {
        at: if fault.file == own { format!("line-{}", fault.line) } else { "text".to_owned() },
        words: format!(
            "Line {}, column {}: {}; {}",
            fault.line, fault.column, fault.problem, fault.mend
        ),
    });
    let links = wrong.map(|ToPutRight { at, words }| {
        view! { <li><a href=format!("#{at}")>{words}</a></li> }
    });
    let count = wording::surveys::faults(faults.len());
    let at: BTreeSet<usize> =
        faults.iter().filter(|one| one.file == own).map(|one| one.line).collect();
    let shown = |number: usize| at.iter().any(|line| number.abs_diff(*line) <= AROUND);
    let lines = text.lines().enumerate().map(|(place, line)| (place + 1, line));
    let lines = lines.filter(|(number, _)| shown(*number)).map(|(number, line)| {
        let is_at = at.contains(&number);
        let class = if is_at { "source__line source__line--fault" } else { "source__line" };
        view! {
            <li class=class id=format!("line-{number}") value=number.to_string()>
                {is_at.then(|| view! { <span class="hidden">"Fault: "</span> })}
                <code>{line.to_owned()}</code>
            </li>
        }
    });
    view! {
        <div class="summary-box" role="status">
            <h2>{count}</h2>
            <ul>{links.collect_view()}</ul>
        </div>
        <h2>"Where they are"</h2>
        <ol class="source" aria-label="Lines with faults">{lines.collect_view()}</ol>
    }
    .into_any()
}

/// What somebody else saved, as it differs from what is in the box.
fn theirs(draft: &Draft, own: &str) -> AnyView {
    let passages = comparing::lines(own, &draft.text);
    let told = passages.into_iter().map(|one| match one {
        Passage::Kept(text) => shortened(&text).into_any(),
        other => passage(other),
    });
    let by = draft.changed_by.clone();
    view! {
        <h2>"What is saved, beside yours"</h2>
        <p>
            "Saved by "{by}". Struck through is what stands in yours only; underlined is what stands in \
             theirs only. Saving again puts yours in the place of theirs."
        </p>
        <pre class="source source--compared">{told.collect_view()}</pre>
        <details class="staff-more">
            <summary>"All of what is saved"</summary>
            <pre class="source source--compared">{draft.text.clone()}</pre>
        </details>
    }
    .into_any()
}

/// Of lines that both have, the first and the last few.
fn shortened(text: &str) -> String {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    match lines.len() {
        0..=7 => text.to_owned(),
        many => format!("{}…\n{}", lines[..3].concat(), lines[many - 3..].concat()),
    }
}
