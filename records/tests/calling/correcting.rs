//! How a call ended is put right: what was written down stays, and everything counts the ending that holds.

use chrono::NaiveDate;
use records::{
    auth::By,
    calls::{self, CallError, Ending, Replaced},
};
use surveys::calls::{Agreed, Outcome, Tally};

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::wave,
};

const fn ended(outcome: Outcome) -> Ending {
    Ending { call: 1, outcome, agreed: None }
}

impl Room {
    /// Anna's case.
    async fn annas(&self) -> i32 {
        self.listed("3T10:30").await[0].case
    }

    async fn corrects(&self, ending: Ending, now: &str) -> Result<(), CallError> {
        let (by, case) = (By::CommandLine, self.annas().await);
        calls::correct(&self.db, &by, &self.study, (case, ending), march(now)).await
    }

    async fn tallied(&self) -> Tally {
        let day = NaiveDate::from_ymd_opt(2026, 3, 3).expect("a day");
        let (by, wave) = (By::CommandLine, wave("baseline"));
        let now = march("30T12:00");
        let rated = calls::rates(&self.db, &by, &self.study, (&wave, day), now).await;
        rated.expect("rates").tally
    }
}

#[tokio::test]
async fn a_refusal_that_was_a_wrong_key_is_put_right_and_what_was_written_down_stays() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        assert_eq!(room.ends(Outcome::RefusedSoftly, "3T10:05").await, "10T10:05 conversion");
        let refused = Tally { refused: 1, not_contacted: 1, ..Tally::default() };
        assert_eq!(room.tallied().await, refused);

        room.corrects(ended(Outcome::NoAnswer), "3T11:00").await.expect("it is put right");

        assert_eq!(room.stand("3T11:00").await, ["1001: 3T13:05 slot_not_tried"]);
        assert_eq!(room.next(&room.noor, "3T13:05").await, "1001 slot_not_tried");
        assert_eq!(room.tallied().await, Tally { not_contacted: 2, ..Tally::default() });
        let written = "SELECT outcome AS told FROM call_attempt";
        assert_eq!(room.told(written).await, ["REF_SOFT"]);
        let case = room.annas().await;
        let audit = "SELECT object AS told FROM audit WHERE action = 'ending of a call corrected'";
        let line = format!("case {case}, baseline, call 1: NOANS instead of REF_SOFT");
        assert_eq!(room.told(audit).await, [line]);
        let told = calls::of_case(&room.db, &By::CommandLine, &room.study, case).await;
        let told = told.expect("her calls").calls;
        let before = Replaced {
            outcome: Some(Outcome::RefusedSoftly),
            by: "command line".to_owned(),
            at: march("3T11:00"),
        };
        assert_eq!((told[0].outcome, &*told[0].before), (Outcome::NoAnswer, &[before][..]));
    })
    .await;
}

#[tokio::test]
async fn of_several_corrections_the_last_holds_and_what_follows_from_it_is_done() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;

        room.corrects(ended(Outcome::Unable), "3T11:00").await.expect("it is put right");
        assert_eq!(room.stand("3T11:00").await, ["1001: waits Supervisor"]);
        room.corrects(ended(Outcome::RefusedFirmly), "3T11:05").await.expect("once more");

        assert_eq!(room.stand("3T11:05").await, ["1001: not Stopped"]);
        let number = "SELECT outcome AS told FROM call_correction ORDER BY id";
        assert_eq!(room.told(number).await, ["UNABLE", "REF_HARD"]);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_put_right_by_an_ending_that_the_call_has_or_cannot_have_had() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        let at = |moment| Ending {
            agreed: Some(Agreed::At(march(moment))),
            ..ended(Outcome::Appointment)
        };

        let same = room.corrects(ended(Outcome::NoAnswer), "3T11:00").await;
        assert!(matches!(same, Err(CallError::SameEnding)));
        let second = Ending { call: 2, ..ended(Outcome::Busy) };
        let second = room.corrects(second, "3T11:00").await;
        assert!(matches!(second, Err(CallError::NoSuchCall)));
        let unsent = room.corrects(ended(Outcome::Complete), "3T11:00").await;
        assert!(matches!(unsent, Err(CallError::NotSent)));
        let open = room.corrects(ended(Outcome::Appointment), "3T11:00").await;
        assert!(matches!(open, Err(CallError::Lacks(_))));
        let before = room.corrects(at("3T10:00"), "3T11:00").await;
        assert!(matches!(before, Err(CallError::NoPromise(_))));
        assert!(room.told("SELECT outcome AS told FROM call_correction").await.is_empty());

        // It was agreed for a time that has passed by now.
        room.corrects(at("3T10:45"), "3T11:00").await.expect("it was agreed in the call");
    })
    .await;
}

#[tokio::test]
async fn a_call_is_put_right_as_completed_online_only_once_anna_sent_the_survey_herself() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        let early = room.corrects(ended(Outcome::CompleteOnline), "3T11:00").await;
        assert!(matches!(early, Err(CallError::NotSentOnline)), "{early:?}");
        room.sends(ANNA, "3T11:05").await;

        let interview = room.corrects(ended(Outcome::Complete), "3T11:10").await;
        assert!(matches!(interview, Err(CallError::SentOnline)), "{interview:?}");
        room.corrects(ended(Outcome::CompleteOnline), "3T11:10").await.expect("she sent it");

        let figures = room.figures_of(&room.noor).await.expect("Noor rang Anna");
        assert_eq!((figures.calls.reached, figures.calls.complete), (1, 0));
        assert_eq!(figures.calls.cooperation(), None, "there was nothing left to ask");
    })
    .await;
}

#[tokio::test]
async fn noor_who_supervises_too_puts_right_no_call_of_her_own_and_sue_does() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::RefusedSoftly, "3T10:05").await;
        let right = (room.annas().await, ended(Outcome::NoAnswer));
        let noor = By::Staff(room.supervisor("noor@example.org").await);
        let sue = By::Staff(room.supervisor("sue@example.org").await);
        let written = "SELECT outcome AS told FROM call_correction";

        let own = calls::correct(&room.db, &noor, &room.study, right, march("3T11:00")).await;

        assert!(matches!(own, Err(CallError::TheirOwn)), "{own:?}");
        assert!(room.told(written).await.is_empty());
        calls::correct(&room.db, &sue, &room.study, right, march("3T11:05"))
            .await
            .expect("it is not hers");
        assert_eq!(room.told(written).await, ["NOANS"]);
    })
    .await;
}

#[tokio::test]
async fn anna_who_was_given_back_waits_again_once_her_call_turns_out_to_need_somebody() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        let (by, case) = (By::CommandLine, room.annas().await);
        let back = |now| calls::give_back(&room.db, &by, &room.study, case, march(now));
        let waits = ["1001: waits Supervisor", "1001: waits Interpreter"];
        back("3T10:30").await.expect("she may be rung again");

        room.corrects(ended(Outcome::Unable), "3T11:00").await.expect("it is put right");
        assert_eq!(room.stand("3T11:00").await, [waits[0]]);
        back("3T11:05").await.expect("she may be rung again");
        let given_back = room.stand("3T11:05").await;
        assert!(!waits.contains(&given_back[0].as_str()), "{given_back:?}");
        room.corrects(ended(Outcome::Language), "3T11:10").await.expect("once more");
        assert_eq!(room.stand("3T11:10").await, [waits[1]]);
        room.corrects(ended(Outcome::Busy), "3T11:15").await.expect("once more");

        let busy = room.stand("3T11:15").await;
        assert!(!waits.contains(&busy[0].as_str()), "nobody has to follow that up: {busy:?}");
    })
    .await;
}
