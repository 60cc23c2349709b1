//! What Noor and Owen did by the end of a day: their calls, and the answers that they wrote down.

use chrono::NaiveDate;
use records::{
    auth::{By, Interviewer},
    calls::{self, CallError, Called, Figured, Finding, OfInterviewer},
    responses,
};
use surveys::{
    calls::{Figures, Group, Middle, Noted, Outcome, Slot},
    journey::Manner,
};

use crate::{
    databases::both,
    holding::{BIRTHDAY, Call},
    room::{ANNA, Room, march},
    study::{noon, page, person, typed, wave},
};

impl Room {
    /// Somebody rings whoever comes next, and some minutes later it is written down how it ended.
    async fn rung_by(&self, by: &Interviewer, outcome: Outcome, (dialled, ended): (&str, &str)) {
        let case = self.gives(by, dialled).await.expect("somebody is to be rung").case;
        let called = Called::ended(outcome, march(dialled));
        let recorded = calls::record(&self.db, by, &self.study, (case, called), march(ended)).await;
        recorded.expect("it is recorded");
    }

    async fn figured(&self, of: Option<&str>, day: u32) -> Result<Figured, CallError> {
        let day = NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        let (by, wave) = (By::CommandLine, of.map(wave));
        let now = march("30T12:00");
        calls::figures(&self.db, &by, &self.study, (wave.as_ref(), day), now).await
    }

    /// What one interviewer did by the end of 3 March, if anything.
    pub async fn figures_of(&self, by: &Interviewer) -> Option<OfInterviewer> {
        let figured = self.figured(Some("baseline"), 3).await.expect("figures");
        figured.interviewers.into_iter().find(|one| one.staff_id == by.staff_id())
    }
}

#[tokio::test]
async fn a_supervisor_reads_what_noors_and_owens_calls_came_to() {
    both(|db| async move {
        let room = Room::works(db).await;
        room.rung_by(&room.noor, Outcome::NoAnswer, ("3T10:05", "3T10:07")).await;
        room.rung_by(&room.noor, Outcome::RefusedSoftly, ("3T10:10", "3T10:14")).await;
        room.rung_by(&room.owen, Outcome::NotAvailable, ("3T13:30", "3T13:33")).await;

        let noor = room.figures_of(&room.noor).await.expect("she rang two people");
        let owen = room.figures_of(&room.owen).await.expect("he rang one");

        let noors = Figures {
            calls: 2,
            cases: 2,
            reached: 1,
            spoken: 1,
            refused: 1,
            call_minutes: Some(3.0),
            ..Figures::default()
        };
        let one = Figures { calls: 1, cases: 1, reached: 1, ..Figures::default() };
        assert_eq!(noor.calls, noors);
        assert_eq!(owen.calls, Figures { call_minutes: Some(3.0), ..one });
        let all = room.figured(None, 3).await.expect("figures");
        let count = |slot, group| all.by_slot.count(slot, group);
        assert_eq!(count(Slot::Morning, Group::NoContact), 1);
        assert_eq!(count(Slot::Morning, Group::Refusal), 1);
        assert_eq!(count(Slot::Afternoon, Group::OtherContact), 1);
        assert_eq!(all.interviewers, [noor, owen], "they rang about one wave only");
    })
    .await;
}

#[tokio::test]
async fn later_calls_other_waves_and_people_for_trying_things_out_are_in_no_figure() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        room.rung_by(&room.noor, Outcome::NoAnswer, ("3T10:05", "3T10:07")).await;
        let everybody = room.figured(None, 3).await.expect("figures");
        assert_eq!(everybody.interviewers.len(), 1);

        let before = room.figured(None, 2).await.expect("figures");
        assert!(before.interviewers.is_empty(), "she rang on the next day");
        let other = room.figured(Some("four-month"), 3).await.expect("figures");
        assert!(other.interviewers.is_empty(), "she rang about the first survey");
        let unknown = room.figured(Some("tenth"), 3).await;
        assert!(matches!(unknown, Err(CallError::NoSuchWave)));
        room.does("UPDATE participant SET is_test = TRUE WHERE study_number = '1001'").await;
        assert!(room.figured(None, 3).await.expect("figures").interviewers.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_noor_wrote_down_is_hers_and_what_anna_answered_on_the_web_is_not() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let anna = person(&room.db, &room.study, "1001", None, noon()).await;
        let (on, works) = (page("empact"), typed("empact=1"));
        let saved =
            responses::save_page(&room.db, &anna, &on, works, Manner::Continue, march("3T10:02"));
        saved.await.expect("it is kept");
        assert_eq!(room.figures_of(&room.noor).await, None);

        let call = Call::begins(&room).await;
        for (left, at) in [
            (BIRTHDAY, "3T10:10"),
            (("hours", "hours_none=-8"), "3T10:11"),
            (("empact", "empact=6"), "3T10:12"),
            (("anyelse", "anyelse_none=-9"), "3T10:13"),
        ] {
            call.saves(left, at).await.expect("it is kept");
        }
        let case = room.listed("3T10:15").await[0].case;
        let called = Called {
            answered_at: Some(march("3T10:07")),
            ..Called::ended(Outcome::Partial, march("3T10:06"))
        };
        calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:20"))
            .await
            .expect("it is recorded");

        let noor = room.figures_of(&room.noor).await.expect("she interviewed Anna");
        let noted = Noted { answers: 4, dont_know: 1, refused: 1, edits: 1, ..Noted::default() };
        assert_eq!(noor.noted, noted);
        assert_eq!(noor.pace, Some(Middle { times: 2, seconds: 60.0 }), "the first has no length");
        assert_eq!((noor.calls.partial, noor.calls.call_minutes), (1, Some(14.0)));
        assert_eq!((noor.calls.interview_minutes, noor.to_verify), (None, Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn how_long_each_page_took_noor_is_told_from_one_save_to_the_next() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let call = Call::begins(&room).await;
        for (left, at) in [
            (BIRTHDAY, "3T10:10"),
            (("empact", "empact=1"), "3T10:12"),
            (("hours", "hours_none=-8"), "3T10:13"),
            (("anyelse", "anyelse_none=-9"), "3T10:19"),
        ] {
            call.saves(left, at).await.expect("it is kept");
        }

        let figured = room.figured(Some("baseline"), 3).await.expect("figures");

        let pages = figured.pages.iter();
        let told: Vec<_> =
            pages.map(|page| (page.page.as_str(), page.label.as_str(), page.all.seconds)).collect();
        let expected = [
            ("empact", "Were you doing any of these?", 120.0),
            ("hours", "How many hours a week?", 60.0),
        ];
        assert_eq!(told, expected, "six minutes are a pause");
        let own: Vec<_> = figured.pages.iter().flat_map(|page| &page.each).collect();
        assert!(own.iter().all(|own| own.by == room.noor.staff_id() && own.others.is_none()));
        let before = room.figured(None, 2).await.expect("figures");
        assert!(before.pages.is_empty(), "she rang on the next day");
    })
    .await;
}

#[tokio::test]
async fn noors_first_complete_interview_is_looked_at_again() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        room.sends_in_a_call(ANNA, "3T10:10").await;
        let called = Called {
            answered_at: Some(march("3T10:06")),
            ..Called::ended(Outcome::Complete, march("3T10:05"))
        };
        calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:12"))
            .await
            .expect("it is recorded");

        let noor = room.figures_of(&room.noor).await.expect("she interviewed Anna");

        assert_eq!((noor.calls.complete, noor.calls.interview_minutes), (1, Some(6.0)));
        let verified: Vec<_> =
            noor.to_verify.iter().map(|one| (one.case, one.participant)).collect();
        assert_eq!(verified, [(case, ANNA)]);
    })
    .await;
}

#[tokio::test]
async fn an_interview_that_annas_partner_gave_is_no_call_in_which_she_spoke() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        room.sends_for_anna("3T10:10").await;
        let called = Called::ended(Outcome::Complete, march("3T10:05"));
        calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:12"))
            .await
            .expect("it is recorded");

        let noor = room.figures_of(&room.noor).await.expect("she interviewed somebody").calls;

        assert_eq!((noor.reached, noor.complete, noor.by_proxy), (1, 1, 1));
        assert_eq!((noor.spoken, noor.cooperation()), (0, None));
    })
    .await;
}

#[tokio::test]
async fn that_anna_was_rung_again_is_in_the_audit_and_what_was_heard_last_counts() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let case = room.gives(&room.noor, "3T10:05").await.expect("Anna").case;
        let by = By::CommandLine;
        let verified =
            |of: (i32, Finding), now| calls::verify(&room.db, &by, &room.study, of, march(now));
        let early = verified((case, Finding::Well), "3T10:06").await;
        assert!(matches!(early, Err(CallError::NoInterview)));
        room.sends_in_a_call(ANNA, "3T10:10").await;
        let called = Called::ended(Outcome::Complete, march("3T10:05"));
        calls::record(&room.db, &room.noor, &room.study, (case, called), march("3T10:12"))
            .await
            .expect("it is recorded");

        verified((case, Finding::Well), "3T11:00").await.expect("it is written down");
        verified((case, Finding::NotWell), "4T09:00").await.expect("it is written down");
        let unknown = verified((99, Finding::Well), "4T09:00").await;
        assert!(matches!(unknown, Err(CallError::NotTheirCase)));

        for (day, heard) in [(3, Finding::Well), (4, Finding::NotWell)] {
            let figured = room.figured(None, day).await.expect("figures");
            let again = figured.interviewers[0].to_verify[0].verified.as_ref();
            assert_eq!(
                again.map(|one| (one.finding, one.by.as_str())),
                Some((heard, "command line"))
            );
        }
        let entries =
            "SELECT object AS told FROM audit WHERE action = 'interview verified' ORDER BY id";
        assert_eq!(
            room.told(entries).await,
            ["case 1, baseline: well", "case 1, baseline: not_well"]
        );
    })
    .await;
}
