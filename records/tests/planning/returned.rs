//! Letters that come back, often weeks later: they speak of the address they were sent to. Of Carys, who is person 3, only the
//! address is known.

use chrono::NaiveDate;
use records::{
    letter_files::Which,
    participants::{self, Enrolment},
    tracing::{self, News, Row, SaidOf, TracingError},
};
use surveys::{
    keys::StepKey,
    protocol::{Protocol, Step},
    tracing::Unreached,
};

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    study::noon,
    week::{CARYS, march, second},
};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).expect("a day")
}

/// The letter of a day, if it is said which, came back on another.
fn came_back(on: u32, letter_on: Option<u32>) -> News {
    News { what: Unreached::ReturnedMail, on: day(on), letter_on: letter_on.map(day) }
}

impl Mailroom {
    async fn moves(&self, address: &str) {
        let row = Enrolment {
            study_number: "1003".to_owned(),
            address: Some(address.to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&self.week.db, &self.week.study, vec![row], true, noon())
            .await
            .expect("her address is known");
    }

    async fn learns_of_letter(&self, news: News, now: &str) -> Result<SaidOf, TracingError> {
        let week = &self.week;
        tracing::record(&week.db, &week.lee, &week.study, (CARYS, news), march(now)).await
    }

    /// What was learned of her, and whether it is about the address on record.
    async fn learned(&self, now: &str) -> Vec<(u32, bool)> {
        let week = &self.week;
        let seen = tracing::see(&week.db, &week.lee, &week.study, CARYS, march(now)).await;
        let learned = seen.expect("an answer").expect("Carys").learned.into_iter();
        learned.map(|one| (chrono::Datelike::day(&one.on), one.stands)).collect()
    }

    /// A second letter follows the first after four days.
    async fn writes_twice(&self) {
        let mut protocol = Protocol { version: 4, ..second() };
        let reminder = protocol.waves[0].steps[1].clone();
        let (key, sends) = (StepKey::new("again").expect("a key"), reminder.otherwise.clone());
        let again = Step { key, day: 15, sends, otherwise: Vec::new(), ..reminder };
        protocol.waves[0].steps.push(again);
        self.says(&Protocol { messages: Some(words(&[])), ..protocol }).await;
    }
}

#[tokio::test]
async fn a_letter_that_comes_back_late_says_nothing_of_the_address_that_carys_gave_since() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        post.prints(Which::New, "11T10:01").await;
        post.moves("33 Example Row").await;

        let row = Row { study_number: "1003".to_owned(), news: came_back(20, None) };
        let (db, study) = (&post.week.db, &post.week.study);
        let brought = tracing::bring(db, study, vec![row.clone()], march("20T10:00")).await;
        let brought = brought.expect("it is brought");

        assert_eq!((brought.new, brought.earlier), (1, vec!["1003".to_owned()]));
        assert_eq!(post.learned("20T10:01").await, [(20, false)], "the new one stays in use");
        let again = tracing::bring(db, study, vec![row], march("20T10:02")).await.expect("brought");
        assert_eq!((again.new, again.unchanged), (0, 1));
        post.moves("3 Example Row\n Sheffield").await;
        assert_eq!(post.learned("20T10:03").await, [(20, true)], "the one it went to does not");
    })
    .await;
}

#[tokio::test]
async fn a_letter_to_the_address_on_record_says_that_nothing_arrives_there() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        post.prints(Which::New, "11T10:01").await;

        let told = post.learns_of_letter(came_back(20, None), "20T10:00").await;

        assert!(matches!(told, Ok(SaidOf::OnRecord)), "{told:?}");
        assert_eq!(post.learned("20T10:01").await, [(20, true)]);
    })
    .await;
}

#[tokio::test]
async fn where_letters_went_to_two_addresses_it_is_asked_which_came_back_and_nothing_is_guessed() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.writes_twice().await;
        post.week.hands_over("11T10:00").await;
        post.prints(Which::New, "11T10:01").await;
        post.moves("33 Example Row").await;
        post.week.hands_over("18T10:00").await;
        post.prints(Which::New, "18T10:01").await;

        let unsaid = post.learns_of_letter(came_back(20, None), "20T10:00").await;
        let Err(TracingError::WhichLetter(days)) = unsaid else { panic!("{unsaid:?}") };
        assert_eq!(days, [day(11), day(18)]);
        let none = post.learns_of_letter(came_back(20, Some(12)), "20T10:00").await;
        assert!(matches!(none, Err(TracingError::WhichLetter(_))), "no letter has this date");
        assert_eq!(post.learned("20T10:01").await, []);

        let first = post.learns_of_letter(came_back(20, Some(11)), "20T10:02").await;
        assert!(matches!(first, Ok(SaidOf::Earlier)), "{first:?}");
        let second = post.learns_of_letter(came_back(21, None), "21T10:00").await;
        assert!(matches!(second, Ok(SaidOf::OnRecord)), "only one is left: {second:?}");
    })
    .await;
}
