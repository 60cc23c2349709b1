//! A study with staff, each with what they may do.

use records::{
    Db,
    auth::{By, Caseworker, DataManager, Participant, StaffMember, Supervisor},
    consent,
    participants::{self, Enrolment},
    staff::{self, Appointment},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{catalogue, definition::Survey, protocol::Protocol, roles::Role, waves::Anchor};

use crate::study::{anna, full_consent, noon, protocol, small_baseline, with_anna};

/// The surveys that the study was loaded with.
pub fn surveys() -> Vec<Survey> {
    let others = catalogue::surveys().iter().filter(|survey| survey.key.as_str() != "baseline");
    std::iter::once(small_baseline()).chain(others.cloned()).collect()
}

/// The rows of Anna and Ben.
pub const ANNA: i32 = 1;
pub const BEN: i32 = 2;

pub struct Desk {
    pub db: Db,
    pub study: StudyHandle,
    pub anna: Participant,
}

impl Desk {
    /// Anna has agreed to texts and emails; Carys, number 1003, belongs to the site Ashmere.
    pub async fn open(db: Db) -> Self {
        let study = with_anna(&db).await;
        let carys = Enrolment {
            study_number: "1003".to_owned(),
            email: Some("carys@example.org".to_owned()),
            site: Some("ashmere".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&db, &study, vec![carys], false, noon()).await.expect("Carys is in");
        let anna = anna(&db, &study, None).await;
        consent::give(&db, &anna, &full_consent(&study), noon()).await.expect("Anna agrees");
        Self { db, study, anna }
    }

    /// The study once its second survey opens ten days after consent.
    pub async fn counted_from_consent(&self) -> StudyHandle {
        let (file, mut protocol) = (self.study.study(), Protocol { version: 2, ..protocol() });
        protocol.waves[1].steps.clear();
        let second = &mut protocol.waves[1].wave;
        (second.anchor, second.opens_after) = (Anchor::Consent, 10);
        studies::load(
            &self.db,
            file,
            (&protocol, Some("counted from consent")),
            &surveys(),
            noon(),
        )
        .await
        .expect("the study loads");
        studies::find(&self.db, &file.key).await.expect("it is there")
    }

    pub async fn member(&self, email: &str, role: Role, site: Option<&str>) -> StaffMember {
        let site = site.map(str::to_owned);
        let as_what = Appointment { role, study: Some(self.study.clone()), site };
        let invited = staff::invite(&self.db, By::CommandLine, email, as_what, noon()).await;
        invited.expect("they are invited");
        let member = StaffMember::at_the_command_line(&self.db, email).await.expect("an answer");
        member.expect("there is such an account")
    }

    /// Ivy, to whom these numbers were given.
    pub async fn ivy(&self, numbers: &[&str]) -> Caseworker {
        let ivy = self.member("ivy@example.org", Role::Interviewer, None).await;
        if !numbers.is_empty() {
            let numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
            let (by, id) = (By::CommandLine, ivy.id());
            let given = staff::give_cases(&self.db, by, id, &self.study, numbers, noon()).await;
            given.expect("they are given");
        }
        ivy.caseworker(&self.study).expect("she interviews")
    }

    pub async fn lee(&self) -> Caseworker {
        let lee = self.member("lee@example.org", Role::SiteLead, Some("ashmere")).await;
        lee.caseworker(&self.study).expect("Lee leads the site")
    }

    pub async fn sue(&self) -> (Supervisor, Caseworker) {
        let sue = self.member("sue@example.org", Role::Supervisor, None).await;
        let supervisor = sue.supervisor(&self.study).expect("she supervises");
        (supervisor, sue.caseworker(&self.study).expect("and speaks with people"))
    }

    pub async fn carys(&self) -> DataManager {
        let carys = self.member("carys@example.org", Role::DataManager, None).await;
        carys.data_manager(&self.study).expect("she manages data")
    }

    /// What a query tells, a line a row.
    pub async fn told(&self, query: &str) -> Vec<String> {
        let query = Statement::from_string(self.db.read().get_database_backend(), query);
        let rows = self.db.read().query_all_raw(query).await.expect("an answer");
        rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
    }

    /// Changes rows as nobody may.
    pub async fn does(&self, change: &str) {
        self.db.writer().execute_unprepared(change).await.expect("it is changed");
    }

    /// What staff did, oldest first.
    pub async fn trail(&self) -> Vec<String> {
        let entries = "SELECT actor || ': ' || action || ', ' || object AS told FROM audit \
            WHERE actor LIKE 'staff%' ORDER BY id";
        self.told(entries).await
    }
}
