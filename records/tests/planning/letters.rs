//! Letters, which wait until a supervisor prints them. Of Carys only the address is known.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use migrations::Migrator;
use records::{
    auth::{StaffMember, Supervisor},
    consent,
    letter_files::{Printing, Which},
    outbox::{self, PrintError, Printed},
    participants::{self, Enrolment},
};
use surveys::protocol::Protocol;

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    study::{full_consent, noon, person},
    week::{march, second},
};

const SITE: &str = "https://survey.example.org";

impl Mailroom {
    pub(super) async fn with_carys(db: records::Db) -> Self {
        let post = Self::with(db, words(&[])).await;
        let carys = Enrolment {
            study_number: "1003".to_owned(),
            first_name: Some("Carys".to_owned()),
            last_name: Some("Invented".to_owned()),
            dob: NaiveDate::from_ymd_opt(1990, 11, 7),
            address: Some("3 Example Row\n Sheffield".to_owned()),
            postcode: Some("S1 2AB".to_owned()),
            ..Enrolment::default()
        };
        let (db, study) = (&post.week.db, &post.week.study);
        participants::enrol(db, study, vec![carys], true, noon()).await.expect("she is enrolled");
        post.agrees("1003").await;
        post
    }

    async fn agrees(&self, number: &str) {
        let (db, study) = (&self.week.db, &self.week.study);
        let who = person(db, study, number, Some("7 11"), noon()).await;
        let mut agreed = full_consent(study);
        agreed.add("C4".to_owned(), "contact_post");
        consent::give(db, &who, &agreed, noon()).await.expect("they agree");
    }

    /// Somebody else of whom only the address is known.
    async fn agrees_by_post(&self, number: &str) {
        let row = Enrolment {
            study_number: number.to_owned(),
            dob: NaiveDate::from_ymd_opt(1990, 11, 7),
            address: Some("4 Example Row".to_owned()),
            ..Enrolment::default()
        };
        let (db, study) = (&self.week.db, &self.week.study);
        participants::enrol(db, study, vec![row], true, noon()).await.expect("they are enrolled");
        self.agrees(number).await;
    }

    async fn member(&self) -> StaffMember {
        let lee = StaffMember::at_the_command_line(&self.week.db, "lee@example.org").await;
        lee.expect("an answer").expect("an account")
    }

    async fn supervisor(&self) -> Supervisor {
        let lee = self.member().await;
        lee.supervisor(&self.week.study).expect("Lee supervises")
    }

    async fn asks(&self, which: Which, now: &str) -> Result<Option<Printing<Printed>>, PrintError> {
        let (db, study, lee) = (&self.week.db, &self.week.study, self.supervisor().await);
        outbox::print(db, &lee, study, (which, SITE), march(now)).await
    }

    /// What was printed, and the number of the file.
    pub(super) async fn prints(&self, which: Which, now: &str) -> (i32, Vec<Printed>) {
        let printed = self.asks(which, now).await.expect("an answer").expect("a file");
        (printed.number, printed.letters)
    }

    async fn prints_nothing(&self, now: &str) {
        let printed = self.asks(Which::New, now).await;
        assert!(matches!(printed, Ok(None)), "{printed:?}");
    }

    /// How many wait, and how many each file holds that can be had again.
    async fn letters(&self, now: &str) -> (u64, Vec<i32>) {
        let (db, study, lee) = (&self.week.db, &self.week.study, self.supervisor().await);
        let letters = outbox::letters(db, &lee, study, march(now)).await.expect("an answer");
        (letters.waiting, letters.files.iter().map(|file| file.letters).collect())
    }

    async fn of_carys(&self) -> Vec<String> {
        let all = self.stands().await.into_iter();
        all.filter(|line| line.starts_with("3 ")).collect()
    }
}

#[tokio::test]
async fn carys_is_printed_a_letter_with_her_own_way_in_once_and_within_a_day_once_more() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        post.sends("11T10:01").await;
        assert_eq!(post.of_carys().await, ["3 post waiting"], "nobody sends a letter by itself");
        assert_eq!(post.letters("11T10:02").await, (1, vec![]));

        let (file, letters) = post.prints(Which::New, "11T23:55").await;

        let [letter] = letters.as_slice() else { panic!("{:?}", post.stands().await) };
        assert_eq!(letter.reference, "1003");
        assert_eq!(letter.name, "Carys Invented");
        assert_eq!(letter.address, ["3 Example Row", "Sheffield", "S1 2AB"]);
        let leads_to = letter.leads_to.as_deref().expect("a way in");
        let code = leads_to.strip_prefix("https://survey.example.org/c/").expect("her code");
        let says = format!("Go to https://survey.example.org/c and type {code}.");
        let text = letter.text.replace('\n', " ");
        assert!(text.starts_with("Dear Carys,") && text.contains(&says), "{}", letter.text);
        assert_eq!(post.of_carys().await, ["3 post sent"]);
        post.prints_nothing("11T23:56").await;
        let again = post.prints(Which::Again(file), "12T23:50").await;
        assert_eq!(again.0, file, "the file was lost, and midnight changes nothing");
        assert_eq!(again.1[0].text, letters[0].text);
        assert_eq!(post.letters("12T23:51").await, (0, vec![1]));
        for (number, now) in [(file, "12T23:55"), (file + 1, "12T09:00")] {
            let gone = post.asks(Which::Again(number), now).await;
            assert!(matches!(gone, Err(PrintError::NoSuchFile)), "{gone:?}");
        }
        let audit = "SELECT action AS told FROM audit WHERE action LIKE 'letter%' ORDER BY id";
        assert_eq!(post.week.told(audit).await, ["letter printed", "letter printed again"]);
    })
    .await;
}

#[tokio::test]
async fn a_letter_to_a_test_person_is_printed_with_the_others_and_in_no_count_of_what_waits() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.agrees_by_post("1004").await;
        post.week.hands_over("11T10:00").await;
        assert_eq!(post.letters("11T10:01").await, (2, vec![]));
        let queue = async || outbox::waiting(&post.week.db, march("11T10:01")).await.unwrap();
        let before = queue().await;

        let to_try = "UPDATE participant SET is_test = TRUE WHERE study_number IN ('1002', '1004')";
        post.week.does(to_try).await;

        let (db, study, lee) = (&post.week.db, &post.week.study, post.supervisor().await);
        let letters = outbox::letters(db, &lee, study, march("11T10:01")).await.expect("told");
        assert_eq!(
            (letters.waiting, letters.to_test_people),
            (1, 1),
            "Carys's is a study's letter"
        );
        let after = queue().await;
        assert!(after.messages < before.messages, "Ben's texts are not counted: {after:?}");
        assert_eq!(after.late, before.late, "but that they are late is");
        let (_, printed) = post.prints(Which::New, "11T10:02").await;
        assert_eq!(printed.len(), 2, "both are printed");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_waits_is_asked_about_once_more_when_it_is_printed() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        let mut without = Protocol { version: 4, messages: Some(words(&[])), ..second() };
        without
            .waves
            .iter_mut()
            .for_each(|plan| plan.steps.retain(|step| step.key.as_str() != "reminder"));
        post.says(&without).await;

        post.prints_nothing("11T11:00").await;

        assert_eq!(
            post.of_carys().await,
            ["3 post not sent: the protocol does not have this contact any more"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_letter_may_wait_two_weeks_for_whoever_prints_it_and_no_longer() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        post.sends("24T10:00").await;
        assert_eq!(
            post.letters("24T10:00").await,
            (1, vec![]),
            "other messages are late after two days"
        );

        post.sends("25T10:01").await;

        assert_eq!(post.letters("25T10:02").await, (0, vec![]));
        assert_eq!(post.of_carys().await, ["3 post not sent: it would have come too late"]);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_printed_while_all_sends_are_held() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        post.holds("11T10:30").await;

        let printed = post.asks(Which::New, "11T11:00").await;

        assert!(matches!(printed, Err(PrintError::Held)), "{printed:?}");
        assert_eq!(post.of_carys().await, ["3 post waiting"]);
    })
    .await;
}

#[tokio::test]
async fn a_hundred_letters_are_a_file_and_the_rest_another_and_each_can_be_had_again() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        for number in 2001..=2101 {
            post.agrees_by_post(&number.to_string()).await;
        }
        post.week.hands_over("11T10:00").await;
        assert_eq!(post.letters("11T10:01").await, (102, vec![]));

        let (first, hundred) = post.prints(Which::New, "11T11:00").await;
        let (second, others) = post.prints(Which::New, "11T11:01").await;
        post.prints_nothing("11T11:02").await;

        assert_eq!((hundred.len(), others.len()), (100, 2));
        assert_eq!(post.prints(Which::Again(first), "11T11:03").await, (first, hundred.clone()));
        assert_eq!(post.prints(Which::Again(second), "11T11:03").await, (second, others.clone()));
        let whose: BTreeSet<_> = hundred.iter().chain(&others).map(|one| &one.reference).collect();
        let codes: BTreeSet<_> = hundred.iter().chain(&others).map(|one| &one.leads_to).collect();
        assert_eq!((whose.len(), codes.len()), (102, 102), "each once, with a code of their own");
        let told = "SELECT action AS told FROM audit WHERE action = 'letter printed'";
        assert_eq!(post.week.told(told).await.len(), 102);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_was_due_before_letters_were_printed_here_waits_for_somebody_to_decide() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.does("UPDATE study SET letters_since = '2026-03-12 09:00:00+00:00'").await;

        post.week.hands_over("12T10:00").await;

        let stands = post.of_carys().await;
        let [stands] = stands.as_slice() else { panic!("{stands:?}") };
        assert!(stands.starts_with("3 post in doubt: it was due before"), "{stands}");
        post.prints_nothing("12T11:00").await;
        let message = "SELECT CAST(id AS TEXT) AS told FROM outbox WHERE participant_id = 3";
        let id = post.week.told(message).await[0].parse().expect("a number");
        let lee = post.member().await.postmaster(&post.week.study).expect("Lee decides");
        outbox::has_not_left(&post.week.db, &lee, id, march("12T11:30")).await.expect("decided");
        assert_eq!(post.prints(Which::New, "12T12:00").await.1.len(), 1, "it was not posted");
    })
    .await;
}

#[tokio::test]
async fn the_upgrade_doubts_what_was_handed_over_long_after_it_was_due_and_nothing_else() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("12T08:00").await;
        let names = migrations::names::<Migrator>();
        let before =
            names.iter().position(|name| name == "m0044_letter_files").expect("it is there");
        let store = post.week.db.writer();
        migrations::to::<Migrator>(store, before).await.expect("the schema of before");

        migrations::to::<Migrator>(store, names.len()).await.expect("today's schema");

        let stands = post.of_carys().await;
        assert!(stands[0].starts_with("3 post in doubt: it was due before"), "{stands:?}");
        let since =
            "SELECT CASE WHEN letters_since IS NULL THEN 'never' ELSE 'now' END AS told FROM study";
        assert_eq!(post.week.told(since).await, ["never"], "letters were handed over before");
        post.week.does("DELETE FROM outbox").await;
        migrations::to::<Migrator>(store, before).await.expect("the schema of before");
        migrations::to::<Migrator>(store, names.len()).await.expect("today's schema");
        assert_eq!(post.week.told(since).await, ["now"], "whatever is due was somebody's to post");
    })
    .await;
}
