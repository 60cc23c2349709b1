//! Anna's study with staff: Carys manages data, Sol leads safeguarding, Dev only writes surveys.

use chrono::{DateTime, NaiveDateTime, Utc};
use records::{
    Db,
    auth::{By, DataManager, Participant, RegisterKeeper, StaffMember},
    registers::{self, Opened, Written},
    staff::{self, Appointment},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{
    authoring::File,
    catalogue,
    registers::{Act, Complaint, Fact, Opening, Reference, Register},
    roles::Role,
    study::Study,
    typed::Typed,
};

use crate::study::{anna, noon, protocol, small_baseline, with_anna};

/// A time in UTC, written `2026-03-02 12:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time").and_utc()
}

pub struct Desk {
    pub db: Db,
    pub study: StudyHandle,
    pub anna: Participant,
}

impl Desk {
    pub async fn open(db: Db) -> Self {
        let study = with_anna(&db).await;
        for (email, role) in [
            ("carys@example.org", Role::DataManager),
            ("sol@example.org", Role::SafeguardingLead),
            ("dev@example.org", Role::Evaluator),
        ] {
            invite(&db, email, role, &study).await;
        }
        let anna = anna(&db, &study, None).await;
        Self { db, study, anna }
    }

    /// Another study, where Eve manages data.
    pub async fn eve_elsewhere(&self) -> RegisterKeeper {
        let text = include_str!("../../../examples/study/study.toml");
        let text = text.replacen("key = \"bridgeway\"", "key = \"otherway\"", 1);
        let study = Study::read(&File { name: "study.toml".to_owned(), text }).expect("a study");
        let others = catalogue::surveys().iter().filter(|own| own.key.as_str() != "baseline");
        let surveys: Vec<_> = [small_baseline()].into_iter().chain(others.cloned()).collect();
        studies::load(&self.db, &study, (&protocol(), None), &surveys, noon())
            .await
            .expect("it loads");
        let other = studies::find(&self.db, &study.key).await.expect("it is there");
        invite(&self.db, "eve@example.org", Role::DataManager, &other).await;
        let eve = self.member("eve@example.org").await;
        assert!(eve.register_keeper(&self.study).is_err(), "she keeps none here");
        eve.register_keeper(&other).expect("she keeps those of her study")
    }

    pub async fn member(&self, email: &str) -> StaffMember {
        let found = StaffMember::at_the_command_line(&self.db, email).await;
        found.expect("the database answers").expect("there is such an account")
    }

    pub async fn carys(&self) -> RegisterKeeper {
        let carys = self.member("carys@example.org").await;
        carys.register_keeper(&self.study).expect("she keeps the registers")
    }

    pub async fn carys_as_data_manager(&self) -> DataManager {
        let carys = self.member("carys@example.org").await;
        carys.data_manager(&self.study).expect("she manages data")
    }

    /// Anna fills in the form at her link, written `what=…|contact=…`.
    pub async fn anna_complains(&self, form: &str) -> Reference {
        let complaint = Complaint::read(&typed(form)).expect("it is in order");
        let who = Some(&self.anna);
        let made = registers::complain(&self.db, &self.study, who, complaint, "", noon()).await;
        made.expect("it is kept")
    }

    /// Carys opens an entry.
    pub async fn opens(&self, register: Register, form: &str) -> Reference {
        let opening = Opening::read(register, &typed(form), "Europe/London", noon());
        let opening = opening.expect("it is in order");
        let made = registers::open(&self.db, &self.carys().await, opening, "", noon()).await;
        made.expect("it is kept")
    }

    /// Carys presses a button.
    pub async fn does(&self, entry: Reference, form: &str) {
        let act = act(entry, form);
        let done = registers::act(&self.db, &self.carys().await, entry.number, act, noon()).await;
        done.expect("it is done");
    }

    pub async fn reads(&self, entry: Reference) -> Opened {
        let read = registers::read(&self.db, &self.carys().await, entry.number, noon()).await;
        read.expect("it is there")
    }

    pub async fn told(&self, query: &str) -> Vec<String> {
        told(self.db.read(), query).await
    }

    /// The end of the audit, from this action on.
    pub async fn trail(&self) -> Vec<String> {
        let query = "SELECT a.actor || ': ' || a.action || ' ' || a.object || \
             COALESCE(' about ' || p.study_number, '') AS told FROM audit a \
             LEFT JOIN participant p ON p.id = a.participant_id \
             WHERE a.object LIKE '_-_' ORDER BY a.id";
        self.told(query).await
    }
}

pub fn act(entry: Reference, form: &str) -> Act {
    Act::read(entry.register, &typed(form)).expect("it is in order").expect("a button")
}

/// What was written at each event, in short.
pub fn words(opened: &Opened) -> Vec<String> {
    let each = opened.events.iter().map(|(event, written)| match (event.fact, written) {
        (_, Written::Words(said)) => said.what.clone(),
        (_, Written::NotThere) => "gone".to_owned(),
        (Fact::Received { .. }, Written::Nothing) => "nothing".to_owned(),
        _ => "-".to_owned(),
    });
    each.collect()
}

/// Somebody who was invited and has come in since.
async fn invite(db: &Db, email: &str, role: Role, study: &StudyHandle) {
    invite_only(db, email, role, Some(study)).await;
    came_in(db, email).await;
}

/// Somebody who was invited and has not come yet.
pub async fn invite_only(db: &Db, email: &str, role: Role, study: Option<&StudyHandle>) {
    let appointment = Appointment { role, study: study.cloned(), site: None };
    staff::invite(db, By::CommandLine, email, appointment, noon()).await.expect("an invitation");
}

/// Whoever comes in says what they are called.
pub async fn came_in(db: &Db, email: &str) {
    let named = format!("UPDATE staff_member SET name = email WHERE email = '{email}'");
    db.writer().execute_unprepared(&named).await.expect("they come in");
}

pub fn typed(form: &str) -> Typed {
    let fields = form.split('|').filter_map(|field| field.split_once('='));
    Typed::from_pairs(fields.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

pub async fn told(db: &impl ConnectionTrait, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.get_database_backend(), query);
    let rows = db.query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}
