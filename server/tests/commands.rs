//! The command line as people type it: the real program, on an embedded database in a folder of its own.

#[path = "commands/desk.rs"]
mod desk;

#[path = "commands/running.rs"]
mod running;

#[path = "../../records/tests/databases/postgres.rs"]
mod postgres;

#[path = "../../records/tests/databases/statements.rs"]
mod statements;

#[path = "../../records/tests/mail_server/mod.rs"]
mod mail_server;

#[path = "../../records/tests/twilio/mod.rs"]
#[expect(dead_code, reason = "tests of records use the rest of it")]
mod twilio;

#[path = "commands/usage.rs"]
mod usage;

#[path = "commands/settings.rs"]
mod settings;

#[path = "commands/surveys.rs"]
mod surveys;

#[path = "commands/importing.rs"]
mod importing;
#[path = "commands/pack_interviewers.rs"]
mod pack_interviewers;
#[path = "commands/pack_messages.rs"]
mod pack_messages;
#[path = "commands/pack_study.rs"]
mod pack_study;
#[path = "commands/packs.rs"]
mod packs;
#[path = "commands/translations.rs"]
mod translations;

#[path = "commands/protocols.rs"]
mod protocols;

#[path = "commands/rehearsing.rs"]
mod rehearsing;

#[path = "commands/messages.rs"]
mod messages;

#[path = "commands/studies.rs"]
mod studies;

#[path = "commands/enrolling.rs"]
mod enrolling;

#[path = "commands/enrolment_files.rs"]
mod enrolment_files;

#[path = "commands/events.rs"]
mod events;

#[path = "commands/tracing.rs"]
mod tracing;

#[path = "commands/calls.rs"]
mod calls;
#[path = "commands/ringing.rs"]
mod ringing;

#[path = "commands/master_key.rs"]
mod master_key;

#[path = "commands/consenting.rs"]
mod consenting;

#[path = "commands/stops.rs"]
mod stops;

#[path = "commands/registers.rs"]
mod registers;

#[path = "commands/links.rs"]
mod links;

#[path = "commands/vouchers.rs"]
mod vouchers;

#[path = "commands/allocating.rs"]
mod allocating;

#[path = "commands/exporting.rs"]
mod exporting;

#[path = "commands/cut.rs"]
mod cut;

#[path = "commands/release.rs"]
mod release;
