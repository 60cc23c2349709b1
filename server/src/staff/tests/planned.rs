//! The next version of a protocol beside its picture: seen while it is typed, and changed by forms.

use ::surveys::{authoring::File, protocol::Protocol, roles::Role};
use axum::http::StatusCode;
use records::{protocols, studies};

use super::{
    desk::{Desk, form::Form},
    protocol::form,
};

const NEXT: &str = "/staff/bridgeway/protocol/next";
const PICTURE: &str = "/staff/bridgeway/protocol/next/picture";
const WAVE: &str = "/staff/bridgeway/protocol/next/waves/four-month";
const HOURS: &str = "/staff/bridgeway/protocol/next/hours";
const WAVES: &str = "/staff/bridgeway/protocol/next/waves";
const REMINDER: &str = "/staff/bridgeway/protocol/next/waves/four-month/reminder";

async fn saved(desk: &Desk) -> Option<String> {
    let study = studies::all(&desk.db).await.expect("the studies").remove(0);
    let draft = protocols::draft(&desk.db, &study).await.expect("the database")?;
    let own = draft.files.into_iter().map(|one| one.file);
    own.filter(|File { name, .. }| name == "protocol.toml").map(|file| file.text).next()
}

fn later(protocol: &mut Protocol) {
    protocol.waves[1].wave.opens_after = 130;
}

/// As a form sends it, with the day of an opening in words.
fn misspelt() -> String {
    let digits = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let sent = form(|_| {}, "only=beside");
    let (from, to) = (digits("opens_after = 122"), digits("opens_after = soon"));
    assert!(sent.contains(&from));
    sent.replacen(&from, &to, 1)
}

#[tokio::test]
async fn eve_sees_the_picture_of_what_she_types_and_nothing_of_it_is_saved() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;

    let typed = desk.posts(PICTURE, &form(later, "only=beside"), Some(&eve)).await;
    let close = |protocol: &mut Protocol| protocol.waves[1].steps[3].day = 4;
    let close = desk.posts(PICTURE, &form(close, "only=beside"), Some(&eve)).await;
    let misspelt = desk.posts(PICTURE, &misspelt(), Some(&eve)).await;

    assert_eq!(typed.status, StatusCode::OK);
    assert!(typed.body.contains("Days 130 to 186, late until 214"), "{}", typed.body);
    assert!(!typed.body.contains("id=\"faults\"") && !typed.body.contains("<h1"), "parts alone");
    assert!(close.body.contains("4 days after “invitation”"), "with a fault, and drawn");
    assert!(close.body.contains("There is 1 fault"));
    assert!(close.body.contains("data-place=\"file:protocol.toml:"));
    assert!(misspelt.body.contains("The picture is of before"));
    assert!(!misspelt.body.contains("data-part=\"picture\""));
    assert_eq!(saved(&desk).await, None);
}

#[tokio::test]
async fn without_scripts_a_button_shows_the_picture_and_keeps_what_is_typed() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;

    let page = desk.posts(PICTURE, &form(later, ""), Some(&eve)).await;
    let misspelt = misspelt().replace("only=beside", "");
    let unread = desk.posts(PICTURE, &misspelt, Some(&eve)).await;
    desk.posts(NEXT, &form(later, "then=save"), Some(&eve)).await.leads_to();
    let of_saved = desk.posts(PICTURE, &misspelt, Some(&eve)).await;

    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Days 130 to 186") && page.body.contains("opens_after = 130"));
    assert!(page.body.contains("Not saved yet."));
    assert!(unread.body.contains("opens_after = soon"), "what she typed stands in the box");
    assert!(unread.body.contains("of before: of the version that holds"));
    assert!(
        unread.body.contains("Days 122 to 178") && unread.body.contains("id=\"line-protocol-toml-")
    );
    assert!(of_saved.body.contains("of before: of what was saved last"));
    assert!(of_saved.body.contains("Days 130 to 186"));
}

#[tokio::test]
async fn a_contact_is_changed_by_its_form_and_the_rest_of_the_text_stays() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let noted = |protocol: &mut Protocol| later(protocol);
    let typed = form(noted, "then=waves/four-month/reminder");
    let reached = desk.posts(NEXT, &typed, Some(&eve)).await;
    assert_eq!(reached.leads_to(), REMINDER, "what she typed is saved, and then the form opens");
    let before = saved(&desk).await.expect("it is saved");

    let page = desk.opens(REMINDER, Some(&eve)).await.body;
    let filled = Form::on(&page, REMINDER).with("day", "4").with("to", "not_begun");
    let filled = filled.with("sends-sms-at", "18:30").ticking("unless-email", "yes");
    let done = desk.posts(REMINDER, &filled.then("save"), Some(&eve)).await;

    assert_eq!(done.leads_to(), format!("{REMINDER}?done=protocol-saved"));
    let after = saved(&desk).await.expect("it is saved");
    let is_new = |line: &&str| before.lines().all(|one| one != *line);
    let other: Vec<_> = after.lines().filter(is_new).collect();
    let text = "sends = [{ way = \"sms\", at = \"18:30\", message = \"reminder-text\", to_begun = \"finish-text\" }]";
    assert_eq!(other, ["day = 4", text, "to = \"not_begun\"", "unless = [\"email\"]"]);
    let page = desk.opens(REMINDER, Some(&eve)).await.body;
    assert!(page.contains("4 days after “invitation”"), "in the picture's table");
    assert!(page.contains("There is 1 fault"), "other words for who has begun go to nobody");
    let named = format!("<a href=\"{REMINDER}\">Four months, “reminder”: it has other words");
    let of_wave = desk.opens(WAVE, Some(&eve)).await.body;
    assert!(of_wave.contains(&named), "it leads to its form: {of_wave}");
}

#[tokio::test]
async fn two_who_change_one_contact_choose_only_where_both_wrote() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::Evaluator)).await;
    let seen = Form::on(&desk.opens(REMINDER, Some(&carys)).await.body, REMINDER);

    let eves = seen.clone().with("day", "4").then("save");
    desk.posts(REMINDER, &eves, Some(&eve)).await.leads_to();
    let same = seen.clone().with("day", "5");
    let refused = desk.posts(REMINDER, &same.then("save"), Some(&carys)).await;
    let other = seen.with("sends-sms-at", "18:00");
    let done = desk.posts(REMINDER, &other.then("save"), Some(&carys)).await;

    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("The same thing was changed elsewhere"));
    assert!(refused.body.contains("name=\"keep:day\"") && refused.body.contains("value=\"5\""));
    assert_eq!(done.leads_to(), format!("{REMINDER}?done=protocol-saved"));
    let text = saved(&desk).await.expect("of both");
    let both = "day = 4\nsends = [{ way = \"sms\", at = \"18:00\"";
    assert!(text.contains(both), "{text}");
}

#[tokio::test]
async fn a_wave_gets_other_days_and_a_contact_comes_and_goes() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let page = desk.opens(WAVE, Some(&eve)).await.body;
    assert!(page.contains("It asks version 1 of this survey."));
    assert!(page.contains("(empty: without an end)"));
    let baseline = desk.opens(&format!("{WAVES}/baseline"), Some(&eve)).await.body;
    assert!(baseline.contains("(empty: until randomisation, which closes it in any case)"));

    let wrong = Form::on(&page, WAVE).with("opens_after", "soon").then("save");
    let wrong = desk.posts(WAVE, &wrong, Some(&eve)).await;
    let days = Form::on(&page, WAVE).with("opens_after", "130").with("grace", "");
    let days = desk.posts(WAVE, &days.then("save"), Some(&eve)).await;
    let new = Form::on(&page, WAVE).with("key", "last-call").with("day", "55");
    let new = new.with("way", "sms").with("at", "12:00").with("message", "last-week-text");
    let new = new.with("open_for", "57");
    let new = desk.posts(WAVE, &new.then("add"), Some(&eve)).await;

    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("“soon” is no number of days")
            || wrong.body.contains("is no number of days")
    );
    assert_eq!(days.leads_to(), format!("{WAVE}?done=protocol-saved"));
    let contact = format!("{WAVE}/last-call");
    assert_eq!(new.leads_to(), format!("{contact}?done=protocol-saved"));
    let text = saved(&desk).await.expect("it is saved");
    assert!(text.contains("opens_after = 130") && text.contains("key = \"last-call\""));
    assert!(text.contains("open_for = 57"), "what she typed above goes with it");
    let page = desk.opens(&contact, Some(&eve)).await.body;
    let gone = desk.posts(&contact, &Form::on(&page, &contact).then("remove"), Some(&eve)).await;
    assert_eq!(gone.leads_to(), format!("{WAVE}?done=protocol-saved"));
    assert!(!saved(&desk).await.expect("it is saved").contains("last-call"));
    assert_eq!(desk.opens(&contact, Some(&eve)).await.status, StatusCode::NOT_FOUND);
    let late = desk.posts(&contact, &Form::on(&page, &contact).then("save"), Some(&eve)).await;
    assert!(late.body.contains("Somebody took this out"), "{}", late.body);
}

#[tokio::test]
async fn where_the_text_cannot_be_taken_apart_nothing_is_chosen_and_nothing_typed_is_lost() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let ada = desk.administrator("ada@example.org").await;
    let page = desk.opens(REMINDER, Some(&eve)).await.body;
    let filled = Form::on(&page, REMINDER).with("day", "4");
    let digits = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let broken = form(|_| {}, "then=save").replacen(&digits("[[waves]]"), &digits("[[waves]"), 1);
    desk.posts(NEXT, &broken, Some(&eve)).await.leads_to();

    let refused = desk.posts(REMINDER, &filled.then("save"), Some(&eve)).await;

    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("cannot be taken apart"));
    assert!(refused.body.contains("What you typed") && refused.body.contains("Send it again"));
    assert!(refused.body.contains("There is no picture while the text cannot be read"));
    assert_eq!(desk.opens(REMINDER, Some(&ada)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        desk.posts(PICTURE, &form(later, ""), Some(&ada)).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn hours_bank_holidays_and_limits_are_changed_by_their_form_and_a_fault_stands_at_its_box() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let reached = desk.posts(NEXT, &form(later, "then=hours"), Some(&eve)).await;
    assert_eq!(reached.leads_to(), HOURS, "what she typed is saved, and then the form opens");
    let before = saved(&desk).await.expect("it is saved");

    let page = desk.opens(HOURS, Some(&eve)).await.body;
    let filled = Form::on(&page, HOURS).with("phone-weekdays-from", "10:30");
    let filled = filled.with("phone-weekdays-to", "20:15").with("sms-saturday-from", "19:00");
    let filled = filled.with("also", "7 June 2027").with("hours_late", "36");
    let done = desk.posts(HOURS, &filled.then("save"), Some(&eve)).await;

    assert_eq!(done.leads_to(), format!("{HOURS}?done=protocol-saved"));
    let after = saved(&desk).await.expect("it is saved");
    let is_new = |line: &&str| before.lines().all(|one| one != *line);
    let other: Vec<_> = after.lines().filter(is_new).collect();
    let texts = "saturday = { from = \"19:00\", to = \"18:00\" }";
    let calls = "weekdays = { from = \"10:30\", to = \"20:15\" }";
    let days = "also = [\"2027-06-07\"]";
    assert_eq!(other, ["hours_late = 36", texts, calls, "[holidays]", days]);
    let page = desk.opens(HOURS, Some(&eve)).await.body;
    assert!(page.contains("There is 1 fault"));
    let told = "the hours of texts on Saturday end before they begin";
    assert!(page.contains(&format!("<a href=\"{HOURS}#sms-saturday-from\">{told}")), "{page}");
    assert!(page.contains("id=\"sms-saturday-from-wrong\""), "beside its box, too");
    assert!(page.contains("For calls: Monday to Friday 10:30–20:15"), "in the picture");
    assert!(page.contains("Nobody is contacted on these days either: 7 June 2027."));
}

#[tokio::test]
async fn hours_that_cannot_be_taken_are_told_at_their_boxes_and_nothing_is_saved() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let ada = desk.administrator("ada@example.org").await;
    let page = desk.opens(HOURS, Some(&eve)).await.body;

    let filled = Form::on(&page, HOURS).with("hours_between", "two days");
    let filled = filled.with("post-saturday-from", "9:00").with("also", "7 June 2027\nsoon");
    let wrong = desk.posts(HOURS, &filled.then("save"), Some(&eve)).await;

    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("is no number of hours"), "{}", wrong.body);
    assert!(wrong.body.contains("id=\"post-saturday-to-wrong\""));
    assert!(wrong.body.contains("is no day that can be read"));
    assert!(wrong.body.contains("7 June 2027\nsoon"), "what she typed stands in the box");
    assert_eq!(saved(&desk).await, None);
    assert_eq!(desk.opens(HOURS, Some(&ada)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_wave_is_added_by_its_form_and_then_counted_from_another_day() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let ada = desk.administrator("ada@example.org").await;
    let reached = desk.posts(NEXT, &form(later, "then=waves"), Some(&eve)).await;
    assert_eq!(reached.leads_to(), WAVES);
    let page = desk.opens(WAVES, Some(&eve)).await.body;
    assert!(page.contains("Only people with support have one."), "what each anchor means");

    let filled = Form::on(&page, WAVES).with("title", "Six months in work");
    let filled = filled.with("wave-key", "six-month").with("survey", "four-month");
    let filled = filled.with("opens_after", "183").ticking("anchor", "job_start");
    let taken = filled.clone().with("prefix", "w1").then("add");
    let taken = desk.posts(WAVES, &taken, Some(&eve)).await;
    let done = desk.posts(WAVES, &filled.with("prefix", "w3").then("add"), Some(&eve)).await;

    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        taken.body.contains("id=\"prefix-wrong\"") && taken.body.contains("another wave has it")
    );
    let own = format!("{WAVES}/six-month");
    assert_eq!(done.leads_to(), format!("{own}?done=protocol-saved"));
    let page = desk.opens(&own, Some(&eve)).await.body;
    assert!(page.contains("Six months in work in the next version"), "{page}");
    assert!(page.contains("It begins with the latest version"));
    let ended = Form::on(&page, &own).clearing("anchor", "job_start");
    let ended = ended.ticking("anchor", "support_end").then("save");
    desk.posts(&own, &ended, Some(&eve)).await.leads_to();
    assert!(saved(&desk).await.expect("it is saved").contains("anchor = \"support_end\""));
    let page = desk.opens(&own, Some(&eve)).await.body;
    assert!(page.contains("id=\"anchor-wrong\""), "one arm alone has it: {page}");
    let apart = Form::on(&page, &own).clearing("outcomes", "yes").then("save");
    desk.posts(&own, &apart, Some(&eve)).await.leads_to();
    assert!(saved(&desk).await.expect("it is saved").contains("outcomes = false"));
    assert!(!desk.opens(&own, Some(&eve)).await.body.contains("id=\"anchor-wrong\""));
    assert_eq!(desk.opens(WAVES, Some(&ada)).await.status, StatusCode::FORBIDDEN);
}
