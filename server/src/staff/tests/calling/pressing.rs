//! What a press comes to that was one too many, or too soon.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::{CALL, LIST, Room, SENT_ONLINE};
use crate::staff::tests::statements;

#[tokio::test]
async fn whoever_presses_twice_writes_down_one_call_and_is_told_that_it_is_written_down() {
    let room = Room::is_given().await;
    let record = "then=record&outcome=NOANS&dialled=13:00&note=A+dog+barked";
    room.ivy_posts(CALL, record).await;

    let again = room.ivy_posts(CALL, record).await;

    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    for told in ["The call is written down", "Monday 14 September 2026, 5pm", "1 call"] {
        assert!(again.body.contains(told), "{told}: {}", again.body);
    }
    assert!(!again.body.contains("is not written down"), "{}", again.body);
    let calls = room.sue_posts(&format!("{LIST}/1"), "then=correct").await;
    assert!(!calls.body.contains("Call 2"), "{}", calls.body);
}

#[tokio::test]
async fn whom_nobody_rings_any_more_is_given_to_no_interviewer() {
    let room = Room::is_given().await;
    statements::does(room.desk.db.writer(), SENT_ONLINE).await;
    room.desk.comes_in("ian@example.org", room.desk.of_study(Role::Interviewer)).await;
    let (number, _) = room.desk.role_of("ian@example.org").await;

    let gives = format!("then=reassign&case=1&interviewer={number}");
    let refused = room.sue_posts(LIST, &gives).await;

    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    let words = "Nobody rings them about this survey any more";
    assert!(refused.body.contains(words), "{}", refused.body);
    let ivys = room.desk.opens(CALL, Some(&room.ivy)).await;
    assert_eq!(ivys.status, StatusCode::OK, "she still has to write her call down");
}

#[tokio::test]
async fn an_appointment_between_two_equal_times_is_refused_beside_the_second() {
    let room = Room::is_given().await;
    let same = "then=record&outcome=APPT_SOFT&dialled=13:00&day=2026-09-15&from=10:00&until=10:00";

    let refused = room.ivy_posts(CALL, same).await;

    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["The second time is the same as the first", "href=\"#until\""] {
        assert!(refused.body.contains(told), "{told}: {}", refused.body);
    }
}

#[tokio::test]
async fn whoever_goes_back_to_a_case_that_they_wrote_down_reads_so_and_is_led_to_calls() {
    let room = Room::is_given().await;
    room.ivy_posts(CALL, "then=record&outcome=NOANS&dialled=13:00").await;

    let back = room.desk.opens(CALL, Some(&room.ivy)).await;

    assert_eq!(back.status, StatusCode::NOT_FOUND);
    for told in ["This case is not yours, or not any more", "href=\"../calls\""] {
        assert!(back.body.contains(told), "{told}: {}", back.body);
    }
    assert!(!back.body.contains("1001"), "{}", back.body);
    let none = room.desk.opens("/staff/bridgeway/calls/99", Some(&room.ivy)).await;
    assert!(none.body.contains("This case is not yours"), "no case is told apart: {}", none.body);
}
