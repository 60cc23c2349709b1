//! What stands beside the text of a draft while it is written: the page on which somebody writes, as participants see it,
//! at the size of a phone, and the faults, each where it is.

use std::collections::BTreeSet;

use leptos::prelude::*;
use records::drafts::{self, Draft};
use surveys::{
    authoring::{Elsewhere, Fault},
    condition::{self, Condition},
    definition::Survey,
    editing::page_at,
    keys::SurveyKey,
    phrases::{Phrase, Words},
    shown::{ShownPage, as_written},
};

use super::{of_survey, untranslated::untranslated};
use crate::{
    api::staff::surveys::Writing,
    components::{frame::direction, question::QuestionField, rich::RichIntro},
    pages::staff::instruments::of_instrument,
    site::SiteFiles,
    wording::staff as wording,
};

/// So many faults are told outright: a browser takes seconds to draw thousands, at each pause of whoever types.
pub(super) const OUTRIGHT: usize = 50;

/// How many of the faults are told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// All, those beyond the first folded away.
    All,
    /// The first ones, and how many there are besides.
    First,
}

/// So many lines are shown around one that is at fault.
const AROUND: usize = 2;

/// Both parts, for a page that is open already.
pub(crate) fn beside(writing: &Writing, files: &SiteFiles) -> String {
    let faults = view! { <div data-part="faults">{faults(writing, Told::First)}</div> };
    view! { {faults} {preview(writing, files)} }.to_html()
}

/// What is wrong with the text, or that nothing is.
pub(super) fn faults(writing: &Writing, told: Told) -> AnyView {
    match &writing.read {
        Ok(survey) => sound(&writing.draft, survey, &writing.untranslated),
        Err(faults) => faulty(writing, faults, told),
    }
}

fn sound(draft: &Draft, survey: &Survey, to_translate: &[Fault]) -> AnyView {
    let size = format!("No faults. {}.", wording::surveys::size(survey));
    view! {
        <div class="notice" role="status">
            <p>{size}</p>
            {untranslated(&draft.key, to_translate)}
        </div>
        <p><a href=of_survey(&draft.key, "/draft/walking")>"Walk through it as a participant"</a></p>
        <p><a href=of_survey(&draft.key, "/publishing")>"See what it changes, and publish it"</a></p>
    }
    .into_any()
}

/// The faults, each with its line, and those lines with the ones around them. What stands in a bank has no place here,
/// and what is wrong with a translation is told below.
fn faulty(writing: &Writing, faults: &[Fault], told: Told) -> AnyView {
    let (key, text) = (&writing.draft.key, &writing.text);
    let (outright, others) = faults.split_at(faults.len().min(OUTRIGHT));
    let links = outright.iter().map(|fault| one(fault, drafts::is_own(key, fault), true));
    let count = wording::surveys::faults(faults.len());
    let own = outright.iter().filter(|fault| drafts::is_own(key, fault));
    let at: BTreeSet<usize> = own.map(|fault| fault.line).collect();
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
            {further(key, others, told)}
            {untranslated(key, &writing.untranslated)}
        </div>
        {(!at.is_empty()).then(|| {
            view! {
                <h2>"Where they are"</h2>
                <ol class="source" aria-label="Lines with faults">{lines.collect_view()}</ol>
            }
        })}
    }
    .into_any()
}

/// Those after the first, from top to bottom. One that is mended often mends others.
fn further(key: &SurveyKey, others: &[Fault], told: Told) -> Option<AnyView> {
    let many = others.len();
    match told {
        _ if others.is_empty() => None,
        Told::First => {
            let words = format!("And {many} more. “Save and check” shows all of them.");
            Some(view! { <p>{words}</p> }.into_any())
        }
        Told::All => {
            let all = others.iter().map(|fault| one(fault, drafts::is_own(key, fault), false));
            let view = view! {
                <details class="staff-more">
                    <summary>{format!("And {many} more")}</summary>
                    <ul>{all.collect_view()}</ul>
                </details>
            };
            Some(view.into_any())
        }
    }
}

/// A fault, which leads to its line where that is shown below.
fn one(fault: &Fault, is_own: bool, is_shown: bool) -> AnyView {
    let Fault { file, line, column, problem, mend, elsewhere } = fault;
    let place = match is_own {
        true => format!("Line {line}, column {column}"),
        false => format!("In {file}, line {line}, column {column}"),
    };
    let at = if is_own && is_shown { format!("line-{line}") } else { "text".to_owned() };
    let words = format!("{place}: {problem}; {mend}");
    let place = is_own.then(|| format!("{line}:{column}"));
    let where_else = elsewhere.map(|Elsewhere::Words(instrument)| {
        view! { <a href=of_instrument(instrument)>"Bring its words"</a> }
    });
    view! { <li><a href=format!("#{at}") data-place=place>{words}</a>{where_else}</li> }.into_any()
}

/// The page, drawn as participants see it. There is none while the text has faults.
pub(super) fn preview(writing: &Writing, files: &SiteFiles) -> AnyView {
    let Writing { draft, text, read, unfinished, looking, .. } = writing;
    let seen = read.as_ref().ok().map(|own| unfinished.as_ref().unwrap_or(own));
    let page = seen.and_then(|survey| {
        let last = survey.pages().count().checked_sub(1)?;
        let place = looking.place.or_else(|| page_at(survey, text, looking.line)).unwrap_or(0);
        as_written(&survey.as_wished(&looking.language), place.min(last))
    });
    let (Some(survey), Some(page)) = (seen, page) else {
        return view! {
            <p data-part="about">"There is no preview while the text has faults."</p>
        }
        .into_any();
    };
    let about = about(survey, &page, &of_survey(&draft.key, "/draft/preview"));
    view! {
        {languages(survey, &page.language)}
        {phone(page, files)}
        {about}
    }
    .into_any()
}

/// The page in a frame as wide as a phone.
pub(super) fn phone(page: ShownPage, files: &SiteFiles) -> AnyView {
    let title = format!("Preview of page {}", page.step);
    view! {
        <iframe
            class="phone" data-part="frame" title=title sandbox="allow-same-origin"
            srcdoc=document(page, files)
        ></iframe>
    }
    .into_any()
}

fn languages(survey: &Survey, shown: &str) -> AnyView {
    let all = survey.languages();
    let options = all.iter().map(|language| {
        let is_chosen = language.as_str() == shown;
        view! {
            <option value=language.to_string() selected=is_chosen>
                {language.called_among(&all)}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        <div data-part="languages" hidden={all.len() < 2}>
            <label for="language">"Language of the preview"</label>
            <select id="language" name="language">{options}</select>
        </div>
    }
    .into_any()
}

/// Which page it is, what leads to the ones around it, and what is asked on it of some only.
fn about(survey: &Survey, page: &ShownPage, to: &str) -> AnyView {
    let ShownPage { step, steps, .. } = *page;
    let button = |is_there: bool, place: usize, words: &'static str| {
        is_there.then(|| {
            view! {
                <button
                    class="button button--quiet" formaction=to.to_owned() name="place" value=place.to_string()
                >
                    {words}
                </button>
            }
        })
    };
    view! {
        <div data-part="about">
            {which(survey, page)}
            <div class="actions">
                {button(step > 1, step.saturating_sub(2), "Page before")}
                {button(step < steps, step, "Next page")}
            </div>
        </div>
    }
    .into_any()
}

/// Which page it is, and what is asked on it of some only.
pub(super) fn which(survey: &Survey, page: &ShownPage) -> AnyView {
    let ShownPage { step, steps, .. } = *page;
    let asked = survey.pages().nth(step - 1).map(|(_, page)| &page.questions);
    let some = asked.into_iter().flatten().filter(|one| one.asked_if != Condition::Always);
    let some = some.map(|question| {
        let when = condition::in_words(&question.asked_if, survey);
        view! { <li><code>{question.key.to_string()}</code>" is asked when "{when}"."</li> }
    });
    let some = some.collect::<Vec<_>>();
    view! {
        <p>{format!("Page {step} of {steps}. What would be filled in is shown as “…”.")}</p>
        {(!some.is_empty()).then(|| view! { <ul>{some}</ul> })}
    }
    .into_any()
}

/// A page of its own, so that it is as wide as a phone for the style sheet too, and no name in it meets one of ours.
fn document(page: ShownPage, files: &SiteFiles) -> String {
    let ShownPage { section, title, intro, questions, language, words, step, steps, .. } = page;
    let parts: [(&str, &dyn std::fmt::Display); 3] =
        [("section", &section), ("step", &step), ("steps", &steps)];
    let progress = words.fill(Phrase::Progress, &parts);
    let alone = title.is_none();
    let questions = questions.into_iter().enumerate().map(|(place, shown)| {
        view! { <QuestionField shown heading=alone && place == 0 /> }
    });
    let questions = questions.collect_view();
    let style = files.style.clone();
    let (dir, lang) = (direction(&language), language.clone());
    let onward = onward(&words);
    view! {
        <!DOCTYPE html>
        <html lang=lang dir=dir>
            <head>
                <meta charset="utf-8" />
                <title>"Preview"</title>
                {style.map(|style| view! { <link rel="stylesheet" href=style /> })}
            </head>
            <body>
                <main class="main">
                    <p class="progress">{progress}</p>
                    <form class="page">
                        {title.map(|title| view! { <h1>{title}</h1> })}
                        {intro.map(|text| view! { <RichIntro text /> })}
                        {questions}
                        {onward}
                    </form>
                </main>
            </body>
        </html>
    }
    .to_html()
}

/// How the page ends. It leads nowhere.
fn onward(words: &Words) -> AnyView {
    let say = |phrase| words.say(phrase).to_owned();
    view! {
        <div class="actions">
            <button class="button" type="button">{say(Phrase::Continue)}</button>
            <button class="button button--quiet" type="button">{say(Phrase::Later)}</button>
        </div>
    }
    .into_any()
}
