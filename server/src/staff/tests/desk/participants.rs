//! Participants at the desk, and what workers do meanwhile.

use std::sync::atomic::Ordering;

use axum::{
    body::Body,
    http::{Method, Request, header::COOKIE},
};
use chrono::{NaiveDate, TimeDelta};
use records::{
    auth::By,
    chain::Sealing,
    links,
    outbox::{self, Post},
    participants::{self, Enrolment},
    senders::{Folder, Senders},
    staff::Appointment,
    studies::{self, StudyHandle},
};
use surveys::{authoring::File, catalogue, keys::WaveKey, roles::Role, study::Study};

use super::{Answer, Desk, noon, protocol};

impl Desk {
    pub fn at_site(&self, site: &str) -> Appointment {
        Appointment { site: Some(site.to_owned()), ..self.of_study(Role::SiteLead) }
    }

    /// Enrols somebody in the study.
    pub async fn enrols(&self, number: &str, first_name: &str) {
        let row = Enrolment {
            study_number: number.to_owned(),
            first_name: Some(first_name.to_owned()),
            mobile: Some("07700 900123".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&self.db, &self.study, vec![row], true, noon()).await.unwrap();
    }

    /// The study says on which days somebody is on duty, nine to five, and how soon they act. It is a Monday.
    pub async fn is_staffed(&self, days: &[&str]) {
        let hours = days.iter().map(|day| format!("{day} = \"09:00-17:00\"\n"));
        let roster = format!(
            "\n[safeguarding]\nlead = \"rosa@example.org\"\nlead_phone = \"0161 496 0190\"\n\
             [safeguarding.hours]\n{}[safeguarding.respond]\nlevel_1_working_days = 2\n\
             level_2_working_days = 1\nlevel_3_hours = 4\n",
            hours.collect::<String>()
        );
        let text = include_str!("../../../../../examples/study/study.toml").to_owned() + &roster;
        let study = Study::read(&File { name: "study.toml".to_owned(), text }).unwrap();
        studies::load(&self.db, &study, (&protocol(), None), catalogue::surveys(), noon())
            .await
            .unwrap();
    }

    /// Somebody new in the study: the row that addresses name.
    pub async fn enrols_at(&self, number: &str, email: &str, site: &str) -> i32 {
        self.enrols_in(&self.study, number, email, site).await
    }

    /// The same in the other study.
    pub async fn enrols_elsewhere(&self, number: &str) -> i32 {
        self.enrols_in(&self.other, number, "", "ashmere").await
    }

    async fn enrols_in(&self, study: &StudyHandle, number: &str, email: &str, site: &str) -> i32 {
        let row = Enrolment {
            study_number: number.to_owned(),
            first_name: Some(format!("First{number}")),
            dob: NaiveDate::from_ymd_opt(1980, 5, 4),
            email: Some(email.to_owned()).filter(|email| !email.is_empty()),
            site: Some(site.to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&self.db, study, vec![row], false, noon()).await.unwrap();
        let rows = self.enrolled.fetch_add(1, Ordering::Relaxed);
        i32::try_from(rows).unwrap() + 1
    }

    /// The token of somebody's link to the baseline.
    pub async fn link(&self, number: &str) -> String {
        let wave = WaveKey::new("baseline").unwrap();
        links::print(&self.db, By::CommandLine, &self.study, number, &wave, noon()).await.unwrap()
    }

    /// Everything that can be sealed is.
    pub async fn seals(&self) {
        let mut worker = Sealing::default();
        for second in 0..9 {
            let now = noon() + TimeDelta::seconds(second);
            worker.seal(&self.db, now).await.unwrap();
        }
    }

    /// A worker sends what is due.
    pub async fn sends(&self) {
        let senders = Senders::files(Folder::new(self.folder.join("outbox")));
        let post = Post::new(senders, "http://127.0.0.1:3000".to_owned());
        outbox::send_due(&self.db, &post, noon()).await.unwrap();
    }

    /// A participant's page, on a device that shows this cookie.
    pub async fn shows(&self, address: &str, cookie: &str) -> Answer {
        let request = Request::builder().method(Method::GET).uri(address).header(COOKIE, cookie);
        self.answers(request.body(Body::empty()).unwrap()).await
    }
}
