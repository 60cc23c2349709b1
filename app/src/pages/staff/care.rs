//! Safeguarding: the duty list, one task, and raising a concern.

mod task;

mod deeds;

mod history;

mod concern;

use leptos::prelude::*;
use records::{
    safeguarding::{Standing, Task},
    studies::StudyHandle,
};
use surveys::fill::long_moment;

pub(crate) use self::{concern::concern, task::task};
use crate::{
    api::staff::care::{Duty, Past},
    components::staff::{frame::StaffFramed, said::Told},
    wording::staff::care as wording,
};

pub(crate) fn tasks(duty: Duty) -> StaffFramed {
    let Duty { study, tasks, me, unmanned, said } = duty;
    let lines = tasks.iter().map(|task| line(&study, task, me)).collect_view();
    let nothing = tasks.is_empty().then(|| view! { <p>"No task is open."</p> });
    let middle = view! {
        <Told said />
        <h1>"Safeguarding tasks"</h1>
        <p>{study.study().title.clone()}". What is due first is at the top."</p>
        {unmanned.map(|absent| view! { <Unmanned absent title=study.study().title.clone() /> })}
        {nothing}
        <ul class="tasks">{lines}</ul>
        <ul class="staff-links">
            <li><a href=below(&study, "tasks/closed")>"Tasks that were closed"</a></li>
            <li><a href=below(&study, "concern")>"Raise a concern about a participant"</a></li>
        </ul>
    };
    StaffFramed::new("Tasks", middle)
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
    let class = if task.is_late { "task task--late" } else { "task" };
    let due = (!is_closed)
        .then(|| view! { <p>"Act by "{long_moment(task.due)}<Late is=task.is_late /></p> });
    view! {
        <li class=class>
            <p><a href=address>"Task "{task.id}</a>", study number "{task.number.clone()}</p>
            <p><strong>{wording::level(task.level)}</strong></p>
            {due}
            <p>{wording::standing(&task.standing, me)}</p>
            <p class="task__since">"Raised "{long_moment(task.raised)}</p>
        </li>
    }
}

/// A word, so that it is not told by colour alone.
#[component]
fn Late(is: bool) -> impl IntoView {
    is.then(|| view! { " " <strong class="task__late">"Late"</strong> })
}

fn below(study: &StudyHandle, page: &str) -> String {
    format!("/staff/{}/{page}", study.study().key)
}
