//! A page of questions in telephone wording: what is read out, what can be answered with its keys, and what is at hand when an
//! answer is not clear.

use leptos::prelude::*;
use records::{interviews::Whose, responses::Beside, studies::StudyHandle};
use surveys::{
    interview::{BackReason, Drawn, Saying, is_word_for_word},
    shown::{ShownPage, ShownQuestion},
    spoken::spoken,
};

use super::{KEYS, beside, choosing::field, odd::odd, read_out};
use crate::{
    api::staff::{
        door::Said,
        interviews::{Asking, below},
    },
    components::{
        frame::direction,
        rich::RichIntro,
        staff::{frame::StaffFramed, kept::hidden, said::Told},
        summary::{Summary, to_put_right},
    },
    pages::staff::coming_in::framed,
    wording::{interviews as wording, staff as common},
};

pub(crate) fn asking(asking: Asking) -> StaffFramed {
    let Asking { study, whose, page, said } = asking;
    let page = to_interviewer(page);
    let drawn = hidden(&Drawn::fields(&page));
    let ShownPage { key, section, title, intro, back, questions, language, words, .. } = page;
    let others = beside(Beside { also_answered: page.also_answered, by_proxy: page.by_proxy });
    let wrong = to_put_right(&questions);
    let odd = odd(&questions, (&language, &words));
    let asked: Vec<_> = questions.into_iter().filter(|shown| shown.asked).collect();
    let all: Vec<_> = asked.iter().map(|shown| &shown.question).collect();
    let verbatim: Vec<_> = all.iter().map(|one| is_word_for_word(one, &all)).collect();
    let asked = asked.into_iter().zip(verbatim).map(one).collect_view();
    let action = below(&study, &whose, &format!("/pages/{key}"));
    // Neither how many pages there are nor which this is: both differ between arms.
    let (turned, heading) = (direction(&language), section);
    let head = title.into_iter().map(|title| view! { <p><strong>{title}</strong></p> });
    let intro = intro.map(|text| view! { <RichIntro text /> });
    let before =
        head.map(IntoAny::into_any).chain(intro.map(IntoAny::into_any)).collect::<Vec<_>>();
    let before = (!before.is_empty()).then(|| read_out(before.collect_view()));
    let middle = view! {
        {others}
        <Told said=said.clone() />
        <Summary wrong words />
        {odd}
        <h1>{heading}</h1>
        <p class="keys" id="keys" hidden>
            "Keys: numbers choose, D for don’t know, R for prefer not to say, Enter goes on, B goes back, P pauses. Backspace or Escape \
             takes back a number that waits for Enter. In a text, Shift and Enter begin a new line."
        </p>
        <form class="page interview" id="interview" method="post" action=action novalidate autocomplete="off">
            {drawn}
            <div lang=language.clone() dir=turned>{before}{asked}</div>
            <p id="heard" role="status"></p>
            {buttons(&study, &whose, back.is_some(), &said)}
        </form>
    };
    framed("Interview", said.wrong, middle).with_script(KEYS)
}

/// What is to be put right is said to whoever has the buttons, and not to the participant.
fn to_interviewer(mut page: ShownPage) -> ShownPage {
    page.words = page.words.to_interviewer();
    for shown in &mut page.questions {
        shown.words = page.words.clone();
    }
    page
}

fn one((shown, is_verbatim): (ShownQuestion, bool)) -> AnyView {
    let words = spoken(&shown.question, &shown.words);
    let verbatim = is_verbatim.then(|| {
        view! { <p class="asked__verbatim">{Saying::WordForWord.words()}</p> }
    });
    let probes = words.probes.iter().map(|probe| {
        let probe = probe.clone();
        view! { <li>{probe}</li> }
    });
    let probes = probes.collect_view();
    let has_probes = !words.probes.is_empty();
    let probes = has_probes.then(|| view! { <p>"Ask:"</p><ul>{probes}</ul> });
    let define = words.define.clone().map(|define| view! { <p>"Say: "{define}</p> });
    let beside = (has_probes || define.is_some()).then(|| {
        view! {
            <details class="staff-more">
                <summary>"If the question or the answer is not clear"</summary>
                {probes}{define}
            </details>
        }
    });
    let key = shown.question.key.to_string();
    view! {
        <div class="asked" data-question=key>
            {verbatim}
            {field(shown, words)}
            {beside}
        </div>
    }
    .into_any()
}

/// Going on is the first, so that Enter in a box goes on also without scripts.
fn buttons(
    study: &StudyHandle,
    whose: &Whose,
    has_back: bool,
    said: &Said,
) -> impl IntoView + use<> {
    let out = below(study, whose, "/pause");
    view! {
        <div class="actions">
            <button class="button" name="then" value="next" id="next">"Save and next"</button>
            <button class="button button--quiet" name="then" value="pause" id="pause">"Save and pause"</button>
        </div>
        {has_back.then(|| back(said))}
        <p class="hidden"><a href=out>"Pause without saving this page"</a></p>
    }
}

fn back(said: &Said) -> impl IntoView + use<> {
    let wrong = common::amiss("back-because", said);
    let open = wrong.is_some();
    let class = if open { "question question--problem" } else { "question" };
    let reasons = BackReason::ALL.iter().enumerate().map(|(place, reason)| {
        let (id, code) = (reason_id(place), (place + 1).to_string());
        view! {
            <div class="choice">
                <input
                    type="radio" id=id.clone() name="back-because" value=reason.name() data-code=code.clone()
                />
                <label for=id><kbd>{code}</kbd>" "{wording::back(*reason)}</label>
            </div>
        }
    });
    let reasons = reasons.collect_view();
    let wrong = wrong.map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    view! {
        <details class="staff-more" id="back" open=open>
            <summary>"Go back a page"</summary>
            <div class=class>
                <fieldset data-keys="back">
                    <legend>"Why?"</legend>
                    {wrong}
                    <div class="choices">{reasons}</div>
                </fieldset>
            </div>
            <div class="actions">
                <button class="button button--quiet" name="then" value="back" id="go-back">"Save and go back"</button>
            </div>
        </details>
    }
}

/// The first has the name as its id: the summary of what is wrong leads there.
fn reason_id(place: usize) -> String {
    if place == 0 { "back-because".to_owned() } else { format!("back-because-{}", place + 1) }
}
