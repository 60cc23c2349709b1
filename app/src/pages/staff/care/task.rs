//! One task: how it stands, whom it is about, and what raised it.

use leptos::prelude::*;
use records::{
    safeguarding::{Line, Raised, Standing, Task, Words},
    studies::StudyHandle,
};
use surveys::{
    fill::long_moment,
    safeguarding::{Safeguarding, Said},
    study::Study,
};

use super::{
    HowUrgent, Late, below, class,
    deeds::{deeds, take},
    history::{history, written},
    lead::lead,
};
use crate::{
    api::staff::care::One,
    components::staff::{frame::StaffFramed, person::person, said::Told},
    pages::staff::coming_in::framed,
    wording::staff::care as wording,
};

pub(crate) fn task(one: One) -> StaffFramed {
    let One { study, seen, me, said } = one;
    let wrong = said.wrong;
    let number = seen.task.id;
    let shown = said.clone();
    let is_open = !matches!(seen.task.standing, Standing::Closed(..));
    let middle = view! {
        <p><a href=below(&study, "tasks")>"All tasks"</a></p>
        <Told said=shown />
        <h1>"Task "{number}</h1>
        {stands(&seen.task, me)}
        {take(&study, &seen.task, me)}
        <h2>"Who it is about"</h2>
        {forgotten(&study, seen.is_forgotten && is_open)}
        {person(&seen.task.number, seen.person)}
        <h2>"What raised it"</h2>
        {raised(&study, &seen.raised, &seen.task, seen.lines.first())}
        {deeds(&study, &seen.task, (seen.colleagues, seen.is_forgotten), me, said)}
        <h2>"What happened"</h2>
        {history(seen.lines, me)}
    };
    framed(&format!("Task {number}"), wrong, middle)
}

fn stands(task: &Task, me: i32) -> impl IntoView + use<> {
    let is_open = !matches!(task.standing, Standing::Closed(..));
    let (due, is_late) = (long_moment(task.due), task.is_late);
    view! {
        <div class=class(task)>
            <HowUrgent level=task.level is_open />
            {is_open.then(|| view! { <p>"Act by "{due}<Late is=is_late /></p> })}
            <p>{wording::standing(&task.standing, me)}</p>
        </div>
    }
}

/// What is to be done about somebody whom nobody can reach any more.
fn forgotten(study: &StudyHandle, is_forgotten: bool) -> Option<impl IntoView + use<>> {
    if !is_forgotten {
        return None;
    }
    let lead = lead(study.study()).map(|lead| view! { ": "{lead} });
    Some(view! {
        <div class="notice">
            <p><strong>"Nobody can reach this person from here. Their name and contact details were \
                deleted for good."</strong></p>
            <ol>
                <li>"If you know where they are and a life is at risk, call 999."</li>
                <li>"Tell the safeguarding lead"{lead}". The lead decides what can still be done."</li>
                <li>"Take the task, and close it with what came of it. No notes can be kept about \
                    this person any more, so the reason is chosen from a list."</li>
            </ol>
        </div>
    })
}

fn raised(study: &StudyHandle, raised: &Raised, task: &Task, first: Option<&Line>) -> AnyView {
    match raised {
        Raised::Answers(said) => answers(study.study(), said.clone(), task).into_any(),
        Raised::Deleted => view! {
            <p>"An answer. The participant has had their answers deleted since."</p>
        }
        .into_any(),
        Raised::Staff => {
            let who = first.map(|line| wording::actor(&line.who, 0)).unwrap_or_default();
            let words: Option<Words> = first.and_then(|line| line.words.clone());
            view! {
                <p>"A concern that "{who}" raised on "{long_moment(task.raised)}". \
                    The participant was not shown anything."</p>
                {match words {
                    Some(words) => written(words),
                    None => unkept(),
                }}
            }
            .into_any()
        }
    }
}

/// A concern about somebody whose name was deleted has no words.
fn unkept() -> AnyView {
    view! {
        <p>"What they wrote could not be kept, because the name of this person was deleted before. \
            Ask them what they saw or heard."</p>
    }
    .into_any()
}

fn answers(study: &Study, said: Vec<Said>, task: &Task) -> impl IntoView + use<> {
    // Nothing is there when the history does not reach back to it.
    let nothing = said.is_empty().then(|| view! { <p>"We cannot tell any more what it was."</p> });
    let rows = said.into_iter().map(|Said { question, answers }| {
        view! { <div><dt>{question}</dt><dd>{answers.join(", ")}</dd></div> }
    });
    let promised = study.safeguarding.as_ref().and_then(Safeguarding::promised);
    let promise = promised
        .map(|days| format!(", and told that the team will try to call them within {days}"));
    view! {
        <p>"What they answered on "{long_moment(task.raised)}", as it was then:"</p>
        {nothing}
        <dl class="task-facts task-facts--long">{rows.collect_view()}</dl>
        <p>"They were shown at once who can help"{promise}"."</p>
    }
}
