//! Messages as one participant would read them, and those of a draft before it is published.

use ::surveys::{authoring::File, protocol::Protocol, roles::Role};
use axum::http::StatusCode;
use records::protocols;

use super::{
    desk::{Desk, protocol::protocol},
    protocol::form,
    statements,
};

const HERE: &str = "/staff/bridgeway/protocol/messages";
const NEXT: &str = "/staff/bridgeway/protocol/next";
const NEXT_MESSAGES: &str = "/staff/bridgeway/protocol/next/messages";

fn of(id: i32, rest: &str) -> String {
    format!("/staff/bridgeway/participants/{id}{rest}")
}

#[tokio::test]
async fn dev_comes_from_annas_page_to_what_she_would_read_and_no_way_in_there_opens_anything() {
    let desk = Desk::open().await;
    let anna = desk.enrols_at("1001", "anna@example.org", "ashmere").await;
    let dev = desk.comes_in("dev@example.org", desk.of_study(Role::Supervisor)).await;

    let page = desk.opens(&of(anna, ""), Some(&dev)).await.body;
    let read = desk.opens(&of(anna, "/messages"), Some(&dev)).await;
    let again = desk.posts(HERE, "number=1001&wave=exit", Some(&dev)).await.body;

    assert!(page.contains(&of(anna, "/messages")) && page.contains("as this person would read"));
    assert_eq!(read.status, StatusCode::OK);
    let body = read.body;
    assert!(body.contains("What 1001 reads") && body.contains("First1001"), "{body}");
    assert!(body.contains("http://127.0.0.1:3000/c/UNUS-ABLE"), "{body}");
    assert!(body.contains("Made up: ") && !body.contains("K7QX-M2PD"));
    assert!(
        body.contains("Does not go yet: the date from which the survey is counted is not known")
    );
    assert!(body.contains("“finish-text”") || body.contains("finish-text, by text"));
    assert!(body.contains("At once, by text, when somebody texts STOP:"));
    assert!(body.contains(
        "As things stand it would not go: the person has not agreed to be reached like this."
    ));
    assert!(body.contains("Four months") && again.contains("First1001"));
    assert!(!again.contains("<h2>Four months</h2>") && again.contains("<h2>Exit</h2>"));
    for code in ["UNUS-ABLE", "UNUSABLE"] {
        let opened = desk.opens(&format!("/c/{code}"), None).await;
        assert_ne!(opened.status, StatusCode::SEE_OTHER, "{code}");
    }
    let opened = desk.opens("/r/UNUSABLEUNUSABLEUNUSABLEUN", None).await;
    assert_eq!(opened.status, StatusCode::NOT_FOUND);
}

/// Anna sent a text, and is answered.
const ANSWERED: &str = "INSERT INTO outbox (once, study_id, participant_id, channel, template, facts, enqueued_at, not_before, \
                        state, attempts) SELECT 'an answer', study_id, id, 'sms', 'text-not-read', '{}', \
                        '2026-09-14 12:00:00+00:00', '2026-09-14 12:00:00+00:00', 'waiting', 0 FROM participant \
                        WHERE study_number = '1001'";

#[tokio::test]
async fn while_no_sender_is_set_up_dev_sees_what_was_written_for_anna_and_eve_does_not() {
    let desk = Desk::open().await;
    desk.enrols("1001", "Anna").await;
    let dev = desk.comes_in("dev@example.org", desk.of_study(Role::Supervisor)).await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let page = of(1, "/messages");
    let before = desk.opens(&page, Some(&dev)).await.body;
    statements::does(desk.db.writer(), ANSWERED).await;

    desk.sends().await;

    let seen = desk.opens(&page, Some(&dev)).await.body;
    let eves = desk.posts(HERE, "number=1001", Some(&eve)).await.body;
    let heading = "What lies in the outbox folder";
    assert!(!before.contains(heading), "nothing was written yet");
    assert!(seen.contains(heading) && seen.contains("By text, Monday 14 September 2026"), "{seen}");
    assert!(seen.contains(".txt") && !seen.contains("07700 900123"), "{seen}");
    assert!(eves.contains("What 1001 reads") && !eves.contains(heading), "{eves}");
}

#[tokio::test]
async fn a_number_that_is_nobodys_or_not_theirs_is_told_at_its_box() {
    let desk = Desk::open().await;
    desk.enrols_at("1001", "anna@example.org", "ashmere").await;
    let ben = desk.enrols_at("1002", "ben@example.org", "calderby").await;
    desk.enrols_elsewhere("1003").await;
    let lee = desk.comes_in("lee@example.org", desk.at_site("ashmere")).await;

    let theirs = desk.posts(HERE, "number=10+01", Some(&lee)).await;
    let others = desk.opens(&of(ben, "/messages"), Some(&lee)).await;

    assert!(theirs.status == StatusCode::OK && theirs.body.contains("First1001"));
    for number in ["1002", "1003", "9999", "%3Cscript%3E"] {
        let nobody = desk.posts(HERE, &format!("number={number}"), Some(&lee)).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}");
        assert!(nobody.body.contains("id=\"number-wrong\""), "{}", nobody.body);
        assert!(nobody.body.contains("Nobody in this study has that study number"));
        assert!(!nobody.body.contains("First100") && !nobody.body.contains("<script"));
    }
    assert_eq!(others.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn eve_sees_what_anna_would_read_without_her_name_and_ada_of_nobody() {
    let desk = Desk::open().await;
    let anna = desk.enrols_at("1001", "anna@example.org", "ashmere").await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let ada = desk.administrator("ada@example.org").await;

    let read = desk.posts(HERE, "number=1001&name=Siobhan", Some(&eve)).await.body;
    let page = desk.opens(&of(anna, "/messages"), Some(&eve)).await;
    let made_up = desk.opens(HERE, Some(&ada)).await.body;
    let one = desk.posts(HERE, "number=1001", Some(&ada)).await;

    assert!(read.contains("You see no names") && read.contains("Siobhan"), "{read}");
    assert!(!read.contains("First1001") && !read.contains(&of(anna, "")));
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(made_up.contains("What people read") && !made_up.contains("name=\"number\""));
    assert_eq!(one.status, StatusCode::FORBIDDEN);
    assert!(!one.body.contains("1001"));
    let audit = desk.posts("/staff/audit", "action=messages+previewed", Some(&ada)).await.body;
    assert!(audit.contains("1001") && audit.contains("to see what they are sent"), "{audit}");
}

#[tokio::test]
async fn ben_reads_messages_of_somebody_made_up_and_no_protocol() {
    let desk = Desk::open().await;
    let ben = desk.comes_in("ben@example.org", desk.of_study(Role::Interviewer)).await;

    let overview = desk.opens("/staff", Some(&ben)).await.body;
    let read = desk.opens(HERE, Some(&ben)).await;
    let protocol = desk.opens("/staff/bridgeway/protocol", Some(&ben)).await;
    let draft = desk.opens(NEXT_MESSAGES, Some(&ben)).await;

    assert!(overview.contains(HERE) && !overview.contains("bridgeway/protocol\""));
    assert!(read.status == StatusCode::OK && read.body.contains("Hi Aisha"), "{}", read.body);
    assert!(!read.body.contains("href=\"/staff/bridgeway/protocol\""), "{}", read.body);
    assert_eq!(protocol.status, StatusCode::FORBIDDEN);
    assert_eq!(draft.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_messages_of_a_draft_are_read_with_what_is_wrong_at_each_before_it_is_published() {
    let desk = Desk::open().await;
    desk.enrols_at("1001", "anna@example.org", "ashmere").await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let reword = |protocol: &mut Protocol| {
        let messages = protocol.messages.as_mut().expect("it has messages");
        for message in &mut messages.messages {
            let sms = message.sms.as_mut().into_iter();
            sms.for_each(|sms| *sms = sms.replace("Hi {first_name}", "Good day {first_name}"));
        }
        let message = messages.messages.iter_mut().find(|one| one.key.as_str() == "finish-text");
        let sms = message.and_then(|message| message.sms.as_mut()).expect("a text");
        *sms = "{sender}: it’s open, {first_name}. {link}".to_owned();
    };

    let none = desk.opens(NEXT_MESSAGES, Some(&eve)).await;
    desk.posts(NEXT, &form(reword, "then=save"), Some(&eve)).await;
    let draft = desk.opens(NEXT, Some(&eve)).await.body;
    let read = desk.opens(NEXT_MESSAGES, Some(&eve)).await.body;
    let one = desk.posts(NEXT_MESSAGES, "number=1001&message=finish-text", Some(&eve)).await.body;
    let held = desk.opens(HERE, Some(&eve)).await.body;

    assert!(none.body.contains("Nobody has saved a draft"), "{}", none.body);
    assert!(draft.contains(NEXT_MESSAGES));
    assert!(read.contains("nobody is sent it before it is published"));
    assert!(read.contains("Good day Aisha") && !held.contains("Good day"));
    for body in [&read, &one] {
        assert!(body.contains("A fault: “finish-text.sms” does not say how to be sent no more"));
        assert!(body.contains("Worth a look: “finish-text.sms”"), "{body}");
        assert!(body.contains("in the wide alphabet"), "{body}");
    }
    assert!(one.contains("What 1001 would read") && !one.contains("Good day"), "what was chosen");
}

#[tokio::test]
async fn a_draft_that_cannot_be_read_leads_to_its_faults() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let seen = protocols::next_files(&protocol());
    let File { name, text } = &seen[0];
    let broken = text.replacen("[[waves]]", "[[waves", 1);
    let coded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let form = format!("file:{name}={}&seen:file:{name}={}&then=save", coded(&broken), coded(text));

    desk.posts(NEXT, &form, Some(&eve)).await.leads_to();
    let read = desk.posts(NEXT_MESSAGES, "number=1001", Some(&eve)).await;

    assert_eq!(read.status, StatusCode::OK);
    assert!(
        read.body
            .contains("Its messages are filled in once the draft is in order. There is 1 fault")
    );
    assert!(read.body.contains(&format!("href=\"{NEXT}\"")), "{}", read.body);
}
