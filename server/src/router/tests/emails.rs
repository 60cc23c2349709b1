//! Stopping emails from a mail: with a click of the mail program, or on a page.

use std::{collections::BTreeMap, fs};

use axum::{
    body::Body,
    http::{Request, StatusCode, header::ORIGIN},
};
use records::{
    auth::By,
    links,
    outbox::{self, Channel, Message, Post, Recipient, Template},
    senders::{Folder, Senders},
    studies,
};
use surveys::keys::{StudyKey, WaveKey};

use super::{Anna, anna::noon};

impl Anna {
    /// She is invited by email: what stands in the mail behind `List-Unsubscribe`, without our own address.
    async fn is_mailed(&self) -> String {
        let message = Message {
            study_id: Some(1),
            to: Recipient::Participant(1),
            channel: Channel::Email,
            template: Template::SurveyInvitation,
            facts: BTreeMap::from([("wave".to_owned(), "baseline".to_owned())]),
            once: "the invitation".to_owned(),
            not_before: noon(),
        };
        outbox::enqueue(self.db.writer(), message, noon()).await.unwrap();
        let folder = self.folder.with_extension("outbox");
        let post = Post::new(Senders::files(Folder::new(folder.clone())), "http://x".to_owned());
        outbox::send_due(&self.db, &post, noon()).await.unwrap();
        let mail = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let mail = fs::read_to_string(mail).unwrap();
        fs::remove_dir_all(folder).unwrap();
        let line = mail.lines().find_map(|line| line.strip_prefix("List-Unsubscribe: <http://x"));
        line.unwrap().trim_end_matches('>').to_owned()
    }
}

const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

#[tokio::test]
async fn a_mail_program_stops_anna_s_emails_with_one_click_from_wherever_it_is() {
    let anna = Anna::consented().await;
    let address = anna.is_mailed().await;
    let click = || Request::post(&address).header(ORIGIN, "https://mail.example.com");
    let click = || click().header("sec-fetch-site", "cross-site");

    let stopped = anna.asks(click(), Body::from(ONE_CLICK)).await;
    let after = anna.database();
    let again = anna.asks(click(), Body::from(ONE_CLICK)).await;

    for page in [stopped, again] {
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("We send you no more emails"), "{}", page.body);
        page.is_guarded();
    }
    assert_eq!(anna.database(), after, "it stops once");
    let listed = outbox::list(&anna.db, None).await.unwrap().others;
    let told: Vec<_> = listed.iter().map(|message| message.template.as_str()).collect();
    assert_eq!(told, ["stop-receipt", "survey-invitation"], "she is told once that it is done");
    let own = anna.opens("/you/consent").await;
    assert!(!own.input("C4-contact_email").contains("checked"), "she agrees to them no more");
}

#[tokio::test]
async fn whatever_looks_at_the_address_in_a_mail_stops_nothing_and_is_shown_a_button() {
    let anna = Anna::consented().await;
    let address = anna.is_mailed().await;
    let before = anna.database();

    let page = anna.opens_address(&address).await;

    assert_eq!(anna.database(), before);
    assert!(page.body.contains("Stop our emails to you"), "{}", page.body);
    assert!(page.body.contains(&format!("method=\"post\" action=\"{address}\"")));
    assert!(!page.body.contains("Annabel") && !page.body.contains("annabel"));
}

#[tokio::test]
async fn whoever_stopped_everything_is_not_told_on_that_page_that_taking_part_goes_on() {
    let mut anna = Anna::consented().await;
    let address = anna.is_mailed().await;
    let before = anna.opens_address(&address).await;
    assert!(!before.body.contains("We ask you no more surveys."), "{}", before.body);
    let choice = "/you/confirm?choice=no-more-surveys";
    anna.answers(choice, "choice=no-more-surveys&reason=").await;

    let page = anna.opens_address(&address).await;

    assert!(page.body.contains("We ask you no more surveys."), "{}", page.body);
    assert!(!page.body.contains("Taking part goes on"), "{}", page.body);
}

#[tokio::test]
async fn an_address_that_we_put_in_no_mail_stops_nobody_s_emails() {
    let anna = Anna::consented().await;
    let address = anna.is_mailed().await;
    let before = anna.database();
    let other = if address.ends_with('0') { "1" } else { "0" };
    let changed = format!("{}{other}", &address[..address.len() - 1]);

    for address in [changed.as_str(), "/no-emails/1", "/no-emails/00000001-0000000000-0"] {
        let opened = anna.opens_address(address).await;
        let posted = anna.asks(Request::post(address), Body::from(ONE_CLICK)).await;
        assert_eq!([opened.status, posted.status], [StatusCode::NOT_FOUND; 2], "{address}");
    }

    assert_eq!(anna.database(), before);
}

#[tokio::test]
async fn a_button_in_the_mail_leads_anna_to_her_own_page_and_only_pressing_it_does() {
    let anna = Anna::consented().await;
    let address = anna.is_mailed().await;
    let press = |address: &str| Request::post(format!("{address}/choices"));

    let page = anna.opens_address(&address).await;
    let pressed = anna.asks(press(&address), Body::empty()).await;
    let guessed = anna.asks(press("/no-emails/00000001-0000000000-0"), Body::empty()).await;

    assert!(page.body.contains(&format!("action=\"{address}/choices\"")), "{}", page.body);
    assert_eq!(pressed.status, StatusCode::SEE_OTHER);
    let own = pressed.header("location").to_owned();
    assert!(own.starts_with("/r/") && own.ends_with("/you#contact"), "{own}");
    assert_eq!(guessed.status, StatusCode::NOT_FOUND);
    assert!(!guessed.body.contains("/you"), "{}", guessed.body);
}

#[tokio::test]
async fn whoever_has_an_old_mail_is_not_led_to_a_link_that_was_issued_again() {
    let anna = Anna::consented().await;
    let address = anna.is_mailed().await;
    let key = StudyKey::new("bridgeway").unwrap();
    let study = studies::find(&anna.db, &key).await.unwrap();
    let (wave, by) = (WaveKey::new("baseline").unwrap(), By::CommandLine);
    let later = noon() + chrono::TimeDelta::minutes(1);
    links::issue_again(&anna.db, by, &study, "A-001", &wave, later).await.unwrap();

    let pressed = anna.asks(Request::post(format!("{address}/choices")), Body::empty()).await;

    assert_eq!(pressed.status, StatusCode::OK, "{}", pressed.header("location"));
    assert!(pressed.body.contains("Stop our emails to you"), "{}", pressed.body);
}
