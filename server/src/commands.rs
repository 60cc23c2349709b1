//! What is typed: one command a file. Each reads its arguments, calls `records`, and tells the outcome.

pub mod database;

mod master_key;

mod refused;

mod serve;

mod doors;

mod demo;

mod invented;

mod migrate;

mod protocol;

mod rehearse;

mod due;

mod survey;

mod questionnaire;

mod pack;

mod study;

mod messages;

mod enrol;

mod allocate;

mod vouchers;

mod event;

mod reaching;

mod tracing;

mod calls;

mod consent;

mod stop;

mod registers;

mod link;

mod find;

mod keys;

mod backup_key;

mod backup;

mod restore;

mod retention;

mod access_request;

mod erase;

mod export;

mod cut;

mod release;

mod leaving;

mod terms;

mod audit;

mod outbox;

mod sends;

mod mail;

mod openapi;

mod score;

mod instrument;

mod staff;

mod unknown;

mod tasks;

use std::io::{self, Write};

use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand};

pub use refused::Refused;

use crate::{
    settings::{Place, Settings},
    telemetry,
};

/// Surveys for trials: asked on a phone, exported as one linked dataset.
#[derive(Debug, Parser)]
#[command(name = "throughline", version, max_term_width = 100)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Demo(demo::Demo),
    Migrate(migrate::Migrate),
    Survey(survey::Survey),
    Protocol(protocol::Protocol),
    Rehearse(rehearse::Rehearse),
    Due(due::Due),
    Pack(pack::Pack),
    Study(study::Study),
    Messages(messages::Messages),
    Enrol(enrol::Enrol),
    Allocate(allocate::Allocate),
    Vouchers(vouchers::Vouchers),
    Event(event::Event),
    #[command(flatten)]
    Reaching(reaching::Reaching),
    Consent(consent::Consent),
    Stop(stop::Stop),
    Registers(registers::Registers),
    Link(link::Link),
    Find(find::Find),
    Keys(keys::Keys),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Retention(retention::Retention),
    AccessRequest(access_request::AccessRequest),
    Erase(erase::Erase),
    #[command(flatten)]
    Leaving(leaving::Leaving),
    Audit(audit::Audit),
    Outbox(outbox::Outbox),
    Sends(sends::Sends),
    Mail(mail::Mail),
    #[command(name = "openapi")]
    OpenApi(openapi::OpenApi),
    Score(score::ScoreAnswers),
    Instrument(instrument::Instrument),
    Staff(staff::Staff),
    Tasks(tasks::Tasks),
}

/// Does what was typed.
///
/// # Errors
/// When it was refused, with every reason.
pub fn run(typed: CommandLine) -> Result<(), Refused> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(carry_out(typed.command))
}

async fn carry_out(command: Command) -> Result<(), Refused> {
    match command {
        Command::Serve(serve) => serve.run().await,
        Command::Demo(demo) => demo.run().await,
        Command::Migrate(migrate) => migrate.run().await,
        Command::Survey(survey) => survey.run().await,
        Command::Protocol(protocol) => protocol.run().await,
        Command::Due(due) => due.run().await,
        Command::Rehearse(rehearse) => rehearse.run().await,
        Command::Pack(pack) => pack.run().await,
        Command::Study(study) => study.run().await,
        Command::Messages(messages) => messages.run().await,
        Command::Enrol(enrol) => enrol.run().await,
        Command::Allocate(allocate) => allocate.run().await,
        Command::Vouchers(vouchers) => vouchers.run().await,
        Command::Event(event) => event.run().await,
        Command::Reaching(reaching) => reaching.run().await,
        Command::Consent(consent) => consent.run().await,
        Command::Stop(stop) => stop.run().await,
        Command::Registers(registers) => registers.run().await,
        Command::Link(link) => link.run().await,
        Command::Find(find) => find.run().await,
        Command::Keys(keys) => keys.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Retention(retention) => retention.run().await,
        Command::AccessRequest(request) => request.run().await,
        Command::Erase(erase) => erase.run().await,
        Command::Leaving(leaving) => leaving.run().await,
        Command::Audit(audit) => audit.run().await,
        Command::Outbox(outbox) => outbox.run().await,
        Command::Sends(sends) => sends.run().await,
        Command::Mail(mail) => mail.run().await,
        Command::OpenApi(openapi) => openapi.run(),
        Command::Score(score) => score.run(),
        Command::Instrument(instrument) => instrument.run().await,
        Command::Staff(staff) => staff.run().await,
        Command::Tasks(tasks) => tasks.run().await,
    }
}

/// The settings, with telemetry begun as they say.
fn settings(place: &Place, listen: Option<String>) -> Result<Settings, Refused> {
    let settings = Settings::gather(place, listen)?;
    telemetry::begin(&settings);
    Ok(settings)
}

/// The clock of every command.
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Prints a line on standard output. A reader that has gone (`| head`) is no fault.
fn say(line: impl std::fmt::Display) -> Result<(), Refused> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints a line on standard error, beside the outcome.
fn note(line: impl std::fmt::Display) {
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(io::stderr(), "{line}");
}

/// `1 page`, `2 pages`.
fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// `1 person`, `2 people`.
fn people(number: usize) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}
