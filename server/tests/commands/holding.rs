//! Sends that are held while a server is in the midst of them and Twilio is slow: what had not been given away when the hold
//! was answered is not given away.

use tokio::runtime::Runtime;

use crate::{desk::Desk, postgres::Database, running::Running, twilio::StandIn};

/// Twilio takes a text to this number, and says so to nobody for two seconds.
const SLOW: &str = "408";
/// It takes a text to this one at once.
const QUICK: &str = "700";
/// A server gives away so many texts at once.
const AT_ONCE: usize = 4;
/// More than it gives away until it is told to hold them.
const MESSAGES: usize = 60;

const CONSENT: &str = "consent record --study bridgeway --channel paper --witness JT P-408 C1=yes C2=yes C3=yes \
    C4=contact_sms C5=no C6=no C7=yes C8=no C9=yes C10=no";

/// A server that has many texts for somebody with a slow number.
struct Office {
    runtime: Runtime,
    database: Database,
    desk: Desk,
    twilio: StandIn,
}

impl Office {
    fn open(test: &str) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let database = runtime.block_on(Database::new());
        let (mut desk, twilio) = (Desk::empty(test), StandIn::begun_now());
        desk.sets("THROUGHLINE_DATABASE_URL", database.url());
        desk.sets("THROUGHLINE_PUBLIC_URL", "https://survey.example.org");
        desk.sets("THROUGHLINE_TWILIO_URL", &twilio.url);
        desk.sets("THROUGHLINE_TWILIO_ACCOUNT_SID", "AC0001");
        desk.sets("THROUGHLINE_TWILIO_AUTH_TOKEN", "geheim");
        desk.sets("THROUGHLINE_TWILIO_MESSAGING_SERVICE_SID", "bridgeway=MG0001");
        desk.types("migrate").done();
        desk.copies("study.toml");
        // At this address a text is long for who has a long name, which is said.
        let loaded = desk.types("study load study.toml");
        assert_eq!(loaded.code, 0, "{loaded:?}");
        let row = |number| format!("P-{number},07700 900{number}\n");
        let people = format!("study_number,mobile\n{}{}", row(SLOW), row(QUICK));
        desk.writes("people.csv", people);
        desk.types("enrol --study bridgeway people.csv").done();
        desk.types(CONSENT).done();
        let office = Self { runtime, database, desk, twilio };
        for nth in 0..MESSAGES {
            let once = format!("invitation {nth}");
            office.enqueues(SLOW, "survey-invitation", "{\"wave\": \"baseline\"}", &once);
        }
        office
    }

    fn enqueues(&self, number: &str, template: &str, facts: &str, once: &str) {
        self.runtime.block_on(self.database.does(&format!(
            "INSERT INTO outbox (once, study_id, participant_id, channel, template, facts, enqueued_at, not_before, state, \
             attempts) SELECT '{once}', study_id, id, 'sms', '{template}', '{facts}', now(), now(), 'waiting', 0 \
             FROM participant WHERE study_number = 'P-{number}'"
        )));
    }

    fn serves(&self) -> Running {
        let mut server = Running::begun(&self.desk, "serve --listen 127.0.0.1:0");
        server.line("Serving on ");
        server
    }

    /// How many of the texts that can be held were being given away, or are.
    fn begun(&self) -> usize {
        self.count("template = 'survey-invitation' AND handing_since IS NOT NULL")
    }

    fn count(&self, which: &str) -> usize {
        let query = format!("SELECT COUNT(*)::text AS told FROM outbox WHERE {which}");
        let told = self.runtime.block_on(self.database.told(&query)).remove(0);
        told.parse().expect("a number")
    }

    /// Somebody is answered, whom no hold keeps from it; so the server has looked for texts since.
    fn somebody_is_answered(&self, once: &str) {
        self.enqueues(QUICK, "text-not-read", "{}", once);
        while self.count(&format!("once = '{once}' AND state = 'sent'")) == 0 {}
        // And has brought all that it was at to its end.
        while self.count("held_by IS NOT NULL") > 0 {}
    }
}

#[test]
fn what_had_not_been_given_away_when_the_hold_was_answered_stays_though_a_server_is_at_it_and_twilio_is_slow()
 {
    let office = Office::open("holding-midst");
    let _server = office.serves();
    office.twilio.has_taken(AT_ONCE + 1);

    office.desk.types("sends hold --study bridgeway --reason Wrong").done();
    let begun = office.begun();
    office.somebody_is_answered("first");
    office.somebody_is_answered("second");

    assert_eq!(office.begun(), begun, "none has begun since the hold was answered");
    assert_eq!(office.twilio.given(SLOW), begun, "and Twilio was given no other");
    assert_eq!(office.twilio.given(QUICK), 2, "who is answered is so all the same");
    assert!(begun > AT_ONCE && begun < MESSAGES, "it was in the midst of them: {begun}");

    let released = office.desk.types("sends release --study bridgeway --yes");
    assert_eq!(released.code, 0, "{released:?}");
    while office.begun() == begun {}
}
