//! How answers came about stands beside them: each call with how it ended, and each save with who made it.

use insta::{allow_duplicates, assert_snapshot};
use records::{
    Db,
    auth::{By, Participant, StaffMember},
    calls::{self, Called, Ending},
    consent,
    interviews::{self, Check, Whose},
    staff::{self, Appointment},
    studies::StudyHandle,
};
use surveys::{calls::Outcome, roles::Role, stopping::Choice};

use super::{
    annas::{ANSWERS, answer},
    dataset::take,
};
use crate::{
    databases::both,
    room::{Room, march},
    study::{full_consent, noon, person, typed, wave, with_anna},
};

/// How many rows a file has under the row of names.
fn rows(file: &str) -> usize {
    file.lines().count() - 1
}

/// A supervisor puts right how the first call ended.
async fn puts_right(room: &Room, outcome: Outcome) {
    let case = room.listed("3T10:30").await[0].case;
    let ending = Ending { call: 1, outcome, agreed: None };
    let by = By::CommandLine;
    calls::correct(&room.db, &by, &room.study, (case, ending), march("3T11:00"))
        .await
        .expect("it is put right");
}

#[tokio::test(flavor = "multi_thread")]
async fn annas_calls_have_a_row_each_and_one_that_was_put_right_has_both_endings() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::RefusedSoftly, "3T10:05").await;
        puts_right(&room, Outcome::NoAnswer).await;
        let by_another = Called {
            who_answered: Some("her sister".to_owned()),
            note: Some("She is away on Tuesdays".to_owned()),
            ..Called::ended(Outcome::NotAvailable, march("3T13:05"))
        };
        room.rings(by_another).await.expect("it is written down");

        let data = take(&room.db, &room.study, &["baseline"], march("4T12:00")).await;

        let noor = data.column("calls.csv", "interviewer_id")[0].clone();
        allow_duplicates! {
            assert_snapshot!(data.file("calls.csv").replace(&noor, "NOOR"), @r#"
            row_key,wave,attempt,dialled_utc,slot,outcome,aapor,outcome_label,corrected,outcome_first,answered_by,mode,interviewer_id
            person-1,baseline,1,2026-03-03T10:05:00Z,M,NOANS,3.13,No answer,1,REF_SOFT,0,2,NOOR
            person-1,baseline,2,2026-03-03T13:05:00Z,A,NONCON,2.20,"Answered, participant not available",0,NONCON,2,2,NOOR
            "#);
        }
        for (file, prefix) in [("wide.csv", "w0_"), ("long.csv", ""), ("paradata.csv", "")] {
            let column = |name: &str| data.column(file, &format!("{prefix}{name}"));
            assert_eq!(column("n_attempts"), ["2", "0"], "{file}");
            assert_eq!(column("last_outcome"), ["NONCON", ""], "{file}");
            assert_eq!(column("status"), ["not_started", "not_started"], "{file}");
        }
        for file in &data.files {
            let text = data.file(file);
            assert!(!text.contains("sister") && !text.contains("Tuesdays"), "{file}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interview_that_annas_partner_gave_was_answered_by_another_also_where_nobody_said_so() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        let case = room.gives(&room.noor, "3T13:05").await.expect("Anna").case;
        room.sends_for_anna("3T13:10").await;
        let complete = (case, Called::ended(Outcome::Complete, march("3T13:05")));
        calls::record(&room.db, &room.noor, &room.study, complete, march("3T13:12"))
            .await
            .expect("it is recorded");

        let data = take(&room.db, &room.study, &["baseline"], march("4T12:00")).await;

        assert_eq!(data.column("calls.csv", "answered_by"), ["0", "2"]);
        assert_eq!(data.column("paradata.csv", "proxy")[0], "1");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_about_waves_that_are_not_exported_stay_out_and_a_wave_that_is_not_due_has_none() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;

        let later = take(&room.db, &room.study, &["four-month"], march("4T12:00")).await;

        assert_eq!(rows(&later.file("calls.csv")), 0);
        assert_eq!(later.column("wide.csv", "w1_n_attempts"), ["-3", "-3"]);
        assert_eq!(later.column("wide.csv", "w1_last_outcome"), ["", ""]);
        assert_eq!(rows(&later.file("paradata.csv")), 0, "nothing was due");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_rings_anna_has_a_word_of_their_own_that_is_the_same_in_every_export() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        let at = march("3T13:05");
        let case = room.gives(&room.owen, "3T13:05").await.expect("Owen is given Anna").case;
        let busy = (case, Called::ended(Outcome::Busy, at));
        calls::record(&room.db, &room.owen, &room.study, busy, at).await.expect("it is recorded");

        let first = take(&room.db, &room.study, &[], march("4T12:00")).await;
        let again = take(&room.db, &room.study, &[], march("4T12:00")).await;

        let words = first.column("calls.csv", "interviewer_id");
        let is_a_word = |word: &String| word.len() == 8 && word.chars().all(char::is_alphanumeric);
        assert!(words.len() == 2 && words.iter().all(is_a_word), "{words:?}");
        assert_ne!(words[0], words[1]);
        assert_eq!(words, again.column("calls.csv", "interviewer_id"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_annas_answers_are_deleted_no_file_tells_how_they_came_about() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        let who = person(&room.db, &room.study, "1001", None, noon()).await;
        answer(&room.db, &who, &ANSWERS[..2]).await;
        let before = take(&room.db, &room.study, &["baseline"], march("4T12:00")).await;
        assert_eq!((rows(&before.file("calls.csv")), rows(&before.file("pages.csv"))), (1, 2));

        room.stops("1001", Choice::DeleteAnswers, "5T10:00").await;

        let after = take(&room.db, &room.study, &["baseline"], march("5T12:00")).await;
        assert_eq!(after.column("wide.csv", "w0_status"), ["erased", "not_started"]);
        assert_eq!(after.column("wide.csv", "w0_n_attempts"), ["-5", "0"]);
        assert_eq!(after.column("wide.csv", "w0_last_outcome"), ["", ""]);
        assert_eq!((rows(&after.file("calls.csv")), rows(&after.file("pages.csv"))), (0, 0));
    })
    .await;
}

/// Ivy, to whom Ben was given and whom he told his birthday, with his survey before her.
async fn ivy_with_bens(db: &Db, study: &StudyHandle) -> Participant {
    let as_what = Appointment { role: Role::Interviewer, study: Some(study.clone()), site: None };
    let invited = staff::invite(db, By::CommandLine, "ivy@example.org", as_what, noon()).await;
    invited.expect("she is invited");
    let member = StaffMember::at_the_command_line(db, "ivy@example.org").await.expect("an answer");
    let member = member.expect("an account");
    let (by, numbers) = (By::CommandLine, vec!["1002".to_owned()]);
    let given = staff::give_cases(db, by, member.id(), study, numbers, noon()).await;
    given.expect("he is given to her");
    let ivy = member.caseworker(study).expect("she interviews");
    let his = Whose { id: 2, wave: wave("baseline") };
    let birthday = Check::read(&typed("day=4&month=5"));
    let told = interviews::check(db, &ivy, study, (&his, birthday), noon()).await;
    told.expect("an answer").expect("it is his birthday");
    interviews::enter(db, &ivy, study, &his, noon()).await.expect("she is let in")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_save_tells_what_it_changed_in_which_mode_and_by_whom_and_no_answer() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let ben = person(&db, &study, "1002", None, noon()).await;
        consent::give(&db, &ben, &full_consent(&study), noon()).await.expect("he agrees");
        answer(&db, &ben, &ANSWERS[..2]).await;
        let by_telephone = ivy_with_bens(&db, &study).await;
        answer(&db, &by_telephone, &ANSWERS[2..3]).await;

        let data = take(&db, &study, &["baseline"], noon()).await;

        let ivy = data.column("wide.csv", "w0_interviewer_id")[1].clone();
        allow_duplicates! {
            assert_snapshot!(data.file("pages.csv").replace(&ivy, "IVY"), @r"
            row_key,wave,save,page,saved_utc,mode,saved_by,interviewer_id,changed
            person-2,baseline,1,dob,2026-03-02T12:00:00Z,1,1,,dob
            person-2,baseline,2,empact,2026-03-02T12:00:00Z,1,1,,empact
            person-2,baseline,3,hours,2026-03-02T12:00:00Z,2,2,IVY,hours
            ");
        }
        assert_eq!(data.column("wide.csv", "w0_mode_switches"), ["-7", "1"]);
        assert_eq!(
            data.column("wide.csv", "w0_n_attempts"),
            ["0", "0"],
            "no call was written down"
        );
    })
    .await;
}
