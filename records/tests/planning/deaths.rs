//! A list of deaths says who may be meant. Whether it is they, Lee decides.

use chrono::NaiveDate;
use records::{
    auth::By,
    letter_files::Which,
    participants::{self, Enrolment},
    stopping::{Wished, record_taken_back, record_wished},
    tracing::{self, Attempted, Compared, ListedDeath, Probable},
};
use surveys::{
    stopping::Choice,
    tracing::{Identity, Trait},
};

use crate::{
    databases::both,
    mailroom::Mailroom,
    study::{noon, typed, wave},
    week::{BEN, CARYS, Week, march},
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// Ben as the registry has him, and Anna's namesake, who is somebody else.
fn list() -> Vec<ListedDeath> {
    let who = |first, last, postcode, dob| {
        Identity::of([Some(first), Some(last), Some(postcode), None], Some(dob))
    };
    vec![
        ListedDeath {
            who: who("BENJAMIN", "O'INVENTED", "s1 2ab", day(1980, 5, 4)),
            died_on: day(2026, 2, 20),
        },
        ListedDeath {
            who: who("Anna", "Elsewhere", "LE1 1AA", day(1950, 1, 1)),
            died_on: day(2026, 2, 21),
        },
    ]
}

impl Week {
    async fn with_names(self) -> Self {
        let ben = Enrolment {
            study_number: "1002".to_owned(),
            last_name: Some("O’Invented".to_owned()),
            postcode: Some("LS1 4AP".to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&self.db, &self.study, vec![ben], true, noon()).await.expect("told");
        self
    }

    async fn compares(&self, now: &str) -> Compared {
        tracing::compare(&self.db, &self.study, &list(), march(now)).await.expect("compared")
    }

    async fn open(&self) -> Vec<Probable> {
        tracing::open_deaths(&self.db, &self.lee, &self.study).await.expect("a list")
    }

    async fn decides(&self, is_they: bool, now: &str) {
        let open = self.open().await;
        let [one] = open.as_slice() else { panic!("{open:?}") };
        let decision = (one.id, is_they);
        tracing::decide(&self.db, &self.lee, &self.study, decision, march(now))
            .await
            .expect("it is decided");
    }
}

#[tokio::test]
async fn ben_may_be_meant_and_goes_on_until_lee_has_confirmed_it() {
    both(|db| async move {
        let week = Week::begins(db).await.with_names().await;
        let first = week.compares("2T14:00").await;
        assert_eq!(first, Compared { people: 2, new: 1, known: 0 });

        let open = week.open().await;
        let [ben] = open.as_slice() else { panic!("{open:?}") };
        assert_eq!((ben.number.as_str(), ben.died_on), ("1002", day(2026, 2, 20)));
        assert_eq!(ben.alike.agrees, [Trait::FirstName, Trait::LastName, Trait::Dob]);
        assert_eq!(ben.alike.differs, [Trait::Postcode]);
        let texts = &week.planned(BEN, "2T15:00").await[1];
        assert_eq!(texts, "invitation sms later 3T12:00", "no program takes him for dead");

        week.decides(true, "2T16:00").await;

        let planned = week.planned(BEN, "2T17:00").await;
        assert!(planned.iter().all(|line| line.ends_with("not Ended")), "{planned:?}");
        let event = "SELECT kind || ' ' || CAST(happened_on AS TEXT) AS told FROM event";
        assert_eq!(week.told(event).await, ["death 2026-02-20"]);
        assert_eq!(week.open().await, []);
        let again = Compared { people: 1, new: 0, known: 0 };
        assert_eq!(week.compares("3T14:00").await, again, "Anna alone is compared");
    })
    .await;
}

#[tokio::test]
async fn whom_lee_has_refused_is_asked_about_no_more_and_no_name_of_the_list_is_kept() {
    both(|db| async move {
        let week = Week::begins(db).await.with_names().await;
        week.compares("2T14:00").await;
        week.decides(false, "2T15:00").await;

        let again = week.compares("2T16:00").await;

        assert_eq!(again, Compared { people: 2, new: 0, known: 1 });
        assert_eq!(week.open().await, []);
        assert_eq!(week.planned(BEN, "2T17:00").await[1], "invitation sms later 3T12:00");
        let kept = "SELECT agrees || ', ' || differs || ', ' || state AS told FROM possible_death";
        assert_eq!(week.told(kept).await, ["first_name last_name dob, postcode, refused"]);
        let audit = "SELECT action || ', ' || object AS told FROM audit WHERE action LIKE '%death%' \
                     ORDER BY id";
        assert_eq!(
            week.told(audit).await,
            [
                "list of deaths compared, bridgeway: 2 rows",
                "may be on a list of deaths, first_name last_name dob",
                "death on a list refused, 1002",
                "list of deaths compared, bridgeway: 2 rows",
            ]
        );
    })
    .await;
}

/// Letters to people who died or may have: whose, whether they did, in which file, and printed when.
async fn letters_to_the_dead(week: &Week, now: &str) -> Vec<(String, bool, i32, NaiveDate)> {
    let letters = tracing::letters_to_the_dead(&week.db, &week.lee, &week.study, march(now)).await;
    let letters = letters.expect("a list").into_iter();
    letters.map(|one| (one.number, one.has_died, one.file, one.printed_on)).collect()
}

#[tokio::test]
async fn whoever_decides_that_carys_has_died_is_told_in_which_file_a_letter_to_her_lies() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        let (file, _) = post.prints(Which::New, "11T11:00").await;
        let march_day = |of_march| day(2026, 3, of_march);
        let born = Some(day(1990, 11, 7));
        let texts = [Some("Carys"), Some("Invented"), Some("S1 2AB"), None];
        let row = ListedDeath { who: Identity::of(texts, born), died_on: march_day(9) };
        let (db, study, lee) = (&post.week.db, &post.week.study, &post.week.lee);
        tracing::compare(db, study, &[row], march("11T12:00")).await.expect("compared");
        let told = |now| letters_to_the_dead(&post.week, now);
        assert_eq!(told("11T13:00").await, [("1003".to_owned(), false, file, march_day(11))]);

        let open = tracing::open_deaths(db, lee, study).await.expect("a list");
        tracing::decide(db, lee, study, (open[0].id, true), march("11T14:00")).await.expect("done");

        assert_eq!(told("11T15:00").await, [("1003".to_owned(), true, file, march_day(11))]);
        assert_eq!(told("26T15:00").await, [], "by then it is in the post");
    })
    .await;
}

#[tokio::test]
async fn a_death_that_is_told_to_lee_or_found_out_by_him_names_the_letter_as_well() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        let (file, _) = post.prints(Which::New, "11T11:00").await;
        let (db, study, lee) = (&post.week.db, &post.week.study, &post.week.lee);
        let told = |now| letters_to_the_dead(&post.week, now);
        let lies = [("1003".to_owned(), true, file, day(2026, 3, 11))];
        assert_eq!(told("11T11:30").await, []);

        let form = typed("choice=died&decided_by=staff&mode=paper");
        let wished = Wished::parse(&form).expect("the form is complete");
        record_wished(db, lee, study, (CARYS, wished), march("11T12:00")).await.expect("recorded");
        assert_eq!(told("11T12:30").await, lies);
        let (by, mistake) = (By::Staff(lee.clone()), (Choice::Died, &wave("baseline")));
        let taken_back = record_taken_back(db, by, study, "1003", mistake, march("11T13:00"));
        taken_back.await.expect("taken back");
        assert_eq!(told("11T13:30").await, [], "she lives");

        let form = typed("outcome=died&made_on=2026-03-11");
        let found = Attempted::parse(&form, day(2026, 3, 11)).expect("the form is complete");
        tracing::record_attempt(db, lee, study, (CARYS, found), march("11T14:00"))
            .await
            .expect("recorded");
        assert_eq!(told("11T14:30").await, lies);
    })
    .await;
}
