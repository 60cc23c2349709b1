//! Which instruments there are, by whose leave those are asked that nobody may pass on, and which surveys ask them.

mod bringing;

mod one;

use chrono::NaiveDate;
use leptos::prelude::*;
use records::rights::OnRecord;
use surveys::{
    fill::long_date,
    language::isolated,
    scoring::{self, Instrument},
};

pub(crate) use self::one::instrument;
use super::surveys::of_survey;
use crate::{
    api::staff::instruments::{Asker, Register},
    components::{
        changes::capital,
        staff::{
            frame::StaffFramed,
            table::{Look, StaffTable, cell},
        },
    },
};

pub(crate) fn instruments(register: Register) -> StaffFramed {
    let Register { on_record, askers, may_record, today } = register;
    let known = scoring::instruments().iter();
    let known: Vec<_> = known.map(|known| line(known, (&on_record, &askers), today)).collect();
    let licences = licences(&on_record, today);
    let how = if may_record {
        "Open an instrument to bring its words and to record the licence for them."
    } else {
        "Evaluators and administrators record them."
    };
    let heads = vec!["Instrument", "What it is", "Its words", "Asked by", "Whose they are"];
    let middle = view! {
        <h1>"Instruments and licences"</h1>
        <p>
            "Some instruments come with their words. Those of others may be asked only by licence, and you bring the words \
             yourselves. A survey that asks one is published, and begun, only while a licence on record is in force. "
            {how}
        </p>
        {to_do(&askers)}
        <StaffTable
            caption="Every instrument".to_owned()
            look=Look::Wide
            heads
            rows=known
        />
        {licences}
    };
    StaffFramed::new("Instruments and licences", middle)
}

/// The page of one instrument.
pub(super) fn of_instrument(id: &str) -> String {
    format!("/staff/instruments/{id}")
}

/// Licences that surveys lack, or will lack soon.
fn to_do(askers: &[Asker]) -> Option<AnyView> {
    let told = askers.iter().flat_map(|asker| {
        let lacking = asker.lacking.iter().map(ToString::to_string);
        let ending = asker.ending.iter().map(ToString::to_string);
        let each = lacking.chain(ending).map(|why| {
            view! { <li>{version(asker)}": "{why}"."</li> }
        });
        each.collect::<Vec<_>>()
    });
    let told: Vec<_> = told.collect();
    (!told.is_empty()).then(|| {
        view! {
            <div class="summary-box" role="status">
                <h2>"Licences to record"</h2>
                <ul>{told}</ul>
            </div>
        }
        .into_any()
    })
}

/// A version, with a link to it.
fn version(asker: &Asker) -> AnyView {
    let to = of_survey(&asker.key, &format!("/{}", asker.version));
    let words = format!("{}, version {}", isolated(&asker.survey.title), asker.version);
    let in_use = if asker.is_in_use { " (in use)" } else { "" };
    view! { <a href=to>{words}</a>{in_use} }.into_any()
}

/// The versions that ask an instrument, one below the other.
fn asked_by<'a>(instrument: &str, askers: impl IntoIterator<Item = &'a Asker>) -> AnyView {
    let own = askers.into_iter().filter(|asker| asker.asks(instrument));
    let own: Vec<_> = own.map(|asker| view! { <div>{version(asker)}</div> }).collect();
    if own.is_empty() { cell("No published survey") } else { own.into_any() }
}

fn licences(on_record: &[OnRecord], today: NaiveDate) -> AnyView {
    let rows: Vec<_> = on_record.iter().rev().map(|line| licence(line, today)).collect();
    if rows.is_empty() {
        return view! { <p>"No licence is on record."</p> }.into_any();
    }
    let heads = vec!["Instrument", "Licence", "Held by", "How long", "For", "Words", "Recorded"];
    let caption = "Licences on record".to_owned();
    view! { <StaffTable caption look=Look::Wide heads rows /> }.into_any()
}

fn licence(line: &OnRecord, today: NaiveDate) -> Vec<AnyView> {
    let OnRecord { right, language, version, recorded_by, recorded_at, .. } = line;
    let name =
        scoring::instrument(&right.instrument).map_or(&right.instrument, |known| &known.name);
    let modes: Vec<_> = right.modes.iter().map(|mode| mode.name()).collect();
    let covers = format!("{}, in {}", capital(modes.join(" and ")), right.languages.join(" and "));
    vec![
        view! { <a href=of_instrument(&right.instrument)>{name.clone()}</a> }.into_any(),
        cell(right.reference.clone()),
        cell(right.holder.clone()),
        how_long(right.expires_on, today),
        cell(covers),
        cell(format!("{version}, in {language}")),
        cell(format!("{}, by {recorded_by}", long_date(recorded_at.date_naive()))),
    ]
}

/// What ends as soon as checks say that it does stands out.
fn how_long(last: Option<NaiveDate>, today: NaiveDate) -> AnyView {
    let Some(last) = last else { return cell("It does not end") };
    let words = long_date(last);
    match (last - today).num_days() {
        ..0 => view! { <strong>{format!("Ended on {words}")}</strong> }.into_any(),
        0 => view! { <strong>"Ends today"</strong> }.into_any(),
        left @ 1..=90 => {
            let left = if left == 1 { "1 day".to_owned() } else { format!("{left} days") };
            view! { <strong>{format!("Until {words}, {left} more")}</strong> }.into_any()
        }
        _ => cell(format!("Until {words}")),
    }
}

fn line(
    known: &Instrument,
    (on_record, askers): (&[OnRecord], &[Asker]),
    today: NaiveDate,
) -> Vec<AnyView> {
    let owner = known.owner.trim_end_matches('.');
    vec![
        view! { <a href=of_instrument(&known.id)>{known.name.clone()}</a>" ("<code>{known.id.clone()}</code>")" }
            .into_any(),
        cell(known.title.clone()),
        cell(words_of(known, on_record, today)),
        asked_by(&known.id, askers),
        cell(format!("{owner}. {}", known.licence)),
    ]
}

/// Where an instrument's words are from, and whether a licence is in force.
fn words_of(known: &Instrument, on_record: &[OnRecord], today: NaiveDate) -> &'static str {
    let own = || on_record.iter().filter(|line| line.right.instrument == known.id);
    let holds = |line: &OnRecord| line.right.expires_on.is_none_or(|last| last >= today);
    match (known.needs_licence(), own().any(holds), own().next().is_some()) {
        (false, ..) => "Come with the program",
        (true, true, _) => "By licence, on record",
        (true, false, true) => "By licence, which has ended",
        (true, false, false) => "By licence, none on record",
    }
}
