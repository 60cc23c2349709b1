//! What a wave came to, as of a day.

use chrono::NaiveDate;
use records::{
    auth::By,
    calls::{self, Rated},
};
use surveys::{
    calls::{Design, Outcome, Tally},
    stopping::Choice,
};

use crate::{
    databases::both,
    room::{ANNA, Room, march},
    study::wave,
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
