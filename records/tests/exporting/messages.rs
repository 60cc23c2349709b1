//! Each message about a wave has a row that tells how it stands, and nothing of what it said or where it went.

use insta::{allow_duplicates, assert_snapshot};
use records::{
    Db,
    outbox::{self, Contact},
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, TransactionTrait};
use surveys::{
    keys::{MessageKey, StepKey},
    stopping::Way,
};

use super::{
    annas::{days, sent},
    dataset::take,
};
use crate::{
    databases::both,
    study::{noon, wave, with_anna},
};

/// How a message to Anna stands, as the database has it.
const SENT: &str = "state = 'sent', handing_since = '2026-03-03 09:05:00+00:00', settled_at = '2026-03-03 09:05:01+00:00'";
const HEARD: &str = "delivery_at = '2026-03-03 09:06:00+00:00'";
const NOT_SENT: &str = "state = 'not sent', settled_at = '2026-03-03 09:05:00+00:00'";

/// Has a step of Anna's baseline handed over, which stands like this.
async fn handed_over(db: &Db, (step, way): (&str, Way), stands: &str) {
    let contact = Contact {
        study_id: 1,
        participant_id: 1,
        wave: wave("baseline"),
        step: StepKey::new(step).expect("a step's key"),
        way,
        message: MessageKey::new("reminder").expect("a message's key"),
        protocol: 1,
        moment: noon(),
        until: days(3),
    };
    let transaction = db.writer().begin().await.expect("a transaction");
    let is_new = outbox::enqueue_planned(&transaction, contact, noon()).await;
    assert!(is_new.expect("it is written"), "{step} is there already");
    transaction.commit().await.expect("it is kept");
    let told = format!("UPDATE outbox SET {stands} WHERE step = '{step}'");
    db.writer().execute_unprepared(&told).await.expect("it stands so");
}

/// One message of each kind.
async fn each(db: &Db) {
    let sent = |became: &str| format!("{SENT}, delivery = '{became}', {HEARD}");
    let why = |reason: &str| format!("{NOT_SENT}, reason = '{reason}'");
    let refused = "550 <anna@example.org>: no such user";
    for (step, way, stands) in [
        ("waits", Way::Email, "state = 'waiting'".to_owned()),
        ("gone", Way::Post, SENT.to_owned()),
        ("arrived", Way::Sms, sent("delivered")),
        ("back", Way::Email, sent("bounced")),
        ("lost", Way::Sms, sent("not delivered")),
        ("on-its-way", Way::Sms, sent("with the network")),
        ("answered", Way::Email, why("the survey was sent")),
        ("unknown", Way::Email, why(refused)),
        ("refused", Way::Email, format!("state = 'failed', reason = '{refused}'")),
        ("unclear", Way::Sms, "state = 'in doubt', reason = 'nobody said'".to_owned()),
    ] {
        handed_over(db, (step, way), &stands).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn annas_messages_have_a_row_each_with_how_they_stand_and_why_one_did_not_go() {
    both(|db| async move {
        let study = with_anna(&db).await;
        each(&db).await;

        let data = take(&db, &study, &["baseline"], days(2)).await;

        allow_duplicates! {
            assert_snapshot!(data.file("messages.csv"), @r"
            row_key,wave,step,channel,template,protocol_version,message_status,reason,planned_utc,sent_utc,delivered_utc,came_back_utc
            person-1,baseline,waits,email,reminder,1,waiting,,2026-03-02T12:00:00Z,,,
            person-1,baseline,gone,post,reminder,1,sent,,2026-03-02T12:00:00Z,2026-03-03T09:05:00Z,,
            person-1,baseline,arrived,sms,reminder,1,delivered,,2026-03-02T12:00:00Z,2026-03-03T09:05:00Z,2026-03-03T09:06:00Z,
            person-1,baseline,back,email,reminder,1,bounced,,2026-03-02T12:00:00Z,2026-03-03T09:05:00Z,,2026-03-03T09:06:00Z
            person-1,baseline,lost,sms,reminder,1,not_delivered,,2026-03-02T12:00:00Z,2026-03-03T09:05:00Z,,2026-03-03T09:06:00Z
            person-1,baseline,on-its-way,sms,reminder,1,sent,,2026-03-02T12:00:00Z,2026-03-03T09:05:00Z,,
            person-1,baseline,answered,email,reminder,1,not_sent,complete,2026-03-02T12:00:00Z,,,
            person-1,baseline,unknown,email,reminder,1,not_sent,other,2026-03-02T12:00:00Z,,,
            person-1,baseline,refused,email,reminder,1,failed,,2026-03-02T12:00:00Z,,,
            person-1,baseline,unclear,sms,reminder,1,in_doubt,,2026-03-02T12:00:00Z,,,
            ");
        }
        for file in &data.files {
            let text = data.file(file);
            assert!(!text.contains("example.org") && !text.contains("nobody said"), "{file}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_about_waves_that_are_not_exported_stay_out() {
    both(|db| async move {
        let study = with_anna(&db).await;
        each(&db).await;

        let later = take(&db, &study, &["four-month"], days(2)).await;

        assert_eq!(later.column("messages.csv", "row_key"), [""; 0]);
    })
    .await;
}

/// Anna sent her survey, and then had her answers deleted.
async fn whose_answers_were_deleted(db: &Db) -> StudyHandle {
    let study = sent(db).await;
    let erased = "UPDATE response SET erased_at = '2026-03-04 09:00:00+00:00'";
    db.writer().execute_unprepared(erased).await.expect("they are deleted");
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_wave_whose_answers_were_deleted_no_message_is_told() {
    both(|db| async move {
        let study = whose_answers_were_deleted(&db).await;
        handed_over(&db, ("reminder", Way::Email), SENT).await;

        let data = take(&db, &study, &["baseline"], days(3)).await;

        assert_eq!(data.column("messages.csv", "row_key"), [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_word_of_a_messages_row_is_explained_in_the_codebook() {
    both(|db| async move {
        let study = with_anna(&db).await;
        each(&db).await;

        let data = take(&db, &study, &["baseline"], days(2)).await;

        let [files, names, codes] =
            ["file", "name", "codes"].map(|column| data.column("codebook.csv", column));
        for column in ["channel", "message_status", "reason"] {
            let place = (0..names.len())
                .find(|row| files[*row] == "messages.csv" && names[*row] == column)
                .expect("it is in the codebook");
            for word in data.distinct("messages.csv", column) {
                let told = format!("{word}=");
                assert!(word.is_empty() || codes[place].contains(&told), "{column}: {word}");
            }
        }
    })
    .await;
}
