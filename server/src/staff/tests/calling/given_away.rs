//! A participant who is given to somebody else in the middle of an interview.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::{CALLS, LIST, Room};
use crate::staff::tests::statements;

/// Ivy was told Anna's birthday ten minutes ago.
const ON_THE_LINE: &str = "INSERT INTO interview (participant_id, wave_key, staff_id, wrong_tries, checked_at) SELECT participant_id, \
                           wave_key, last_leased_to, 0, '2026-09-14T11:50:00+00:00' FROM call_case";

/// A page of the interview that Ivy was in.
const PAGE: &str = "/staff/bridgeway/participants/1/interview/baseline/pages/dob";

#[tokio::test]
async fn sue_is_told_that_ivy_has_anna_on_the_line_before_she_gives_her_away_and_ivy_is_told_then()
{
    let room = Room::is_given().await;
    statements::does(room.desk.db.writer(), ON_THE_LINE).await;
    room.desk.comes_in("ian@example.org", room.desk.of_study(Role::Interviewer)).await;
    let (number, _) = room.desk.role_of("ian@example.org").await;
    let list = room.sue_posts(LIST, "then=show&which=all").await;
    assert!(list.body.contains("has them on the line, since 12:50pm"), "{}", list.body);

    let gives = format!("then=reassign&case=1&interviewer={number}");
    let asked = room.sue_posts(LIST, &gives).await;

    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["An interview goes on", "Give it although they are on the line"] {
        assert!(asked.body.contains(told), "{told}: {}", asked.body);
    }
    let given = room.sue_posts(LIST, &format!("{gives}&although=yes")).await;
    assert_eq!(given.leads_to(), format!("{LIST}?done=case-reassigned"));
    let typed = "then=next&dob_day=4&dob_month=5&dob_year=1980";
    let lost = room.ivy_posts(PAGE, typed).await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    for told in [
        "Somebody else was given this participant",
        "tell your supervisor that you rang",
        "Send it again",
        "target=\"_blank\">Go to “Calls”",
    ] {
        assert!(lost.body.contains(told), "{told}: {}", lost.body);
    }
}

#[tokio::test]
async fn ivy_who_only_looks_once_anna_was_given_away_reads_how_it_stands_and_of_nothing_unsaved() {
    let room = Room::is_given().await;
    statements::does(room.desk.db.writer(), ON_THE_LINE).await;
    room.desk.comes_in("ian@example.org", room.desk.of_study(Role::Interviewer)).await;
    let (number, _) = room.desk.role_of("ian@example.org").await;
    let gives = format!("then=reassign&case=1&interviewer={number}&although=yes");
    room.sue_posts(LIST, &gives).await;

    let looked = room.desk.opens(PAGE, Some(&room.ivy)).await;

    assert_eq!(looked.status, StatusCode::NOT_FOUND);
    let (now, kept) = ("Somebody else looks after this participant now", "What you saved is kept");
    let to_calls = format!("<a href=\"{CALLS}\">Go to “Calls”");
    for told in [now, kept, &to_calls] {
        assert!(looked.body.contains(told), "{told}: {}", looked.body);
    }
    let asks = format!("<form method=\"post\" action=\"{CALLS}\"");
    assert!(looked.body.contains(&asks), "{}", looked.body);
    let next = room.ivy_posts(CALLS, "then=next").await;
    assert!(next.body.contains("Nobody is to be rung now"), "{}", next.body);
    for untrue in ["Somebody else was given", "send it again", "is not saved"] {
        assert!(!looked.body.contains(untrue), "{untrue}: {}", looked.body);
    }
}
