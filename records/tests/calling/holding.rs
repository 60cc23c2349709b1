//! An interview that lasts longer than a lease keeps its case.

use records::{
    auth::{By, Caseworker, StaffMember},
    calls::{self, CallError},
    interviews::{self, Check, Ended, InterviewError, Passage, Whose},
    responses::Stage,
};
use surveys::{
    calls::{Agreed, Outcome},
    journey::Manner,
};

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::{page, typed, wave},
};

pub const BIRTHDAY: (&str, &str) = ("dob", "dob_day=4&dob_month=5&dob_year=1980");
const WORKS: (&str, &str) = ("empact", "empact=1");
const SHEETS: &str = "SELECT sheet AS told FROM response";

/// Noor on the line with Anna.
pub struct Call<'a> {
    room: &'a Room,
    by: Caseworker,
    whose: Whose,
}

impl<'a> Call<'a> {
    /// Anna was given to Noor at five past ten, and it is her on the line a minute later.
    pub async fn begins(room: &'a Room) -> Self {
        room.gives(&room.noor, "3T10:05").await.expect("Anna");
        let noor = StaffMember::at_the_command_line(&room.db, "noor@example.org").await;
        let by = noor.expect("an answer").expect("an account").caseworker(&room.study);
        let by = by.expect("she speaks with people");
        let whose = Whose { id: ANNA, wave: wave("baseline") };
        let asked = (&whose, Check::read(&typed("")));
        let checked = interviews::check(&room.db, &by, &room.study, asked, march("3T10:06")).await;
        checked.expect("hers").expect("no birthday of Anna is on record");
        Self { room, by, whose }
    }

    fn passage(&self) -> Passage<'_> {
        Passage { by: &self.by, study: &self.room.study, whose: &self.whose }
    }

    pub async fn saves(
        &self,
        (on, form): (&str, &str),
        now: &str,
    ) -> Result<Stage, InterviewError> {
        let left = (&page(on), typed(form), Manner::Continue);
        interviews::save(&self.room.db, self.passage(), left, march(now)).await
    }
}

#[tokio::test]
async fn noor_keeps_anna_for_as_long_as_she_saves_pages_and_records_the_call() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let call = Call::begins(&room).await;

        call.saves(BIRTHDAY, "3T10:15").await.expect("it is kept");
        room.hands_over("3T10:20").await;
        assert_eq!(room.next(&room.owen, "3T10:20").await, "nobody");
        call.saves(WORKS, "3T10:24").await.expect("it is kept");

        let case = room.listed("3T10:25").await[0].case;
        let called = calls::Called::ended(Outcome::Partial, march("3T10:06"));
        let recorded =
            calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:30"))
                .await;
        assert_eq!(recorded.expect("it is recorded").attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn once_noor_wrote_her_call_down_owen_is_given_anna_at_the_time_that_they_agreed_on() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        Call::begins(&room).await;
        let case = room.listed("3T10:07").await[0].case;
        let called = calls::Called {
            agreed: Some(Agreed::At(march("3T11:30"))),
            ..calls::Called::ended(Outcome::Appointment, march("3T10:05"))
        };
        calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:08"))
            .await
            .expect("it is recorded");

        assert_eq!(room.next(&room.owen, "3T11:30").await, "1001 appointment_hard");
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_ran_out_on_one_long_page_comes_back_with_its_save() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let call = Call::begins(&room).await;
        room.hands_over("3T10:20").await;

        call.saves(BIRTHDAY, "3T10:21").await.expect("it is kept");

        assert_eq!(room.next(&room.owen, "3T10:22").await, "nobody");
    })
    .await;
}

#[tokio::test]
async fn once_noors_lease_ran_out_and_owen_was_given_anna_she_saves_nothing_more_and_owen_keeps_her()
 {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let call = Call::begins(&room).await;
        call.saves(BIRTHDAY, "3T10:08").await.expect("it is kept");
        let kept = room.told(SHEETS).await;
        assert_eq!(kept.len(), 1);
        // She leaves her desk. Nobody does anything, and two hours later anybody is given Anna, whose answer stays.
        assert_eq!(room.next(&room.owen, "3T12:07").await, "nobody");
        let owens = room.next(&room.owen, "3T12:08").await;
        assert!(owens.starts_with("1001"), "{owens}");

        let saved = call.saves(WORKS, "3T12:09").await;

        assert!(matches!(saved, Err(InterviewError::NotTheirs)));
        assert_eq!(room.told(SHEETS).await, kept, "what was saved before stays, and nothing else");
        assert_eq!(room.next(&room.owen, "3T12:09").await, owens);
        let called = calls::Called::ended(Outcome::BrokeOff, march("3T10:06"));
        let case = room.listed("3T12:09").await[0].case;
        let told =
            calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T12:10"));
        assert!(matches!(told.await, Err(CallError::NotTheirCase)));
    })
    .await;
}

#[tokio::test]
async fn once_a_supervisor_took_anna_from_noor_her_call_is_over_and_she_saves_nothing_more() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let call = Call::begins(&room).await;
        assert_eq!(room.next(&room.owen, "3T10:19").await, "nobody");
        let case = room.listed("3T10:19").await[0].case;
        calls::release(&room.db, &By::CommandLine, &room.study, case, march("3T10:19"))
            .await
            .expect("it is taken from her");
        let owens = room.next(&room.owen, "3T10:20").await;
        assert!(owens.starts_with("1001"), "{owens}");

        let saved = call.saves(BIRTHDAY, "3T10:21").await;

        assert!(matches!(saved, Err(InterviewError::NotTheirs)));
        assert!(room.told("SELECT sheet AS told FROM response").await.is_empty());
        let ended = interviews::end(&room.db, call.passage(), Ended::CallBack, march("3T10:22"));
        assert!(matches!(ended.await, Err(InterviewError::Unchecked)));
    })
    .await;
}
