//! What was sent and what was not, those first about which somebody has to decide.

mod holding;

pub(crate) mod everywhere;

mod leaving_out;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use records::outbox::{Count, Listed, Standing};

use self::{
    holding::{Held, HoldAll},
    leaving_out::{LeftOutOnes, Unread},
};
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
    let Messages { study, listed, holds, going, left_out, unread, knows_staff, now, said } =
        messages;
    let Listed { counts, failed, in_doubt, others, older } = listed;
    let wrong = said.wrong;
    let here = of_study(&study, "messages");
    let counts = counted(&counts);
    let held = match going {
        Some(going) => view! { <Held here=here.clone() holds going /> }.into_any(),
        None => view! { <HoldAll here=here.clone() /> }.into_any(),
    };
    let decisions = open(&here, in_doubt, failed);
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
        {unread.map(|cause| view! { <Unread title=study.study().title.clone() cause /> })}
        {held}
        <LeftOutOnes left_out />
        {decisions}
        {table}
        {more}
    };
    framed("Messages", wrong, middle)
}

fn counted(counts: &[Count]) -> String {
    let counts = counts.iter().map(|Count { state, messages }| format!("{messages} {state}"));
    let counts = counts.collect::<Vec<_>>().join(", ");
    if counts.is_empty() { "Nothing was to be sent yet".to_owned() } else { counts }
}

/// What waits for somebody to decide.
fn open(here: &str, in_doubt: Vec<Standing>, failed: Vec<Standing>) -> impl IntoView + use<> {
    let (letters, in_doubt) = in_doubt.into_iter().partition(|one| one.channel == "post");
    let letters = decisions(here, letters, OF_A_LETTER).map(|list| {
        view! {
            <h2>"These letters may have been posted by hand. Find out"</h2>
            <p>
                "Each was due before letters were printed here. Until you decide, it is not printed."
            </p>
            {list}
        }
    });
    let in_doubt = decisions(here, in_doubt, IN_DOUBT).map(|list| {
        view! {
            <h2>"These may have left or not. Find out"</h2>
            <p>
                "Each was given away at the time that stands there, and no answer came. Look in the log of the mail \
                 server for the Message-ID, or at the provider of texts for our number, whether it was taken, or ask \
                 the person. Until you decide, it is not sent again."
            </p>
            {list}
        }
    });
    let failed = decisions(here, failed, AFTER_A_FAILURE).map(|list| {
        view! {
            <h2>"These failed. Decide on each"</h2>
            {list}
        }
    });
    view! {
        {in_doubt}
        {letters}
        {failed}
    }
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

/// What can be decided: its name, and the words on its button.
type Choices = [(&'static str, &'static str); 2];

const AFTER_A_FAILURE: Choices = [("again", "Try it again"), ("give-up", "Give it up")];
const OF_A_LETTER: Choices =
    [("left", "It was posted"), ("not-left", "It was not posted: let it be printed")];
const IN_DOUBT: Choices = [("left", "It has left"), ("not-left", "It has not left: send it")];

/// Messages that wait for somebody to decide, if there are any.
fn decisions(
    here: &str,
    messages: Vec<Standing>,
    choices: Choices,
) -> Option<impl IntoView + use<>> {
    let each = messages.into_iter().map(|message| waiting(here.to_owned(), message, choices));
    let each: Vec<_> = each.collect();
    (!each.is_empty()).then(|| view! { <ul class="staff-list">{each}</ul> })
}

/// A message, with what can be decided.
fn waiting(here: String, message: Standing, choices: Choices) -> impl IntoView {
    let Standing {
        id,
        template,
        contact,
        channel,
        to,
        reason,
        handing_since,
        trace,
        attempts,
        at,
        ..
    } = message;
    let trace =
        trace.map(|trace| view! { " Look for it by: " <code>{trace.to_string()}</code> "." });
    let what = desk::what(&template, contact.as_ref(), &channel);
    let what = format!("{what}, for {to}");
    let why = reason.unwrap_or_else(|| "No reason was written down".to_owned());
    let at = desk::time(handing_since.unwrap_or(at));
    let tried = if attempts == 1 { "1 attempt".to_owned() } else { format!("{attempts} attempts") };
    let buttons = choices.map(|(then, words)| {
        view! {
            <button class="button button--quiet" name="then" value=then>
                {words}<span class="hidden">": "{what.clone()}</span>
            </button>
        }
    });
    view! {
        <li>
            <strong>{what.clone()}</strong><br />
            {at}" UTC, after "{tried}": "{why}"."{trace}
            <form method="post" action=here>
                <input type="hidden" name="message" value=id.to_string() />
                <div class="actions">{buttons.into_iter().collect_view()}</div>
            </form>
        </li>
    }
}

fn row(message: Standing, knows_staff: bool, now: DateTime<Utc>) -> Vec<AnyView> {
    let state = desk::message(&message, now);
    let Standing { template, contact, channel, to, at, .. } = message;
    let what = desk::what(&template, contact.as_ref(), &channel);
    let to = if knows_staff { whose(&to) } else { cell(to) };
    vec![cell(desk::time(at)), cell(what), to, cell(state)]
}
