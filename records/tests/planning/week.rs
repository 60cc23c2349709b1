//! A study whose first survey has an invitation the day after somebody agreed, and a reminder a week later. Anna agreed on
//! Monday 2 March 2026 and is reached by email and text; Ben agreed as well, and only his number is known. Lee leads the
//! site and sees both.

use chrono::{DateTime, Utc};
use records::{
    Db,
    auth::{By, Caseworker, StaffMember},
    consent,
    participants::{self, Enrolment},
    protocols,
    schedule::{self, Planner},
    staff::{self, Appointment},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{
    authoring::{File, MessageFiles},
    messages::Messages,
    protocol::Protocol,
    roles::Role,
    schedule::{Fate, Until},
};

use crate::study::{full_consent, noon, person, with_anna};

const STEPS: &str = r#"
[[waves.steps]]
key = "invitation"
day = 1
sends = [
  { way = "email", at = "10:00", message = "invitation" },
  { way = "sms", at = "12:00", message = "invitation-text" },
]

[[waves.steps]]
key = "reminder"
day = 8
sends = [{ way = "sms", at = "17:00", message = "reminder-text", to_begun = "finish-text" }]
otherwise = [{ way = "post", at = "10:00", message = "reminder-letter" }]
"#;

pub const ANNA: i32 = 1;
pub const BEN: i32 = 2;
/// Who is enrolled where a test needs letters.
pub const CARYS: i32 = 3;

pub struct Week {
    pub db: Db,
    pub study: StudyHandle,
    pub lee: Caseworker,
}

/// A moment of March 2026, written `3T10:00`.
pub fn march(moment: &str) -> DateTime<Utc> {
    let (day, time) = moment.split_once('T').expect("a day and a time");
    format!("2026-03-{day:0>2}T{time}:00Z").parse().expect("a moment")
}

/// The second version of the protocol, which sends something about the first survey.
pub fn second() -> Protocol {
    let example = include_str!("../../../examples/study/protocol.toml");
    let text = example.replacen(
        "until_randomised = true\n",
        &format!("until_randomised = true\n{STEPS}"),
        1,
    );
    let text = text.replacen("version = 1", "version = 2", 1);
    let file = File { name: "protocol.toml".to_owned(), text };
    Protocol { messages: Some(messages()), ..Protocol::read(&file).expect("it is in order") }
}

/// Those of the example, without what the first survey has not: a last day, and vouchers.
fn messages() -> Messages {
    let text = include_str!("../../../examples/study/messages.en.toml");
    let (head, rest) = text.split_once("[vouchers]").expect("it has vouchers");
    let (_, rest) = rest.split_once("\n\n").expect("something follows");
    let text = format!("{head}{rest}").replace("{voucher}", "shopping");
    let text = text.replace("{last_day}", "the end");
    let file = File { name: "messages.en.toml".to_owned(), text };
    MessageFiles::read(&file, &[]).expect("the example messages are in order").messages
}

impl Week {
    pub async fn begins(db: Db) -> Self {
        let study = with_anna(&db).await;
        let (anna, ben) = (
            reached("1001", Some("anna@example.org"), None),
            reached("1002", None, Some("07700 900002")),
        );
        participants::enrol(&db, &study, vec![anna, ben], true, noon())
            .await
            .expect("they are known");
        for number in ["1001", "1002"] {
            let own = (number == "1002").then_some("4 5");
            let who = person(&db, &study, number, own, noon()).await;
            consent::give(&db, &who, &full_consent(&study), noon()).await.expect("they agree");
        }
        let week = Self { lee: lee(&db, &study).await, db, study };
        week.follows(&second()).await;
        Self {
            study: studies::find(&week.db, &week.study.study().key).await.expect("it is there"),
            ..week
        }
    }

    /// From now on this protocol holds.
    pub async fn follows(&self, protocol: &Protocol) {
        let why = Some("Something is sent from now on");
        protocols::publish(&self.db, &By::CommandLine, &self.study, protocol, why, noon())
            .await
            .expect("it is published");
    }

    /// This was published in place of what holds before protocols had words.
    pub async fn followed_before(&self, protocol: &Protocol) {
        let (canonical, sha256) = protocols::canonical(protocol).expect("it can be written");
        let silent = format!(
            "UPDATE protocol_version SET canonical = '{}', sha256 = '{sha256}' WHERE version = {}",
            canonical.replace('\'', "''"),
            protocol.version
        );
        self.db.writer().execute_unprepared(&silent).await.expect("it is stored");
    }

    /// What the first survey has for somebody, a line each: step, way, and what becomes of it.
    pub async fn planned(&self, id: i32, now: &str) -> Vec<String> {
        let planned = schedule::of_person(&self.db, &self.lee, &self.study, id, march(now)).await;
        let planned = planned.expect("a schedule").expect("somebody");
        let minute = |at: DateTime<Utc>| at.format("%-dT%H:%M").to_string();
        let of_baseline = planned.into_iter().filter(|one| one.wave.as_str() == "baseline");
        let line = of_baseline.map(|one| {
            let fate = match one.fate {
                Fate::Handed(at) => format!("handed {}", minute(at)),
                Fate::Due(at) => format!("due {}", minute(at)),
                Fate::Later(at) => format!("later {}", minute(at)),
                Fate::Waits(because, Until::Goes(at)) => {
                    format!("waits {because:?} until {}", minute(at))
                }
                Fate::Waits(because, Until::AtTheLatest(at)) => {
                    format!("waits {because:?} at the latest {}", minute(at))
                }
                Fate::Not(because) => format!("not {because:?}"),
            };
            format!("{} {} {fate}", one.step, one.way.as_str())
        });
        line.collect()
    }

    /// One worker hands over what is due: how many messages.
    pub async fn hands_over(&self, now: &str) -> usize {
        schedule::hand_over(&self.db, &Planner::default(), march(now))
            .await
            .expect("it is handed over")
    }

    /// What was handed over, by person, step and way.
    pub async fn outbox(&self) -> Vec<String> {
        self.told(
            "SELECT participant_id || ' ' || wave || ' ' || step || ' ' || channel AS told FROM outbox \
             WHERE step IS NOT NULL ORDER BY participant_id, step, channel",
        )
        .await
    }

    pub async fn told(&self, query: &str) -> Vec<String> {
        let query = Statement::from_string(self.db.read().get_database_backend(), query);
        let rows = self.db.read().query_all_raw(query).await.expect("an answer");
        rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
    }

    /// Changes rows as nobody may.
    pub async fn does(&self, change: &str) {
        self.db.writer().execute_unprepared(change).await.expect("it is changed");
    }

    /// The study is told how somebody is reached from now on.
    pub async fn knows(&self, number: &str, email: &str) {
        let row = reached(number, Some(email), None);
        participants::enrol(&self.db, &self.study, vec![row], true, noon())
            .await
            .expect("it is told");
    }
}

fn reached(number: &str, email: Option<&str>, mobile: Option<&str>) -> Enrolment {
    Enrolment {
        study_number: number.to_owned(),
        email: email.map(str::to_owned),
        mobile: mobile.map(str::to_owned),
        ..Enrolment::default()
    }
}

async fn lee(db: &Db, study: &StudyHandle) -> Caseworker {
    let as_what = Appointment { role: Role::Supervisor, study: Some(study.clone()), site: None };
    staff::invite(db, By::CommandLine, "lee@example.org", as_what, noon()).await.expect("invited");
    let lee = StaffMember::at_the_command_line(db, "lee@example.org").await.expect("an answer");
    lee.expect("an account").caseworker(study).expect("Lee looks after them")
}
