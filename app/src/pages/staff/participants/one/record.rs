//! What is on record of a participant: what they agreed to, what they stopped, what was sent to them.

use leptos::prelude::*;
use records::{outbox, people::Seen, stopping::Decided, studies::StudyHandle};
use surveys::{
    calendar,
    consent::Answer,
    fill::long_date,
    stopping::{Act, Choice, TakenBack},
};

use super::super::{of_one, of_study};
use crate::{
    components::staff::table::{Look, StaffTable, cell},
    wording::desk,
};

/// What they agreed to, in the words of the form they were asked on.
pub(super) fn agreed(seen: &Seen) -> AnyView {
    let rows = seen.decided.iter().map(|decided| {
        let way = decided.way.iter().map(|way| format!(" {way}"));
        let words = std::iter::once(decided.words.clone()).chain(way).collect::<String>();
        let answer = match decided.answer {
            Answer::Yes => "Yes",
            Answer::No => "No",
            Answer::Withdrawn => "No longer",
        };
        let how = desk::how_told(decided.mode);
        let witness = decided.witness.as_ref().map(|who| format!(", heard or seen by {who}"));
        let witness = witness.unwrap_or_default();
        let on = long_date(decided.on);
        let when = format!("{on}, {how}{witness}, form version {}", decided.version);
        vec![cell(words), cell(answer), cell(when)]
    });
    let rows: Vec<_> = rows.collect();
    let current = match (rows.is_empty(), seen.is_current) {
        (true, _) => "They have not agreed to anything yet.",
        (false, true) => "They take part under the consent form that is in use.",
        (false, false) => "They have to agree to the form that is in use before the next survey.",
    };
    let heads = vec!["Statement", "Answer", "When and how"];
    let table = (!rows.is_empty()).then(|| {
        view! {
            <details class="staff-more">
                <summary>"Each statement, what they said and when"</summary>
                <StaffTable
                    caption="The latest on each statement".to_owned() look=Look::BelowHeading heads
                    rows
                />
            </details>
        }
    });
    view! { <h2>"What they agreed to"</h2><p>{current}</p>{table} }.into_any()
}

/// What they stopped, newest first, with what staff may take back.
pub(super) fn stopped(study: &StudyHandle, seen: &Seen) -> AnyView {
    let paused = seen.paused_until.map(|day| {
        view! { <p>"They asked for a break until the end of "{long_date(day)}"."</p> }
    });
    let lines = seen.stopped.iter().map(|decided| line(study, seen, decided));
    let lines = lines.collect::<Vec<_>>();
    let list = match lines.is_empty() {
        true => view! { <p>"They have not stopped anything."</p> }.into_any(),
        false => view! { <ul class="staff-list">{lines}</ul> }.into_any(),
    };
    view! { <h2>"What they stopped"</h2>{paused}{list} }.into_any()
}

fn line(study: &StudyHandle, seen: &Seen, decided: &Decided) -> impl IntoView + use<> {
    let Decided { act, wave, on, mode, decided_by, reason, reference, stands } = decided.clone();
    let wave = wave.and_then(|key| seen.waves.iter().find(|wave| wave.wave == key));
    let title = wave.map(|wave| format!(", {}", wave.title));
    let words = format!("{}{}", desk::act(act), title.unwrap_or_default());
    let how = desk::how_told(mode);
    let who = desk::decider(decided_by);
    let receipt = of_study(study, &format!("receipts/{reference}"));
    let receipt = matches!(act, Act::Stops(_)).then(|| {
        view! { " "<a href=receipt>"What stopped and what goes on: "{reference}</a> }
    });
    let reason = reason.map(|reason| view! { <p class="staff-words">"Reason: "{reason}</p> });
    let back = match act {
        Act::Stops(choice) if stands => {
            let value = wave.map(|wave| wave.wave.to_string());
            take_back(of_one(study, seen.id, "/take-back"), choice, value, words.clone())
        }
        _ => None,
    };
    view! {
        <li>
            <strong>{words}</strong><br />
            {long_date(on)}", "{how}". Decided by "{who}"."
            {receipt}
            {reason}
            {back}
        </li>
    }
}

/// A button, where staff may take it back.
fn take_back(
    action: String,
    choice: Choice,
    wave: Option<String>,
    words: String,
) -> Option<impl IntoView> {
    let may = matches!(choice.taken_back(), TakenBack::ByStaff | TakenBack::ByThem);
    may.then(|| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="choice" value=choice.name() />
                <input type="hidden" name="wave" value=wave.unwrap_or_default() />
                <button class="button button--quiet">
                    "Take this back"<span class="hidden">": "{words}</span>
                </button>
            </form>
        }
    })
}

/// What was sent and what was not, without its words.
pub(super) fn messages(study: &StudyHandle, seen: &Seen) -> AnyView {
    let rows = seen.messages.iter().map(|message| {
        vec![cell(called(message)), cell(state(message)), cell(since(message, study))]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec!["Message", "How it stands", "Since"];
    let table = match rows.is_empty() {
        true => view! { <p>"Nothing was sent to them."</p> }.into_any(),
        false => view! {
            <StaffTable
                caption="Messages, the latest 50".to_owned() look=Look::BelowHeading heads rows
            />
        }
        .into_any(),
    };
    view! { <h2>"Messages"</h2>{table} }.into_any()
}

/// Which message it is.
pub(super) fn called(message: &outbox::Standing) -> String {
    desk::what(&message.template, message.contact.as_ref(), &message.channel)
}

/// How it stands, and what became of it.
pub(super) fn state(message: &outbox::Standing) -> String {
    let state = desk::in_words(&message.state);
    let state = match &message.reason {
        Some(reason) => format!("{state}: {reason}"),
        None => state,
    };
    state + &desk::became(message).unwrap_or_default()
}

/// The day since when it stands so, by the clock of the study.
pub(super) fn since(message: &outbox::Standing, study: &StudyHandle) -> String {
    long_date(calendar::date_in(&study.study().timezone, message.at))
}
