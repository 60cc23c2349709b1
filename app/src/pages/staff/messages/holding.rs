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

const REASON: Asked = Asked {
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
fn Goes() -> impl IntoView {
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
            <p>"A hold of every study is ended by an administrator, with "
                <code>"throughline sends release --all"</code>"."</p>
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

fn told(hold: &Hold) -> String {
    let whose = if hold.of_all { "Of every study" } else { "Of this study" };
    let why = hold.reason.as_ref().map(|reason| format!(": “{reason}”")).unwrap_or_default();
    format!("{whose}, since {} UTC, by {}{why}.", desk::time(hold.at), hold.by)
}

#[component]
fn AtOnce(going: GoesAtOnce) -> impl IntoView {
    let GoesAtOnce { counts, to_test_people, messages } = going;
    if messages.is_empty() {
        return view! { <p>"Nothing. No message has become due."</p> }.into_any();
    }
    let all = messages.len();
    let rows = counts.into_iter().map(|((wave, message, channel), many)| {
        let message = format!("{}, {}", desk::in_words(&message), desk::channel(channel));
        vec![cell(message), cell(wave), cell(many.to_string())]
    });
    let each = messages.into_iter().take(LISTED).map(|one| {
        let Going { number, wave, message, channel } = one;
        let message = format!("{}, {}", desk::in_words(&message), desk::channel(channel.name()));
        vec![cell(number), cell(wave), cell(message)]
    });
    let apart = (to_test_people > 0).then(|| {
        view! { <p>{format!("Besides these, so many go to test people: {to_test_people}.")}</p> }
    });
    let more = (all > LISTED).then(|| format!(" The first {LISTED} are listed."));
    view! {
        <StaffTable
            caption="How many of each".to_owned() heads=vec!["Message", "Wave", "How many"]
            rows=rows.collect()
        />
        {apart}
        <details class="staff-more">
            <summary>{format!("All {all}, one by one.")}{more}</summary>
            <StaffTable
                caption="In the order in which they go".to_owned()
                heads=vec!["For", "Wave", "Message"] rows=each.collect()
            />
        </details>
    }
    .into_any()
}
