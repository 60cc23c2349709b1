//! Texts of real servers that are killed while they hand them over: what Twilio took is found there by whoever comes
//! next, and nobody gets anything twice.

use std::{collections::BTreeSet, fmt::Write};

use tokio::runtime::Runtime;

use crate::{desk::Desk, postgres::Database, running::Running, twilio::StandIn};

const NOT_THERE: &str = "waiting: Twilio has no such text yet";

/// The time at Twilio, which stands still: near enough for all that is handed over in the next ten minutes.
const NOW: &str = "SELECT to_char(now() AT TIME ZONE 'utc' + interval '10 minutes', \
                   'Dy, DD Mon YYYY HH24:MI:SS') || ' +0000' AS told";

/// Servers that share a database, and something that takes their texts.
struct Office {
    runtime: Runtime,
    database: Database,
    desk: Desk,
    twilio: StandIn,
}

impl Office {
    /// People whose numbers end like this, with a text for each.
    fn open(test: &str, numbers: &[String]) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let database = runtime.block_on(Database::new());
        let mut desk = Desk::empty(test);
        let now = runtime.block_on(database.told(NOW)).remove(0);
        let twilio = StandIn::begun(now);
        desk.sets("THROUGHLINE_DATABASE_URL", database.url());
        desk.sets("THROUGHLINE_TWILIO_URL", &twilio.url);
        desk.sets("THROUGHLINE_TWILIO_ACCOUNT_SID", "AC0001");
        desk.sets("THROUGHLINE_TWILIO_AUTH_TOKEN", "geheim");
        desk.sets("THROUGHLINE_TWILIO_MESSAGING_SERVICE_SID", "bridgeway=MG0001");
        desk.types("migrate").done();
        desk.copies("study.toml");
        desk.types("study load study.toml").done();
        let people = numbers.iter().fold("study_number,mobile\n".to_owned(), |mut rows, number| {
            writeln!(rows, "P-{number},07700 900{number}").expect("a row");
            rows
        });
        desk.writes("people.csv", people);
        desk.types("enrol --study bridgeway people.csv").done();
        let office = Self { runtime, database, desk, twilio };
        office.does(
            "INSERT INTO outbox (once, study_id, participant_id, channel, template, facts, enqueued_at, \
             not_before, state, attempts) SELECT 'text ' || id, study_id, id, 'sms', 'text-not-read', \
             '{}', now(), now(), 'waiting', 0 FROM participant ORDER BY id",
        );
        office
    }

    fn serves(&self) -> Running {
        let mut server = Running::begun(&self.desk, "serve --listen 127.0.0.1:0");
        server.line("Serving on ");
        server
    }

    /// The time of whoever was killed is over, as it would be after some minutes.
    fn minutes_pass(&self) {
        self.does(
            "UPDATE outbox SET held_until = now() - interval '1 second' WHERE held_by IS NOT NULL",
        );
    }

    fn does(&self, sql: &str) {
        self.runtime.block_on(self.database.does(sql));
    }

    fn told(&self, query: &str) -> Vec<String> {
        self.runtime.block_on(self.database.told(query))
    }

    /// How the texts stand, once each has left or was looked for.
    fn stands(&self) -> Vec<String> {
        loop {
            let all =
                "SELECT state || COALESCE(': ' || reason, '') AS told FROM outbox ORDER BY told";
            let all = self.told(all);
            if all.iter().all(|one| !one.starts_with("waiting") || one == NOT_THERE) {
                return all;
            }
        }
    }
}

#[test]
fn a_text_that_twilio_took_from_a_server_with_its_last_breath_is_found_there_by_the_next() {
    let office = Office::open("texting-killed", &["408".to_owned()]);
    let killed = office.serves();
    office.twilio.has_taken(1);
    drop(killed);
    let doubt = "SELECT state || COALESCE(provider_id, '') AS told FROM outbox \
                 WHERE handing_since IS NOT NULL AND held_by IS NOT NULL";
    assert_eq!(office.told(doubt), ["waiting"], "nobody knows yet");

    office.minutes_pass();
    let _next = office.serves();

    assert_eq!(office.stands(), ["sent"]);
    assert_eq!(office.told("SELECT provider_id AS told FROM outbox"), ["SM0001"]);
    assert_eq!(office.twilio.given("408"), 1, "it was given to Twilio once");
}

#[test]
fn of_two_servers_that_are_killed_again_and_again_nobody_gets_a_text_twice_and_each_text_is_accounted_for()
 {
    let numbers: Vec<_> = (700..740).map(|number| number.to_string()).collect();
    let office = Office::open("texting-killed-often", &numbers);

    for texts in [1, 5, 7, 12, 16] {
        let servers = [office.serves(), office.serves()];
        office.twilio.has_taken(texts);
        drop(servers);
        office.minutes_pass();
    }
    let _servers = [office.serves(), office.serves()];

    let stands = office.stands();
    let sent = stands.iter().filter(|state| *state == "sent").count();
    let not_there = stands.iter().filter(|state| *state == NOT_THERE).count();
    assert_eq!(sent + not_there, numbers.len(), "what was planned: {stands:?}");
    let taken = office.twilio.taken();
    let to: BTreeSet<_> = taken.iter().map(|text| text.get("To").to_owned()).collect();
    assert_eq!(to.len(), taken.len(), "nobody gets a text twice");
    let theirs: BTreeSet<_> = taken.into_iter().map(|text| text.sid).collect();
    let ours = office.told("SELECT provider_id AS told FROM outbox WHERE state = 'sent'");
    assert_eq!(ours.into_iter().collect::<BTreeSet<_>>(), theirs, "both ledgers agree");
}
