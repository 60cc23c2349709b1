//! Servers that share a database, a mail server and something that takes their texts.

use std::env;

use tokio::runtime::Runtime;

use super::{
    deciding,
    ledgers::{Ledgers, Row},
    people,
};
use crate::{
    desk::Desk, mail_server::MailServer, postgres::Database, running::Running, twilio::StandIn,
};

const CONSENT: &str = "consent record --study bridgeway --channel paper --witness JT P-00000 C1=yes C2=yes C3=yes \
    C4=contact_sms C4=contact_email C5=no C6=no C7=yes C8=no C9=yes C10=no";

/// So many of those are listed at a time.
const AT_ONCE: usize = 50;

pub struct Office {
    runtime: Runtime,
    database: Database,
    desk: Desk,
    pub mail: MailServer,
    pub twilio: StandIn,
}

impl Office {
    /// People who have all agreed, and whose reminder is due.
    pub fn open(test: &str, people: u32) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let database = runtime.block_on(Database::new());
        let mut desk = Desk::empty(test);
        if let Some(program) = env::var_os("THROUGHLINE_TRIAL_PROGRAM") {
            desk.uses(program.into());
        }
        desk.sets("THROUGHLINE_DATABASE_URL", database.url());
        desk.types("migrate").done();
        desk.copies("study.toml");
        desk.writes("protocol.toml", include_str!("protocol.toml"));
        desk.writes("messages.en.toml", include_str!("messages.en.toml"));
        desk.types("study load study.toml").done();
        desk.writes("people.csv", people::enrolment(people));
        desk.types("enrol --study bridgeway people.csv").done();
        desk.types(CONSENT).done();
        assert_eq!(desk.types(deciding::INVITES_LEE).code, 0);
        let mail = MailServer::begun(&desk.folder().join("mail"), "starttls");
        let mut office = Self { runtime, database, desk, mail, twilio: StandIn::begun_now() };
        office.agrees_like_the_first();
        office.is_set_up();
        office
    }

    /// The others say what the first said, but some of them want no texts.
    fn agrees_like_the_first(&self) {
        self.does(
            "INSERT INTO consent_event (participant_id, form_version, statement, permission, answer, channel, actor, \
             witness, at, recorded_at) SELECT participant.id, form_version, statement, permission, answer, channel, actor, \
             witness, at, recorded_at FROM participant, consent_event \
             WHERE participant.id <> consent_event.participant_id ORDER BY participant.id, consent_event.id",
        );
        self.does(
            "UPDATE consent_event SET answer = 'no' WHERE permission = 'contact_sms' AND participant_id IN \
             (SELECT id FROM participant WHERE study_number LIKE '%0')",
        );
    }

    fn is_set_up(&mut self) {
        let Self { desk, mail, twilio, .. } = self;
        let url = format!("smtp://throughline:geheim%3A%2010%25%40@localhost:{}", mail.port);
        desk.sets("THROUGHLINE_SMTP_URL", &url);
        // Else each server has links of its own, and a text is not known again by its link.
        desk.sets("THROUGHLINE_PUBLIC_URL", "https://survey.example.org");
        desk.sets("THROUGHLINE_SMTP_ROOT_CERT", mail.root().to_str().expect("a path"));
        desk.sets("THROUGHLINE_TWILIO_URL", &twilio.url);
        desk.sets("THROUGHLINE_TWILIO_ACCOUNT_SID", "AC0001");
        desk.sets("THROUGHLINE_TWILIO_AUTH_TOKEN", "geheim");
        desk.sets("THROUGHLINE_TWILIO_MESSAGING_SERVICE_SID", "bridgeway=MG0001");
    }

    pub fn serves(&self) -> Running {
        let mut server = Running::begun(&self.desk, "serve --listen 127.0.0.1:0");
        server.line("Serving on ");
        server
    }

    /// Somebody wants no more emails.
    pub fn stops(&self, place: u32) {
        let who = people::number(place);
        self.desk.types(&format!("stop --study bridgeway {who} stop-emails")).done();
    }

    fn does(&self, sql: &str) {
        self.runtime.block_on(self.database.does(sql));
    }

    pub fn told(&self, query: &str) -> Vec<String> {
        self.runtime.block_on(self.database.told(query))
    }

    fn count(&self, which: &str) -> u64 {
        let query = format!("SELECT COUNT(*)::text AS told FROM outbox WHERE {which}");
        self.told(&query).remove(0).parse().expect("a number")
    }

    /// Waits until so many more messages have come to an end, or nothing is left that could.
    pub fn settles_another(&self, messages: u64) {
        let settled = || self.count("settled_at IS NOT NULL");
        let free =
            "state = 'waiting' AND reason IS NULL AND (held_until IS NULL OR held_until <= now())";
        let enough = settled() + messages;
        while settled() < enough && (self.count(free) > 0 || self.something_is_due()) {}
    }

    /// Everything that is due was handed over, and each message of it was tried once at least.
    pub fn has_all_behind_it(&self) -> bool {
        self.count("state = 'waiting' AND reason IS NULL") == 0 && !self.something_is_due()
    }

    fn something_is_due(&self) -> bool {
        let due = self.desk.types("due --study bridgeway").done().out;
        !due.lines().any(|line| line.trim_start().starts_with("0 due,"))
    }

    /// Whoever was killed looks after the planning no longer, as it would be after two minutes.
    pub fn another_plans(&self) {
        self.does("UPDATE lease SET until = now() - interval '1 second'");
    }

    /// The time of whoever was killed is over, as it would be after some minutes.
    pub fn minutes_pass(&self) {
        self.another_plans();
        self.does(
            "UPDATE outbox SET held_until = now() - interval '1 second' WHERE held_by IS NOT NULL",
        );
    }

    /// Until what waits is only what Twilio was asked for and does not have.
    pub fn waits_for_what_can_be_looked_up(&self) {
        let open = format!(
            "state = 'waiting' AND (held_by IS NOT NULL OR reason IS DISTINCT FROM '{}')",
            Row::NOT_THERE
        );
        let sooner =
            format!("UPDATE outbox SET held_until = now() WHERE held_by IS NULL AND {open}");
        while self.count(&open) > 0 {
            self.does(&sooner);
        }
    }

    pub fn an_hour_passes(&self) {
        self.does(
            "UPDATE outbox SET held_until = now(), handing_since = handing_since - interval '61 minutes' \
             WHERE state = 'waiting' AND handing_since IS NOT NULL",
        );
    }

    pub fn waits_for_the_rest(&self) {
        while self.count("state = 'waiting'") > 0 {}
    }

    /// Whoever looks at the outbox is told how many messages are in doubt and how many have failed, and which.
    pub fn tells_of_every_doubt(&self, ledgers: &Ledgers) {
        let told = self.desk.types("outbox");
        for state in ["in doubt", "failed"] {
            let ids = ledgers.in_state(state);
            let counted = format!("{} {state}", ids.len());
            assert!(ids.is_empty() || told.err.contains(&counted), "{counted}: {}", told.err);
            for id in ids.iter().rev().take(AT_ONCE) {
                let line = told.out.lines().find(|line| line.starts_with(&format!("{id}\t")));
                assert!(line.is_some_and(|line| line.contains(state)), "nobody is told of {id}");
            }
        }
    }

    /// Lee finds out what became of each message that is in doubt, and says so: how many that were.
    pub fn lee_decides(&self, ledgers: &Ledgers) -> usize {
        self.runtime.block_on(deciding::all(self.database.url(), ledgers))
    }
}
