//! A small study for tests: Anna's, with a survey that is quickly answered.

use chrono::{DateTime, TimeZone, Utc};
use records::{
    Db,
    auth::{By, Participant},
    links,
    participants::{self, Enrolment},
    studies::{self, StudyHandle},
};
use surveys::{
    authoring::{self, File, ProtocolFiles},
    catalogue,
    definition::Survey,
    keys::{PageKey, WaveKey},
    protocol::Protocol,
    study::Study,
    typed::Typed,
};

pub const BASELINE: &str = r#"
key = "baseline"
version = 1
title = "Baseline"
language = "en"
minutes = 2
usable = "empact is answered"
derive = ["d_cohort", "d_age"]

[[sections]]
title = "You"
pages = [
  { questions = ["dob"] },
  { questions = ["empact"] },
  { questions = ["hours"] },
  { questions = ["anyelse"] },
]

[[questions]]
key = "dob"
kind = "date"
text = "What is your date of birth?"
age = [18, 80]
vault = true

[[questions]]
key = "empact"
kind = "multiple"
text = "Were you doing any of these?"
options = [
  { code = 1, text = "Working" },
  { code = 6, text = "None of these", exclusive = true },
]

[[questions]]
key = "hours"
kind = "number"
text = "How many hours a week?"
least = 0
most = 99
places = 1
asked_if = "empact = 1"

[[questions]]
key = "anyelse"
kind = "text"
text = "Anything else?"
most = 40
optional = true

[[derived]]
key = "d_cohort"
label = "Cohort"
cases = [{ when = "empact = 6", gives = 1 }, { when = "empact = 1", gives = 2 }]
missing_of = "empact"

[[derived]]
key = "d_age"
label = "Age"
formula = { age = { born = "dob" } }
"#;

/// Noon on the first day.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 12, 0, 0).single().expect("a time that there was once")
}

pub fn wave(key: &str) -> WaveKey {
    WaveKey::new(key).expect("a wave's key")
}

pub fn page(key: &str) -> PageKey {
    PageKey::new(key).expect("a page's key")
}

/// Form fields, written `empact=1&empact=2`.
pub fn typed(form: &str) -> Typed {
    let fields = form.split('&').filter_map(|field| field.split_once('='));
    Typed::from_pairs(fields.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

pub fn small_baseline() -> Survey {
    let file = File { name: "baseline.toml".to_owned(), text: BASELINE.to_owned() };
    authoring::read(&file, &|_| None).expect("the small baseline is in order")
}

/// The example study's protocol, with its messages.
pub fn protocol() -> Protocol {
    let file = |name: &str, text: &str| File { name: name.to_owned(), text: text.to_owned() };
    let own = file("protocol.toml", include_str!("../../../examples/study/protocol.toml"));
    let words = include_str!("../../../examples/study/messages.en.toml");
    let read = ProtocolFiles::read(&own, &[file("messages.en.toml", words)]);
    read.expect("the example protocol is in order").protocol
}

/// The example study with the small baseline. Anna is enrolled without a date of birth; Ben, born on
/// 4 May 1980, with one.
pub async fn with_anna(db: &Db) -> StudyHandle {
    let file = File {
        name: "study.toml".to_owned(),
        text: include_str!("../../../examples/study/study.toml").to_owned(),
    };
    let study = Study::read(&file).expect("the example study is in order");
    let mut surveys = vec![small_baseline()];
    let others = catalogue::surveys().iter().filter(|survey| survey.key.as_str() != "baseline");
    surveys.extend(others.cloned());
    studies::load(db, &study, (&protocol(), None), &surveys, noon())
        .await
        .expect("the study loads");
    let study = studies::find(db, &study.key).await.expect("the study is there");
    let anna = Enrolment {
        study_number: "1001".to_owned(),
        first_name: Some("Anna".to_owned()),
        mobile: Some("07700 900001".to_owned()),
        ..Enrolment::default()
    };
    let ben = Enrolment {
        study_number: "1002".to_owned(),
        first_name: Some("Ben".to_owned()),
        dob: chrono::NaiveDate::from_ymd_opt(1980, 5, 4),
        ..Enrolment::default()
    };
    participants::enrol(db, &study, vec![anna, ben], false, noon())
        .await
        .expect("both are enrolled");
    study
}

/// Anna with her own link, on a device that shows `proof`.
pub async fn anna(db: &Db, study: &StudyHandle, proof: Option<&str>) -> Participant {
    anna_at(db, study, proof, noon()).await
}

pub async fn anna_at(
    db: &Db,
    study: &StudyHandle,
    proof: Option<&str>,
    now: DateTime<Utc>,
) -> Participant {
    person(db, study, "1001", proof, now).await
}

pub async fn person(
    db: &Db,
    study: &StudyHandle,
    number: &str,
    proof: Option<&str>,
    now: DateTime<Utc>,
) -> Participant {
    let token = links::print(db, By::CommandLine, study, number, &wave("baseline"), now)
        .await
        .expect("a link");
    links::open(db, &token, proof, now).await.expect("the link opens")
}

/// Every statement agreed to, texts and email ticked.
pub fn full_consent(study: &StudyHandle) -> Typed {
    let mut typed = Typed::default();
    for statement in study.study().consent.on_the_web() {
        if statement.ways.is_empty() {
            typed.add(statement.code.clone(), "yes");
        } else {
            typed.add(statement.code.clone(), "contact_sms");
            typed.add(statement.code.clone(), "contact_email");
        }
    }
    typed
}
