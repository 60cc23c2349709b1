//! One task: how it stands, whom it is about, and what raised it.

use leptos::prelude::*;
use records::{
    Person,
    safeguarding::{Line, Raised, Standing, Task, Words},
    studies::StudyHandle,
};
use surveys::{
    fill::{long_date, long_moment},
    safeguarding::Said,
    study::Study,
};

use super::{
    Late, below,
    deeds::{deeds, take},
    history::{history, written},
};
use crate::{
    api::staff::care::One,
    components::staff::{frame::StaffFramed, said::Told},
    pages::staff::coming_in::framed,
    wording::staff::care as wording,
};

pub(crate) fn task(one: One) -> StaffFramed {
    let One { study, seen, me, said } = one;
    let wrong = said.wrong;
    let number = seen.task.id;
    let shown = said.clone();
    let middle = view! {
        <p><a href=below(&study, "tasks")>"All tasks"</a></p>
        <Told said=shown />
        <h1>"Task "{number}</h1>
        {stands(&seen.task, me)}
        {take(&study, &seen.task, me)}
        <h2>"Who it is about"</h2>
        {about(&seen.task.number, seen.person)}
        <h2>"What raised it"</h2>
        {raised(&study, &seen.raised, &seen.task, seen.lines.first())}
        {deeds(&study, &seen.task, seen.colleagues, me, said)}
        <h2>"What happened"</h2>
        {history(seen.lines, me)}
    };
    framed(&format!("Task {number}"), wrong, middle)
}

fn stands(task: &Task, me: i32) -> impl IntoView + use<> {
    let class = if task.is_late { "task task--late" } else { "task" };
    let is_open = !matches!(task.standing, Standing::Closed(..));
    let (due, is_late) = (long_moment(task.due), task.is_late);
    view! {
        <div class=class>
            <p><strong>{wording::level(task.level)}</strong></p>
            {is_open.then(|| view! { <p>"Act by "{due}<Late is=is_late /></p> })}
            <p>{wording::standing(&task.standing, me)}</p>
        </div>
    }
}

fn about(number: &str, person: Person) -> impl IntoView + use<> {
    let Person { first_name, last_name, dob, mobile, email, address, postcode } = person;
    let joined = |parts: [Option<String>; 2], between: &str| {
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(between))
    };
    let call = mobile.map(|mobile| {
        let digits: String = mobile.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <a href=format!("tel:{digits}")>{as_dialled(mobile)}</a> }.into_any()
    });
    let write = email
        .map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }.into_any());
    let text = |text: Option<String>| text.map(IntoAny::into_any);
    let rows = [
        ("Study number", Some(number.to_owned().into_any())),
        ("Name", text(joined([first_name, last_name], " "))),
        ("Telephone", call),
        ("Email", write),
        ("Address", text(joined([address, postcode], ", "))),
        ("Date of birth", text(dob.map(long_date))),
    ];
    let is_known = rows[1..].iter().any(|(_, value)| value.is_some());
    let nothing = (!is_known).then(|| {
        view! {
            <p>"We hold no name and no way to reach them. They were never given, or were deleted."</p>
        }
    });
    let rows = rows.into_iter().filter_map(|(label, value)| {
        value.map(|value| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    });
    view! {
        {nothing}
        <dl class="task-facts">{rows.collect_view()}</dl>
    }
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
                {words.map(written)}
            }
            .into_any()
        }
    }
}

fn answers(study: &Study, said: Vec<Said>, task: &Task) -> impl IntoView + use<> {
    // Nothing is there when the history does not reach back to it.
    let nothing = said.is_empty().then(|| view! { <p>"We cannot tell any more what it was."</p> });
    let rows = said.into_iter().map(|Said { question, answers }| {
        view! { <div><dt>{question}</dt><dd>{answers.join(", ")}</dd></div> }
    });
    let promise = study.safeguarding.as_ref().and_then(|own| own.calls_within_working_days);
    let promise = promise.map(|days| {
        let days =
            if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") };
        format!(", and told that the team will try to call them within {days}")
    });
    view! {
        <p>"What they answered on "{long_moment(task.raised)}", as it was then:"</p>
        {nothing}
        <dl class="task-facts task-facts--long">{rows.collect_view()}</dl>
        <p>"They were shown at once who can help"{promise}"."</p>
    }
}

/// A mobile number of the United Kingdom as it is read aloud and dialled there: 07700 900123.
fn as_dialled(number: String) -> String {
    match number.strip_prefix("+44").and_then(|rest| rest.split_at_checked(4)) {
        Some((first, last)) if last.len() == 6 => format!("0{first} {last}"),
        _ => number,
    }
}
