//! What is in the exported dataset, and what never is.

mod databases;

mod study;

#[path = "calling/room.rs"]
#[expect(dead_code, reason = "tests of calling use the rest of it")]
mod room;

mod exporting {
    pub mod dataset;

    pub mod annas;

    mod codes;

    mod files;

    mod formats;

    mod trail;

    mod demonstration;

    mod stopped;

    mod brought;

    mod calls;

    mod messages;

    mod documents;

    mod cuts;

    mod why;

    mod dummy;
}

use databases::{Folder, both};
use exporting::{
    annas::{days, sent},
    dataset::{request, take, try_take},
};
use insta::{allow_duplicates, assert_snapshot};
use records::{consent, exports::ExportRequest};
use study::{anna, full_consent, noon};

#[tokio::test(flavor = "multi_thread")]
async fn annas_answers_stand_in_her_row_and_ben_who_did_nothing_has_one_too() {
    both(|db| async move {
        let data = take(&db, &sent(&db).await, &["baseline"], noon()).await;
        allow_duplicates! {
            assert_snapshot!(data.file("wide.csv"), @r"
            row_key,w0_status,w0_mode_start,w0_mode_end,w0_mode_switches,w0_interviewer_id,w0_n_attempts,w0_last_outcome,w0_lang_start,w0_lang_end,w0_started_utc,w0_finished_utc,w0_q_version,w0_outwindow,w0_proxy,w0_empact_01,w0_empact_06,w0_hours,w0_anyelse_st,w0_d_cohort,w0_d_age
            person-1,complete,1,1,0,,0,,en,en,2026-03-02T12:00:00Z,2026-03-02T12:00:00Z,1,0,0,1,0,30.5,0,2,45
            person-2,not_started,-7,-7,-7,,0,,,,,,-7,-7,-7,-7,-7,-7,-7,-7,-7
            ");
        }
        allow_duplicates! {
            assert_snapshot!(data.file("long.csv"), @r"
            row_key,wave,status,mode_start,mode_end,mode_switches,interviewer_id,n_attempts,last_outcome,lang_start,lang_end,started_utc,finished_utc,q_version,outwindow,proxy,exposure_days,empact_01,empact_06,hours,anyelse_st,d_cohort,d_age
            person-1,baseline,complete,1,1,0,,0,,en,en,2026-03-02T12:00:00Z,2026-03-02T12:00:00Z,1,0,0,-2,1,0,30.5,0,2,45
            person-2,baseline,not_started,-7,-7,-7,,0,,,,,,-7,-7,-7,-2,-7,-7,-7,-7,-7,-7
            ");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn participants_lists_everyone_with_what_they_agreed_to() {
    both(|db| async move {
        let data = take(&db, &sent(&db).await, &["baseline"], noon()).await;
        allow_duplicates! {
            assert_snapshot!(data.turned("participants.csv"), @r"
            row_key | person-1 | person-2
            enrolled_on | 2026-03-02 | 2026-03-02
            site |  | 
            randomised | 0 | 0
            arm |  | 
            cohort | -3 | -3
            rand_date |  | 
            consent_then_form | 1 | -7
            consent_then_randomise | 1 | -7
            consent_then_contact_sms | 1 | -7
            consent_then_contact_email | 1 | -7
            consent_then_contact_phone | 0 | -7
            consent_then_contact_post | 0 | -7
            consent_then_link_dwp_hmrc | 1 | -7
            consent_then_link_nhs | 1 | -7
            consent_then_recontact | 1 | -7
            consent_then_archive | 1 | -7
            consent_then_safeguarding | 1 | -7
            consent_then_record_call | 0 | -7
            consent_now_form | 1 | -7
            consent_now_randomise | 1 | 0
            consent_now_contact_sms | 1 | 0
            consent_now_contact_email | 1 | 0
            consent_now_contact_phone | 0 | 0
            consent_now_contact_post | 0 | 0
            consent_now_link_dwp_hmrc | 1 | 0
            consent_now_link_nhs | 1 | 0
            consent_now_recontact | 1 | 0
            consent_now_archive | 1 | 0
            consent_now_safeguarding | 1 | 0
            consent_now_record_call | 0 | 0
            consent_current | 1 | 0
            stop_surveys_on |  | 
            stop_linkage_on |  | 
            drop_linked_on |  | 
            identity_deleted_on |  | 
            answers_deleted_on |  | 
            support_stopped_on |  | 
            ended |  | 
            ended_on |  | 
            w0_status | complete | not_started
            w0_mode_start | 1 | -7
            w0_mode_end | 1 | -7
            w0_started_utc | 2026-03-02T12:00:00Z | 
            w0_finished_utc | 2026-03-02T12:00:00Z |
            ");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_is_told_as_it_was_when_anna_answered_and_as_it_is_now() {
    both(|db| async move {
        let study = sent(&db).await;
        let mut changed = full_consent(&study);
        changed.retain(|field| field != "C6");
        changed.add("C6", "no");
        let who = anna(&db, &study, None).await;
        consent::give(&db, &who, &changed, days(9)).await.unwrap();

        let data = take(&db, &study, &[], days(10)).await;

        assert_eq!(data.column("participants.csv", "consent_then_link_nhs"), ["1", "-7"]);
        assert_eq!(data.column("participants.csv", "consent_now_link_nhs"), ["0", "0"]);
        assert_eq!(data.column("participants.csv", "consent_then_form"), ["1", "-7"]);
    })
    .await;
}

/// A hash has any four digits by chance, and says nothing of anybody.
fn without_hashes(text: &str) -> String {
    let words = text.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| word.len() <= 64).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_has_a_name_a_number_a_birthday_or_a_telephone_in_it() {
    both(|db| async move {
        let study = sent(&db).await;
        let folder = Folder::new();
        let all = ExportRequest { include_text: true, ..request(&folder, &[]) };
        let data = try_take(&db, &study, all, noon()).await.unwrap();
        for secret in ["Anna", "Ben,", "1001", "1002", "1980-05", "04/05", "07700"] {
            for file in &data.files {
                let text = without_hashes(&data.file(file));
                assert!(!text.contains(secret), "{secret} is in {file}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_left_out_unless_asked_for_and_never_run_in_a_spreadsheet() {
    both(|db| async move {
        let study = sent(&db).await;
        let folder = Folder::new();
        let without = take(&db, &study, &[], noon()).await;
        let with = ExportRequest { include_text: true, ..request(&folder, &[]) };
        let with = try_take(&db, &study, with, noon()).await.unwrap();

        assert!(!without.files.contains(&"text.csv".to_owned()));
        assert!(without.files.iter().all(|file| !without.file(file).contains("she said")));
        allow_duplicates! {
            assert_snapshot!(with.file("text.csv"), @r#"
            row_key,wave,variable,text
            person-1,baseline,anyelse,"'=SUM(A1), she said"
            "#);
        }
    })
    .await;
}
