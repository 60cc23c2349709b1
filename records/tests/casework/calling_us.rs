//! Somebody calls who is another's participant, or has the name of others.

use chrono::NaiveDate;
use records::{
    auth::Birthday,
    participants::{self, Enrolment},
    people::{CallsUs, who_calls_us},
};

use super::desk::Desk;
use crate::{databases::both, study::noon};

const SUES_NAME: &str =
    "UPDATE staff_member SET name = 'Sue Invented' WHERE email = 'sue@example.org'";

#[tokio::test(flavor = "multi_thread")]
async fn ivy_learns_that_somebody_elses_participant_calls_and_whom_to_tell_and_not_who_it_is() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        let (_, sue) = desk.sue().await;
        desk.does(SUES_NAME).await;
        let calls = async |by, text, born| {
            who_calls_us(&desk.db, by, &desk.study, (text, born), noon()).await.unwrap()
        };
        let (bens, no_ones) = (Birthday::read("4", "5"), Birthday::read("5", "4"));

        let told = calls(&ivy, " 1002 ", bens).await;

        assert_eq!(told, CallsUs::Anothers(vec!["Sue Invented".to_owned()]));
        for born in [None, no_ones] {
            assert_eq!(calls(&ivy, "1002", born).await, CallsUs::NobodyOfTheirs);
        }
        let carys = calls(&ivy, "1003", bens).await;
        assert_eq!(carys, CallsUs::NobodyOfTheirs, "no birthday of hers is on record");
        assert_eq!(calls(&ivy, "9999", bens).await, CallsUs::NobodyOfTheirs);
        assert_eq!(calls(&sue, "9999", bens).await, CallsUs::Nobody);
        let did = |what: &str| format!("{}: {what}", ivy.actor());
        let tried = [
            did("birthday compared, 1002"),
            did("told that somebody is in the study, 1002"),
            did("birthday compared, 1002"),
            did("birthday compared, 1003"),
        ];
        assert_eq!(desk.trail().await, tried);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_of_one_name_are_told_apart_by_the_birthday_that_the_caller_says() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let named = |number: &str, dob: Option<NaiveDate>| Enrolment {
            study_number: number.to_owned(),
            last_name: Some("O'Keefe".to_owned()),
            dob,
            ..Enrolment::default()
        };
        let born = |month, day| NaiveDate::from_ymd_opt(1980, month, day);
        let rows =
            vec![named("1004", born(3, 27)), named("1005", born(12, 1)), named("1006", None)];
        participants::enrol(&desk.db, &desk.study, rows, false, noon()).await.expect("three more");
        let (_, sue) = desk.sue().await;
        let finds = async |born| {
            let what = ("okeefe", born);
            match who_calls_us(&desk.db, &sue, &desk.study, what, noon()).await.unwrap() {
                CallsUs::Theirs(found) => {
                    found.into_iter().map(|one| one.number).collect::<Vec<_>>()
                }
                other => panic!("{other:?}"),
            }
        };

        assert_eq!(finds(None).await, ["1004", "1005", "1006"]);
        let fit = finds(Birthday::read("27", "3")).await;
        assert_eq!(fit, ["1004", "1006"], "of one of them no birthday is on record");
    })
    .await;
}
