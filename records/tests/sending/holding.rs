//! All sends are held and released again, while workers are at it.

use records::{
    auth::By,
    outbox::{self, Channel, Hold},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::DbBackend;
use surveys::keys::StudyKey;

use crate::{
    databases::both,
    desk::{Desk, minutes, told},
    study::noon,
};

async fn bridgeway(desk: &Desk) -> StudyHandle {
    let key = StudyKey::new("bridgeway").expect("a key");
    studies::find(&desk.db, &key).await.expect("the study")
}

impl Desk {
    async fn holds(&self) -> bool {
        let study = bridgeway(self).await;
        let why = "A wrong number in the texts";
        let held = outbox::hold(&self.db, &By::CommandLine, &study, why, noon()).await;
        held.expect("it is held")
    }

    async fn releases(&self) -> bool {
        let study = bridgeway(self).await;
        let released = outbox::release(&self.db, &By::CommandLine, &study, minutes(1)).await;
        released.expect("it is released")
    }
}

const DONE: &str = "SELECT actor || ': ' || action || ' ' || object AS told FROM audit \
                    WHERE action LIKE 'sends %' ORDER BY id";

#[tokio::test]
async fn what_is_held_goes_by_no_worker_and_all_of_it_when_it_is_released() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        for number in 0..5 {
            desk.invites("1001", Channel::Sms, &format!("reason {number}")).await;
        }

        assert!(desk.holds().await);
        assert!(!desk.holds().await, "it was held before");
        let taken = tokio::join!(desk.sends(noon()), desk.sends(noon()));
        assert_eq!(taken, (0, 0));
        assert!(desk.files().is_empty());
        let study = bridgeway(&desk).await;
        let held = outbox::held(&desk.db, &study).await.expect("the holds");
        let expected = Hold {
            of_all: false,
            at: noon(),
            by: "command line".to_owned(),
            reason: Some("A wrong number in the texts".to_owned()),
        };
        assert_eq!(held, [expected]);

        assert!(desk.releases().await);
        assert!(!desk.releases().await, "it was released before");
        assert_eq!(desk.sends(minutes(1)).await, 5);
        assert_eq!(desk.files().len(), 5);
        assert!(desk.rows().await.iter().all(|row| row == "sent"));
        assert_eq!(
            told(&desk.db, DONE).await,
            ["command line: sends held of the study", "command line: sends released of the study",]
        );
    })
    .await;
}

#[tokio::test]
async fn who_stops_while_all_is_held_gets_the_receipt_and_nothing_else() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Sms, "anna").await;
        desk.holds().await;

        desk.anna_stops_emails().await;
        desk.sends(noon()).await;

        let files = desk.files();
        assert_eq!(files.len(), 1, "{files:?}");
        let receipt = files.into_values().next().expect("a file");
        assert!(receipt.contains("we have done what you asked"), "{receipt}");
        assert_eq!(desk.rows().await, ["waiting", "sent"]);
    })
    .await;
}

#[tokio::test]
async fn a_hold_of_every_study_stays_when_one_study_is_released() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Sms, "anna").await;
        desk.holds().await;
        let all = outbox::hold_all(&desk.db, &By::CommandLine, " ", noon()).await;
        assert!(all.expect("it is held"));

        desk.releases().await;
        assert_eq!(desk.sends(minutes(1)).await, 0);
        let held = outbox::all_held(&desk.db).await.expect("the hold").expect("one");
        assert_eq!((held.of_all, held.reason), (true, None));

        outbox::release_all(&desk.db, &By::CommandLine, minutes(2)).await.expect("released");
        assert_eq!(desk.sends(minutes(2)).await, 1);
    })
    .await;
}

/// Whoever claims a message is too late: at that moment all is held.
async fn all_is_held_once_one_is_claimed(desk: &Desk) {
    let hold = "INSERT INTO sends_held (whose, held_at, held_by) \
                VALUES ('all', '2026-03-02T12:00:00Z', 'staff 1') ON CONFLICT DO NOTHING";
    let trigger = "CREATE TRIGGER held AFTER UPDATE OF held_by ON outbox FOR EACH ROW";
    let when = "WHEN (NEW.held_by IS NOT NULL)";
    if desk.db.writer().get_database_backend() == DbBackend::Sqlite {
        return desk.does(&format!("{trigger} {when} BEGIN {hold}; END")).await;
    }
    let function = format!(
        "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN {hold}; RETURN NULL; END $$"
    );
    desk.does(&function).await;
    desk.does(&format!("{trigger} {when} EXECUTE FUNCTION hold()")).await;
}

#[tokio::test]
async fn what_was_taken_up_just_before_the_hold_is_not_given_away() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Sms, "anna").await;
        all_is_held_once_one_is_claimed(&desk).await;

        assert_eq!(desk.sends(noon()).await, 1);

        assert!(desk.files().is_empty());
        assert_eq!(desk.rows().await, ["waiting: all sends are held"]);
        assert_eq!(desk.sends(minutes(600)).await, 0);
    })
    .await;
}

#[tokio::test]
async fn whether_somebody_who_vanished_had_sent_it_is_looked_up_while_all_is_held() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        desk.invites("1001", Channel::Sms, "it left").await;
        desk.sends(noon()).await;
        desk.invites("1001", Channel::Sms, "it did not").await;
        desk.was_being_handed_over_by_somebody_who_vanished(1).await;
        desk.holds().await;

        assert_eq!(desk.sends(minutes(1)).await, 2);
        assert_eq!(desk.sends(minutes(2)).await, 0);

        assert_eq!(desk.rows().await, ["sent", "waiting: all sends are held"]);
        assert_eq!(desk.files().len(), 1);
        desk.releases().await;
        assert_eq!(desk.sends(minutes(3)).await, 1);
        assert_eq!(desk.files().len(), 2);
    })
    .await;
}
