//! What Sue does, who looks after Ivy and Ian: cases, rules, rates and figures.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::{CALL, CALLS, FIGURES, LIST, RATES, RULES, Room};
use crate::staff::tests::{
    desk::{Desk, form::Form},
    statements,
};

const INTERVIEWED: &str = "INSERT INTO call_attempt (case_id, number, line, line_mark, dialled_at, ended_at, outcome, staff_id) \
                           SELECT id, 1, 0, 'a mark', '2026-09-14 12:00:00+00:00', '2026-09-14 12:00:00+00:00', \
                           'COMP_TEL', last_leased_to FROM call_case";

#[tokio::test]
async fn a_supervisor_sees_who_has_a_case_takes_it_back_and_gives_it_to_somebody() {
    let room = Room::is_given().await;
    let ian = room.desk.comes_in("ian@example.org", room.desk.of_study(Role::Interviewer)).await;
    let (number, _) = room.desk.role_of("ian@example.org").await;

    let list = room.sue_posts(LIST, "then=show&which=now").await;
    assert!(list.body.contains("1001") && list.body.contains("Take it back"), "{}", list.body);
    assert!(!list.body.contains("07700"), "{}", list.body);
    let follows = "loses it at once, also in the middle of an interview";
    assert!(list.body.contains(follows), "it is told before: {}", list.body);
    assert!(list.body.contains("aria-describedby=\"release-1\""), "{}", list.body);
    let nobody = room.sue_posts(LIST, "then=reassign&case=1").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.body.contains("Choose an interviewer"), "{}", nobody.body);
    let free = Form::on(&list.body, LIST).with("which", "now").with("case", "1").then("release");
    let free = room.sue_posts(LIST, &free).await;
    assert_eq!(free.leads_to(), format!("{LIST}?done=case-released&which=now&after=0"));
    let still = room.desk.opens(free.leads_to(), Some(&room.sue)).await;
    assert!(still.body.contains("1001"), "those to ring now stay shown: {}", still.body);
    let given = room.sue_posts(LIST, &format!("then=reassign&case=1&interviewer={number}")).await;
    assert_eq!(given.leads_to(), format!("{LIST}?done=case-reassigned"));

    let ivys = room.ivy_posts(CALLS, "then=next").await;
    assert!(ivys.body.contains("Nobody is to be rung now"), "{}", ivys.body);
    assert_eq!(room.desk.posts(CALLS, "then=next", Some(&ian)).await.leads_to(), CALL);
}

#[tokio::test]
async fn who_is_not_able_to_answer_waits_until_a_supervisor_gives_them_back() {
    let room = Room::is_given().await;
    room.ivy_posts(CALL, "then=record&outcome=UNABLE&dialled=13:00").await;

    let list = room.desk.opens(LIST, Some(&room.sue)).await;
    assert!(list.body.contains("A supervisor decides"), "{}", list.body);
    assert!(list.body.contains("May be rung again"), "{}", list.body);
    let back = room.sue_posts(LIST, "then=give-back&case=1").await;

    assert_eq!(back.leads_to(), format!("{LIST}?done=case-given-back"));
    let list = room.desk.opens(LIST, Some(&room.sue)).await;
    assert!(!list.body.contains("May be rung again"), "{}", list.body);
}

#[tokio::test]
async fn a_supervisor_changes_the_rules_by_a_form_and_each_version_says_who_and_why() {
    let room = Room::opens().await;
    let page = room.desk.opens(RULES, Some(&room.sue)).await;
    assert!(page.body.contains("these are the usual ones"), "{}", page.body);
    let form = Form::on(&page.body, RULES);
    assert_eq!((form.says("most.a_wave"), form.says("hours.weekdays.from")), ("8", "09:00"));

    let same = room.sue_posts(RULES, &form.clone().then("")).await;
    assert_eq!(same.leads_to(), format!("{RULES}?done=call-rules-same"));
    let same = room.desk.opens(same.leads_to(), Some(&room.sue)).await;
    assert!(same.body.contains("Nothing is changed"), "{}", same.body);
    assert!(same.body.contains("these are the usual ones"), "{}", same.body);
    let many = form.clone().with("most.a_wave", "99").with("lease_minutes", "100000");
    let many = room.sue_posts(RULES, &many.then("")).await;
    assert!(many.body.contains("Write a smaller number"), "{}", many.body);
    let many = room.sue_posts(RULES, &form.clone().with("most.a_wave", "99").then("")).await;
    assert!(many.body.contains("Write 8 or less"), "{}", many.body);
    let few = form.clone().with("most.a_day", "9");
    let few = room.sue_posts(RULES, &few.then("")).await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(few.body.contains("more than about one survey"), "{}", few.body);
    let first = room.sue_posts(RULES, &form.clone().with("most.a_wave", "7").then("")).await;
    assert_eq!(first.leads_to(), format!("{RULES}?done=call-rules"));
    let late = room.sue_posts(RULES, &form.with("most.a_wave", "6").then("")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("Somebody set version 1 while you wrote"), "{}", late.body);
    assert!(late.body.contains("Holds now: 7"), "{}", late.body);
    let form = Form::on(&late.body, RULES);
    assert_eq!(form.says("most.a_wave"), "6", "what was typed is still there");

    let silent = room.sue_posts(RULES, &form.then("")).await;
    assert!(silent.body.contains("Write why the rules change"), "{}", silent.body);
    let second = form.with("reason", "Six is enough").then("");
    assert_eq!(room.sue_posts(RULES, &second).await.status, StatusCode::SEE_OTHER);

    let page = room.desk.opens(RULES, Some(&room.sue)).await;
    for told in ["Version 2 holds", "Six is enough", "Somebody Invented"] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
}

#[tokio::test]
async fn of_two_boxes_of_the_rules_with_the_same_fault_each_is_named() {
    let room = Room::opens().await;
    let page = room.desk.opens(RULES, Some(&room.sue)).await;
    let form = Form::on(&page.body, RULES);

    let words = form.with("most.a_wave", "many").with("delays.refusal_days", "some").then("");
    let words = room.sue_posts(RULES, &words).await;

    assert_eq!(words.status, StatusCode::UNPROCESSABLE_ENTITY);
    for named in ["Calls about one survey, at most", "Days after a refusal"] {
        let told = format!("{named}: Write a whole number, such as 3");
        assert!(words.body.contains(&told), "{told}: {}", words.body);
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_hours_of_a_day_stands_at_the_boxes_of_that_day() {
    let room = Room::opens().await;
    let page = room.desk.opens(RULES, Some(&room.sue)).await;
    let form = Form::on(&page.body, RULES);

    let words = form.with("hours.saturday.from", "18:00").with("hours.sunday.from", "10:00");
    let words = room.sue_posts(RULES, &words.with("hours.sunday.to", "12:00").then("")).await;

    assert_eq!(words.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (at, told) in [
        ("hours.saturday.from", "Calls, Saturday, from: Write a time earlier than “until”"),
        ("appointments.sunday.from", "Appointments, Sunday, from: Write hours at least as wide"),
    ] {
        assert!(words.body.contains(&format!("<a href=\"#{at}\">{told}")), "{at}: {}", words.body);
    }
    assert!(!words.body.contains("Monday to Friday, from: Write"), "{}", words.body);
}

#[tokio::test]
async fn a_supervisor_reads_what_a_survey_came_to_by_the_end_of_a_day() {
    let room = Room::opens().await;

    let open = room.sue_posts(RATES, "then=rate&day=2026-09-15").await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Choose a survey", "not after today"] {
        assert!(open.body.contains(words), "{words}: {}", open.body);
    }
    let rated = room.sue_posts(RATES, "then=rate&wave=baseline&day=2026-09-14").await;

    assert_eq!(rated.status, StatusCode::OK, "{}", rated.body);
    for words in ["Not contacted (NC)", "0.0000", "Everybody to whom this survey was open"] {
        assert!(rated.body.contains(words), "{words}: {}", rated.body);
    }
}

#[tokio::test]
async fn a_supervisor_reads_what_each_interviewer_did_and_an_interviewer_does_not() {
    let room = Room::is_given().await;
    room.ivy_posts(CALL, "then=record&outcome=NOANS&dialled=13:00").await;

    let asks = room.desk.opens(FIGURES, Some(&room.sue)).await;
    assert!(!asks.body.contains("role=\"img\""), "nothing is worked out yet: {}", asks.body);
    let page = room.sue_posts(FIGURES, &Form::on(&asks.body, FIGURES).then("figure")).await;

    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for told in ["All surveys", "14 September 2026", "Somebody Invented", "0.0%", "role=\"img\""] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    assert!(!page.body.contains("1001") && !page.body.contains("Anna"), "{}", page.body);
    let before = room.sue_posts(FIGURES, "then=figure&wave=baseline&day=2026-09-13").await;
    assert!(before.body.contains("Nobody had rung anybody by then."), "{}", before.body);
    let open = room.sue_posts(FIGURES, "then=figure&wave=tenth&day=2026-09-15").await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Choose a survey of the study", "not after today"] {
        assert!(open.body.contains(words), "{words}: {}", open.body);
    }
    assert_eq!(room.desk.opens(FIGURES, Some(&room.ivy)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn somebody_is_found_by_study_number_however_they_stand_and_stays_shown_after_a_press() {
    let room = Room::is_given().await;
    let waiting = room.desk.opens(&format!("{LIST}?which=waiting"), Some(&room.sue)).await;
    assert!(!waiting.body.contains(">1001<"), "she waits for nobody: {}", waiting.body);
    let unasked = room.desk.opens(LIST, Some(&room.sue)).await;
    assert!(unasked.body.contains(">1001<"), "those that there are: {}", unasked.body);
    for part in ["01", "07700+900123", "7700900123"] {
        let found = room.sue_posts(LIST, &format!("then=show&number={part}")).await;
        assert!(found.body.contains(">1001<"), "{part}: {}", found.body);
    }

    let found = room.sue_posts(LIST, "then=show&number=10-01").await;
    assert!(found.body.contains(">1001<"), "{}", found.body);
    let free = room.sue_posts(LIST, "then=release&number=10-01&case=1").await;
    assert_eq!(free.leads_to(), format!("{LIST}?done=case-released&beside=1"));
    let still = room.desk.opens(free.leads_to(), Some(&room.sue)).await;
    assert!(still.body.contains(">1001<"), "{}", still.body);
    assert_eq!(Form::on(&still.body, LIST).says("number"), "1001", "whom she looked for");

    let nobody = room.sue_posts(LIST, "then=show&number=1999").await;
    assert!(nobody.body.contains("Nobody who is rung has this number"), "{}", nobody.body);
    let none = room.desk.opens(&format!("{LIST}?beside=99"), Some(&room.sue)).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_list_without_anybody_says_who_comes_onto_it() {
    let desk = Desk::open().await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;

    let list = desk.opens(LIST, Some(&sue)).await;

    let why =
        "Nobody has come to a step by telephone yet. Whoever does is on this list from then on";
    assert!(list.body.contains(why), "{}", list.body);
}

#[tokio::test]
async fn a_supervisor_writes_down_that_somebody_was_rung_again_and_reads_it_beside_the_case() {
    let room = Room::is_given().await;
    statements::does(room.desk.db.writer(), INTERVIEWED).await;
    let page = room.sue_posts(FIGURES, "then=figure").await;
    assert!(page.body.contains("Somebody was rung again"), "{}", page.body);
    let form = Form::on(&page.body, FIGURES).with("case", "1");

    let open = room.sue_posts(FIGURES, &form.then("verify")).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(open.body.contains("Choose what you heard"), "{}", open.body);
    let form = form.with("finding", "not_well");
    let none = room.sue_posts(FIGURES, &form.clone().with("case", "7").then("verify")).await;
    assert!(none.body.contains("There is no case with this number"), "{}", none.body);
    let written = room.sue_posts(FIGURES, &form.then("verify")).await;

    let shown = format!("{FIGURES}?done=interview-verified&wave=&day=2026-09-14");
    assert_eq!(written.leads_to(), shown);
    let page = room.desk.opens(&shown, Some(&room.sue)).await;
    let heard = "something was not well, 14 September 2026, Somebody Invented";
    assert!(page.body.contains(heard), "{}", page.body);
    let well = "then=verify&case=1&finding=well&wave=&day=2026-09-14";
    let asked = room.sue_posts(FIGURES, well).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "it is asked first");
    assert!(asked.body.contains("Say whether that is settled"), "{}", asked.body);
    let settled = room.sue_posts(FIGURES, &format!("{well}&settled=yes")).await;
    assert_eq!(settled.leads_to(), shown);
}
