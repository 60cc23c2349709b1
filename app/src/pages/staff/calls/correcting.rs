//! The calls of one case, for whoever looks after its interviewers, and a form to put right how one of them ended. What
//! interviewers noted is not here.

use leptos::prelude::*;
use records::{calls::Ended, staff::Names, studies::StudyHandle};
use surveys::{calendar, calls::Outcome, fill::long_date};

use crate::{
    api::staff::{call_list::Correcting, door::Said},
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        select::StaffSelect,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_one, of_study},
    },
    wording::staff::{self as common, calls as wording},
};

const DAY: Asked = Asked {
    name: "day",
    label: "On which day?",
    kind: "date",
    autocomplete: "off",
    hint: Some(
        "In their calendar, for an appointment and for who is away. Otherwise leave it empty",
    ),
};

const FROM: Asked = Asked {
    name: "from",
    label: "At what time, or from what time?",
    kind: "time",
    autocomplete: "off",
    hint: Some("By their clock, for an appointment"),
};

const UNTIL: Asked = Asked {
    name: "until",
    label: "Until what time?",
    kind: "time",
    autocomplete: "off",
    hint: Some("For an appointment between two times"),
};

pub(crate) fn correcting(correcting: Correcting) -> StaffFramed {
    let Correcting { study, of, names, said } = correcting;
    let wrong = said.wrong;
    let heading = format!("Calls of case {}", of.case);
    let to = of_one(&study, of.participant, "");
    let noted = of_one(&study, of.participant, "/calls");
    let wave = study.study().title_of(&of.wave);
    let rows: Vec<_> = of.calls.iter().map(|call| row((&study, &names), call)).collect();
    let calls = match rows.is_empty() {
        true => view! { <p>"Nobody has rung them about this survey yet."</p> }.into_any(),
        false => view! {
            <StaffTable
                caption="As they hold now".to_owned() look=Look::Wide
                heads=vec!["Call", "When", "By", "How it ended", "Written down before as"] rows
            />
        }
        .into_any(),
    };
    let form = (!of.calls.is_empty()).then(|| form(&study, (of.case, &of.calls), &said));
    let middle = view! {
        {back(of_study(&study, "call-list"), "Who is rung")}
        <Told said />
        <h1>{heading.clone()}</h1>
        <p><a href=to>{format!("Participant {}", of.number)}</a>", "{wave}". "
            <a href=noted>"Read every call to them, with what was noted"</a></p>
        {calls}
        {form}
    };
    framed(&heading, wrong, middle)
}

fn row((study, names): (&StudyHandle, &Names), call: &Ended) -> Vec<AnyView> {
    let zone = &study.study().timezone;
    let agreed = call.agreed.map(|agreed| format!(": {}", wording::agreed(agreed, zone)));
    let ended = format!("{}{}", call.outcome.label(), agreed.unwrap_or_default());
    let before = call.before.iter().map(|one| {
        let was = one.outcome.map_or("Something that cannot be read", Outcome::label);
        let day = long_date(calendar::date_in(zone, one.at));
        view! { <li>{format!("{was}. Put right by {}, {day}", names.of(&one.by))}</li> }
    });
    let before: Vec<_> = before.collect();
    let before = match before.is_empty() {
        true => cell("The same"),
        false => view! { <ul class="staff-table__list">{before}</ul> }.into_any(),
    };
    vec![
        cell(call.call.to_string()),
        cell(wording::moment(call.at, zone)),
        cell(names.of_number(call.staff_id)),
        cell(ended),
        before,
    ]
}

fn form(study: &StudyHandle, (case, calls): (i32, &[Ended]), said: &Said) -> impl IntoView + use<> {
    let action = of_study(study, &format!("call-list/{case}"));
    let numbers = calls.iter().map(|call| {
        let words = format!("Call {}: {}", call.call, call.outcome.label());
        (call.call.to_string(), words)
    });
    let numbers = numbers.collect();
    // Of the two endings that share a number either may be the right one.
    let endings = wording::ENDINGS.into_iter().chain([Outcome::CompleteOnline]);
    let endings = endings.map(|one| (one.key().to_owned(), one.label().to_owned())).collect();
    let chosen = |name: &str| said.typed.one(name).to_owned();
    let boxes = [DAY, FROM, UNTIL].map(|asked| {
        let (value, wrong) = (chosen(asked.name), common::amiss(asked.name, said));
        view! { <StaffField asked value wrong /> }
    });
    let boxes = boxes.into_iter().collect_view();
    view! {
        <h2>"Put right how a call ended"</h2>
        <p>"What was written down stays on record. The new ending takes its place in the list, the rates and the figures, and what \
            follows from it is done. What followed from the ending before is not undone: if a survey was stopped by it, or a number \
            was taken for a wrong one, put that right on the page of the participant. A call that you made yourself is put right by \
            another supervisor."</p>
        <form method="post" action=action novalidate autocomplete="off">
            <StaffSelect
                name="call" label="Which call?" none="Choose a call" options=numbers chosen=chosen("call")
                wrong=common::amiss("call", said)
            />
            <StaffSelect
                name="outcome" label="How did it end?" none="Choose how" options=endings
                chosen=chosen("outcome") wrong=common::amiss("outcome", said)
            />
            {boxes}
            {sure(said)}
            <div class="actions">
                <button class="button" name="then" value="correct">"Put it right"</button>
            </div>
        </form>
    }
}

/// Nobody writes in passing that somebody has died.
fn sure(said: &Said) -> Option<impl IntoView + use<>> {
    let words = common::amiss("sure", said)?;
    Some(view! {
        <label class="staff-sure">
            <input
                type="checkbox" id="sure" name="sure" value="yes" aria-invalid="true"
                aria-describedby="sure-wrong"
            />
            "Yes, the participant has died"
        </label>
        <p class="problem" id="sure-wrong"><span class="hidden">"Error: "</span>{words}</p>
    })
}
