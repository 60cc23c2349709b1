//! How somebody comes to be rung.

use records::{
    auth::By,
    outbox,
    participants::{self, Enrolment},
};

use surveys::calls::Outcome;

use crate::{
    databases::both,
    room::{Room, march},
    study::noon,
};

const CASES: &str = "SELECT participant_id || ' ' || wave_key AS told FROM call_case ORDER BY id";

#[tokio::test]
async fn whoever_comes_to_a_step_by_telephone_is_to_be_rung_and_once() {
    both(|db| async move {
        let room = Room::opens(db).await;
        room.hands_over("3T09:59").await;
        assert!(room.told(CASES).await.is_empty());

        room.hands_over("3T10:05").await;
        room.hands_over("3T10:10").await;

        assert_eq!(room.told(CASES).await, ["1 baseline", "2 baseline"]);
        let audit =
            "SELECT actor || ': ' || object AS told FROM audit WHERE action = 'cases issued'";
        assert_eq!(room.told(audit).await, ["system: 2 to be rung"]);
        let both = ["1001: now slot_not_tried", "1002: now slot_not_tried"];
        assert_eq!(room.stand("3T10:11").await, both);
    })
    .await;
}

#[tokio::test]
async fn a_test_person_is_rung_by_nobody() {
    both(|db| async move {
        let room = Room::opens(db).await;
        room.does("UPDATE participant SET is_test = TRUE WHERE id = 2").await;

        room.hands_over("3T10:00").await;

        assert_eq!(room.told(CASES).await, ["1 baseline"]);
    })
    .await;
}

#[tokio::test]
async fn while_all_sends_are_held_nobody_is_put_on_the_list_and_nobody_is_given() {
    both(|db| async move {
        let room = Room::opens(db).await;
        let by = By::CommandLine;
        outbox::hold(&room.db, &by, &room.study, "A wrong number", march("3T09:00"))
            .await
            .expect("held");
        room.hands_over("3T10:00").await;
        assert!(room.told(CASES).await.is_empty());
        outbox::release(&room.db, &by, &room.study, march("3T11:00")).await.expect("released");
        room.hands_over("3T11:00").await;
        assert_eq!(room.told(CASES).await.len(), 2);

        outbox::hold(&room.db, &by, &room.study, "Once more", march("3T12:00"))
            .await
            .expect("held");

        assert_eq!(room.next(&room.noor, "3T12:01").await, "nobody");
        assert_eq!(room.stand("3T12:01").await, ["1001: not Held", "1002: not Held"]);
    })
    .await;
}

#[tokio::test]
async fn whose_new_number_is_told_after_a_wrong_one_is_rung_on_it() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        assert_eq!(room.ends(Outcome::WrongNumber, "3T10:05").await, "waits Number");
        let anna = Enrolment {
            study_number: "1001".to_owned(),
            mobile: Some("07700 900022".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&room.db, &room.study, vec![anna], true, noon()).await.expect("told");

        room.hands_over("3T11:30").await;

        assert_eq!(room.stand("3T11:30").await, ["1001: 3T12:00 slot_not_tried"]);
        let given = room.gives(&room.owen, "3T12:00").await.expect("Anna");
        assert_eq!((given.line, given.attempts), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn whose_survey_had_closed_is_rung_again_once_it_is_open_for_longer() {
    both(|db| async move {
        let mut room = Room::with_anna_alone(db).await;
        room.opens_for((3, 3), "3T11:00").await;
        room.hands_over("7T10:00").await;
        assert_eq!(room.stand("7T10:00").await, ["1001: over NOTRIED"]);
        assert_eq!(room.next(&room.owen, "9T10:00").await, "nobody");

        room.opens_for((4, 30), "9T10:01").await;

        assert_eq!(room.next(&room.owen, "9T10:02").await, "1001 slot_not_tried");
    })
    .await;
}
