//! The protocol, gone through with invented people: what is asked for, and what it came to.

use std::collections::BTreeMap;

use leptos::prelude::*;
use records::rehearsal::{Balance, Line, Rehearsed};
use surveys::{
    calendar,
    fill::{long_date, long_moment},
    language::isolated,
};

use super::of_protocol;
use crate::{
    api::staff::{
        door::{Done, Said},
        protocol::Rehearsal,
    },
    components::{
        changes::capital,
        staff::{
            field::{Asked, StaffField},
            frame::StaffFramed,
            said::Told,
            table::{Look, StaffTable, cell},
        },
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

/// A field, and what it holds as long as nobody has typed anything.
const FIELDS: [(Asked, &str); 3] = [
    (number("participants", "How many people to invent", "1 to 50."), "20"),
    (number("days", "For how many days", "From today on, 1 to 800."), "400"),
    (number("seed", "Seed", "The same number invents the same people, who do the same."), "1"),
];

const fn number(name: &'static str, label: &'static str, hint: &'static str) -> Asked {
    Asked { name, label, kind: "text", autocomplete: "off", hint: Some(hint) }
}

pub(crate) fn rehearsal(rehearsal: Rehearsal) -> StaffFramed {
    let Rehearsal { study, protocol, said } = rehearsal;
    let study = study.study();
    let title = format!("Rehearsal: protocol of {}", isolated(&study.title));
    let wrong = said.wrong;
    let came = match &said.done {
        Some(Done::Rehearsed(rehearsed)) => Some(told(rehearsed, &study.timezone)),
        _ => None,
    };
    let action = of_protocol(&study.key, "/rehearsal");
    let fields = FIELDS.map(|(asked, usual)| field(asked, usual, &said));
    let held = format!("The protocol is that of version {}, which holds.", protocol.version);
    let middle = view! {
        {back(of_protocol(&study.key, ""), "The protocol")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>
            "Invented people go through it, day by day, by a clock of its own: they answer, stop, pause, text back, and some \
             cannot be reached. They are answered, thanked, and given vouchers of a stock that lasts. What is due is worked out and written by the same program as in earnest. Nothing leaves, and nobody of the study is touched. "{held}
        </p>
        <form method="post" action=action novalidate>
            {fields.into_iter().collect_view()}
            <div class="actions"><button class="button">"Rehearse"</button></div>
            <p class="hint">"It takes some seconds."</p>
        </form>
        {came}
    };
    framed(&title, wrong, middle)
}

fn field(asked: Asked, usual: &'static str, said: &Said) -> AnyView {
    let name = asked.name;
    let value = match said.typed.is_sent(name) {
        true => said.typed.one(name).to_owned(),
        false => usual.to_owned(),
    };
    let wrong = wording::amiss(name, said);
    view! { <StaffField asked=asked value=value wrong=wrong /> }.into_any()
}

fn told(rehearsed: &Rehearsed, zone: &str) -> AnyView {
    let Rehearsed { participants, protocol, from, to, timeline, balance, .. } = rehearsed;
    let people = if *participants == 1 { "person" } else { "people" };
    let over = format!(
        "{participants} invented {people} from {} to {}, by version {protocol}.",
        long_date(*from),
        long_date(*to)
    );
    let sum = match balance.adds_up() {
        true => view! { <p>"Every message is accounted for, and none was sent twice."</p> }.into_any(),
        false => view! {
            <p class="problem">"The sum does not come out: this is a fault of the program. Please tell whoever runs it."</p>
        }
        .into_any(),
    };
    view! {
        <h2 id="came">"What became of every message"</h2>
        <p>{over}</p>
        {sum}
        {balanced(balance)}
        <h2>"Person by person"</h2>
        {people_of(timeline, zone)}
    }
    .into_any()
}

fn balanced(balance: &Balance) -> impl IntoView + use<> {
    let not = balance.not_sent.iter().map(|(why, many)| (format!("Not sent: {why}"), *many));
    let rows = [
        ("Planned, by email, text and post".to_owned(), balance.planned),
        ("Of these: answers, receipts, thanks and vouchers".to_owned(), balance.beside),
        ("Sent".to_owned(), balance.sent),
        ("In doubt: given away, and nobody said whether it was taken".to_owned(), balance.in_doubt),
    ]
    .into_iter()
    .chain(not)
    .chain([
        ("Under way on the last day".to_owned(), balance.waiting),
        ("To come after the last day".to_owned(), balance.later),
        ("Sent twice".to_owned(), balance.twice),
        ("Beside them: calls, for somebody to make".to_owned(), balance.by_hand),
    ]);
    let rows = rows.map(|(what, many)| vec![cell(what), cell(many.to_string())]).collect();
    view! {
        <StaffTable
            caption="What became of every message".to_owned() look=Look::BelowHeading
            heads=vec!["What", "Messages"] rows
        />
    }
}

/// Everything that happened to each of them, in order.
fn people_of(timeline: &[Line], zone: &str) -> Vec<AnyView> {
    let mut people: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in timeline {
        people.entry(&line.who).or_default().push(line);
    }
    let person = |(who, lines): (&str, Vec<&Line>)| {
        let many = lines.len();
        let rows = lines.into_iter().map(|line| {
            let when = long_moment(calendar::moment_in(zone, line.at));
            vec![cell(when), cell(capital(line.what.clone()))]
        });
        let rows = rows.collect();
        view! {
            <details class="staff-more">
                <summary>{format!("{who}: {many} entries")}</summary>
                <StaffTable
                    caption=format!("What happened to {who}") look=Look::BelowHeading
                    heads=vec!["When", "What"] rows
                />
            </details>
        }
        .into_any()
    };
    people.into_iter().map(person).collect()
}
