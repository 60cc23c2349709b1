//! What can be done about a task: one form for each deed, of which only those are shown that can be done.
//! Taking it comes first on the page.

use leptos::prelude::*;
use records::{
    safeguarding::{Colleague, Standing, Task},
    studies::StudyHandle,
};
use surveys::{safeguarding::Outcome, typed::Typed};

use super::below;
use crate::{
    api::staff::{Wrong, door::Said},
    components::staff::{
        radios::{Radio, StaffRadios},
        select::StaffSelect,
        words::StaffWords,
    },
    wording::staff::{self as wording, care},
};

/// The forms, in the order in which a task is worked on.
pub(super) fn deeds(
    study: &StudyHandle,
    task: &Task,
    (colleagues, is_forgotten): (Vec<Colleague>, bool),
    me: i32,
    said: Said,
) -> impl IntoView + use<> {
    let at = |deed: &str| below(study, &format!("tasks/{}/{deed}", task.id));
    let Said { typed, wrong, .. } = said;
    let others: Vec<_> = colleagues.into_iter().filter(|other| other.id != me).collect();
    let hand = |others| hand_over(at("hand-over"), others, &typed, wrong).into_any();
    let forms = match &task.standing {
        Standing::Taken(by) if by.id == me => {
            vec![close(at("close"), is_forgotten, &typed, wrong).into_any(), hand(others)]
        }
        Standing::Closed(..) => vec![again(study).into_any()],
        _ => vec![hand(others)],
    };
    view! {
        <h2>"What you can do"</h2>
        {(!is_forgotten).then(|| note(at("note"), &typed, wrong))}
        {forms}
    }
}

/// Taking it, from whoever has it; nothing for whoever has it, and when it is closed.
pub(super) fn take(study: &StudyHandle, task: &Task, me: i32) -> Option<impl IntoView + use<>> {
    let (from, words) = match &task.standing {
        Standing::Waits | Standing::HandedTo(_) => (None, "I take this task".to_owned()),
        Standing::Taken(by) if by.id != me => {
            (Some(by.id), format!("Take it over from {}", by.name))
        }
        Standing::Taken(_) | Standing::Closed(..) => return None,
    };
    let action = below(study, &format!("tasks/{}/take", task.id));
    let from =
        from.map(|from| view! { <input type="hidden" name="from" value=from.to_string() /> });
    Some(view! {
        <form method="post" action=action class="task-deed">
            {from}
            <p>"Take it if you are going to act on it. Your colleagues see that you do, and the \
                reminders stop."</p>
            <div class="actions"><button class="button">{words}</button></div>
        </form>
    })
}

fn note(action: String, typed: &Typed, wrong: Option<Wrong>) -> impl IntoView + use<> {
    view! {
        <form method="post" action=action class="task-deed" novalidate>
            <StaffWords
                name="note" label="Write something down"
                hint="What you tried, heard or agreed. It stays, and colleagues on duty can read it."
                value=typed.raw("note").to_owned() wrong=wording::at("note", wrong)
            />
            <div class="actions"><button class="button">"Keep this note"</button></div>
        </form>
    }
}

fn hand_over(
    action: String,
    others: Vec<Colleague>,
    typed: &Typed,
    wrong: Option<Wrong>,
) -> Option<impl IntoView + use<>> {
    if others.is_empty() {
        return None;
    }
    let options = others.into_iter().map(|own| (own.id.to_string(), own.name)).collect();
    Some(view! {
        <form method="post" action=action class="task-deed" novalidate>
            <StaffSelect
                name="to" label="Hand it over to" none="Choose a colleague" options
                chosen=typed.one("to").to_owned() wrong=wording::at("to", wrong)
            />
            <div class="actions"><button class="button">"Hand it over"</button></div>
        </form>
    })
}

/// What is written about somebody whose name was deleted cannot be kept, so nothing is asked for.
fn close(
    action: String,
    is_forgotten: bool,
    typed: &Typed,
    wrong: Option<Wrong>,
) -> impl IntoView + use<> {
    let mut fitting: Vec<_> =
        Outcome::ALL.into_iter().filter(|outcome| outcome.fits(is_forgotten)).collect();
    fitting.sort_by_key(|outcome| *outcome != Outcome::Forgotten);
    let radios =
        fitting.into_iter().map(|outcome| Radio::new(outcome.name(), care::outcome(outcome)));
    let radios = radios.collect();
    let words = (!is_forgotten).then(|| closing_words(typed, wrong));
    let chosen = typed.one("outcome").to_owned();
    view! {
        <form method="post" action=action class="task-deed" novalidate>
            <StaffRadios
                name="outcome" legend="How did it end?" radios chosen
                wrong=wording::at("outcome", wrong)
            />
            {words}
            <div class="actions"><button class="button">"Close this task"</button></div>
        </form>
    }
}

fn closing_words(typed: &Typed, wrong: Option<Wrong>) -> impl IntoView + use<> {
    view! {
        <StaffWords
            name="closing" label="What was done, if there is more to say"
            hint="It stays, and colleagues on duty can read it."
            value=typed.raw("closing").to_owned() wrong=wording::at("closing", wrong)
        />
    }
}

fn again(study: &StudyHandle) -> impl IntoView + use<> {
    view! {
        <p>
            "A closed task stays closed, unless a worse answer comes. If somebody has to act again, "
            <a href=below(study, "concern")>"raise a concern"</a>"."
        </p>
    }
}
