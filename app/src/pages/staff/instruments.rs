//! Which instruments there are, and by whose leave those are asked that nobody may pass on.

use chrono::NaiveDate;
use leptos::prelude::*;
use records::rights::OnRecord;
use surveys::{
    fill::long_date,
    scoring::{self, Instrument},
};

use crate::{
    api::staff::instruments::Register,
    components::staff::{
        frame::StaffFramed,
        table::{Look, StaffTable, cell},
    },
};

pub(crate) fn instruments(register: Register) -> StaffFramed {
    let Register { on_record, today } = register;
    let known: Vec<_> =
        scoring::instruments().iter().map(|known| line(known, &on_record, today)).collect();
    let licences: Vec<_> = on_record.iter().rev().map(|line| licence(line, today)).collect();
    let licences = if licences.is_empty() {
        view! { <p>"No licence is on record."</p> }.into_any()
    } else {
        let heads =
            vec!["Instrument", "Licence", "Held by", "How long", "For", "Words", "Recorded"];
        view! { <StaffTable caption="Licences on record".to_owned() look=Look::Wide heads rows=licences /> }
            .into_any()
    };
    let heads = vec!["Instrument", "What it is", "Its words", "Whose they are, and on what terms"];
    let middle = view! {
        <h1>"Instruments"</h1>
        <p>
            "A survey asks an instrument by its name, as "<code>"instrument = \"phq9\""</code>
            " on a page. Some may be asked only by licence. A survey that asks one is published, and begun, only \
             while a licence on record is in force. Whoever runs this server records one with "
            <code>"throughline instrument load"</code>"."
        </p>
        {licences}
        <StaffTable
            caption="Every instrument".to_owned()
            look=Look::Wide
            heads
            rows=known
        />
    };
    StaffFramed::new("Instruments", middle)
}

fn licence(line: &OnRecord, today: NaiveDate) -> Vec<AnyView> {
    let OnRecord { right, language, version, recorded_by, recorded_at, .. } = line;
    let name =
        scoring::instrument(&right.instrument).map_or(&right.instrument, |known| &known.name);
    let modes: Vec<_> = right.modes.iter().map(|mode| mode.name()).collect();
    let covers = format!("{}, in {}", modes.join(" and "), right.languages.join(" and "));
    vec![
        cell(name.clone()),
        cell(right.reference.clone()),
        cell(right.holder.clone()),
        how_long(right.expires_on, today),
        cell(covers),
        cell(format!("{version}, in {language}")),
        cell(format!("{}, by {recorded_by}", long_date(recorded_at.date_naive()))),
    ]
}

fn how_long(last: Option<NaiveDate>, today: NaiveDate) -> AnyView {
    let Some(last) = last else { return cell("It does not end") };
    let words = long_date(last);
    match (last - today).num_days() {
        ..0 => view! { <strong>{format!("Ended on {words}")}</strong> }.into_any(),
        0 => view! { <strong>"Ends today"</strong> }.into_any(),
        left @ 1..=30 => {
            let left = if left == 1 { "1 day".to_owned() } else { format!("{left} days") };
            view! { <strong>{format!("Until {words}, {left} more")}</strong> }.into_any()
        }
        _ => cell(format!("Until {words}")),
    }
}

fn line(known: &Instrument, on_record: &[OnRecord], today: NaiveDate) -> Vec<AnyView> {
    let held = |line: &&OnRecord| {
        line.right.instrument == known.id && line.right.expires_on.is_none_or(|last| last >= today)
    };
    let words = match (known.needs_licence(), on_record.iter().find(held)) {
        (false, _) => "Come with the program",
        (true, Some(_)) => "By licence, on record",
        (true, None) => "By licence, none on record",
    };
    let owner = known.owner.trim_end_matches('.');
    vec![
        view! { {known.name.clone()}" ("<code>{known.id.clone()}</code>")" }.into_any(),
        cell(known.title.clone()),
        cell(words),
        cell(format!("{owner}. {}", known.licence)),
    ]
}
