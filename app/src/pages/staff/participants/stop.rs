//! Recording that somebody stops, or does less: the form; and, before anything happens, exactly what
//! stops and what goes on.

use leptos::prelude::*;
use records::{
    people::InWave,
    stopping::{Decider, Preview, WishProblem, Wished},
};
use surveys::{
    consent::Mode,
    fill::long_date,
    interview::Saying,
    stopping::{Choice, TakenBack},
    typed::Typed,
};

use super::{back, of_one};
use crate::{
    api::staff::participants::{Check, Stopping},
    components::{
        staff::{
            frame::StaffFramed,
            no_calls::NoCalls,
            radios::{Radio, StaffRadios},
            said::Told,
            words::StaffWords,
        },
        summary::{Summary, ToPutRight},
    },
    pages::{
        staff::coming_in::framed,
        you::stop::{effects, too_late_words},
    },
    wording::desk,
};

pub(crate) fn stop(stopping: Stopping) -> StaffFramed {
    let Stopping { study, id, offered, said } = stopping;
    let typed = said.typed;
    let problems = match said.wrong {
        Some(_) => Wished::parse(&typed).err().unwrap_or_default(),
        None => Vec::new(),
    };
    let choices = offered.choices.into_iter().map(choice).collect();
    let one = |name: &str| typed.one(name).to_owned();
    let middle = view! {
        {back(of_one(&study, id, ""), "Back to the participant")}
        <Summary wrong=summary(&problems) />
        <h1>"Participant "{offered.number}" stops, or does less"</h1>
        <p>"On the next page you see what stops and what goes on, before anything happens."</p>
        <form class="page" method="post" action=of_one(&study, id, "/stop/check") novalidate>
            <StaffRadios
                name="choice" legend="What stops?" radios=choices chosen=one("choice")
                hint=Some("In the words that participants read.") wrong=at(&problems, "choice")
            />
            {told(&typed, &problems)}
            <StaffWords
                name="reason" label="Why, if they said so" value=typed.raw("reason").to_owned()
                hint="Nobody has to say why. Please leave out names."
                wrong=at(&problems, "reason")
            />
            <div class="actions"><button class="button">"Continue"</button></div>
        </form>
    };
    framed("Record a stop", said.wrong, middle)
}

/// One that can be chosen; a survey that is skipped with its wave.
fn choice((choice, wave): (Choice, Option<InWave>)) -> Radio {
    let radio = match wave {
        Some(wave) => Radio::new(
            format!("{}/{}", choice.name(), wave.wave),
            format!("{}: {}", choice.words(), wave.title),
        ),
        None => Radio::new(choice.name(), choice.words()),
    };
    radio.with_hint(choice.about())
}

/// Who decided, and how the study learned of it.
fn told(typed: &Typed, problems: &[WishProblem]) -> impl IntoView + use<> {
    let deciders =
        Decider::ALL.map(|one| Radio::new(one.name(), desk::in_words(desk::decider(one))));
    let modes = [Mode::Phone, Mode::Paper]
        .map(|mode| Radio::new(mode.name(), desk::in_words(desk::how_told(mode))));
    let one = |name: &str| typed.one(name).to_owned();
    view! {
        <StaffRadios
            name="decided_by" legend="Who decided it?" radios=deciders.into()
            chosen=one("decided_by") wrong=at(problems, "decided_by")
        />
        <StaffRadios
            name="mode" legend="How did you learn of it?" radios=modes.into()
            chosen=one("mode") wrong=at(problems, "mode")
        />
    }
}

fn at(problems: &[WishProblem], field: &str) -> Option<String> {
    let told = problems.iter().map(|problem| desk::wish_problem(*problem));
    told.into_iter().find(|(at, _)| *at == field).map(|(_, words)| words)
}

fn summary(problems: &[WishProblem]) -> Vec<ToPutRight> {
    let told = problems.iter().map(|problem| {
        let (field, words) = desk::wish_problem(*problem);
        let at = field.to_owned();
        ToPutRight { at, words }
    });
    told.collect()
}

pub(crate) fn check(check: Check) -> StaffFramed {
    let (study, id, wished, preview, said) = match check {
        Check::Open(stopping) => return stop(stopping),
        Check::Ready { study, id, wished, preview, said } => (study, id, wished, preview, said),
    };
    let (choice, typed) = (wished.wish.choice, said.typed.clone());
    let Preview { number, skips, effect, frozen_on } = preview;
    let press = if frozen_on.is_some() { "Record that they asked" } else { "Yes, record this" };
    let effect = match frozen_on {
        Some(frozen_on) => too_late_words(long_date(frozen_on)).into_any(),
        None => view! { {effects(&effect)}<p>{after(choice)}</p> }.into_any(),
    };
    let hidden = ["choice", "decided_by", "mode", "reason"].map(|name| {
        view! { <input type="hidden" name=name value=typed.raw(name).to_owned() /> }
    });
    let skips = skips.map(|title| format!(": {title}"));
    let no_calls = (choice == Choice::DeleteIdentity)
        .then(|| view! { <NoCalls lines=study.study().helplines.clone() /> });
    let wrong = said.wrong;
    let middle = view! {
        <Told said />
        <h1>"Is this right?"</h1>
        <p>"Participant "<strong>{number}</strong>": "{choice.words()}{skips}"."</p>
        {about(&wished)}
        {no_calls}
        {to_read_out(choice)}
        {effect}
        <form class="page" method="post" action=of_one(&study, id, "/stop") novalidate>
            {hidden.collect_view()}
            <div class="actions">
                <button class="button">{press}</button>
                <button class="button button--quiet" name="then" value="change">"No, change it"</button>
            </div>
        </form>
    };
    framed("Record a stop: is this right", wrong, middle)
}

/// What happened to somebody is told of them, so there is nothing to read out.
pub(super) fn to_read_out(choice: Choice) -> Option<impl IntoView> {
    let theirs = !choice.is_for_staff();
    theirs.then(|| view! { <div class="inset"><p>{Saying::WhatStops.words()}</p></div> })
}

/// Who decided, how it was said, and why.
fn about(wished: &Wished) -> impl IntoView + use<> {
    let wish = &wished.wish;
    let (who, how) = (desk::decider(wish.decided_by), desk::how_told(wish.mode));
    let reason = wish.reason.clone().map(|reason| {
        view! { <p class="staff-words">"Reason: "{reason}</p> }
    });
    view! { <p>"Decided by "{who}", told "{how}"."</p>{reason} }
}

/// What comes after it: whether it can be taken back, and whether they hear of it.
fn after(choice: Choice) -> String {
    let undone = desk::taken_back(choice.taken_back());
    let told = match choice {
        Choice::DeleteIdentity => " We cannot write to them any more, so tell them yourself.",
        choice if choice.is_for_staff() => " Nobody is written to about it.",
        _ => " We confirm it by email or text, where one of them reaches them.",
    };
    let first = if choice.taken_back() == TakenBack::Never { "Please make sure. " } else { "" };
    format!("{first}{undone}{told}")
}
