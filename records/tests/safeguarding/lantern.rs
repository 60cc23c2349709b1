//! The Lantern Study: its survey can raise an alert. Anna answers; Rosa leads and is on duty, Tomas is on
//! duty.

use chrono::{DateTime, NaiveDateTime, Utc};
use records::{
    Db,
    auth::{By, Participant, SafeguardingLead, StaffMember},
    consent, links,
    participants::{self, Enrolment},
    responses::{self, Stage},
    staff::{self, Appointment},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{
    authoring::{self, File},
    definition::Survey,
    journey::Manner,
    keys::{PageKey, WaveKey},
    protocol::Protocol,
    roles::Role,
    study::Study,
    typed::Typed,
};

/// A time in London in winter, written `2026-11-10 10:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time").and_utc()
}

/// Ten on a Tuesday morning.
pub fn ten() -> DateTime<Utc> {
    at("2026-11-10 10:00")
}

pub fn study_file() -> Study {
    let text = include_str!("../../../examples/safeguarding/study.toml").to_owned();
    Study::read(&File { name: "study.toml".to_owned(), text }).expect("the study is in order")
}

pub fn protocol() -> Protocol {
    let text = include_str!("../../../examples/safeguarding/protocol.toml").to_owned();
    let file = File { name: "protocol.toml".to_owned(), text };
    Protocol::read(&file).expect("the protocol is in order")
}

pub fn check_in() -> Survey {
    let text = include_str!("../../../examples/safeguarding/check-in.toml").to_owned();
    let file = File { name: "check-in.toml".to_owned(), text };
    authoring::read(&file, &|_| None).expect("the survey is in order")
}

pub const ROSA: &str = "rosa.marsh@larkfield.example.org";
pub const TOMAS: &str = "tomas.wren@larkfield.example.org";

/// The study, with Anna and Ben enrolled, and the people on duty let in.
pub async fn lantern(db: &Db) -> StudyHandle {
    let study = unmanned(db).await;
    comes_in(db, &study, ROSA, Role::SafeguardingLead).await;
    comes_in(db, &study, TOMAS, Role::SafeguardingLead).await;
    study
}

/// Gives somebody a role in the study, and lets them in for the first time.
pub async fn comes_in(db: &Db, study: &StudyHandle, email: &str, role: Role) {
    let of_study = (role != Role::Administrator).then(|| study.clone());
    let appointment = Appointment { role, study: of_study, site: None };
    staff::invite(db, By::CommandLine, email, appointment, ten()).await.expect("they are invited");
    let name = email.split(['.', '@']).next().unwrap_or_default();
    let named = format!("UPDATE staff_member SET name = '{name}' WHERE email = '{email}'");
    db.writer().execute_unprepared(&named).await.expect("they come in");
}

pub async fn member(db: &Db, email: &str) -> StaffMember {
    let found = StaffMember::at_the_command_line(db, email).await.expect("the database answers");
    found.expect("there is such an account")
}

/// Somebody on duty.
pub async fn lead(db: &Db, study: &StudyHandle, email: &str) -> SafeguardingLead {
    member(db, email).await.safeguarding_lead(study).expect("they answer alerts")
}

/// The study as it was just loaded: nobody has an account.
pub async fn unmanned(db: &Db) -> StudyHandle {
    let study = study_file();
    studies::load(db, &study, (&protocol(), None), &[check_in()], ten())
        .await
        .expect("the study loads");
    let study = studies::find(db, &study.key).await.expect("the study is there");
    let person = |number: &str, first: &str| Enrolment {
        study_number: number.to_owned(),
        first_name: Some(first.to_owned()),
        mobile: Some("07700 900001".to_owned()),
        ..Enrolment::default()
    };
    let people = vec![person("1001", "Anna"), person("1002", "Ben")];
    participants::enrol(db, &study, people, false, ten()).await.expect("both are enrolled");
    study
}

/// Somebody who agreed to take part, at their own link.
pub async fn taking_part(db: &Db, study: &StudyHandle, number: &str) -> Participant {
    let who = person(db, study, number, ten()).await;
    let mut typed = Typed::default();
    for statement in study.study().consent.on_the_web() {
        let ticked = if statement.ways.is_empty() { "yes" } else { "contact_email" };
        typed.add(statement.code.clone(), ticked);
    }
    consent::give(db, &who, &typed, ten()).await.expect("they agree");
    who
}

pub async fn person(db: &Db, study: &StudyHandle, number: &str, now: DateTime<Utc>) -> Participant {
    let wave = WaveKey::new("check-in").expect("a key");
    let token = links::print(db, By::CommandLine, study, number, &wave, now).await.expect("a link");
    links::open(db, &token, None, now).await.expect("the link opens")
}

/// Anna, who has agreed.
pub async fn anna(db: &Db) -> (StudyHandle, Participant) {
    let study = lantern(db).await;
    let anna = taking_part(db, &study, "1001").await;
    (study, anna)
}

pub async fn save(
    db: &Db,
    who: &Participant,
    (page, form): (&str, &str),
    manner: Manner,
    now: DateTime<Utc>,
) -> Stage {
    let fields = form.split('&').filter_map(|field| field.split_once('='));
    let typed = Typed::from_pairs(fields.map(|(name, value)| (name.into(), value.into())));
    let page = PageKey::new(page).expect("a page's key");
    responses::save_page(db, who, &page, typed, manner, now).await.expect("the page is kept")
}

/// Nine answers, of which the last is item 9.
pub fn nine(rest: u8, last: u8) -> String {
    let items = (1..=8).map(|item| format!("phq_{item}={rest}")).collect::<Vec<_>>();
    format!("{}&phq_9={last}", items.join("&"))
}

/// Every row that a question to the database gives, a line each.
pub async fn told(db: &Db, question: &str) -> Vec<String> {
    let statement = Statement::from_string(db.read().get_database_backend(), question);
    let rows = db.read().query_all_raw(statement).await.expect("the database answers");
    rows.iter().map(|row| row.try_get("", "told").expect("a column called told")).collect()
}

/// Every alert with its events, written `phq9: raised 2, note`.
pub async fn alerts(db: &Db) -> Vec<String> {
    let mut alerts = Vec::new();
    for cause in told(db, "SELECT id || ' ' || cause AS told FROM alert ORDER BY id").await {
        let (id, cause) = cause.split_once(' ').expect("a number and a cause");
        let events = format!(
            "SELECT kind || COALESCE(' ' || level, '') AS told FROM alert_event \
             WHERE alert_id = {id} ORDER BY id"
        );
        alerts.push(format!("{cause}: {}", told(db, &events).await.join(", ")));
    }
    alerts
}

/// How many messages there are, invitations of staff apart.
pub async fn messages(db: &Db) -> usize {
    told(db, "SELECT template AS told FROM outbox WHERE template <> 'staff-invitation'").await.len()
}

/// Every message but invitations of staff, as `safeguarding-task to rosa.marsh@larkfield.example.org from 2026-11-10 10:00`.
pub async fn told_to(db: &Db) -> Vec<String> {
    let all = "SELECT o.template || ' to ' || m.email AS told FROM outbox o \
               JOIN staff_member m ON m.id = o.staff_id \
               WHERE o.template <> 'staff-invitation' ORDER BY o.id";
    told(db, all).await
}

/// What the audit has of tasks, as `participant: safeguarding task raised task 1`.
pub async fn audited(db: &Db) -> Vec<String> {
    let all = "SELECT actor || ': ' || action || ' ' || object AS told FROM audit \
               WHERE action LIKE '%safeguarding task%' ORDER BY id";
    told(db, all).await
}

/// Anna's name was deleted by another server, which has not come to destroying her key.
pub async fn forgotten_elsewhere(db: &Db) {
    let step = "INSERT INTO vault_step (participant_id, forget, erased) \
         SELECT id, TRUE, FALSE FROM participant WHERE study_number = '1001'";
    db.writer().execute_unprepared(step).await.expect("it waits");
}
