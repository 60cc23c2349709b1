//! Who is told by when, and of how little.

use std::{fs, path::Path};

use records::{
    outbox::{Post, send_due},
    registers::tick,
    senders::{Folder, Senders},
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{registers::Register, roles::Role};

use crate::{
    databases::{self, both},
    desk::{Desk, at, came_in, invite_only},
    study::noon,
};

const MESSAGES: &str = "SELECT m.email || ': ' || o.template AS told FROM outbox o \
     JOIN staff_member m ON m.id = o.staff_id WHERE o.template LIKE 'register-%' ORDER BY o.id";
/// The mails that speak of the registers.
fn of_registers(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder.join("outbox")).expect("a folder");
    let mails = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("a text"));
    mails.filter(|mail| mail.contains("registers")).collect()
}

const BREACH: &str = "day=2026-03-01|time=09:00|what=A list was left on the bus";

#[tokio::test(flavor = "multi_thread")]
async fn those_who_keep_the_registers_and_nobody_else_are_told_that_something_came() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.eve_elsewhere().await;
        desk.anna_complains("what=It was late").await;

        let told = ["carys@example.org: register-new", "sol@example.org: register-new"];
        assert_eq!(desk.told(MESSAGES).await, told);
        for _ in 0..20 {
            desk.anna_complains("what=It was late").await;
        }
        assert_eq!(desk.told(MESSAGES).await, told, "once an hour, however much comes");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_told_at_half_of_the_time_and_at_its_end_and_once() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let breach = desk.opens(Register::Breach, BREACH).await;
        let ticks = async |time| tick(&desk.db, at(time)).await.unwrap().told;

        assert_eq!(ticks("2026-03-02 20:59").await, 0);
        assert_eq!(ticks("2026-03-02 21:00").await, 1);
        assert_eq!(ticks("2026-03-02 21:01").await, 0);
        assert_eq!(ticks("2026-03-04 08:59").await, 0);
        assert_eq!(ticks("2026-03-04 09:00").await, 1);
        assert_eq!(ticks("2026-03-24 09:00").await, 0);

        let mut sol = desk.told(MESSAGES).await;
        sol.retain(|line| line.starts_with("sol"));
        let expected = ["register-new", "register-half", "register-overdue"];
        assert_eq!(sol, expected.map(|name| format!("sol@example.org: {name}")));
        let late = format!("system: breach told of as late {breach}");
        assert_eq!(desk.trail().await[1..], [late.clone(), late]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_what_was_done_in_time_or_closed() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let complaint = desk.anna_complains("what=It was late|contact=Anna").await;
        desk.does(complaint, "then=acknowledge|way=letter").await;
        let breach = desk.opens(Register::Breach, BREACH).await;
        desk.does(breach, "then=close|outcome=mistake").await;
        let open = desk.opens(Register::Breach, BREACH).await;
        desk.does(open, "then=close|outcome=mistake").await;
        desk.does(open, "then=reopen|reopen_words=It was one").await;

        let ticked = tick(&desk.db, at("2027-01-01 00:00")).await.unwrap();

        assert_eq!(ticked.told, 1, "only what was opened again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_says_that_there_is_something_and_no_word_of_what() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let entry = desk.anna_complains("what=Rude on the phone|contact=07700 900001").await;
        let folder = databases::Folder::new();
        let senders = Senders::files(Folder::new(folder.0.join("outbox")));
        let post = Post::new(senders, "https://survey.example.org".to_owned());
        send_due(&desk.db, &post, noon()).await.expect("invitations leave");
        assert_eq!(of_registers(&folder.0).len(), 0, "the hour is not over");
        send_due(&desk.db, &post, at("2026-03-02 13:00")).await.expect("they leave");

        let mails = of_registers(&folder.0);
        assert_eq!(mails.len(), 2);
        let link = "https://survey.example.org/staff/bridgeway/registers";
        for mail in mails {
            assert!(mail.contains(link), "{mail}");
            for word in ["Rude", "07700", "complaint", &entry.to_string(), "1001", "Anna"] {
                assert!(!mail.contains(word), "{word} in {mail}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_in_a_study_without_keepers_reaches_administrators_and_the_audit_says_so() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        for email in ["ada@example.org", "ana@example.org"] {
            invite_only(&desk.db, email, Role::Administrator, None).await;
        }
        came_in(&desk.db, "ada@example.org").await;
        let away = "UPDATE staff_member SET name = NULL WHERE email LIKE 'carys%'";
        desk.db.writer().execute_unprepared(away).await.expect("Carys has not come yet");
        let left = "DELETE FROM staff_role WHERE role LIKE 'safeguarding%'";
        desk.db.writer().execute_unprepared(left).await.expect("Sol has another role");

        let entry = desk.anna_complains("what=It was late").await;
        let ticked = tick(&desk.db, at("2027-01-01 00:00")).await.unwrap();

        assert_eq!(ticked.told, 1);
        let told = ["ada@example.org: register-nobody", "ada@example.org: register-nobody"];
        assert_eq!(desk.told(MESSAGES).await, told, "and nobody who has not come in");
        let nobody =
            format!("system: nobody who keeps the registers could be told of an entry {entry}");
        let trail = desk.trail().await;
        assert_eq!(trail.iter().filter(|line| **line == nobody).count(), 2, "{trail:?}");

        came_in(&desk.db, "carys@example.org").await;
        desk.anna_complains("what=It was late again").await;
        assert_eq!(desk.told(MESSAGES).await[2..], ["carys@example.org: register-new"]);
    })
    .await;
}
