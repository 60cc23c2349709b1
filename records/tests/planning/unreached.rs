//! Whom nothing reaches any more: what somebody learned of a number or an address, how what comes next goes in another way,
//! and whom the team looks for. Carys agreed to texts and letters.

use chrono::NaiveDate;
use records::{
    consent,
    participants::{self, Enrolment},
    tracing::{self, AttemptProblem, Attempted, News, Row, Sought, TracingError},
};
use surveys::{
    stopping::Way,
    tracing::{Outcome, Unreached},
};

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    study::{full_consent, noon, person, typed},
    week::{CARYS, Week, march},
};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).expect("a day")
}

impl Week {
    pub(super) async fn with_carys(self) -> Self {
        let carys = Enrolment {
            study_number: "1003".to_owned(),
            first_name: Some("Carys".to_owned()),
            dob: NaiveDate::from_ymd_opt(1990, 11, 7),
            mobile: Some("07700 900003".to_owned()),
            address: Some("3 Example Row".to_owned()),
            postcode: Some("S1 2AB".to_owned()),
            ..Enrolment::default()
        };
        let (db, study) = (&self.db, &self.study);
        participants::enrol(db, study, vec![carys], true, noon()).await.expect("she is enrolled");
        let carys = person(db, study, "1003", Some("7 11"), noon()).await;
        let mut agreed = full_consent(study);
        agreed.retain(|field| field != "C4");
        agreed.add("C4".to_owned(), "contact_sms");
        agreed.add("C4".to_owned(), "contact_post");
        consent::give(db, &carys, &agreed, noon()).await.expect("she agrees");
        self
    }

    pub(super) async fn learns(&self, id: i32, what: Unreached, now: &str) {
        let now = march(now);
        let learned = (id, News { what, on: now.date_naive(), letter_on: None });
        tracing::record(&self.db, &self.lee, &self.study, learned, now).await.expect("recorded");
    }

    async fn looked_for(&self, now: &str) -> Sought {
        tracing::list(&self.db, &self.lee, &self.study, march(now)).await.expect("a list")
    }

    /// The study numbers on the list, and of those who could not be found.
    async fn lost(&self, now: &str) -> (Vec<String>, Vec<String>) {
        let Sought { open, closed } = self.looked_for(now).await;
        let numbers = |listed: Vec<tracing::Listed>| {
            listed.into_iter().map(|one| one.number).collect::<Vec<_>>()
        };
        (numbers(open), numbers(closed))
    }

    pub(super) async fn tries(&self, id: i32, form: &str, now: &str) {
        let now = march(now);
        let attempted = Attempted::parse(&typed(form), now.date_naive()).expect("in order");
        tracing::record_attempt(&self.db, &self.lee, &self.study, (id, attempted), now)
            .await
            .expect("it is written down");
    }

    async fn brings(&self, rows: &[(&str, Unreached, u32)], now: &str) -> (usize, usize, usize) {
        let row = |(number, what, on): &(&str, Unreached, u32)| Row {
            study_number: (*number).to_owned(),
            news: News { what: *what, on: day(*on), letter_on: None },
        };
        let rows = rows.iter().map(row).collect();
        let brought = tracing::bring(&self.db, &self.study, rows, march(now)).await;
        let brought = brought.expect("it is brought");
        (brought.new, brought.unchanged, brought.nothing_held.len())
    }

    pub(super) async fn has_number(&self, number: &str, mobile: &str) {
        let row = Enrolment {
            study_number: number.to_owned(),
            mobile: Some(mobile.to_owned()),
            ..Enrolment::default()
        };
        participants::enrol(&self.db, &self.study, vec![row], true, noon()).await.expect("told");
    }
}

#[tokio::test]
async fn carys_whose_number_is_somebody_elses_is_written_to_instead_until_she_has_another() {
    both(|db| async move {
        let week = Week::begins(db).await.with_carys().await;
        let before = week.planned(CARYS, "2T13:00").await;
        assert_eq!(before[2..], ["reminder sms later 10T17:00", "reminder post not OtherWay"]);

        week.learns(CARYS, Unreached::WrongNumber, "2T14:00").await;

        let after = week.planned(CARYS, "2T15:00").await;
        assert!(after[1].starts_with("invitation sms waits Unreachable"), "{after:?}");
        assert!(after[2].starts_with("reminder sms waits Unreachable"), "{after:?}");
        assert_eq!(after[3], "reminder post later 11T10:00");
        assert_eq!(week.lost("2T15:00").await.0, [""; 0], "letters reach her");

        week.has_number("1003", "07700 900333").await;
        assert_eq!(week.planned(CARYS, "2T16:00").await, before);
    })
    .await;
}

#[tokio::test]
async fn a_mistake_is_taken_back_and_the_number_is_used_again() {
    both(|db| async move {
        let week = Week::begins(db).await.with_carys().await;
        let before = week.planned(CARYS, "2T13:00").await;
        week.learns(CARYS, Unreached::DeadNumber, "2T14:00").await;
        week.learns(CARYS, Unreached::DeadNumber, "2T14:01").await;

        let seen = tracing::see(&week.db, &week.lee, &week.study, CARYS, march("2T15:00")).await;
        let learned = seen.expect("an answer").expect("Carys").learned;
        let [one] = learned.as_slice() else { panic!("{learned:?}") };
        let back = (CARYS, one.id);
        tracing::take_back(&week.db, &week.lee, &week.study, back, march("2T15:01"))
            .await
            .expect("taken back");

        assert_eq!(week.planned(CARYS, "2T16:00").await, before);
    })
    .await;
}

#[tokio::test]
async fn a_list_is_brought_whole_or_not_at_all_and_says_nothing_new_of_a_newer_number() {
    both(|db| async move {
        let week = Week::begins(db).await.with_carys().await;
        let news = News { what: Unreached::WrongNumber, on: day(2), letter_on: None };
        let unknown = Row { study_number: "9999".to_owned(), news };
        let known = Row { study_number: "1002".to_owned(), ..unknown.clone() };
        let rows = vec![known, unknown];
        let refused = tracing::bring(&week.db, &week.study, rows, march("2T14:00")).await;
        let Err(TracingError::Unknown(rows)) = refused else { panic!("{refused:?}") };
        assert_eq!(rows, [(1, "9999".to_owned())]);
        assert_eq!(week.told("SELECT what AS told FROM unreached").await, [""; 0]);

        let list = [
            ("1002", Unreached::WrongNumber, 2),
            ("1002", Unreached::ReturnedMail, 2),
            ("1003", Unreached::ReturnedMail, 1),
        ];
        assert_eq!(week.brings(&list, "2T14:00").await, (2, 0, 1), "of Ben no address is held");
        week.has_number("1002", "07700 900222").await;
        assert_eq!(week.brings(&list, "2T15:00").await, (0, 2, 1));
        let texts = &week.planned(2, "2T16:00").await[1];
        assert_eq!(texts, "invitation sms later 3T12:00", "his new number is not meant");
    })
    .await;
}

#[tokio::test]
async fn a_text_that_waits_does_not_go_to_the_number_of_somebody_else() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.week.learns(2, Unreached::WrongNumber, "3T12:01").await;
        post.sends("3T12:02").await;

        let of_ben: Vec<_> =
            post.stands().await.into_iter().filter(|line| line.starts_with("2 ")).collect();
        assert_eq!(
            of_ben,
            ["2 sms waiting: messages to the address or number on record come back"]
        );
    })
    .await;
}

#[tokio::test]
async fn ben_is_looked_for_once_nothing_reaches_him_in_any_way_that_he_agreed_to() {
    both(|db| async move {
        let week = Week::begins(db).await.with_carys().await;
        assert_eq!(week.looked_for("3T09:00").await, Sought::default());

        week.learns(2, Unreached::WrongNumber, "3T10:00").await;

        let open = week.looked_for("3T11:00").await.open;
        let [ben] = open.as_slice() else { panic!("{open:?}") };
        let why = |way: Way| ben.ways.iter().find(|why| why.way == way);
        assert_eq!(ben.number, "1002");
        assert_eq!(why(Way::Sms).map(|why| why.learned), Some(Some(Unreached::WrongNumber)));
        assert_eq!(why(Way::Sms).and_then(|why| why.since), Some(day(3)));
        assert_eq!(why(Way::Email).map(|why| (why.learned, why.since)), Some((None, None)));
        assert_eq!(why(Way::Post), None, "he never agreed to letters");
        assert_eq!(ben.last, None);
    })
    .await;
}

#[tokio::test]
async fn whoever_could_not_be_found_leaves_the_list_until_something_new_is_known() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let (nobody, ben) = (Vec::<String>::new(), vec!["1002".to_owned()]);
        week.learns(2, Unreached::WrongNumber, "3T10:00").await;

        week.tries(2, "outcome=no-answer&made_on=2026-03-03", "3T11:00").await;
        assert_eq!(week.lost("3T12:00").await, (ben.clone(), nobody.clone()));
        week.tries(2, "outcome=not-found&made_on=2026-03-03", "3T13:00").await;
        assert_eq!(week.lost("3T14:00").await, (nobody.clone(), ben.clone()));

        week.has_number("1002", "07700 900222").await;
        assert_eq!(week.lost("4T09:00").await, (nobody.clone(), nobody.clone()));
        week.learns(2, Unreached::DeadNumber, "4T10:00").await;
        assert_eq!(week.lost("4T11:00").await, (ben, nobody));
    })
    .await;
}

#[tokio::test]
async fn a_number_that_was_found_is_used_at_once_and_what_was_noted_is_sealed() {
    both(|db| async move {
        let week = Week::begins(db).await;
        week.learns(2, Unreached::WrongNumber, "2T14:00").await;
        let form = "outcome=new-details&made_on=2026-03-02&contact_mobile=07700 900222\
                    &note=His sister Eve gave it";

        week.tries(2, form, "2T15:00").await;

        assert_eq!(week.lost("2T16:00").await.0, [""; 0]);
        assert_eq!(week.planned(2, "2T16:00").await[1], "invitation sms later 3T12:00");
        let seen = tracing::see(&week.db, &week.lee, &week.study, 2, march("2T16:00")).await;
        let seen = seen.expect("an answer").expect("Ben");
        assert_eq!(seen.who.and_then(|who| who.mobile).as_deref(), Some("+447700900222"));
        assert_eq!(seen.attempts[0].note.as_deref(), Some("His sister Eve gave it"));
        let hidden = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM tracing_attempt \
                      WHERE CAST(note AS TEXT) LIKE '%Eve%'";
        assert_eq!(week.told(hidden).await, ["0"]);
        let audit = "SELECT actor || ': ' || action || ', ' || object AS told FROM audit \
                     WHERE participant_id = 2 AND id > (SELECT MIN(id) FROM audit \
                     WHERE action = 'learned that nothing arrives') ORDER BY id";
        assert_eq!(
            week.told(audit).await,
            [
                "staff 1, supervisor: tracing attempted, new-details",
                "staff 1, supervisor: contact details changed, contact_mobile",
                "staff 1, supervisor: identity seen, 1002",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_died_or_wants_to_hear_no_more_is_sent_nothing_from_then_on() {
    both(|db| async move {
        let week = Week::begins(db).await.with_carys().await;
        week.learns(2, Unreached::WrongNumber, "2T14:00").await;

        week.tries(2, "outcome=died&made_on=2026-03-02", "2T15:00").await;
        week.tries(CARYS, "outcome=not-to-be-contacted&made_on=2026-03-02", "2T15:00").await;

        for id in [2, CARYS] {
            let planned = week.planned(id, "2T16:00").await;
            let is_over =
                |line: &String| line.ends_with("not Ended") || line.ends_with("not Stopped");
            assert!(planned.iter().all(is_over), "{planned:?}");
        }
        let stops = "SELECT participant_id || ' ' || choice || ' ' || decided_by AS told \
                     FROM stop_event ORDER BY id";
        assert_eq!(week.told(stops).await, ["2 died staff", "3 no-more-surveys participant"]);
        assert_eq!(week.lost("2T17:00").await, (Vec::new(), Vec::new()));
    })
    .await;
}

#[test]
fn what_is_open_on_the_form_is_told_at_once() {
    let problems = |form: &str| Attempted::parse(&typed(form), day(3)).err().unwrap_or_default();

    assert_eq!(problems("note=x"), [AttemptProblem::NoOutcome, AttemptProblem::NoDay]);
    let tomorrow = "outcome=no-answer&made_on=2026-03-04";
    assert_eq!(problems(tomorrow), [AttemptProblem::NoDay]);
    let nothing = "outcome=new-details&made_on=2026-03-03";
    assert_eq!(problems(nothing), [AttemptProblem::NoDetails]);
    assert!(Outcome::ALL.into_iter().all(|one| Outcome::from_name(one.name()) == Some(one)));
}
