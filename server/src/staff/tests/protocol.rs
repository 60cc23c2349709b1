//! A protocol on the staff site: read by whoever reads surveys, written by evaluators of the study.

use ::surveys::{
    authoring::File, messages::Messages, protocol::Protocol, roles::Role, typed::Typed,
};
use axum::http::StatusCode;
use records::{auth::By, consent, links, protocols, staff, studies};

use super::{
    desk::{Desk, noon, protocol::protocol},
    statements,
};

const HERE: &str = "/staff/bridgeway/protocol";

/// The form of the next version, in which this was done to what holds.
pub(super) fn form(change: impl FnOnce(&mut Protocol), more: &str) -> String {
    written_over(&protocols::next_files(&protocol()), change, more)
}

/// The same where these files were seen.
pub(super) fn written_over(
    seen: &[File],
    change: impl FnOnce(&mut Protocol),
    more: &str,
) -> String {
    let mut next = Protocol { version: 2, ..protocol() };
    change(&mut next);
    let own = File { name: "protocol.toml".to_owned(), text: next.written() };
    let words = next.messages.iter().flat_map(Messages::files);
    let field = |File { name, text }: File| {
        let before = seen.iter().find(|file| file.name == name);
        let before = before.map_or("", |file| &file.text);
        format!("file:{name}={}&seen:file:{name}={}&", encoded(&text), encoded(before))
    };
    let fields: String = std::iter::once(own).chain(words).map(field).collect();
    format!("{fields}{more}")
}

/// As a form sends it.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn versions(desk: &Desk) -> Vec<u32> {
    let study = studies::all(&desk.db).await.expect("the studies").remove(0);
    let all = protocols::versions(&desk.db, &study).await.expect("the versions");
    all.iter().map(|one| one.protocol.version).collect()
}

#[tokio::test]
async fn an_evaluator_sees_when_each_survey_is_open_and_what_is_sent_in_a_picture_and_in_words() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;

    let overview = desk.opens("/staff", Some(&eve)).await.body;
    let page = desk.opens(HERE, Some(&eve)).await.body;

    assert!(overview.contains(HERE));
    assert!(page.contains("Version 1 holds since "));
    assert!(page.contains("opens 122 days after randomisation; open for 56 days"));
    assert!(page.contains("Days 122 to 178, late until 206"), "on the picture");
    assert!(page.contains("days 3 to 7: reminder"), "on the picture of the wave");
    assert!(page.contains("3 days after “invitation”"), "and in the table");
    assert!(!page.contains("Worth a look"));
}

#[tokio::test]
async fn a_message_is_read_as_somebody_made_up_would_with_what_a_text_costs() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let messages = format!("{HERE}/messages");

    let all = desk.opens(&messages, Some(&eve)).await.body;
    let form = "wave=four-month&message=reminder-text&name=Si%C3%A2n";
    let one = desk.posts(&messages, form, Some(&eve)).await.body;
    let none = desk.posts(&messages, "wave=baseline&message=reminder-text", Some(&eve)).await.body;

    assert!(all.contains("At once, by text, when somebody texts STOP:"));
    assert!(all.contains("When somebody who sent a survey is given their voucher"));
    assert!(all.contains("Please use it by "), "the voucher is read whole");
    assert!(all.contains("It takes 144 of 160 places, 1 part. To somebody called Siân: "));
    assert!(one.contains("in the wide alphabet") && one.contains("Siân"));
    assert!(one.contains("Four months, “reminder”: from day 3 on"));
    assert!(!one.contains("<h2 id=\"invitation\""), "only the one that was chosen");
    assert!(none.contains("No such message is sent about this survey."));
}

#[tokio::test]
async fn what_would_change_is_seen_first_and_published_with_a_reason() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let next = format!("{HERE}/next");
    let change = |protocol: &mut Protocol| {
        protocol.waves[1].steps[3].day = 8;
        let messages = protocol.messages.as_mut().expect("it has messages");
        messages.button = Some("Begin your survey".to_owned());
    };

    let begun = desk.opens(&next, Some(&eve)).await.body;
    let saved = desk.posts(&next, &form(change, "then=save"), Some(&eve)).await;
    let seen = desk.opens(&next, Some(&eve)).await;
    let unsaid = desk.posts(&next, &form(change, "then=publish&reason="), Some(&eve)).await;
    let before = versions(&desk).await;
    let said = "then=publish&reason=The+panel+asked";
    let done = desk.posts(&next, &form(change, said), Some(&eve)).await;

    assert!(
        begun.contains("version = 2") && begun.contains("sender = &quot;Bridgeway Study&quot;")
            || begun.contains("sender = \"Bridgeway Study\""),
        "{begun}"
    );
    assert_eq!(saved.leads_to(), format!("{next}?done=protocol-saved"));
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    assert!(seen.body.contains("What it changes since version 1, which holds"));
    assert!(seen.body.contains("Four months, “why-it-matters”"));
    assert!(seen.body.contains("8 days after “invitation”; before: 7 days after “invitation”"));
    assert!(seen.body.contains("What it would do"), "{}", seen.body);
    assert!(seen.body.contains(">moved<") && seen.body.contains(">reworded<"));
    assert!(unsaid.body.contains("Write why, for whoever reads it later"));
    assert_eq!(before, [1], "nothing was published by looking");
    let version = format!("{HERE}/versions/2");
    assert_eq!(done.leads_to(), format!("{version}?done=protocol-published"));
    assert_eq!(versions(&desk).await, [2, 1]);
    let page = desk.opens(&version, Some(&eve)).await.body;
    assert!(page.contains("Since version 1") && page.contains("The panel asked"));
    let files = desk.opens(&format!("{version}/files"), Some(&eve)).await;
    assert_eq!(files.status, StatusCode::OK);
}

/// Anna agreed to texts, and was randomised a week ago.
async fn anna_is_randomised(desk: &Desk) {
    desk.enrols("EX-0001", "Anna").await;
    let who = links::open(&desk.db, &desk.link("EX-0001").await, None, noon()).await.unwrap();
    let mut agreed = Typed::default();
    for statement in who.study().consent.on_the_web() {
        let answer = if statement.ways.is_empty() { "yes" } else { "contact_sms" };
        agreed.add(statement.code.clone(), answer);
    }
    consent::give(&desk.db, &who, &agreed, noon()).await.unwrap();
    let allocated = "INSERT INTO allocation (participant_id, arm, cohort, randomised_on, recorded_at) SELECT id, 'T', 1, \
                     '2026-09-07', '2026-09-07 12:00:00+00:00' FROM participant WHERE study_number = 'EX-0001'";
    statements::does(desk.db.writer(), allocated).await;
}

#[tokio::test]
async fn whom_it_would_change_something_for_is_told_to_sue_who_looks_after_the_messages_as_well() {
    let desk = Desk::open().await;
    anna_is_randomised(&desk).await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let (id, _) = desk.role_of("sue@example.org").await;
    let writes = desk.of_study(Role::Evaluator);
    staff::give_role(&desk.db, By::CommandLine, id, writes, noon()).await.unwrap();
    let next = format!("{HERE}/next");
    let later = form(|protocol| protocol.waves[1].wave.opens_after = 130, "then=save");
    desk.posts(&next, &later, Some(&eve)).await;

    let [eves, sues] =
        [desk.opens(&next, Some(&eve)).await.body, desk.opens(&next, Some(&sue)).await.body];

    assert!(eves.contains("It changes something for 1 of 1 person: "), "{eves}");
    assert!(!eves.contains("EX-0001") && !eves.contains("For whom"), "{eves}");
    assert!(sues.contains("It changes something for 1 of 1 person: "), "{sues}");
    assert!(sues.contains("For whom") && sues.contains("EX-0001"), "{sues}");
}

#[tokio::test]
async fn a_fault_is_told_where_it_stands_and_nothing_is_lost_or_published() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let next = format!("{HERE}/next");
    let silent = |protocol: &mut Protocol| {
        let messages = protocol.messages.as_mut().expect("it has messages");
        for message in &mut messages.messages {
            let sms = message.sms.as_mut().into_iter();
            sms.for_each(|sms| *sms = sms.replace(" Text STOP to opt out", ""));
        }
    };

    desk.posts(&next, &form(silent, "then=save"), Some(&eve)).await.leads_to();
    let seen = desk.opens(&next, Some(&eve)).await.body;
    let said = "then=publish&reason=Shorter";
    let refused = desk.posts(&next, &form(silent, said), Some(&eve)).await;

    assert!(seen.contains("does not say how to be sent no more texts"));
    assert!(seen.contains("href=\"#line-messages-en-toml-") && seen.contains("Fault: "));
    assert!(!seen.contains("Publish, so that it holds"));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("does not say how to be sent no more texts"));
    assert_eq!(versions(&desk).await, [1]);
}

#[tokio::test]
async fn ada_reads_the_protocol_and_does_not_write_it_and_dev_does_neither() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let dev = desk.comes_in("dev@example.org", desk.of_study(Role::Supervisor)).await;

    let page = desk.opens(HERE, Some(&ada)).await;
    let next = desk.opens(&format!("{HERE}/next"), Some(&ada)).await;
    let his = desk.opens(HERE, Some(&dev)).await;

    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("Write the next version"));
    assert_eq!(next.status, StatusCode::FORBIDDEN);
    assert_eq!(his.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn eve_is_given_a_place_for_messages_in_another_language() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let next = format!("{HERE}/next");

    let strange = desk.posts(&next, &form(|_| {}, "then=add/%3Cb%3E"), Some(&eve)).await;
    let strange = desk.opens(strange.leads_to(), Some(&eve)).await.body;
    let added = desk.posts(&next, &form(|_| {}, "then=add/ar"), Some(&eve)).await;
    let added = desk.opens(added.leads_to(), Some(&eve)).await.body;

    assert!(added.contains("name=\"file:messages.ar.toml\""), "{added}");
    assert!(added.contains("to = &quot;&quot;") || added.contains("to = \"\""), "to translate");
    assert!(added.contains("messages.ar.toml, line "), "what is missing is told");
    assert!(!strange.contains("name=\"file:messages.<b>") && strange.contains("messages.en.toml"));
    assert_eq!(versions(&desk).await, [1]);
}

#[tokio::test]
async fn an_evaluator_rehearses_the_protocol_and_nobody_of_the_study_is_written_to() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let rehearsal = format!("{HERE}/rehearsal");

    let asked = desk.opens(&rehearsal, Some(&eve)).await.body;
    let many = desk.posts(&rehearsal, "participants=51&days=ten&seed=", Some(&eve)).await.body;
    let form = "participants=3&days=200&seed=7";
    let once = desk.posts(&rehearsal, form, Some(&eve)).await.body;
    let again = desk.posts(&rehearsal, form, Some(&eve)).await.body;

    assert!(asked.contains("How many people to invent"));
    assert!(many.contains("Write a number from 1 to 50"));
    assert!(many.contains("Write a number from 1 to 800"), "all that is wrong at once");
    assert!(many.contains("Write a whole number, such as 1"));
    assert!(once.contains("3 invented people from "));
    assert!(once.contains("Every message is accounted for, and none was sent twice."));
    assert!(once.contains("invitation by email, sent"), "each message with what became of it");
    assert!(once == again, "the same seed rehearses the same");
}
