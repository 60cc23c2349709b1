//! The rules by which people are rung: what holds, a form to change it, and every version with who set it and why.

use leptos::prelude::*;
use records::{calls::Ruled, studies::StudyHandle};
use surveys::{
    calendar,
    calls::{CallRules, HoursBoxes, NumberBox, ON_HOLIDAYS, SLOTS},
    fill::long_moment,
};

use crate::{
    api::staff::{call_list::Ruling, door::Said},
    components::staff::{
        frame::StaffFramed,
        said::Told,
        select::Wrong,
        table::{Look, StaffTable, cell},
        words::StaffWords,
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_study},
    },
    wording::staff::{self as common, calls::SLOT_LABELS},
};

pub(crate) fn ruling(ruling: Ruling) -> StaffFramed {
    let Ruling { study, held, versions, said } = ruling;
    let wrong = said.wrong;
    let holds = match held.version {
        0 => "Nobody has set any: these are the usual ones.".to_owned(),
        version => format!("Version {version} holds."),
    };
    let form = form(&study, &held, &said);
    let versions = so_far(&study, &versions);
    let middle = view! {
        {back(of_study(&study, "call-list"), "Who is rung")}
        <Told said />
        <h1>"Rules of calling"</h1>
        <p>{study.study().title.clone()}". "{holds}</p>
        <p>"Times are those of the clock where people live. What somebody asked for, an appointment or a call, is kept \
            whatever these limits say."</p>
        {form}
        {versions}
    };
    framed("Rules of calling", wrong, middle)
}

fn form(study: &StudyHandle, held: &Ruled, said: &Said) -> impl IntoView + use<> {
    let reason = said.typed.raw("reason").to_owned();
    let rules = &held.rules;
    // Whoever typed something saw the version that held when they began.
    let version = match said.typed.is_sent("version") {
        true => said.typed.raw("version").to_owned(),
        false => held.version.to_string(),
    };
    view! {
        <form method="post" action=of_study(study, "call-rules") novalidate>
            <input type="hidden" name="version" value=version />
            <fieldset>
                <legend>"When"</legend>
                {hours(rules, said)}
                {slots(rules, said)}
            </fieldset>
            <fieldset>
                <legend>"How often, and how long after a call"</legend>
                {numbers(rules, said)}
            </fieldset>
            <StaffWords
                name="reason" label="Why do they change?" hint="It stands with this version, and in the audit."
                value=reason wrong=common::amiss("reason", said)
            />
            <div class="actions"><button class="button">"Set these rules"</button></div>
        </form>
    }
}

fn hours(rules: &CallRules, said: &Said) -> impl IntoView + use<> {
    let boxes = HoursBoxes::ALL.into_iter().flat_map(|boxes| {
        let stands = boxes.of(rules);
        let each = boxes.names.into_iter().zip(boxes.labels()).zip(stands);
        each.map(|((name, label), value)| a_box((name, label), value, said))
    });
    let boxes: Vec<_> = boxes.collect();
    let labels = ["Calls on bank holidays, too", "Appointments on bank holidays, too"];
    let now = [rules.hours.on_holidays, rules.appointments.on_holidays];
    let ticks = ON_HOLIDAYS.into_iter().zip(labels).zip(now);
    let ticks: Vec<_> =
        ticks.map(|((name, label), now)| a_tick((name, label), now, said)).collect();
    view! {
        <p class="hint">"Both boxes empty is a day without calls."</p>
        {boxes}
        {ticks}
    }
}

fn slots(rules: &CallRules, said: &Said) -> impl IntoView + use<> {
    let labels = SLOT_LABELS.map(str::to_owned);
    let each = SLOTS.into_iter().zip(labels).zip(rules.slots_in_boxes());
    each.map(|((name, label), value)| a_box((name, label), value, said)).collect::<Vec<_>>()
}

fn numbers(rules: &CallRules, said: &Said) -> impl IntoView + use<> {
    let each = NumberBox::ALL.into_iter();
    let each = each.map(|one| a_box((one.name, one.label.to_owned()), one.of(rules), said));
    each.collect::<Vec<_>>()
}

/// A short box with a label that is put together. Beside what was typed stands what holds, where it is something else.
fn a_box((name, label): (&'static str, String), stands: String, said: &Said) -> AnyView {
    let (value, holds) = match said.typed.is_sent(name) {
        true => {
            let typed = said.typed.raw(name).to_owned();
            let holds = (typed.trim() != stands).then(|| holds(name, stands));
            (typed, holds)
        }
        false => (stands, None),
    };
    let wrong = common::amiss(name, said);
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let invalid = wrong.is_some().then_some("true");
    let described = [holds.is_some().then_some("holds"), invalid.map(|_| "wrong")];
    let described: Vec<_> =
        described.into_iter().flatten().map(|what| format!("{name}-{what}")).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    view! {
        <div class=class>
            <label for=name>{label}</label>
            {holds}
            <Wrong name wrong />
            <input
                class="input--5" type="text" id=name name=name value=value autocomplete="off"
                aria-invalid=invalid aria-describedby=described
            />
        </div>
    }
    .into_any()
}

fn holds(name: &str, stands: String) -> impl IntoView + use<> {
    let stands = if stands.is_empty() { "nothing".to_owned() } else { stands };
    view! { <p class="hint" id=format!("{name}-holds")>{format!("Holds now: {stands}")}</p> }
}

fn a_tick((name, label): (&'static str, &'static str), now: bool, said: &Said) -> AnyView {
    let is_typed = said.typed.is_sent("most.a_wave");
    let is_taken = if is_typed { said.typed.has(name, "yes") } else { now };
    let holds = (is_taken != now).then(|| {
        let words = if now { "Holds now: yes" } else { "Holds now: no" };
        view! { <span class="hint">{words}</span> }
    });
    view! {
        <div class="choice">
            <input type="checkbox" id=name name=name value="yes" checked=is_taken />
            <label for=name>{label}{holds}</label>
        </div>
    }
    .into_any()
}

/// Who set which version, when and why, the latest first.
fn so_far(study: &StudyHandle, versions: &[Ruled]) -> Option<impl IntoView + use<>> {
    let zone = &study.study().timezone;
    let rows = versions.iter().map(|one| {
        let (at, by) = one.set.clone().map_or_else(Default::default, |(at, by)| {
            (long_moment(calendar::moment_in(zone, at)), by)
        });
        let why = one.reason.clone().unwrap_or_else(|| "They were the first".to_owned());
        vec![cell(one.version.to_string()), cell(at), cell(by), cell(why)]
    });
    let rows: Vec<_> = rows.collect();
    let (caption, heads) = ("Versions".to_owned(), vec!["Version", "Set", "By", "Why"]);
    (!rows.is_empty()).then(|| {
        view! {
            <h2>"Versions"</h2>
            <StaffTable caption look=Look::BelowHeading heads rows />
        }
    })
}
