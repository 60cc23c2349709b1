//! How a call ended: first which way, then what goes with it and what follows.

use chrono::SecondsFormat;
use leptos::prelude::*;
use surveys::{calendar, calls::Outcome};

use super::needing::needed;
use crate::{
    api::staff::{
        calls::{Dial, OnCall, may},
        door::Said,
    },
    components::staff::{
        field::{Asked, StaffField},
        select::StaffSelect,
        words::StaffWords,
    },
    pages::staff::participants::of_study,
    wording::staff::{self as common, calls as wording},
};

pub(super) fn ending(call: &OnCall) -> AnyView {
    let action = of_study(&call.study, &format!("calls/{}", call.opened.case));
    match call.chosen {
        None => choosing(call, action).into_any(),
        Some(outcome) => with_it(call, outcome, action).into_any(),
    }
}

/// The boxes of when it was dialled.
struct Dialled {
    day: String,
    time: String,
    /// The moment with which the boxes were drawn first, to the second.
    exact: String,
}

impl Dialled {
    /// When the number was shown last, or else when the case was given, unless they say otherwise. Nobody but them knows it once they
    /// went on with the case without seeing the number: the day is then today, unless they change it.
    fn of(call: &OnCall) -> Self {
        let typed = &call.said.typed;
        if typed.is_sent("dialled") {
            let raw = |name: &str| typed.raw(name).to_owned();
            return Self {
                day: raw("dialled_on"),
                time: raw("dialled"),
                exact: raw("dialled_exact"),
            };
        }
        let zone = &call.study.study().timezone;
        let at = match &call.dial {
            Dial::NotAsked => call.opened.shown_at.or(call.opened.given_at),
            Dial::NotNow | Dial::Told(_) => Some(call.now),
        };
        let time = |at| calendar::moment_in(zone, at).format("%H:%M").to_string();
        Self {
            day: calendar::date_in(zone, at.unwrap_or(call.now)).to_string(),
            time: at.map_or_else(String::new, time),
            exact: at
                .map_or_else(String::new, |at| at.to_rfc3339_opts(SecondsFormat::Micros, true)),
        }
    }

    /// They go along while it is chosen how the call ended.
    fn hidden(self) -> impl IntoView {
        let Self { day, time, exact } = self;
        view! {
            <input type="hidden" name="dialled_on" value=day />
            <input type="hidden" name="dialled" value=time />
            <input type="hidden" name="dialled_exact" value=exact />
        }
    }

    fn boxes(self, said: &Said) -> impl IntoView + use<> {
        let Self { day, time, exact } = self;
        let (no_day, no_time) = (common::amiss("dialled_on", said), common::amiss("dialled", said));
        view! {
            {one(DIALLED_ON, day, no_day)}
            {one(DIALLED, time, no_time)}
            <input type="hidden" name="dialled_exact" value=exact />
        }
    }
}

fn choosing(call: &OnCall, action: String) -> impl IntoView + use<> {
    let wrong = common::amiss("outcome", &call.said);
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let endings = wording::ENDINGS.map(|outcome| wording::ending(outcome, call.opened.sent));
    let (offered, missing): (Vec<_>, Vec<_>) =
        endings.into_iter().enumerate().partition(|(_, outcome)| may(*outcome, &call.opened));
    let radios = offered
        .into_iter()
        .enumerate()
        .map(|(nth, (place, outcome))| radio((nth, place), outcome, outcome.follows(&call.rules)));
    let radios: Vec<_> = radios.collect();
    let wrong = wrong.map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    let missing = missing.into_iter().filter_map(|(place, outcome)| {
        let why = wording::not_offered(outcome)?;
        Some(view! { <p class="hint">{format!("{}: {why}", place + 1)}</p> })
    });
    let missing: Vec<_> = missing.collect();
    view! {
        <h2>"How did the call end?"</h2>
        <p class="keys" id="keys" hidden>"Keys: numbers choose, Enter goes on."</p>
        <form method="post" action=action id="interview" data-begins="heading" novalidate autocomplete="off">
            {Dialled::of(call).hidden()}
            {typed_already(&call.said)}
            <div class=class>
                <fieldset data-keys="radio">
                    <legend>"Choose one"</legend>
                    {missing}
                    {wrong}
                    <div class="choices">{radios}</div>
                </fieldset>
            </div>
            <p id="heard" role="status"></p>
            <div class="actions">
                <button class="button" name="then" value="ended" id="next">"Continue"</button>
            </div>
        </form>
    }
}

/// What was typed of another ending, which the call cannot have any more.
fn typed_already(said: &Said) -> Vec<AnyView> {
    let names = ["answered", "who", "language", "day", "from", "until", "note", "no_more_calls"];
    let typed = names.into_iter().filter(|name| !said.typed.one(name).is_empty());
    let hidden = typed.map(|name| {
        let value = said.typed.raw(name).to_owned();
        view! { <input type="hidden" name=name value=value /> }.into_any()
    });
    hidden.collect()
}

/// The first has the name as its id: the summary of what is wrong leads there.
fn radio((nth, place): (usize, usize), outcome: Outcome, follows: String) -> impl IntoView + use<> {
    let id = if nth == 0 { "outcome".to_owned() } else { format!("outcome-{}", nth + 1) };
    let code = (place + 1).to_string();
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name="outcome" value=outcome.key() data-code=code.clone() />
            <label for=id>
                <kbd>{code}</kbd>" "{outcome.label()}<span class="hint">{follows}</span>
            </label>
        </div>
    }
}

/// What goes with how it ended.
fn with_it(call: &OnCall, outcome: Outcome, action: String) -> impl IntoView + use<> {
    let said = &call.said;
    let follows = outcome.follows(&call.rules);
    let wrong = common::amiss("outcome", said).map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    let answered = outcome.is_reached().then(|| {
        view! { {boxed(ANSWERED, said)} {who(said)} }
    });
    let now = (outcome == Outcome::AskedForLink).then(|| {
        view! { <p class="hint">"Write it down while they are on the line: you are told how it goes, and can ask whether it came."</p> }
    });
    // What is wrong with the ending has no box: it is read at the top.
    let begins = wrong.is_some().then_some("heading");
    let back = action.clone();
    view! {
        <h2 id="outcome" tabindex="-1">{outcome.label()}</h2>
        {wrong}
        <p>{follows}</p>
        {now}
        <p class="keys" id="keys" hidden>
            "Keys: Enter goes from box to box and then to “Write it down”, where Enter writes it down. In a text, Shift and \
             Enter begin a new line."
        </p>
        <form method="post" action=action id="interview" data-begins=begins novalidate autocomplete="off">
            <input type="hidden" name="outcome" value=outcome.key() />
            {needed(outcome, call)}
            {Dialled::of(call).boxes(said)}
            {answered}
            {anything_else(said)}
            {no_more(outcome, said)}
            <p id="heard" role="status"></p>
            <div class="actions">
                <button class="button" name="then" value="record" id="next" data-waits="">"Write it down"</button>
                <a href=back>"The call ended in another way"</a>
            </div>
        </form>
    }
}

const DIALLED_ON: Asked = asked(
    "dialled_on",
    "On which day did you dial?",
    "date",
    "Today, unless you write down an earlier call",
);
const DIALLED: Asked = asked(
    "dialled",
    "When did you dial?",
    "time",
    "By their clock. After an interview: when it began",
);
const ANSWERED: Asked = asked(
    "answered",
    "When did somebody answer? (optional)",
    "time",
    "On the same day, by their clock",
);
pub(super) const fn asked(
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    hint: &'static str,
) -> Asked {
    Asked { name, label, kind, autocomplete: "off", hint: Some(hint) }
}

pub(super) fn boxed(asked: Asked, said: &Said) -> AnyView {
    let (value, wrong) = (said.typed.raw(asked.name).to_owned(), common::amiss(asked.name, said));
    one(asked, value, wrong)
}

/// A box to which Enter leads on from the one before.
fn one(asked: Asked, value: String, wrong: Option<String>) -> AnyView {
    view! { <div data-keys="box"><StaffField asked value wrong /></div> }.into_any()
}

fn anything_else(said: &Said) -> impl IntoView + use<> {
    view! {
        <div data-keys="box">
            <StaffWords
                name="note" label="Anything else (optional)"
                hint="What the next interviewer should know, such as whom to ask for. Nothing about anybody's health. \
                      Supervisors read it, and the participant may."
                value=said.typed.raw("note").to_owned() wrong=common::amiss("note", said)
            />
        </div>
    }
}

fn who(said: &Said) -> impl IntoView + use<> {
    view! {
        <div data-keys="box">
            <StaffSelect
                name="who" label="Who answered? (optional)" none="Choose who" options=wording::who_answered()
                chosen=said.typed.one("who").to_owned() wrong=common::amiss("who", said)
            />
        </div>
    }
}

/// After a refusal they are asked whether they want calls at all.
fn no_more(outcome: Outcome, said: &Said) -> Option<impl IntoView + use<>> {
    let is_taken = said.typed.has("no_more_calls", "yes");
    let is_asked = matches!(
        outcome,
        Outcome::RefusedSoftly | Outcome::RefusedFirmly | Outcome::AskedForLink | Outcome::BrokeOff
    );
    is_asked.then(|| {
        view! {
            <div class="choice">
                <input type="checkbox" id="no_more_calls" name="no_more_calls" value="yes" checked=is_taken />
                <label for="no_more_calls">"They want no more calls in this study"</label>
            </div>
        }
    })
}
