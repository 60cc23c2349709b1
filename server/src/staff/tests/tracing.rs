//! Who looks for people whom nothing reaches: Sue supervises, and Lee leads Ashmere, where Anna is.

use ::surveys::{keys::StudyKey, roles::Role, tracing::Identity};
use axum::http::StatusCode;
use records::{
    participants::{self, Enrolment},
    studies,
    tracing::{self, ListedDeath},
};

use super::{
    desk::{Desk, noon},
    statements,
};

impl Desk {
    /// A letter was printed for Anna on this day, and went to the address with this mark.
    async fn was_sent_a_letter(&self, day: &str, mark: &str) {
        let letter = format!(
            "INSERT INTO outbox (once, study_id, participant_id, channel, template, facts, enqueued_at, not_before, \
             state, attempts, handing_since, settled_at, address_mark) SELECT 'letter {day}', study_id, id, 'post', \
             'planned', '{{}}', '{day} 10:00:00+00:00', '{day} 10:00:00+00:00', 'sent', 1, '{day} 10:00:00+00:00', \
             '{day} 10:00:00+00:00', '{mark}' FROM participant WHERE study_number = '1001'"
        );
        statements::does(self.db.writer(), &letter).await;
    }
}

const LIST: &str = "/staff/bridgeway/tracing";
const DEATHS: &str = "/staff/bridgeway/deaths";

fn of(id: i32) -> String {
    format!("/staff/bridgeway/participants/{id}/tracing")
}

#[tokio::test]
async fn whoever_is_not_theirs_is_nobody_to_whoever_looks_for_people() {
    let desk = Desk::open().await;
    let ben = desk.enrols_at("1001", "ben@example.org", "calderby").await;
    let lee = desk.comes_in("lee@example.org", desk.at_site("ashmere")).await;

    for form in ["then=learned&what=wrong_number&on=2026-01-01", "then=attempt", "then=mistake"] {
        let theirs = desk.posts(&of(ben), form, Some(&lee)).await;
        let nobodys = desk.posts(&of(999_999), form, Some(&lee)).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{form}");
        assert_eq!(theirs.body, nobodys.body);
    }
    assert_eq!(desk.opens(&of(ben), Some(&lee)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_open_on_a_form_is_told_beside_its_boxes_and_on_no_other_form() {
    let desk = Desk::open().await;
    desk.enrols("1001", "Anna").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;

    let learned = desk.posts(&of(1), "then=learned&on=2199-01-01", Some(&sue)).await;
    assert_eq!(learned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(learned.body.contains("href=\"#what\"") && learned.body.contains("href=\"#on\""));
    let returned = "then=learned&what=returned_mail&on=2026-01-01";
    let returned = desk.posts(&of(1), returned, Some(&sue)).await;
    assert!(returned.body.contains("We have no such address or number of them"));
    let attempt = "then=attempt&outcome=new-details&made_on=2026-01-01&contact_email=anna";
    let attempt = desk.posts(&of(1), attempt, Some(&sue)).await;
    assert!(attempt.body.contains("href=\"#contact_email\""), "{}", attempt.body);
    assert!(!attempt.body.contains("href=\"#what\""));
    let contacts = desk.posts(&of(1), "then=contacts&contact2_name=Eve", Some(&sue)).await;
    assert!(contacts.body.contains("href=\"#contact2_phone\""), "{}", contacts.body);
}

#[tokio::test]
async fn sue_writes_down_that_a_number_is_somebody_elses_and_takes_it_back() {
    let desk = Desk::open().await;
    desk.enrols("1001", "Anna").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;

    let form = "then=learned&what=wrong_number&on=2026-01-05";
    let done = desk.posts(&of(1), form, Some(&sue)).await;
    let page = desk.opens(done.leads_to(), Some(&sue)).await;
    assert!(page.body.contains("Nothing goes there until it is changed"), "{}", page.body);
    assert!(page.body.contains("5 January 2026") && page.body.contains("It was a mistake"));
    let own = desk.opens("/staff/bridgeway/participants/1", Some(&sue)).await;
    assert!(own.body.contains("When nothing reached them"));

    let back = desk.posts(&of(1), "then=mistake&learned=1", Some(&sue)).await;
    let page = desk.opens(back.leads_to(), Some(&sue)).await;
    assert!(page.body.contains("It was a mistake.") && page.body.contains("Taken back."));
}

#[tokio::test]
async fn sue_is_asked_which_letter_came_back_and_told_that_the_address_of_today_stays_in_use() {
    let desk = Desk::open().await;
    desk.enrols("1001", "Anna").await;
    desk.was_sent_a_letter("2026-01-02", "one").await;
    desk.was_sent_a_letter("2026-01-10", "another").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let came_back = "then=learned&what=returned_mail&on=2026-02-03";

    let page = desk.opens(&of(1), Some(&sue)).await;
    assert!(page.body.contains("If a letter came back: which date is on it?"), "{}", page.body);
    assert!(page.body.contains("2 January 2026") && page.body.contains("10 January 2026"));
    let unsaid = desk.posts(&of(1), came_back, Some(&sue)).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.body.contains("Choose which letter came back"), "{}", unsaid.body);
    assert!(unsaid.body.contains("href=\"#letter_on\""));
    let said = format!("{came_back}&letter_on=2026-01-02");
    let done = desk.posts(&of(1), &said, Some(&sue)).await;
    let page = desk.opens(done.leads_to(), Some(&sue)).await;

    let told = "That letter went to an earlier address: the one we have now stays in use.";
    assert!(page.body.contains(told), "{}", page.body);
    assert!(page.body.contains("What we have now is another."));
}

#[tokio::test]
async fn whom_anna_named_stands_on_her_page_with_what_may_be_said_to_them() {
    let desk = Desk::open().await;
    desk.enrols("1001", "Anna").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let before = desk.opens(&of(1), Some(&sue)).await;
    assert!(before.body.contains("They have named nobody"));

    let form = "then=contacts&contact1_name=Eve+Example&contact1_phone=07700+900321";
    let done = desk.posts(&of(1), form, Some(&sue)).await;
    let page = desk.opens(done.leads_to(), Some(&sue)).await;

    assert!(page.body.contains("Eve Example, +447700900321"), "{}", page.body);
    assert!(page.body.contains("Never say what the study is about"));
    assert!(page.body.contains("Last checked with the participant on"));
    let list = desk.opens(LIST, Some(&sue)).await;
    assert!(list.body.contains("There is nobody to look for"), "she agreed to nothing yet");
}

#[tokio::test]
async fn a_death_on_a_list_waits_for_sue_and_is_said_once() {
    let desk = Desk::open().await;
    let anna = desk.enrols_at("1001", "anna@example.org", "ashmere").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let study = studies::find(&desk.db, &StudyKey::new("bridgeway").unwrap()).await.unwrap();
    let lives = Enrolment {
        study_number: "1001".to_owned(),
        postcode: Some("LE1 1AA".to_owned()),
        ..Enrolment::default()
    };
    participants::enrol(&desk.db, &study, vec![lives], true, noon()).await.unwrap();
    let texts = [Some("FIRST1001"), Some("Invented"), Some("le11aa"), None];
    let who = Identity::of(texts, "1980-05-04".parse().ok());
    let row = ListedDeath { who, died_on: "2026-01-05".parse().unwrap() };
    tracing::compare(&desk.db, &study, &[row], noon()).await.unwrap();

    let list = desk.opens(LIST, Some(&sue)).await;
    assert!(list.body.contains("1 participant may be on a list of deaths"), "{}", list.body);
    let deaths = desk.opens(DEATHS, Some(&sue)).await;
    assert!(deaths.body.contains("1001: died on 5 January 2026?"), "{}", deaths.body);
    assert!(deaths.body.contains("The same: first name, date of birth, postcode."));
    assert!(!deaths.body.contains("First1001"), "a list names nobody");
    let done = desk.posts(DEATHS, "then=confirm&death=1", Some(&sue)).await;
    let after = desk.opens(done.leads_to(), Some(&sue)).await;

    assert!(after.body.contains("There is nobody to decide on"), "{}", after.body);
    let page = desk.opens(&format!("/staff/bridgeway/participants/{anna}"), Some(&sue)).await;
    assert!(page.body.contains("Recorded as died"), "{}", page.body);
}
