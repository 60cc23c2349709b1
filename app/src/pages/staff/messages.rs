//! What was sent and what was not, those first that failed and wait for somebody to decide.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use records::outbox::{Count, Listed, Standing};

use super::{coming_in::framed, participants::of_study, people::whose};
use crate::{
    api::staff::messages::Messages,
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    wording::desk,
};

pub(crate) fn messages(messages: Messages) -> StaffFramed {
    let Messages { study, listed, knows_staff, now, said } = messages;
    let Listed { counts, failed, others, older } = listed;
    let wrong = said.wrong;
    let here = of_study(&study, "messages");
    let counts = counts.iter().map(|Count { state, messages }| format!("{messages} {state}"));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let counts = if counts.is_empty() { "Nothing was to be sent yet".to_owned() } else { counts };
    let failed = failed.into_iter().map(|message| waiting(here.clone(), message));
    let failed = failed.collect::<Vec<_>>();
    let failed = (!failed.is_empty()).then(|| {
        view! {
            <h2>"These failed. Decide on each"</h2>
            <ul class="staff-list">{failed}</ul>
        }
    });
    let rows: Vec<_> = others.into_iter().map(|one| row(one, knows_staff, now)).collect();
    let heads = vec!["Time (UTC)", "Message", "For", "How it stands"];
    let table = (!rows.is_empty()).then(|| {
        view! { <StaffTable caption="All others, newest first".to_owned() look=Look::Wide heads rows /> }
    });
    let more = older.map(|older| more(here.clone(), older));
    let middle = view! {
        <Told said />
        <h1>"Messages"</h1>
        <p>{study.study().title.clone()}</p>
        <p>{counts}"."</p>
        {failed}
        {table}
        {more}
    };
    framed("Messages", wrong, middle)
}

/// The next page.
fn more(here: String, older: i64) -> impl IntoView {
    view! {
        <form method="post" action=here>
            <input type="hidden" name="before" value=older.to_string() />
            <button class="button button--quiet" name="then" value="older">"Show older ones"</button>
        </form>
    }
}

/// A message that failed, with what can be decided.
fn waiting(here: String, message: Standing) -> impl IntoView {
    let Standing { id, template, channel, to, reason, may_have_left, attempts, at, .. } = message;
    let what = format!("{}, {}, for {to}", desk::in_words(&template), desk::channel(&channel));
    let why = reason.unwrap_or_else(|| "No reason was written down".to_owned());
    let doubt =
        may_have_left.then_some(" It may have left all the same: ask before you send it again.");
    let hidden = |what: &String| view! { <span class="hidden">": "{what.clone()}</span> };
    view! {
        <li>
            <strong>{what.clone()}</strong><br />
            {desk::time(at)}" UTC, after "{attempts}" attempts: "{why}"."{doubt}
            <form method="post" action=here>
                <input type="hidden" name="message" value=id.to_string() />
                <div class="actions">
                    <button class="button button--quiet" name="then" value="again">
                        "Try it again"{hidden(&what)}
                    </button>
                    <button class="button button--quiet" name="then" value="give-up">
                        "Give it up"{hidden(&what)}
                    </button>
                </div>
            </form>
        </li>
    }
}

fn row(message: Standing, knows_staff: bool, now: DateTime<Utc>) -> Vec<AnyView> {
    let state = desk::message(&message, now);
    let Standing { template, channel, to, at, .. } = message;
    let what = format!("{}, {}", desk::in_words(&template), desk::channel(&channel));
    let to = if knows_staff { whose(&to) } else { cell(to) };
    vec![cell(desk::time(at)), cell(what), to, cell(state)]
}
