//! Where an interviewer is given the next case, and reads what came of the last.

use leptos::prelude::*;
use records::{calls::Unrecorded, studies::StudyHandle};
use surveys::calls::Outcome;

use super::KEYS;
use crate::{
    api::staff::{
        Wrong,
        calls::{CallDone, Calling, Wrote},
        door::{Done, Said},
    },
    components::staff::{frame::StaffFramed, said::Told},
    pages::staff::{
        coming_in::framed,
        participants::{back, of_study},
    },
    wording::staff::calls as wording,
};

pub(crate) fn calling(calling: Calling) -> StaffFramed {
    let Calling { study, unrecorded, said } = calling;
    let wrong = said.wrong;
    let wrote = match &said.done {
        Some(Done::Call(CallDone::Recorded(wrote))) => {
            Some(came_of(wrote, &study.study().timezone))
        }
        _ => None,
    };
    let lost = matches!(wrong, Some(Wrong::CaseGone)).then(|| typed(&said));
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>"Calls"</h1>
        <p>{study.study().title.clone()}</p>
        {lost}
        {wrote}
        {open(&study, unrecorded)}
        <form method="post" action=of_study(&study, "calls") id="interview">
            <p>"You are given whoever comes next, or again the case that you have."</p>
            <p id="heard" role="status"></p>
            <div class="actions">
                <button class="button" name="then" value="next" data-key="n">"Next call"</button>
            </div>
        </form>
    };
    framed("Calls", wrong, middle).with_script(KEYS)
}

/// What they typed of a call that is not theirs any more: none of it is written down, and they can tell it to whoever has the case.
fn typed(said: &Said) -> Option<impl IntoView + use<>> {
    let boxes = [
        ("day", "Day"),
        ("from", "From"),
        ("until", "Until"),
        ("language", "Language"),
        ("note", "Note"),
    ];
    let lines = boxes.into_iter().filter(|(name, _)| !said.typed.one(name).is_empty()).map(
        |(name, words)| {
            let value = said.typed.raw(name).to_owned();
            view! { <div><dt>{words}</dt><dd dir="auto">{value}</dd></div> }
        },
    );
    let outcome = Outcome::from_key(said.typed.one("outcome"));
    let outcome = outcome.map(|outcome| {
        view! { <div><dt>"How the call ended"</dt><dd>{outcome.label()}</dd></div> }
    });
    let lines: Vec<_> = lines.collect();
    (outcome.is_some() || !lines.is_empty()).then(|| {
        view! {
            <h2>"What you typed, and is not written down"</h2>
            <dl class="task-facts">{outcome}{lines}</dl>
        }
    })
}

/// Calls that are to be written down before the next.
fn open(study: &StudyHandle, unrecorded: Vec<Unrecorded>) -> Option<impl IntoView + use<>> {
    let lines = unrecorded.into_iter().map(|one| {
        let to = of_study(study, &format!("calls/{}", one.case));
        let wave = study.study().title_of(&one.wave);
        view! { <li><a href=to>{format!("{}: {wave}", one.number)}</a></li> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h2>"Not written down yet"</h2>
            <p>"If you rang them, write down how the call ended."</p>
            <ul>{lines}</ul>
        }
    })
}

/// What was written down, and when they are rung next.
fn came_of(wrote: &Wrote, zone: &str) -> impl IntoView + use<> {
    let calls = wording::calls(wrote.recorded.attempts);
    let next = wording::standing(&wrote.recorded.standing, zone);
    let link = (wrote.outcome == Outcome::AskedForLink).then(|| {
        let way = wording::link_by(wrote.recorded.link_by);
        view! { <div><dt>"The link"</dt><dd>{way}</dd></div> }
    });
    let unkept = wrote.recorded.unkept.map(|agreed| {
        let words = wording::unkept(agreed, zone);
        view! { <div><dt>"They expect a call"</dt><dd>{words}</dd></div> }
    });
    view! {
        <h2>"What was written down"</h2>
        <dl class="task-facts">
            <div><dt>"How the call ended"</dt><dd>{wrote.outcome.label()}</dd></div>
            {link}
            <div><dt>"What comes next"</dt><dd>{next}</dd></div>
            {unkept}
            <div><dt>"So far"</dt><dd>{calls}</dd></div>
        </dl>
    }
}
