//! Texts that went to a number of which somebody learned afterwards that it is not the person's. Carys agreed to texts and
//! letters, and is person 3.

use records::{people, schedule::Became};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::tracing::Unreached;

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    week::{CARYS, march},
};

impl Mailroom {
    /// Her invitation and her reminder have been handed over to the network, which told nothing more.
    async fn has_texted_carys(db: records::Db) -> Self {
        let post = Self::with(db, words(&[])).await;
        let post = Self { week: post.week.with_carys().await, ..post };
        for (due, sent) in [("3T12:00", "3T12:01"), ("10T17:00", "10T17:01")] {
            post.week.hands_over(due).await;
            post.sends(sent).await;
        }
        post
    }

    /// What is told of her texts afterwards.
    async fn told_of_carys(&self, now: &str) -> Vec<String> {
        let (db, week) = (&self.week.db, &self.week);
        let seen = people::see(db, &week.lee, &week.study, CARYS, march(now)).await;
        let seen = seen.expect("an answer").expect("Carys");
        let handed = seen.contacts.iter().flat_map(|wave| &wave.contacts).filter_map(|one| {
            let Became::Handed { state, delivery, .. } = &one.became else { return None };
            let delivery = delivery.as_ref().map(|(came, detail)| format!(": {came}, {detail}"));
            Some(format!("{} {state}{}", one.step, delivery.unwrap_or_default()))
        });
        handed.collect()
    }

    async fn network_tells(&self, step: &str, became: &str) {
        let told = format!(
            "UPDATE outbox SET delivery = '{became}' WHERE participant_id = {CARYS} AND step = '{step}'"
        );
        self.week.db.writer().execute_unprepared(&told).await.expect("it is told");
    }
}

#[tokio::test]
async fn texts_to_a_number_that_is_somebody_elses_reached_nobody_and_the_last_is_made_up_for() {
    both(|db| async move {
        let post = Mailroom::has_texted_carys(db).await;
        assert_eq!(post.told_of_carys("11T09:00").await, ["invitation sent", "reminder sent"]);
        let letter = post.week.planned(CARYS, "11T09:00").await.pop();
        assert_eq!(letter.as_deref(), Some("reminder post not OtherWay"));
        post.network_tells("reminder", "with the network").await;

        post.week.learns(CARYS, Unreached::WrongNumber, "12T09:00").await;

        assert_eq!(
            post.told_of_carys("12T09:01").await,
            [
                "invitation sent: not theirs, wrong_number",
                "reminder sent: not theirs, wrong_number"
            ]
        );
        let letter = post.week.planned(CARYS, "12T11:00").await.pop();
        assert_eq!(letter.as_deref(), Some("reminder post due 12T10:00"));
        post.week.hands_over("12T11:00").await;
        assert_eq!(
            post.stands().await.last().map(String::as_str),
            Some("3 post waiting"),
            "the letter goes in its stead"
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_network_told_as_delivered_stays_a_contact_and_so_does_what_went_to_a_newer_number()
 {
    both(|db| async move {
        let post = Mailroom::has_texted_carys(db).await;
        post.network_tells("invitation", "delivered").await;
        post.week.has_number("1003", "07700 900333").await;

        post.week.learns(CARYS, Unreached::DeadNumber, "12T09:00").await;

        let told = ["invitation sent: delivered, ", "reminder sent"];
        assert_eq!(post.told_of_carys("12T09:01").await, told, "they went to the number before");
        let letter = post.week.planned(CARYS, "12T11:00").await.pop();
        assert_eq!(letter.as_deref(), Some("reminder post not OtherWay"));
    })
    .await;
}

#[tokio::test]
async fn a_delivered_text_to_a_number_that_is_dead_now_had_reached_her() {
    both(|db| async move {
        let post = Mailroom::has_texted_carys(db).await;
        post.network_tells("reminder", "delivered").await;

        post.week.learns(CARYS, Unreached::DeadNumber, "12T09:00").await;

        let told = ["invitation sent: not theirs, dead_number", "reminder sent: delivered, "];
        assert_eq!(post.told_of_carys("12T09:01").await, told);
        let letter = post.week.planned(CARYS, "12T11:00").await.pop();
        assert_eq!(letter.as_deref(), Some("reminder post not OtherWay"));
    })
    .await;
}
