//! How a question is answered on the telephone: options with the numbers that choose them, and apart from them, never read
//! out, that somebody does not know or would rather not say.

use leptos::prelude::*;
use surveys::{
    definition::{Choice, Kind, words_variable},
    interview::Saying,
    phrases::Phrase,
    shown::ShownQuestion,
    spoken::{Spoken, SpokenOption},
    value::Missing,
};

use crate::{
    components::{question::QuestionField, summary::is_soft},
    wording,
};

pub(super) fn field(shown: ShownQuestion, spoken: Spoken) -> AnyView {
    let key = shown.question.key.to_string();
    match &shown.question.kind {
        Kind::Single { .. } => options(&shown, spoken, "radio"),
        Kind::Multiple { .. } => options(&shown, spoken, "checkbox"),
        Kind::Scale { .. } => {
            let ends = spoken.ends.into_iter();
            let said = std::iter::once(spoken.ask).chain(ends).collect();
            group(&shown, said, (key.as_str(), points(&shown, &key)), "radio")
        }
        Kind::Grid { .. } => rows(&shown, &spoken),
        _ => boxes(shown, spoken),
    }
}

/// One group of keys: what is read out, what is to be put right, the answers, and what is never read out.
fn group(
    shown: &ShownQuestion,
    said: Vec<String>,
    (name, answers): (&str, AnyView),
    kind: &'static str,
) -> AnyView {
    let problems = shown.problems.iter().filter(|problem| !is_soft(problem));
    let problems = problems.map(|problem| {
        let words = wording::problem(problem, shown);
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    let problems = problems.collect_view();
    let said = said.into_iter().map(|words| view! { <span>{words}</span> }).collect_view();
    view! {
        <fieldset data-keys=kind>
            <legend>
                <span class="spoken"><span class="spoken__mark">"Read out"</span>{said}</span>
            </legend>
            {problems}
            <div class="choices">{answers}</div>
            {never(shown, name, kind)}
        </fieldset>
    }
    .into_any()
}

fn options(shown: &ShownQuestion, spoken: Spoken, kind: &'static str) -> AnyView {
    let key = shown.question.key.to_string();
    let is_offered = spoken.options.iter().any(|option| option.is_read_out);
    let offered = is_offered.then(|| {
        view! { <p class="hint">{Saying::ReadAnswers.words()}</p> }
    });
    let all = spoken.options.into_iter().zip(shown.question.options());
    let all = all.map(|(option, choice)| {
        let code = option.code.to_string();
        let taken = shown.typed.has(&key, &code);
        let text = label(&option);
        view! { {answer((&*key, &*code, &*code), kind, text, taken)} {own_words(shown, choice)} }
    });
    let all = view! { {offered} {all.collect_view()} }.into_any();
    group(shown, vec![spoken.ask], (&*key, all), kind)
}

fn label(option: &SpokenOption) -> AnyView {
    let silent = (!option.is_read_out).then(|| {
        view! { <span class="hint">{Saying::NotOffered.words()}</span> }
    });
    view! { {option.words.clone()} {silent} }.into_any()
}

/// The eleven points of a scale.
fn points(shown: &ShownQuestion, name: &str) -> AnyView {
    let all = (0..=10).map(|point: i32| {
        let code = point.to_string();
        let taken = shown.typed.has(name, &code);
        answer((name, &*code, &*code), "radio", ().into_any(), taken)
    });
    all.collect_view().into_any()
}

/// A grid is read out row by row.
fn rows(shown: &ShownQuestion, spoken: &Spoken) -> AnyView {
    let key = &shown.question.key;
    let rows = spoken.rows.iter().enumerate().map(|(place, (row, words))| {
        let name = format!("{key}_{row}");
        let before = (place == 0).then(|| [Some(spoken.ask.clone()), spoken.ends.clone()]);
        let before = before.into_iter().flatten().flatten();
        let said = before.chain([words.clone()]).collect();
        group(shown, said, (&*name, points(shown, &name)), "radio")
    });
    rows.collect_view().into_any()
}

/// What is typed into boxes is asked by the same fields as on the web, in telephone wording.
fn boxes(shown: ShownQuestion, spoken: Spoken) -> AnyView {
    let name = format!("{}_none", shown.question.key);
    let never = never(&shown, &name, "checkbox");
    let mut said = shown;
    said.question.text = spoken.ask;
    said.question.hint = None;
    (said.dont_know, said.refuse) = (false, false);
    view! {
        <div data-keys="box">
            <div class="spoken">
                <p class="spoken__mark">"Read out the first line"</p>
                <QuestionField shown=said heading=false />
            </div>
            {never}
        </div>
    }
    .into_any()
}

/// One answer, with the key that chooses it.
fn answer(
    (name, value, code): (&str, &str, &str),
    kind: &'static str,
    text: AnyView,
    taken: bool,
) -> AnyView {
    let id = format!("{name}-{value}");
    let (name, value, code) = (name.to_owned(), value.to_owned(), code.to_owned());
    view! {
        <div class="choice">
            <input type=kind id=id.clone() name=name value=value data-code=code.to_lowercase() checked=taken />
            <label for=id><kbd>{code}</kbd>" "{text}</label>
        </div>
    }
    .into_any()
}

/// "Don't know" and "prefer not to say" are taken when they are said.
fn never(shown: &ShownQuestion, name: &str, kind: &'static str) -> AnyView {
    let both = [(Missing::DontKnow, "D"), (Missing::Refused, "R")].map(|(reason, letter)| {
        let value = reason.code().to_string();
        let taken = shown.typed.has(name, &value);
        let words = shown.words.reason(reason).to_owned();
        answer((name, &*value, letter), kind, words.into_any(), taken)
    });
    view! {
        <div class="choices choices--missing" role="group" aria-label="Never read out">
            <p class="hint">{Saying::NeverReadOut.words()}</p>
            {both.into_iter().collect_view()}
        </div>
    }
    .into_any()
}

/// A box for an answer in their own words.
fn own_words(shown: &ShownQuestion, choice: &Choice) -> Option<AnyView> {
    choice.other?;
    let name = words_variable(&shown.question.key, choice.code);
    let value = shown.typed.raw(&name).to_owned();
    let said = shown.words.fill(Phrase::SayWhatFor, &[("option", &choice.text)]);
    Some(
        view! {
            <div class="choice__more">
                <label for=name.clone()>"In their own words"<span class="hidden">{said}</span></label>
                <input type="text" id=name.clone() name=name value=value autocomplete="off" />
            </div>
        }
        .into_any(),
    )
}
