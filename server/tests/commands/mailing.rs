//! Mail of real servers that are killed while they hand it over to a real mail server: what was to be sent is what
//! was sent and what is in doubt, and nobody gets anything twice.

use std::collections::BTreeMap;

use tokio::runtime::Runtime;

use crate::{desk::Desk, mail_server::MailServer, postgres::Database, running::Running};

/// Servers that share a database and a mail server.
struct Office {
    runtime: Runtime,
    database: Database,
    desk: Desk,
    mail: MailServer,
}

impl Office {
    fn open(test: &str) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let database = runtime.block_on(Database::new());
        let mut desk = Desk::empty(test);
        let mail = MailServer::begun(&desk.folder().join("mail"), "starttls");
        let url = format!("smtp://throughline:geheim%3A%2010%25%40@localhost:{}", mail.port);
        desk.sets("THROUGHLINE_DATABASE_URL", database.url());
        desk.sets("THROUGHLINE_SMTP_URL", &url);
        desk.sets("THROUGHLINE_SMTP_ROOT_CERT", mail.root().to_str().expect("a path"));
        desk.types("migrate").done();
        Self { runtime, database, desk, mail }
    }

    /// Somebody at this address is to work here, and is told so by mail.
    fn invites(&self, email: &str) {
        let invited = self.desk.types(&format!("staff invite {email} --role administrator"));
        assert_eq!(invited.code, 0, "{invited:?}");
    }

    fn serves(&self) -> Running {
        let mut server = Running::begun(&self.desk, "serve --listen 127.0.0.1:0");
        server.line("Serving on ");
        server
    }

    /// The time of whoever was killed is over, as it would be after some minutes.
    fn minutes_pass(&self) {
        let over =
            "UPDATE outbox SET held_until = now() - interval '1 second' WHERE held_by IS NOT NULL";
        self.runtime.block_on(self.database.does(over));
    }

    /// How many messages stand how, once none waits any more for somebody who is at work.
    fn stands(&self) -> BTreeMap<String, usize> {
        loop {
            let all = self.runtime.block_on(self.database.told("SELECT state AS told FROM outbox"));
            if all.iter().all(|state| state != "waiting") {
                let mut count = BTreeMap::new();
                all.into_iter().for_each(|state| *count.entry(state).or_default() += 1);
                return count;
            }
        }
    }

    /// To whom each mail went that the mail server took.
    fn taken(&self) -> Vec<String> {
        let to = |mail: &String| {
            let line = mail.lines().find_map(|line| line.strip_prefix("RCPT TO: "));
            line.expect("a receiver").to_owned()
        };
        let mut taken: Vec<_> = self.mail.mails().iter().map(to).collect();
        taken.sort();
        taken
    }
}

#[test]
fn what_comes_by_mail_and_is_no_report_is_refused() {
    let desk = Desk::with_study("mailing-bounce");

    desk.types("mail bounce")
        .refused("this is no report about mail that was not delivered (RFC 3464)");
}

#[test]
fn a_server_killed_before_it_gave_a_mail_away_leaves_no_doubt_and_one_killed_after_leaves_one() {
    let mut office = Office::open("mailing-killed");
    for email in ["silent@example.org", "stalls@example.org"] {
        office.invites(email);
    }
    let killed = office.serves();
    // One mail has been taken, and the server sits there without an answer; for the other it has yet to ask.
    let mut told = Vec::new();
    while !["silent silent@example.org", "stalls"].iter().all(|one| told.iter().any(|t| t == one)) {
        told.push(office.mail.line());
    }

    drop(killed);
    office.minutes_pass();
    office.mail.goes_on();
    let _next = office.serves();

    let stands = office.stands();
    let expected = BTreeMap::from([("in doubt".to_owned(), 1), ("sent".to_owned(), 1)]);
    assert_eq!(stands, expected);
    assert_eq!(office.taken(), ["silent@example.org", "stalls@example.org"], "each of them once");
    let outbox = office.desk.types("outbox");
    assert!(outbox.out.contains("in doubt\tstaff-invitation\temail"), "{outbox:?}");
}

#[test]
fn of_two_servers_that_are_killed_again_and_again_nobody_gets_a_mail_twice_and_none_is_lost() {
    let mut office = Office::open("mailing-killed-often");
    let people: Vec<_> = (10..34).map(|number| format!("person{number}@example.org")).collect();
    people.iter().for_each(|email| office.invites(email));

    for mails in [1, 4, 2, 7, 3] {
        let servers = [office.serves(), office.serves()];
        (0..mails).for_each(|_| drop(office.mail.says("kept")));
        drop(servers);
        office.minutes_pass();
    }
    let _servers = [office.serves(), office.serves()];

    let stands = office.stands();
    let [sent, in_doubt] =
        ["sent", "in doubt"].map(|state| stands.get(state).copied().unwrap_or(0));
    assert_eq!(sent + in_doubt, people.len(), "what was planned: {stands:?}");
    let taken = office.taken();
    let mut each_once = taken.clone();
    each_once.dedup();
    assert_eq!(taken, each_once, "nobody gets a mail twice");
    assert!((sent..=people.len()).contains(&taken.len()), "{sent} sent, {} taken", taken.len());
}
