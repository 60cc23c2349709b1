//! What a wave came to, as of a day.

use chrono::NaiveDate;
use records::{
    auth::By,
    calls::{self, Rated},
    responses,
};
use surveys::{
    calls::{Design, Outcome, Tally},
    journey::Manner,
    stopping::Choice,
};

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::{noon, page, person, typed, wave},
};

impl Room {
    async fn rated(&self, day: u32) -> Rated {
        let day = NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        let (by, wave) = (By::CommandLine, wave("baseline"));
        let now = march("30T12:00");
        calls::rates(&self.db, &by, &self.study, (&wave, day), now).await.expect("rates")
    }
}

#[tokio::test]
async fn what_comes_later_changes_nothing_of_an_earlier_day() {
    both(|db| async move {
        let room = Room::works(db).await;
        room.ends(Outcome::NoAnswer, "3T10:05").await;
        room.ends(Outcome::RefusedSoftly, "3T10:10").await;
        let first = room.rated(3).await;
        let one_of_each = Tally { refused: 1, not_contacted: 1, ..Tally::default() };
        assert_eq!((first.design, first.tally), (Design::Trial, one_of_each));

        let silent = "SELECT CAST(c.participant_id AS TEXT) AS told FROM call_attempt a JOIN call_case c ON c.id = a.case_id \
                      WHERE a.outcome = 'NOANS'";
        let silent = room.told(silent).await[0].parse().expect("a person");
        room.sends(silent, "5T10:00").await;

        assert_eq!(room.rated(3).await, first);
        let last = Tally { complete: 1, refused: 1, ..Tally::default() };
        assert_eq!(room.rated(5).await.tally, last);
        let other = if silent == ANNA { "1002" } else { "1001" };
        room.stops(other, Choice::NoMoreSurveys, "6T10:00").await;
        assert_eq!(room.rated(6).await.tally, last, "who withdraws has refused");
        assert_eq!(room.rated(3).await, first);
    })
    .await;
}

#[tokio::test]
async fn who_had_answered_enough_did_so_on_that_day_also_once_they_have_sent_it() {
    both(|db| async move {
        let room = Room::with_anna_alone(db).await;
        let anna = person(&room.db, &room.study, "1001", None, noon()).await;
        for (on, form, at) in [
            ("dob", "dob_day=4&dob_month=5&dob_year=1980", "4T10:00"),
            ("empact", "empact=6", "5T10:00"),
            ("anyelse", "anyelse=", "7T10:00"),
        ] {
            let (on, form, at) = (page(on), typed(form), march(at));
            let saved = responses::save_page(&room.db, &anna, &on, form, Manner::Continue, at);
            saved.await.expect("it is kept");
        }
        let not_contacted = Tally { not_contacted: 2, ..Tally::default() };
        let in_part = Tally { partial: 1, not_contacted: 1, ..Tally::default() };
        assert_eq!(room.rated(4).await.tally, not_contacted);
        assert_eq!(room.rated(5).await.tally, in_part);

        responses::send(&room.db, &anna, march("8T10:00")).await.expect("it is sent");

        assert_eq!(room.rated(4).await.tally, not_contacted);
        assert_eq!(room.rated(5).await.tally, in_part);
        let complete = Tally { complete: 1, not_contacted: 1, ..Tally::default() };
        assert_eq!(room.rated(8).await.tally, complete);
    })
    .await;
}

#[tokio::test]
async fn who_stops_after_a_wave_was_over_refused_nothing_in_it() {
    both(|db| async move {
        let room = Room::works(db).await;
        room.stops("1002", Choice::NoMoreSurveys, "6T10:00").await;
        for person in [1, 2] {
            room.does(&format!(
                "INSERT INTO allocation (participant_id, arm, cohort, randomised_on, recorded_at) \
                 VALUES ({person}, 'T', 1, '2026-03-10', '2026-03-10 12:00:00+00:00')"
            ))
            .await;
        }
        let one_of_each = Tally { refused: 1, not_contacted: 1, ..Tally::default() };
        assert_eq!(room.rated(15).await.tally, one_of_each, "Ben stopped before it was over");

        room.stops("1001", Choice::NoMoreSurveys, "20T10:00").await;

        assert_eq!(room.rated(25).await.tally, one_of_each);
    })
    .await;
}

#[tokio::test]
async fn who_can_take_part_no_more_is_counted_apart_from_who_has_died() {
    both(|db| async move {
        let room = Room::works(db).await;
        room.stops("1001", Choice::LostCapacity, "4T10:00").await;
        room.stops("1002", Choice::Died, "4T10:00").await;

        let tally = room.rated(4).await.tally;

        assert_eq!((tally.other, tally.died), (2, 1));
    })
    .await;
}
