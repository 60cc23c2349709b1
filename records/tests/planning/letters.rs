//! Letters, which wait until a supervisor prints them. Of Carys only the address is known.

use chrono::NaiveDate;
use records::{
    auth::{StaffMember, Supervisor},
    consent,
    outbox::{self, PrintError, Printed, Which},
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
    async fn with_carys(db: records::Db) -> Self {
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
        let carys = person(db, study, "1003", Some("7 11"), noon()).await;
        let mut agreed = full_consent(study);
        agreed.add("C4".to_owned(), "contact_post");
        consent::give(db, &carys, &agreed, noon()).await.expect("she agrees");
        post
    }

    async fn supervisor(&self) -> Supervisor {
        let lee = StaffMember::at_the_command_line(&self.week.db, "lee@example.org").await;
        let lee = lee.expect("an answer").expect("an account");
        lee.supervisor(&self.week.study).expect("Lee supervises")
    }

    async fn prints(&self, which: Which, now: &str) -> Vec<Printed> {
        let (db, study, lee) = (&self.week.db, &self.week.study, self.supervisor().await);
        let printed = outbox::print(db, &lee, study, (which, SITE), march(now)).await;
        printed.expect("they are printed")
    }

    async fn letters(&self, now: &str) -> (u64, u64) {
        let (db, study, lee) = (&self.week.db, &self.week.study, self.supervisor().await);
        let letters = outbox::letters(db, &lee, study, march(now)).await.expect("an answer");
        (letters.waiting, letters.today)
    }

    async fn of_carys(&self) -> Vec<String> {
        let all = self.stands().await.into_iter();
        all.filter(|line| line.starts_with("3 ")).collect()
    }
}

#[tokio::test]
async fn carys_is_printed_a_letter_with_her_own_way_in_once_and_on_the_same_day_once_more() {
    both(|db| async move {
        let post = Mailroom::with_carys(db).await;
        post.week.hands_over("11T10:00").await;
        post.sends("11T10:01").await;
        assert_eq!(post.of_carys().await, ["3 post waiting"], "nobody sends a letter by itself");
        assert_eq!(post.letters("11T10:02").await, (1, 0));

        let letters = post.prints(Which::New, "11T19:00").await;

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
        assert_eq!(post.prints(Which::New, "11T19:01").await, [], "it is printed once");
        assert_eq!(post.prints(Which::Again, "11T19:30").await, letters, "the file was lost");
        assert_eq!(post.letters("11T19:31").await, (0, 1));
        assert_eq!(post.prints(Which::Again, "12T09:00").await, [], "that was yesterday");
        let audit = "SELECT action AS told FROM audit WHERE action LIKE 'letter%' ORDER BY id";
        assert_eq!(post.week.told(audit).await, ["letter printed", "letter printed again"]);
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

        assert_eq!(post.prints(Which::New, "11T11:00").await, []);

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
            (1, 0),
            "other messages are late after two days"
        );

        post.sends("25T10:01").await;

        assert_eq!(post.letters("25T10:02").await, (0, 0));
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
        let (db, study, lee) = (&post.week.db, &post.week.study, post.supervisor().await);

        let printed = outbox::print(db, &lee, study, (Which::New, SITE), march("11T11:00")).await;

        assert!(matches!(printed, Err(PrintError::Held)), "{printed:?}");
        assert_eq!(post.of_carys().await, ["3 post waiting"]);
    })
    .await;
}
