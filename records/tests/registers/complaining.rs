//! Somebody complains.

use chrono::TimeDelta;
use records::registers::{self, RegisterError};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::registers::{Channel, Complaint, Register, Task};

use crate::{
    databases::both,
    desk::{Desk, typed, words},
    study::noon,
};

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_writes_at_her_link_is_tied_to_her_only_if_she_says_so() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let untied = desk.anna_complains("what=The text came at night").await;
        let tied = desk.anna_complains("what=It came again|may_know=yes").await;

        let all = registers::list(&desk.db, &desk.carys().await).await.expect("a list");

        let people: Vec<_> = all.iter().map(|entry| entry.person.as_deref()).collect();
        assert_eq!(people, [None, Some("1001")]);
        let tasks: Vec<_> = all.iter().filter_map(|entry| entry.standing.task()).collect();
        assert_eq!(tasks, [Task::Read, Task::Acknowledge], "she can be written to once known");
        assert!(all.iter().all(|entry| entry.standing.channel == Channel::Form));
        let expected = [
            format!("public form: complaint received {untied}"),
            format!("1001: complaint received {tied} about 1001"),
        ];
        assert_eq!(desk.trail().await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_is_one_complaint() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let complaint = || Complaint::read(&typed("what=Too many letters")).expect("in order");
        let once = registers::form_number();
        let sends = async || {
            registers::complain(&desk.db, &desk.study, None, complaint(), &once, noon()).await
        };

        let (first, second) = (sends().await, sends().await);

        assert_eq!(first.expect("it is kept"), second.expect("it is the same"));
        assert_eq!(desk.trail().await.len(), 1);
        let kept = desk.told("SELECT once AS told FROM register_entry").await;
        assert!(!kept[0].contains(&once), "what a browser sent is kept as a hash");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_just_complained_is_told_the_reference_for_an_hour_and_nobody_else_is() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let complaint = Complaint::read(&typed("what=Too many letters")).expect("in order");
        let once = registers::form_number();
        let made = registers::complain(&desk.db, &desk.study, None, complaint, &once, noon()).await;
        desk.opens(Register::Breach, "day=2026-03-01|time=09:00|what=A list was lost").await;
        let told = async |once: &str, minutes| {
            let now = noon() + TimeDelta::minutes(minutes);
            registers::just_received(&desk.db, once, now).await.expect("an answer")
        };

        assert_eq!(told(&once, 59).await, Some(made.expect("it is kept")));
        assert_eq!(told(&once, 60).await, None);
        for other in ["", "C-1", "1", "' OR 1=1 --", &registers::form_number()] {
            assert_eq!(told(other, 0).await, None, "{other}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carys_sees_how_to_reach_whoever_said_that_she_may_and_the_audit_says_so() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let untied = desk.anna_complains("what=The text came at night").await;
        let tied = desk.anna_complains("what=It came again|may_know=yes").await;
        let harm = desk.opens(Register::Harm, "day=2026-03-01|what=A fall|number=1001").await;
        let form = "channel=phone|day=2026-03-01|what=A call|number=1001";
        let by_phone = desk.opens(Register::Complaint, form).await;
        let carys = desk.carys().await;

        let anna = registers::contact(&desk.db, &carys, tied.number, noon()).await.expect("Anna");

        assert_eq!(anna.first_name.as_deref(), Some("Anna"));
        assert_eq!(anna.mobile.as_deref(), Some("07700 900001"));
        assert_eq!(anna.dob, None, "an answer needs no date of birth");
        let line = format!("{}: contact of a complaint seen {tied} about 1001", carys.actor());
        assert_eq!(desk.trail().await.pop(), Some(line));
        let before = desk.trail().await.len();
        for nobodys in [untied.number, harm.number, by_phone.number, 99] {
            let refused = registers::contact(&desk.db, &carys, nobodys, noon()).await;
            assert!(matches!(refused, Err(RegisterError::NoSuchEntry)), "{nobodys}");
        }
        let eve = desk.eve_elsewhere().await;
        let refused = registers::contact(&desk.db, &eve, tied.number, noon()).await;
        assert!(matches!(refused, Err(RegisterError::NoSuchEntry)));
        assert_eq!(desk.trail().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn carys_reads_every_word_of_it_and_that_she_looked_is_written_down() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let entry = desk
            .anna_complains("what=<b>Rude</b> on the phone|wish=A call|contact=Anna, 07700 900001")
            .await;

        let opened = desk.reads(entry).await;

        assert_eq!(words(&opened), ["<b>Rude</b> on the phone"]);
        let carys = desk.carys().await.actor();
        assert_eq!(desk.trail().await.pop(), Some(format!("{carys}: complaint read {entry}")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_that_was_made_while_the_vault_was_away_is_read_once_it_is_back() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let vault = desk.db.vault_for_copies();
        vault.execute_unprepared("ALTER TABLE register_words RENAME TO away").await.expect("gone");
        let entry = desk.anna_complains("what=Nobody called back").await;
        let waiting = "SELECT 'a step' AS told FROM register_step";
        assert_eq!(desk.told(waiting).await.len(), 1);

        vault.execute_unprepared("ALTER TABLE away RENAME TO register_words").await.expect("back");
        desk.db.settle(noon()).await.expect("it is done now");
        desk.db.settle(noon()).await.expect("and doing it again changes nothing");

        assert_eq!(words(&desk.reads(entry).await), ["Nobody called back"]);
        assert_eq!(desk.told(waiting).await.len(), 0);
        assert_eq!(entry.register, Register::Complaint);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_were_moved_to_another_entry_are_an_error_and_never_shown() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let one = desk.anna_complains("what=The first of two").await;
        let two = desk.anna_complains("what=The second of two").await;
        let moved = format!(
            "UPDATE register_words SET words = (SELECT words FROM register_words \
             WHERE entry_id = {}) WHERE entry_id = {}",
            one.number, two.number
        );
        desk.db.vault_for_copies().execute_unprepared(&moved).await.expect("it is moved");

        let keeper = desk.carys().await;
        let read = registers::read(&desk.db, &keeper, two.number, noon()).await;

        let told = read.expect_err("it does not open").to_string();
        assert!(told.contains("does not open") && !told.contains("first"), "{told}");
    })
    .await;
}
