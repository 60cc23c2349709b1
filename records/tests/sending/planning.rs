//! Contacts of a protocol are written once, whoever plans them and however often.

use records::{
    Db,
    outbox::{self, Contact},
};
use sea_orm_migration::sea_orm::TransactionTrait;
use surveys::{
    keys::{MessageKey, StepKey},
    stopping::Way,
};

use crate::{
    databases::{both, on_postgres},
    desk::{Desk, minutes, told},
    study::{noon, wave},
};

/// The invitation to the baseline, for Anna.
fn invitation(way: Way, message: &str) -> Contact {
    Contact {
        study_id: 1,
        participant_id: 1,
        wave: wave("baseline"),
        step: StepKey::new("invitation").expect("a step's key"),
        way,
        message: MessageKey::new(message).expect("a message's key"),
        protocol: 1,
        moment: noon(),
        until: minutes(240),
    }
}

async fn plans(db: &Db, contact: Contact) -> bool {
    let transaction = db.writer().begin().await.expect("a transaction");
    let is_new = outbox::enqueue_planned(&transaction, contact, noon()).await;
    let is_new = is_new.expect("it is written");
    transaction.commit().await.expect("it is kept");
    is_new
}

const ROWS: &str = "SELECT once || ' ' || template || ' ' || wave || ' ' || step || ' ' || facts AS told \
                    FROM outbox ORDER BY id";

#[tokio::test]
async fn a_contact_that_is_planned_again_is_one_message_as_it_first_was() {
    both(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;

        assert!(plans(&desk.db, invitation(Way::Email, "invitation")).await);
        assert!(!plans(&desk.db, invitation(Way::Email, "another")).await);
        assert!(plans(&desk.db, invitation(Way::Sms, "invitation")).await);
        assert!(plans(&desk.db, invitation(Way::Post, "invitation")).await);
        assert!(!plans(&desk.db, invitation(Way::Phone, "invitation")).await, "a call is made");

        let of = |way: &str| {
            format!(
                "1|baseline|invitation|{way} planned baseline invitation \
                 {{\"message\":\"invitation\",\"protocol\":\"1\"}}"
            )
        };
        assert_eq!(told(&desk.db, ROWS).await, [of("email"), of("sms"), of("post")]);
    })
    .await;
}

#[tokio::test]
async fn two_who_plan_the_same_contact_at_once_write_one_message() {
    on_postgres(|db| async move {
        let desk = Desk::with_anna_and_ben(db).await;
        let one = || plans(&desk.db, invitation(Way::Email, "invitation"));

        let new = tokio::join!(one(), one(), one(), one());

        let new = [new.0, new.1, new.2, new.3].into_iter().filter(|new| *new).count();
        assert_eq!(new, 1);
        assert_eq!(told(&desk.db, ROWS).await.len(), 1);
    })
    .await;
}
