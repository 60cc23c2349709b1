//! A study that gives £10 for its first survey, and those who answer it.

use std::fs;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use records::{
    Db,
    auth::{By, Participant, StaffMember, Supervisor, VoucherKeeper},
    consent,
    outbox::{self, Post},
    participants::{self, Enrolment},
    responses,
    senders::{Folder, Senders},
    staff::{self, Appointment},
    studies::{self, StudyHandle},
    vouchers::{self, Brought, Code, VoucherError, Worker},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{
    authoring::{self, File},
    catalogue,
    journey::Manner,
    protocol::Protocol,
    roles::Role,
    study::Study,
};

use crate::{
    databases,
    study::{BASELINE, full_consent, noon, page, person, protocol, typed, wave},
};

/// Asked at the end of the survey.
const WISH: &str = r#"
[[questions]]
key = "voucher"
kind = "single"
text = "How would you like your voucher?"
options = [{ code = 1, text = "Email" }, { code = 2, text = "Post" }, { code = 3, text = "No thank you" }]
"#;

pub const BY_EMAIL: &str = "1";
pub const BY_POST: &str = "2";
pub const NONE: &str = "3";

/// So many minutes after noon on the first day.
pub fn minutes(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

pub struct Desk {
    pub db: Db,
    pub study: StudyHandle,
    pub folder: databases::Folder,
}

/// The example's protocol, with £10 for the baseline.
pub fn giving() -> Protocol {
    let mut giving = protocol();
    let messages = giving.messages.as_mut().expect("the example has messages");
    messages.vouchers.insert(wave("baseline"), "£10".to_owned());
    giving
}

impl Desk {
    /// Anna has an address of each kind; Ben neither; Carys only an email, and Dev only a street.
    pub async fn open(db: Db) -> Self {
        let text = include_str!("../../../examples/study/study.toml").to_owned();
        let study = Study::read(&File { name: "study.toml".to_owned(), text });
        let study = study.expect("the example study is in order");
        let pages = "  { questions = [\"anyelse\"] },\n  { questions = [\"voucher\"] },";
        let text = BASELINE.replace("  { questions = [\"anyelse\"] },", pages) + WISH;
        let baseline = authoring::read(&File { name: "baseline.toml".to_owned(), text }, &|_| None);
        let mut surveys = vec![baseline.expect("the baseline is in order")];
        let others = catalogue::surveys().iter().filter(|own| own.key.as_str() != "baseline");
        surveys.extend(others.cloned());
        studies::load(&db, &study, (&giving(), None), &surveys, noon()).await.expect("it loads");
        let study = studies::find(&db, &study.key).await.expect("the study is there");
        let rows = [
            ("1001", "Anna", Some("anna@example.org"), Some("1 High Street\nLeeds")),
            ("1002", "Ben", None, None),
            ("1003", "Carys", Some("carys@example.org"), None),
            ("1004", "Dev", None, Some("4 Low Road\nYork")),
        ];
        let rows = rows.map(|(number, name, email, address)| Enrolment {
            study_number: number.to_owned(),
            first_name: Some(name.to_owned()),
            email: email.map(str::to_owned),
            address: address.map(str::to_owned),
            postcode: address.map(|_| "ZZ99 3WZ".to_owned()),
            ..Enrolment::default()
        });
        let rows = rows.to_vec();
        participants::enrol(&db, &study, rows, false, noon()).await.expect("they are enrolled");
        Self { db, study, folder: databases::Folder::new() }
    }

    /// Somebody who is known on their device.
    pub async fn person(&self, number: &str) -> Participant {
        person(&self.db, &self.study, number, None, noon()).await
    }

    /// Somebody agrees, answers, and sends the survey with this wish.
    pub async fn sends(&self, number: &str, wish: &str) -> Participant {
        let who = self.begins(number, wish).await;
        responses::send(&self.db, &who, noon()).await.expect("it is sent");
        who
    }

    /// The same, up to the last button.
    pub async fn begins(&self, number: &str, wish: &str) -> Participant {
        let who = self.person(number).await;
        consent::give(&self.db, &who, &full_consent(&self.study), noon()).await.expect("agreed");
        let wish = format!("voucher={wish}");
        for (on, form) in [
            ("dob", "dob_day=4&dob_month=5&dob_year=1980"),
            ("empact", "empact=6"),
            ("anyelse", "anyelse=no"),
            ("voucher", wish.as_str()),
        ] {
            let (on, form) = (page(on), typed(form));
            let saved = responses::save_page(&self.db, &who, &on, form, Manner::Continue, noon());
            saved.await.expect("the page is kept");
        }
        who
    }

    /// Codes of £10 for any wave.
    pub async fn brings(&self, codes: &[&str]) -> Result<Brought, VoucherError> {
        self.brings_worth(codes, "10", None).await
    }

    pub async fn brings_worth(
        &self,
        codes: &[&str],
        worth: &str,
        expires_on: Option<NaiveDate>,
    ) -> Result<Brought, VoucherError> {
        let codes = codes.iter().enumerate().map(|(place, code)| Code {
            code: (*code).to_owned(),
            worth: worth.parse().expect("an amount"),
            expires_on,
            supplier_reference: Some(format!("REF-{}", place + 1)),
        });
        let by = By::CommandLine;
        vouchers::bring(&self.db, &by, &self.study, (None, codes.collect()), noon()).await
    }

    /// The workers do all there is to do.
    pub async fn works(&self, now: DateTime<Utc>) {
        let worker = Worker::default();
        for _ in 0..3 {
            vouchers::tick(&self.db, &worker, now).await.expect("it works");
            let senders = Senders::files(Folder::new(self.folder.0.join("outbox")));
            let post = Post::new(senders, "https://survey.example.org".to_owned());
            outbox::send_due(&self.db, &post, now).await.expect("it sends");
        }
        // The worker gives the work back to no other before its minute has passed.
        self.does("DELETE FROM lease WHERE name = 'vouchers'").await;
    }

    /// The mails that brought a code, by code.
    pub fn mails_with(&self, code: &str) -> usize {
        let Ok(files) = fs::read_dir(self.folder.0.join("outbox")) else { return 0 };
        let texts = files.map(|file| fs::read_to_string(file.expect("a file").path()));
        texts.filter(|text| text.as_ref().is_ok_and(|text| text.contains(code))).count()
    }

    pub async fn member(&self, email: &str, role: Role) -> StaffMember {
        let as_what = Appointment { role, study: Some(self.study.clone()), site: None };
        let invited = staff::invite(&self.db, By::CommandLine, email, as_what, noon()).await;
        invited.expect("they are invited");
        let member = StaffMember::at_the_command_line(&self.db, email).await.expect("an answer");
        member.expect("an account")
    }

    pub async fn keeper(&self, email: &str) -> VoucherKeeper {
        let member = self.member(email, Role::DataManager).await;
        member.voucher_keeper(&self.study).expect("they look after vouchers")
    }

    pub async fn supervisor(&self, email: &str) -> Supervisor {
        let member = self.member(email, Role::Supervisor).await;
        member.supervisor(&self.study).expect("they are one")
    }

    /// What is owed, oldest first: person, how it stands, how it goes.
    pub async fn debts(&self) -> Vec<String> {
        self.told(
            "SELECT p.study_number || ' ' || d.state || COALESCE(' ' || d.given_by, '') AS told \
             FROM voucher_debt d JOIN participant p ON p.id = d.participant_id ORDER BY d.id",
        )
        .await
    }

    /// How each voucher of the stock stands.
    pub async fn stock(&self) -> Vec<String> {
        self.told("SELECT state AS told FROM voucher ORDER BY id").await
    }

    pub async fn told(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.db.read().get_database_backend(), sql);
        let rows = self.db.read().query_all_raw(statement).await.expect("an answer");
        rows.iter().map(|row| row.try_get("", "told").expect("words")).collect()
    }

    pub async fn bytes(&self, sql: &str) -> Vec<u8> {
        let statement = Statement::from_string(self.db.read().get_database_backend(), sql);
        let rows = self.db.read().query_all_raw(statement).await.expect("an answer");
        rows.iter().flat_map(|row| row.try_get::<Vec<u8>>("", "told").expect("bytes")).collect()
    }

    pub async fn does(&self, sql: &str) {
        self.db.writer().execute_unprepared(sql).await.expect("it is done");
    }
}
