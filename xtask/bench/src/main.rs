//! Measures the running program against the budgets, over real HTTP, and prints the table.
//!
//! Nothing here fails for being slow: whoever reads the table decides. `cargo xtask bench` builds what is
//! measured and starts this.

mod options;

mod long;

mod store;

mod process;

mod http;

mod mailbox;

mod texting;

mod form;

mod visit;

mod member;

mod study;

mod calling;

mod interviewer;

mod walk;

mod load;

mod rows;

mod table;

mod machine;

use anyhow::Result;
use calling::Room;
use options::{Options, Row};
use process::Serving;
use rows::{
    answer_key, call, check, hand_over,
    import::{self, Brought},
    look_up, package, page, phone, preview, saves, sign_in, start, stroke, texts, trial, views,
};
use std::process::ExitCode;
use store::{Engine, Store};
use table::{Cell, Table};

/// Enough for every connection to have someone new until the time is over.
const PEOPLE: usize = 2048;
const PEOPLE_WHEN_QUICK: usize = 640;
/// Cases of calls, and how many are enough for some interviews.
const CASES: usize = 100_000;
const CASES_WHEN_QUICK: usize = 10_000;
const CASES_TO_INTERVIEW: usize = 100;

fn main() -> ExitCode {
    match measured() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measured() -> Result<()> {
    let options = Options::read()?;
    let facts = machine::facts();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut table = Table::default();
    without_server(&options, &mut table)?;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        runtime.block_on(answering(&options, engine, &mut table))?;
        if options.wants(Row::LookUp) {
            eprintln!("== looking people up, {engine:?}");
            if let Some(store) = Store::fresh(&options, engine, "many")? {
                let cell = runtime.block_on(look_up::measure(&store, options.quick));
                note(&mut table, engine, Row::LookUp, cell);
            }
        }
        runtime.block_on(ringing(&options, engine, &mut table))?;
        runtime.block_on(sending(&options, engine, &mut table))?;
        if options.wants_any(&[Row::Export, Row::Demo, Row::Due]) {
            eprintln!("== the trial, {engine:?}");
            let trial = trial::measure(&options, engine, &runtime, &mut table);
            trial.unwrap_or_else(|error| {
                fail(&mut table, engine, &[Row::Export, Row::Demo, Row::Due], &error)
            });
        }
    }
    println!("\nMeasured on {facts}.\n");
    table.print();
    Ok(())
}

/// The rows of what is sent.
async fn sending(options: &Options, engine: Engine, table: &mut Table) -> Result<()> {
    if options.wants(Row::HandOver)
        && let Some(mut store) = Store::fresh(options, engine, "hand_over")?
    {
        eprintln!("== handing messages over, {engine:?}");
        let cell = hand_over::measure(&mut store, options.quick).await;
        note(table, engine, Row::HandOver, cell);
    }
    if options.wants(Row::Texts)
        && let Some(mut store) = Store::fresh(options, engine, "texts")?
    {
        eprintln!("== handing texts over, {engine:?}");
        let cell = texts::measure(&mut store, options.quick).await;
        note(table, engine, Row::Texts, cell);
    }
    Ok(())
}

/// The rows for which nobody serves.
fn without_server(options: &Options, table: &mut Table) -> Result<()> {
    if options.wants(Row::Package) {
        let cell = package::measure(options);
        note(table, Engine::Sqlite, Row::Package, cell);
    }
    let forms = [
        (Row::Import, Brought::Xlsform),
        (Row::ImportRedcap, Brought::Redcap),
        (Row::ImportFhir, Brought::Fhir),
    ];
    for (row, brought) in forms.into_iter().filter(|(row, _)| options.wants(*row)) {
        let Some(store) = Store::fresh(options, Engine::Sqlite, row.name())? else { continue };
        eprintln!("== bringing a form, {brought:?}");
        note(table, Engine::Sqlite, row, import::measure(&store, brought));
    }
    if options.wants(Row::Check)
        && let Some(store) = Store::fresh(options, Engine::Sqlite, "check")?
    {
        eprintln!("== checking a survey");
        note(table, Engine::Sqlite, Row::Check, check::measure(&store));
    }
    Ok(())
}

/// The rows that need people who answer.
async fn answering(options: &Options, engine: Engine, table: &mut Table) -> Result<()> {
    let once = [Row::Page, Row::Phone, Row::Stroke];
    let on_both = [Row::Views, Row::SignIn, Row::Preview, Row::Saves, Row::Start];
    let wanted =
        options.wants_any(&on_both) || engine == Engine::Sqlite && options.wants_any(&once);
    let store = if wanted { Store::fresh(options, engine, "answering")? } else { None };
    let Some(store) = store else { return Ok(()) };
    eprintln!("== enrolling people, {engine:?}");
    let answered = with_people(options, engine, &store, table).await;
    answered.unwrap_or_else(|error| fail(table, engine, &on_both, &error));
    if options.wants(Row::Start) {
        eprintln!("== start, {engine:?}");
        note(table, engine, Row::Start, start::measure(&store).await);
    }
    Ok(())
}

async fn with_people(
    options: &Options,
    engine: Engine,
    store: &Store,
    table: &mut Table,
) -> Result<()> {
    let quick = options.quick;
    let number = match (options.wants(Row::Saves), quick) {
        (true, false) => PEOPLE,
        (true, true) => PEOPLE_WHEN_QUICK,
        (false, _) => load::CONNECTIONS,
    };
    let mut people = study::enrol(store, number)?;
    let serving = Serving::start(store).await?;
    study::consent(&serving, &mut people, "").await?;
    if engine == Engine::Sqlite && options.wants(Row::Page) {
        note(table, engine, Row::Page, page::measure(&serving, &people[0]).await);
    }
    if engine == Engine::Sqlite && options.wants(Row::Phone) {
        eprintln!("== old phone");
        note(table, engine, Row::Phone, phone::measure(&serving, &people[0], quick));
    }
    if options.wants(Row::Views) {
        eprintln!("== page views, {engine:?}");
        note(table, engine, Row::Views, views::measure(&serving, &people, quick).await);
    }
    with_staff(options, (engine, store), &serving, table).await;
    if options.wants(Row::Saves) {
        eprintln!("== page saves, {engine:?}");
        let cell = saves::measure(store, engine, serving, people, quick).await;
        note(table, engine, Row::Saves, cell);
    }
    Ok(())
}

/// The rows of those who sign in.
async fn with_staff(
    options: &Options,
    (engine, store): (Engine, &Store),
    serving: &Serving,
    table: &mut Table,
) {
    if options.wants(Row::SignIn) {
        eprintln!("== signing in, {engine:?}");
        note(table, engine, Row::SignIn, sign_in::measure(store, serving).await);
    }
    if options.wants(Row::Preview) {
        eprintln!("== a draft beside its text, {engine:?}");
        note(table, engine, Row::Preview, preview::measure(store, serving).await);
    }
    if engine == Engine::Sqlite && options.wants(Row::Stroke) {
        eprintln!("== a stroke in a browser");
        note(table, engine, Row::Stroke, stroke::measure(store, serving, options.quick));
    }
}

/// The rows of those who ring people.
async fn ringing(options: &Options, engine: Engine, table: &mut Table) -> Result<()> {
    let rows = [Row::Call, Row::AnswerKey];
    let store =
        if options.wants_any(&rows) { Store::fresh(options, engine, "calls")? } else { None };
    let Some(store) = store else { return Ok(()) };
    let cases = match (options.wants(Row::Call), options.quick) {
        (true, false) => CASES,
        (true, true) => CASES_WHEN_QUICK,
        (false, _) => CASES_TO_INTERVIEW,
    };
    eprintln!("== {cases} people who are to be rung, {engine:?}");
    match Room::opens(&store, cases).await {
        Ok(room) => {
            if options.wants(Row::Call) {
                note(table, engine, Row::Call, call::measure(&room, options.quick).await);
            }
            if options.wants(Row::AnswerKey) {
                note(table, engine, Row::AnswerKey, answer_key::measure(&room).await);
            }
        }
        Err(error) => fail(table, engine, &rows, &error),
    }
    Ok(())
}

fn note(table: &mut Table, engine: Engine, row: Row, cell: Result<Cell>) {
    let cell = cell.unwrap_or_else(|error| {
        eprintln!("   {} was not measured: {error:#}", row.name());
        Cell::failed(&error)
    });
    table.cells(engine).insert(row, cell);
}

/// Rows that were not reached say why.
fn fail(table: &mut Table, engine: Engine, rows: &[Row], error: &anyhow::Error) {
    eprintln!("   not measured: {error:#}");
    for row in rows {
        table.cells(engine).entry(*row).or_insert_with(|| Cell::failed(error));
    }
}
