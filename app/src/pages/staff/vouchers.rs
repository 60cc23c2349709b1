//! Vouchers of a study: how the stock stands, who waits, letters to print, and the books. No code is ever shown.

mod one;

use std::collections::BTreeMap;

use leptos::prelude::*;
use records::{
    letter_files::{LetterFile, TOGETHER},
    vouchers::{Count, Debt, Lacking, Listed, Overview},
};
use surveys::{fill::long_date, keys::WaveKey, vouchers::Standing};

pub(crate) use self::one::one;
use super::{
    coming_in::framed,
    participants::{back, of_study},
    surveys::reasons,
};
use crate::{
    api::staff::{Wrong, vouchers::Vouchers},
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        radios::{Radio, StaffRadios},
        said::Told,
        select::Wrong as Beside,
        table::{Look, StaffTable, cell},
        to_print::{PrintedLately, ToPrint},
    },
    wording::staff::{at, vouchers as wording},
};

const NUMBER: Asked = Asked::of_another("number", "Study number", "text");

pub(crate) fn listing(vouchers: Vouchers) -> StaffFramed {
    let Vouchers { study, overview, lacking, waves, found, prints, said } = vouchers;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let faults = reasons(&said);
    let here = of_study(&study, "vouchers");
    let lacking = too_few(&lacking);
    let titles: BTreeMap<_, _> =
        waves.iter().map(|(key, title)| (key.to_string(), title.clone())).collect();
    let found = found.map(|found| of_person(&here, found));
    let doubted = doubted(&here, overview.doubted);
    let Overview { counts, owed, letters, files, kept_back, failed, .. } = overview;
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        {faults}
        <h1>"Vouchers"</h1>
        <p>{study.study().title.clone()}". Each person gets one for each survey that gives one, once \
            they have sent it. Codes are never shown here."</p>
        {lacking}
        {doubted}
        <h2>"How they stand"</h2>
        {stock(counts, &titles)}
        {waiting(&here, owed)}
        <h2>"Bring codes"</h2>
        <Bring action=format!("{here}/codes") waves chosen=typed.one("wave").to_owned() wrong />
        <h2>"Letters"</h2>
        {printing(&here, (letters, files), prints)}
        {some(&here, ("Cannot be sent: speak with them", "kept_back"), kept_back)}
        {some(&here, ("Mails that failed: decide on each", "failed"), failed)}
        <h2>"Find somebody's voucher"</h2>
        <Find action=here.clone() number=typed.raw("number").to_owned() wrong />
        {found}
        <h2>"Books for finance"</h2>
        <Books action=here />
    };
    framed("Vouchers", wrong, middle)
}

fn too_few(lacking: &[Lacking]) -> Option<impl IntoView + use<>> {
    let each: Vec<_> =
        lacking.iter().map(|one| view! { <li>{wording::lacking(one)}</li> }).collect();
    (!each.is_empty()).then(|| {
        view! {
            <div class="notice">
                <p><strong>"There are too few vouchers"</strong></p>
                <ul>{each}</ul>
                <p>"Nobody's answers wait for this. Who is owed one gets it when you bring codes."</p>
            </div>
        }
    })
}

/// A row for each wave and worth, with how many stand how.
fn stock(counts: Vec<Count>, titles: &BTreeMap<String, String>) -> AnyView {
    if counts.is_empty() {
        return view! { <p>"No code was brought yet."</p> }.into_any();
    }
    let mut rows: BTreeMap<_, BTreeMap<Standing, i64>> = BTreeMap::new();
    for Count { wave, worth, standing, vouchers } in counts {
        *rows.entry((wave, worth)).or_default().entry(standing).or_default() += vouchers;
    }
    let rows = rows.into_iter().map(|((wave, worth), counts)| {
        let of = wave.map_or_else(
            || "Any survey".to_owned(),
            |wave| titles.get(&wave).cloned().unwrap_or(wave),
        );
        let count = |standing| cell(counts.get(&standing).copied().unwrap_or_default().to_string());
        let counts = Standing::ALL.map(count);
        [cell(format!("{of}, {worth}"))].into_iter().chain(counts).collect()
    });
    let heads = ["For"].into_iter().chain(Standing::ALL.map(wording::standing)).collect();
    let (caption, rows) = ("How vouchers stand".to_owned(), rows.collect());
    view! { <StaffTable caption look=Look::BelowHeading heads rows /> }.into_any()
}

fn doubted(here: &str, doubted: u64) -> Option<impl IntoView + use<>> {
    let action = here.to_owned();
    (doubted > 0).then(|| {
        view! {
            <div class="notice">
                <p><strong>"A backup was brought back"</strong></p>
                <p>
                    {doubted}" codes that stand in stock may have been given after that backup was made. \
                    They are not given until you say that they were not: ask the supplier which of \
                    them were spent."
                </p>
                <form method="post" action=action>
                    <button class="button button--quiet" name="then" value="vouch">
                        "None of them was given"
                    </button>
                </form>
            </div>
        }
    })
}

fn waiting(here: &str, owed: Listed) -> Option<impl IntoView + use<>> {
    let Listed { all, .. } = owed;
    let before = owed.next.unwrap_or(all).saturating_sub(owed.named.len());
    (all > 0).then(|| {
        view! {
            <details class="staff-more" open={before > 0}>
                <summary>{format!("Owed and not given yet: {all}")}</summary>
                {some(here, ("Owed, oldest first", "owed"), owed)}
            </details>
        }
    })
}

/// Some who wait, and a button for those after them.
fn some(here: &str, (caption, list): (&str, &'static str), some: Listed) -> impl IntoView + use<> {
    let Listed { all, named, next } = some;
    let caption = match next {
        None if all == named.len() => caption.to_owned(),
        _ => format!("{caption} ({} of {all})", named.len()),
    };
    let action = here.to_owned();
    let more = next.map(|next| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name=list value=next.to_string() />
                <button class="button button--quiet" name="then" value="more">
                    "Show the next"<span class="hidden">": "{caption.clone()}</span>
                </button>
            </form>
        }
    });
    view! {
        {listed(here, &caption, named)}
        {more}
    }
}

fn listed(here: &str, caption: &str, debts: Vec<Debt>) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = debts.iter().map(|debt| row(here, debt)).collect();
    let caption = caption.to_owned();
    let heads = vec!["Study number", "Survey", "Promised", "Sent on", "How it stands"];
    (!rows.is_empty()).then(|| view! { <StaffTable caption look=Look::Wide heads rows /> })
}

fn row(here: &str, debt: &Debt) -> Vec<AnyView> {
    let (address, number) = (format!("{here}/{}", debt.id), debt.person.clone());
    vec![
        view! { <a href=address>{number}</a> }.into_any(),
        cell(debt.wave.clone()),
        cell(debt.promised.clone()),
        cell(long_date(debt.since)),
        cell(wording::debt(debt)),
    ]
}

fn of_person(here: &str, found: Vec<Debt>) -> AnyView {
    if found.is_empty() {
        return view! { <p role="status">"They were promised no voucher yet."</p> }.into_any();
    }
    listed(here, "What was found", found).into_any()
}

fn printing(here: &str, (letters, files): (usize, Vec<LetterFile>), prints: bool) -> AnyView {
    let waiting = match letters {
        0 => "No letter waits to be printed.".to_owned(),
        1 => "1 letter waits to be printed.".to_owned(),
        many => format!("{many} letters wait to be printed."),
    };
    if !prints {
        let words = format!("{waiting} A supervisor prints them, since they name people.");
        return view! { <p>{words}</p> }.into_any();
    }
    let action = format!("{here}/letters");
    let new = (letters > 0).then(|| {
        view! {
            <p>{format!("A file holds {TOGETHER} letters at most, with names, addresses and codes. Once you \
                have it, its vouchers count as given. Delete it when the letters are posted.")}</p>
            <ToPrint action=action.clone() />
        }
    });
    let lately = (!files.is_empty()).then(|| {
        view! {
            <h3>"Printed lately"</h3>
            <PrintedLately action files />
        }
    });
    view! {
        <p>{waiting}</p>
        {new}
        {lately}
    }
    .into_any()
}

#[component]
fn Find(action: String, number: String, wrong: Option<Wrong>) -> impl IntoView {
    view! {
        <p>"To see what became of it, or to give another in its place."</p>
        <form method="post" action=action novalidate>
            <StaffField asked=NUMBER value=number wrong=at("number", wrong) />
            <div class="actions">
                <button class="button" name="then" value="find">"Find"</button>
            </div>
        </form>
    }
}

#[component]
fn Books(action: String) -> impl IntoView {
    view! {
        <p>"Every voucher with what became of it, and sums by month, value and state that come to the \
            stock. No name, no group and no code. That you took them is recorded."</p>
        <form method="post" action=action>
            <div class="actions">
                <button class="button" name="then" value="books">"Download the books"</button>
            </div>
        </form>
    }
}

#[component]
fn Bring(
    action: String,
    waves: Vec<(WaveKey, String)>,
    chosen: String,
    wrong: Option<Wrong>,
) -> impl IntoView {
    let any = Radio::new("any", "Any survey that gives a voucher");
    let waves =
        waves.into_iter().map(|(key, title)| Radio::new(key.to_string(), format!("{title} only")));
    let radios = [any].into_iter().chain(waves).collect();
    let mistake = at("file", wrong);
    let invalid = mistake.is_some().then_some("true");
    let described = if mistake.is_some() { "file-hint file-wrong" } else { "file-hint" };
    let class = if mistake.is_some() { "question question--problem" } else { "question" };
    view! {
        <form method="post" action=action enctype="multipart/form-data" novalidate>
            <StaffRadios
                name="wave" legend="For which survey are they?" radios chosen wrong=at("wave", wrong)
            />
            <div class=class>
                <label for="file"><strong>"File"</strong></label>
                <p class="hint" id="file-hint">
                    "A CSV file with the columns code, value, expires and supplier_reference. The last two may be \
                     blank; a day is written like 2026-12-31. At most 4 MB."
                </p>
                <Beside name="file" wrong=mistake />
                <input
                    type="file" id="file" name="file" aria-describedby=described
                    aria-invalid=invalid accept=".csv,text/csv"
                />
            </div>
            <div class="actions"><button class="button">"Bring the codes"</button></div>
        </form>
    }
}
