//! Holding all messages of a study, and what goes at once when they are released.

use leptos::prelude::*;
use records::{
    outbox::Hold,
    schedule::{GoesAtOnce, Going},
};

use crate::{
    components::staff::{
        field::{Asked, StaffField},
        table::{StaffTable, cell},
    },
    wording::desk,
};

/// So many are listed; how many there are of each kind is told of all.
const LISTED: usize = 200;

pub(super) const REASON: Asked = Asked {
    name: "reason",
    label: "Why? (you may leave this empty)",
    kind: "text",
    autocomplete: "off",
    hint: Some("Whoever finds the messages held reads this. No names, please."),
};

/// The button that holds all, while nothing is held.
#[component]
pub(super) fn HoldAll(here: String) -> impl IntoView {
    view! {
        <details class="staff-more">
            <summary>"Hold all messages"</summary>
            <p>
                "Nothing more is sent to participants until you release it: no invitation, no reminder, no \
                 voucher. What is due meanwhile waits. "<Goes />
            </p>
            <form method="post" action=here>
                <StaffField asked=REASON />
                <div class="actions">
                    <button class="button" name="then" value="hold">"Hold all messages now"</button>
                </div>
            </form>
        </details>
    }
}

/// What a hold never keeps.
#[component]
pub(super) fn Goes() -> impl IntoView {
    "Receipts and answers to texts still go, and so does what is sent to staff, such as safeguarding tasks."
}

/// What holds them, what goes at once, and the button that lets it.
#[component]
pub(super) fn Held(here: String, holds: Vec<Hold>, going: GoesAtOnce) -> impl IntoView {
    let is_own = holds.iter().any(|hold| !hold.of_all);
    let of_all = holds.iter().any(|hold| hold.of_all);
    let lines = holds.into_iter().map(|hold| view! { <p>{told(&hold)}</p> }).collect_view();
    let release = is_own.then(|| {
        view! {
            <form method="post" action=here>
                <div class="actions">
                    <button class="button" name="then" value="release">"Release all messages"</button>
                </div>
            </form>
        }
    });
    let beyond = of_all.then(|| {
        view! {
            <p>"A hold of every study is ended by an administrator, on the page "
                <a href="/staff/sends">"Messages of all studies"</a>"."</p>
        }
    });
    view! {
        <section>
            <h2>"All messages to participants are held"</h2>
            {lines}
            <p><Goes /></p>
            {beyond}
            <h3>"What goes at once when they are released"</h3>
            <AtOnce going />
            {release}
        </section>
    }
}

pub(super) fn told(hold: &Hold) -> String {
    let whose = if hold.of_all { "Of every study" } else { "Of this study" };
    let why = hold.reason.as_ref().map(|reason| format!(": “{reason}”")).unwrap_or_default();
    format!("{whose}, since {} UTC, by {}{why}.", desk::time(hold.at), hold.by)
}

/// How many of each kind go, those to test people apart.
#[component]
pub(super) fn HowMany(going: GoesAtOnce) -> impl IntoView {
    let GoesAtOnce { counts, to_test_people, .. } = going;
    let apart = (to_test_people > 0).then(|| {
        view! { <p>{format!("So many go to test people, who are counted nowhere else: {to_test_people}.")}</p> }
    });
    let rows = counts.into_iter().map(|((wave, message, channel), many)| {
        let message = format!("{}, {}", desk::in_words(&message), desk::channel(channel));
        vec![cell(message), cell(wave), cell(many.to_string())]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec!["Message", "Wave", "How many"];
    let table = match rows.is_empty() {
        true => view! { <p>"Nothing. No message has become due."</p> }.into_any(),
        false => {
            view! { <StaffTable caption="How many of each".to_owned() heads rows /> }.into_any()
        }
    };
    view! {
        {table}
        {apart}
    }
}

#[component]
fn AtOnce(going: GoesAtOnce) -> impl IntoView {
    let messages = going.messages.clone();
    let all = messages.len();
    let each = messages.into_iter().take(LISTED).map(|one| {
        let Going { number, wave, message, channel } = one;
        let message = format!("{}, {}", desk::in_words(&message), desk::channel(channel.name()));
        vec![cell(number), cell(wave), cell(message)]
    });
    let more = (all > LISTED).then(|| format!(" The first {LISTED} are listed."));
    let rows: Vec<_> = each.collect();
    let listed = (all > 0).then(|| {
        view! {
            <details class="staff-more">
                <summary>{format!("All {all}, one by one.")}{more}</summary>
                <StaffTable
                    caption="In the order in which they go".to_owned()
                    heads=vec!["For", "Wave", "Message"] rows
                />
            </details>
        }
    });
    view! {
        <HowMany going />
        {listed}
    }
}
