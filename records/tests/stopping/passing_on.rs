//! That Anna wants no more support is told to those who look after her site, or to whoever can let them in.

use records::{
    Db,
    auth::{By, Participant, StaffMember},
    choices,
    outbox::{Post, send_due},
    participants::{self, Enrolment},
    people,
    senders::{Folder as Files, Senders},
    staff::{self, Appointment},
    stopping::{self, Came, record_taken_back, stop},
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{
    roles::Role,
    stopping::{Act, Choice, PassedOn},
};

use crate::{
    answered,
    databases::{Folder, both, in_folder},
    study::{noon, wave},
    told,
};

const TOLD: &str = "SELECT template || ' to ' || email AS told FROM outbox \
    JOIN staff_member ON staff_member.id = staff_id WHERE template LIKE 'support%' ORDER BY outbox.id";
const PASSED_ON: &str = "SELECT COALESCE(passed_on, '-') AS told FROM stop_event ORDER BY id";
const AUDITED: &str = "SELECT actor || ': ' || action || ', ' || object AS told FROM audit \
    WHERE action LIKE '%support%' ORDER BY id";

/// Anna, who belongs to the site Ashmere.
async fn anna_of_ashmere(db: &Db) -> (StudyHandle, Participant) {
    let (study, who) = answered(db).await;
    let row = Enrolment {
        study_number: "1001".to_owned(),
        site: Some("ashmere".to_owned()),
        ..Enrolment::default()
    };
    participants::enrol(db, &study, vec![row], true, noon()).await.expect("it is her site");
    (study, who)
}

/// Somebody with a role, who has come in when they have a name.
async fn staff(db: &Db, study: &StudyHandle, name: &str, (role, site): (Role, Option<&str>)) {
    let study = (role != Role::Administrator).then(|| study.clone());
    let appointment = Appointment { role, study, site: site.map(str::to_owned) };
    let email = format!("{name}@example.org");
    staff::invite(db, By::CommandLine, &email, appointment, noon()).await.expect("invited");
    if name != "absent" {
        let named = format!("UPDATE staff_member SET name = '{name}' WHERE email = '{email}'");
        db.writer().execute_unprepared(&named).await.expect("they come in");
    }
}

/// What is said before she does it, what is said after, and who is written to.
async fn stops_support(db: &Db, who: &Participant) -> PassedOn {
    let standing = choices::standing(db, who, noon()).await.unwrap().expect("she is known");
    let before = standing.effect(Choice::StopSupport);
    let receipt = stop(db, who, Choice::StopSupport, None, noon()).await.expect("it is done");
    assert_eq!(receipt.came, Came::Done(before.clone()), "what was said came");
    let shown = stopping::receipt(db, who, &receipt.reference).await.unwrap();
    assert_eq!(shown, Some(receipt), "and is said on every later day");
    before.passed_on
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_lead_her_site_are_told_once_and_nobody_else() {
    both(|db| async move {
        let (study, who) = anna_of_ashmere(&db).await;
        for (name, role, site) in [
            ("lee", Role::SiteLead, Some("ashmere")),
            ("absent", Role::SiteLead, Some("ashmere")),
            ("nora", Role::SiteLead, Some("calderby")),
            ("sue", Role::Supervisor, None),
            ("ada", Role::Administrator, None),
        ] {
            staff(&db, &study, name, (role, site)).await;
        }

        assert_eq!(stops_support(&db, &who).await, PassedOn::SiteLeads);
        stop(&db, &who, Choice::StopSupport, None, noon()).await.expect("again");

        assert_eq!(told(&db, TOLD).await, ["support-stopped to lee@example.org"]);
        assert_eq!(told(&db, PASSED_ON).await, ["site leads"]);
        assert_eq!(told(&db, AUDITED).await, ["1001: stopped: stop-support (participant), 1001"]);
        let facts = "SELECT facts AS told FROM outbox WHERE template LIKE 'support%'";
        let expected = r#"{"page":"/staff/bridgeway/participants/1"}"#;
        assert_eq!(told(&db, facts).await, [expected], "no name, no number, no reason");
        let lee = StaffMember::at_the_command_line(&db, "lee@example.org").await.unwrap().unwrap();
        let lee = lee.caseworker(&study).expect("Lee speaks with participants");
        let seen = people::see(&db, &lee, &study, 1, noon()).await.unwrap().expect("one of Lee's");
        assert_eq!(seen.stopped[0].act, Act::Stops(Choice::StopSupport));
        assert_eq!(seen.stopped[0].on, noon().date_naive());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn that_the_support_goes_on_after_all_is_told_in_the_same_words_and_once() {
    both(|db| async move {
        let (study, who) = anna_of_ashmere(&db).await;
        staff(&db, &study, "lee", (Role::SiteLead, Some("ashmere"))).await;
        staff(&db, &study, "nora", (Role::SiteLead, Some("calderby"))).await;
        stops_support(&db, &who).await;

        for _ in 0..2 {
            let (by, support) = (By::CommandLine, (Choice::StopSupport, &wave("baseline")));
            let back = record_taken_back(&db, by, &study, "1001", support, noon()).await;
            back.expect("it goes on");
        }

        let lees = "support-stopped to lee@example.org";
        assert_eq!(told(&db, TOLD).await, [lees, lees], "the stop, and that it goes on");
        let facts = "SELECT DISTINCT facts AS told FROM outbox WHERE template LIKE 'support%'";
        let expected = r#"{"page":"/staff/bridgeway/participants/1"}"#;
        assert_eq!(told(&db, facts).await, [expected], "not which of the two");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_leads_her_site_administrators_are_asked_to_let_somebody_in() {
    both(|db| async move {
        let (study, who) = anna_of_ashmere(&db).await;
        staff(&db, &study, "absent", (Role::SiteLead, Some("ashmere"))).await;
        staff(&db, &study, "ada", (Role::Administrator, None)).await;

        assert_eq!(stops_support(&db, &who).await, PassedOn::Administrators);

        assert_eq!(told(&db, TOLD).await, ["support-stopped-nobody to ada@example.org"]);
        let expected = [
            "system: no site lead could be told that support stops, 1001",
            "1001: stopped: stop-support (participant), 1001",
        ];
        assert_eq!(told(&db, AUDITED).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_can_be_told_nobody_is_said_to_be() {
    both(|db| async move {
        let (_, who) = answered(&db).await;

        assert_eq!(stops_support(&db, &who).await, PassedOn::Nobody);

        assert_eq!(told(&db, TOLD).await, Vec::<String>::new());
        assert_eq!(told(&db, PASSED_ON).await, ["nobody"]);
        assert!(told(&db, AUDITED).await[0].starts_with("system: no site lead could be told"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letters_say_that_there_is_something_and_nothing_of_whom_or_what() {
    let folder = Folder::new();
    let db = in_folder(&folder).await;
    let (study, who) = anna_of_ashmere(&db).await;
    staff(&db, &study, "lee", (Role::SiteLead, Some("ashmere"))).await;
    stops_support(&db, &who).await;
    let out = folder.0.join("outbox");
    let post =
        Post::new(Senders::files(Files::new(out.clone())), "https://survey.example.org".to_owned());

    while send_due(&db, &post, noon()).await.expect("it is sent") > 0 {}

    let letters = std::fs::read_dir(&out)
        .expect("they lie there")
        .map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a letter"));
    let lees = letters.into_iter().find(|letter| letter.contains("Hello lee")).expect("his");
    assert!(lees.contains("https://survey.example.org/staff/bridgeway/participants/1"), "{lees}");
    for word in ["Anna", "1001", "07700", "support"] {
        assert!(!lees.contains(word), "{word}: {lees}");
    }
}
