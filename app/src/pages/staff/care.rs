//! Safeguarding: the duty list, one task, and raising a concern.

mod task;

mod deeds;

mod history;

mod concern;

mod lead;

use leptos::prelude::*;
use records::{
    safeguarding::{Standing, Task},
    studies::StudyHandle,
};
use surveys::{fill::long_moment, safeguarding::Level};

pub(super) use self::lead::lead;
pub(crate) use self::{concern::concern, task::task};
use crate::{
    api::staff::care::{Duty, Past},
    components::staff::{frame::StaffFramed, said::Told},
    wording::staff::care as wording,
};

pub(crate) fn tasks(duty: Duty) -> StaffFramed {
    let Duty { study, tasks, me, unmanned, said } = duty;
    let nothing = tasks.is_empty().then(|| view! { <p>"No task is open."</p> });
    let middle = view! {
        <Told said />
        <h1>"Safeguarding tasks"</h1>
        <p>{study.study().title.clone()}". The most urgent are at the top, then what is due first."</p>
        {unmanned.map(|absent| view! { <Unmanned absent title=study.study().title.clone() /> })}
        {nothing}
        {listed(&study, &tasks, me)}
        <ul class="staff-links">
            <li><a href=below(&study, "tasks/closed")>"Tasks that were closed"</a></li>
            <li><a href=below(&study, "concern")>"Raise a concern about a participant"</a></li>
        </ul>
    };
    StaffFramed::new("Tasks", middle)
}

/// The most urgent stand apart, under a heading of their own.
fn listed(study: &StudyHandle, tasks: &[Task], me: i32) -> AnyView {
    let (first, others): (Vec<_>, Vec<_>) = tasks.iter().partition(|task| task.is_most_urgent());
    let list = |tasks: &[&Task]| {
        let lines = tasks.iter().map(|task| line(study, task, me)).collect_view();
        (!tasks.is_empty()).then(|| view! { <ul class="tasks">{lines}</ul> })
    };
    if first.is_empty() {
        return list(&others).into_any();
    }
    let rest = (!others.is_empty()).then(|| view! { <h2>"All others"</h2> });
    view! { <h2>"Act on these first"</h2> {list(&first)} {rest} {list(&others)} }.into_any()
}

pub(crate) fn closed(past: Past) -> StaffFramed {
    let Past { study, closed } = past;
    let lines = closed.tasks.iter().map(|task| line(&study, task, 0)).collect_view();
    let nothing = closed.tasks.is_empty().then(|| view! { <p>"No task was closed yet."</p> });
    let older = closed.older.map(|before| {
        let address = below(&study, &format!("tasks/closed/{before}"));
        view! { <p><a href=address>"Older tasks"</a></p> }
    });
    let middle = view! {
        <p><a href=below(&study, "tasks")>"Open tasks"</a></p>
        <h1>"Tasks that were closed"</h1>
        <p>{study.study().title.clone()}". The latest is at the top."</p>
        {nothing}
        <ul class="tasks">{lines}</ul>
        {older}
    };
    StaffFramed::new("Closed tasks", middle)
}

/// Said while too few of those whom the study names can sign in.
#[component]
pub(crate) fn Unmanned(absent: Vec<String>, title: String) -> impl IntoView {
    let absent = absent.into_iter().map(|email| view! { <li>{email}</li> }).collect_view();
    view! {
        <div class="notice">
            <p>
                <strong>{title}": nobody new can begin a survey that may raise a task."</strong>
                " The lead and two people on duty have to be able to sign in as safeguarding lead. \
                These cannot:"
            </p>
            <ul>{absent}</ul>
        </div>
    }
}

fn line(study: &StudyHandle, task: &Task, me: i32) -> impl IntoView + use<> {
    let address = below(study, &format!("tasks/{}", task.id));
    let is_closed = matches!(task.standing, Standing::Closed(..));
    let due = (!is_closed)
        .then(|| view! { <p>"Act by "{long_moment(task.due)}<Late is=task.is_late /></p> });
    view! {
        <li class=class(task)>
            <p><a href=address>"Task "{task.id}</a>", study number "{task.number.clone()}</p>
            <HowUrgent level=task.level is_open=!is_closed />
            {due}
            <p>{wording::standing(&task.standing, me)}</p>
            <p class="task__since">"Raised "{long_moment(task.raised)}</p>
        </li>
    }
}

/// How a task looks: what is most urgent and what is late has a thicker edge, and says so in words.
fn class(task: &Task) -> &'static str {
    let is_open = !matches!(task.standing, Standing::Closed(..));
    match (is_open && task.is_most_urgent(), task.is_late) {
        (true, true) => "task task--first task--late",
        (true, false) => "task task--first",
        (false, true) => "task task--late",
        (false, false) => "task",
    }
}

/// The level, in words; while it is open, what the most urgent asks for.
#[component]
fn HowUrgent(level: Level, is_open: bool) -> impl IntoView {
    let first = wording::first(level).filter(|_| is_open);
    let first = first.map(|words| view! { <p>{words}</p> });
    let class = if first.is_some() { "task__level task__level--first" } else { "task__level" };
    view! { <p><strong class=class>{wording::level(level)}</strong></p> {first} }
}

/// A word, so that it is not told by colour alone.
#[component]
fn Late(is: bool) -> impl IntoView {
    is.then(|| view! { " " <strong class="task__late">"Late"</strong> })
}

fn below(study: &StudyHandle, page: &str) -> String {
    format!("/staff/{}/{page}", study.study().key)
}
