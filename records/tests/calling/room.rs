//! The example study, once it rings people about its first survey, too, from the day after they agreed. Anna and Ben agreed to
//! calls on Monday 2 March 2026, and a number of each is known. Noor and Owen interview; the command line supervises.

use chrono::{DateTime, Utc};
use records::{
    Db,
    auth::{By, Interviewer, StaffMember},
    calls::{self, CallError, Called, Given, Listed, Recorded},
    consent,
    interviews::{self, Check, Passage, Whose},
    participants::{self, Enrolment},
    protocols,
    schedule::{self, Planner},
    staff::{self, Appointment},
    stopping::{self, Decider, Wish},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{
    authoring::{File, ProtocolFiles},
    calls::{Outcome, Standing},
    consent::Mode,
    interview::{Proxy, ProxyReason, Relation},
    protocol::Protocol,
    roles::Role,
    stopping::Choice,
};

use crate::study::{full_consent, noon, person, typed, wave, with_anna};

const STEP: &str = r#"until_randomised = true

[[waves.steps]]
key = "calls"
day = 1
sends = [{ way = "phone", at = "10:00", message = "call" }]
"#;

pub const ANNA: i32 = 1;

pub struct Room {
    pub db: Db,
    pub study: StudyHandle,
    pub noor: Interviewer,
    pub owen: Interviewer,
}

/// A moment of March 2026, written `3T10:00`. It was winter, and clocks showed the same in London.
pub fn march(moment: &str) -> DateTime<Utc> {
    let (day, time) = moment.split_once('T').expect("a day and a time");
    format!("2026-03-{day:0>2}T{time}:00Z").parse().expect("a moment")
}

/// A later version of the protocol, which rings people about the first survey, too, for so many days.
pub fn later(version: u32, open_for: Option<u32>) -> Protocol {
    let open_for = open_for.map(|days| format!("open_for = {days}\n")).unwrap_or_default();
    let own = include_str!("../../../examples/study/protocol.toml")
        .replacen("version = 1", &format!("version = {version}"), 1)
        .replacen("until_randomised = true\n", &format!("{open_for}{STEP}"), 1);
    let words = include_str!("../../../examples/study/messages.en.toml").to_owned();
    let file = |name: &str, text: String| File { name: name.to_owned(), text };
    let read = ProtocolFiles::read(&file("protocol.toml", own), &[file("messages.en.toml", words)]);
    read.expect("it is in order").protocol
}

impl Room {
    pub async fn opens(db: Db) -> Self {
        let study = with_anna(&db).await;
        let ben = Enrolment {
            study_number: "1002".to_owned(),
            mobile: Some("07700 900002".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&db, &study, vec![ben], true, noon()).await.expect("he has a number");
        for number in ["1001", "1002"] {
            let proof = (number == "1002").then_some("4 5");
            let who = person(&db, &study, number, proof, noon()).await;
            let mut agreed = full_consent(&study);
            agreed.add("C4".to_owned(), "contact_phone");
            consent::give(&db, &who, &agreed, noon()).await.expect("they agree");
        }
        let study = published(&db, &study, later(2, None), noon()).await;
        let noor = interviewer(&db, &study, "noor@example.org").await;
        let owen = interviewer(&db, &study, "owen@example.org").await;
        Self { db, study, noor, owen }
    }

    /// The same, on Tuesday, once both are to be rung.
    pub async fn works(db: Db) -> Self {
        let room = Self::opens(db).await;
        room.hands_over("3T10:00").await;
        room
    }

    /// The same with Anna alone.
    pub async fn with_anna_alone(db: Db) -> Self {
        let room = Self::opens(db).await;
        room.stops("1002", Choice::Contact(surveys::stopping::Way::Phone), "2T13:00").await;
        room.hands_over("3T10:00").await;
        room
    }

    /// The first survey is open for so many days from now on.
    pub async fn opens_for(&mut self, (version, days): (u32, u32), now: &str) {
        let protocol = later(version, Some(days));
        self.study = published(&self.db, &self.study, protocol, march(now)).await;
    }

    /// One worker does what is due.
    pub async fn hands_over(&self, now: &str) {
        let due = schedule::hand_over(&self.db, &Planner::default(), march(now)).await;
        due.expect("it is handed over");
    }

    pub async fn gives(&self, by: &Interviewer, now: &str) -> Option<Given> {
        calls::next(&self.db, by, &self.study, march(now)).await.expect("an answer")
    }

    /// Whom somebody is given, by number, and why.
    pub async fn next(&self, by: &Interviewer, now: &str) -> String {
        let given = self.gives(by, now).await;
        given.map_or_else(
            || "nobody".to_owned(),
            |given| format!("{} {}", given.number, given.why.key()),
        )
    }

    /// Noor is given a case, rings, and the call ends like this.
    pub async fn rings(&self, called: Called) -> Result<Recorded, CallError> {
        let now = called.dialled_at;
        let given = calls::next(&self.db, &self.noor, &self.study, now).await?;
        let case = given.expect("somebody is to be rung").case;
        calls::record(&self.db, &self.noor, &self.study, (case, called), now).await
    }

    /// The same of a call that needs nothing said with it, and how the case then stands.
    pub async fn ends(&self, outcome: Outcome, now: &str) -> String {
        let recorded = self.rings(Called::ended(outcome, march(now))).await;
        told(Some(recorded.expect("it is recorded").standing))
    }

    pub async fn listed(&self, now: &str) -> Vec<Listed> {
        let listed = calls::listed(&self.db, &By::CommandLine, &self.study, march(now)).await;
        listed.expect("a list")
    }

    /// How each case stands, a line each.
    pub async fn stand(&self, now: &str) -> Vec<String> {
        let line = |one: Listed| format!("{}: {}", one.number, told(one.standing));
        self.listed(now).await.into_iter().map(line).collect()
    }

    pub async fn stops(&self, number: &str, choice: Choice, now: &str) {
        let decided_by = if choice.is_for_staff() { Decider::Staff } else { Decider::Participant };
        let wish = Wish { choice, decided_by, mode: Mode::Phone, reason: None };
        let (by, wave) = (By::CommandLine, wave("baseline"));
        stopping::record(&self.db, by, &self.study, number, &wave, wish, march(now))
            .await
            .expect("it is recorded");
    }

    /// Somebody sends the survey on the web.
    pub async fn sends(&self, id: i32, now: &str) {
        self.sent(id, "web", now).await;
    }

    /// An interviewer sends what somebody answered.
    pub async fn sends_in_a_call(&self, id: i32, now: &str) {
        self.sent(id, "telephone", now).await;
    }

    /// Noor, who was given Anna, sends what Anna's partner answered for her.
    pub async fn sends_for_anna(&self, now: &str) {
        let noor = StaffMember::at_the_command_line(&self.db, "noor@example.org").await;
        let by = noor.expect("an answer").expect("an account").caseworker(&self.study);
        let by = by.expect("she speaks with people");
        let whose = Whose { id: ANNA, wave: wave("baseline") };
        let asked = (&whose, Check::read(&typed("")));
        let checked = interviews::check(&self.db, &by, &self.study, asked, march(now)).await;
        checked.expect("hers").expect("no birthday of Anna is on record");
        let passage = Passage { by: &by, study: &self.study, whose: &whose };
        let partner = Proxy { relation: Relation::Partner, reason: ProxyReason::Ill };
        let said = interviews::answered_by(&self.db, passage, Some(partner), march(now)).await;
        said.expect("it is written down");
        let at = march(now).format("%F %T+00:00");
        self.does(&format!("UPDATE response SET status = 'complete', submitted_at = '{at}'")).await;
    }

    async fn sent(&self, id: i32, mode: &str, now: &str) {
        self.does(&sent(id, mode, now)).await;
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
}

/// How it is written down that a survey was sent in one way.
pub fn sent(id: i32, mode: &str, now: &str) -> String {
    let at = march(now).format("%F %T+00:00");
    format!(
        "INSERT INTO response (participant_id, wave_key, survey_version_id, status, mode_start, mode_end, begun_on, \
         started_at, saved_at, submitted_at, saves, out_of_window, proxy, consent_at_start, sheet) \
         SELECT {id}, 'baseline', MIN(id), 'complete', '{mode}', '{mode}', '2026-03-03', '{at}', '{at}', '{at}', 1, FALSE, \
         FALSE, '{{}}', '{{}}' FROM survey_version"
    )
}

pub async fn published(
    db: &Db,
    study: &StudyHandle,
    protocol: Protocol,
    now: DateTime<Utc>,
) -> StudyHandle {
    let why = Some("People are rung otherwise from now on");
    protocols::publish(db, &By::CommandLine, study, &protocol, why, now)
        .await
        .expect("it is published");
    studies::find(db, &study.study().key).await.expect("it is there")
}

/// How a case stands, in a few words.
pub fn told(standing: Option<Standing>) -> String {
    match standing {
        None => "unread".to_owned(),
        Some(Standing::Now(turn)) => format!("now {}", turn.why.key()),
        Some(Standing::Later(turn)) => {
            format!("{} {}", turn.at.format("%-dT%H:%M"), turn.why.key())
        }
        Some(Standing::WaitsFor(whom)) => format!("waits {whom:?}"),
        Some(Standing::Over { outcome }) => format!("over {}", outcome.key()),
        Some(Standing::Not(because)) => format!("not {because:?}"),
    }
}

/// Somebody new on the staff, who interviews.
pub async fn interviewer(db: &Db, study: &StudyHandle, email: &str) -> Interviewer {
    let as_what = Appointment { role: Role::Interviewer, study: Some(study.clone()), site: None };
    staff::invite(db, By::CommandLine, email, as_what, noon()).await.expect("invited");
    let member = StaffMember::at_the_command_line(db, email).await.expect("an answer");
    member.expect("an account").interviewer(study).expect("they interview")
}
