//! What Sue reads of calls that were made, and puts right.

use axum::http::StatusCode;

use super::{CALL, LIST, Room};
use crate::staff::tests::statements;

const CALLS_OF_ANNA: &str = "/staff/bridgeway/participants/1/calls";

#[tokio::test]
async fn a_supervisor_reads_the_note_and_who_answered_before_they_decide_and_an_interviewer_does_not()
 {
    let room = Room::is_given().await;
    let unable = "then=record&outcome=UNABLE&dialled=13:00&answered=13:00&who=partner\
                  &note=Ask+again+%3Cafter%3E+the+summer";
    let written = room.ivy_posts(CALL, unable).await;
    assert!(written.body.contains("The call is written down"), "{}", written.body);

    let list = room.desk.opens(LIST, Some(&room.sue)).await;
    assert!(list.body.contains(CALLS_OF_ANNA), "{}", list.body);
    assert!(list.body.contains("Last call: "), "{}", list.body);
    assert!(!list.body.contains("after the summer"), "{}", list.body);
    let page = room.desk.opens(CALLS_OF_ANNA, Some(&room.sue)).await;

    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for told in [
        "Calls to participant 1001",
        "Ask again &lt;after&gt; the summer",
        "Their husband, wife or partner",
        "Written down by Somebody Invented",
        "May be rung again",
    ] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    assert!(!page.body.contains("07700") && !page.body.contains("Anna"), "{}", page.body);
    let anna = room.desk.opens("/staff/bridgeway/participants/1", Some(&room.sue)).await;
    assert!(anna.body.contains(CALLS_OF_ANNA), "{}", anna.body);
    let ivys = room.desk.opens(CALLS_OF_ANNA, Some(&room.ivy)).await;
    assert_eq!(ivys.status, StatusCode::FORBIDDEN);
    let nobody = room.desk.opens("/staff/bridgeway/participants/99/calls", Some(&room.sue)).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_supervisor_puts_right_how_a_call_ended_and_an_interviewer_cannot() {
    let room = Room::is_given().await;
    room.ivy_posts(CALL, "then=record&outcome=REF_SOFT&dialled=13:00").await;
    let of_case = format!("{LIST}/1");
    let list = room.sue_posts(LIST, "then=show&number=1001").await;
    assert!(list.body.contains(&format!("href=\"{of_case}\"")), "{}", list.body);
    let page = room.desk.opens(&of_case, Some(&room.sue)).await;
    assert!(page.body.contains("Call 1: Would rather not"), "{}", page.body);

    let wrong = [
        ("then=correct", "Choose a call"),
        ("then=correct&call=1", "Choose how the call ended"),
        ("then=correct&call=2&outcome=NOANS", "Choose one of the calls"),
        ("then=correct&call=1&outcome=REF_SOFT", "This is how it ended already"),
        ("then=correct&call=1&outcome=COMP_TEL", "The survey was not sent"),
        ("then=correct&call=1&outcome=APPT_HARD", "Choose a day"),
        ("then=correct&call=1&outcome=DEAD", "Say that you are sure"),
    ];
    for (form, words) in wrong {
        let answer = room.sue_posts(&of_case, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(words), "{form}: {words}: {}", answer.body);
    }
    let right = room.sue_posts(&of_case, "then=correct&call=1&outcome=NOANS").await;

    assert_eq!(right.leads_to(), format!("{of_case}?done=call-corrected"));
    let page = room.desk.opens(right.leads_to(), Some(&room.sue)).await;
    let before = "Would rather not. Put right by";
    for told in ["It is put right", "Call 1: No answer", before, CALLS_OF_ANNA] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    let calls = room.desk.opens(CALLS_OF_ANNA, Some(&room.sue)).await;
    assert!(calls.body.contains(&format!("href=\"{of_case}\"")), "{}", calls.body);
    assert!(calls.body.contains("No answer"), "{}", calls.body);
    assert!(!calls.body.contains("Would rather not"), "{}", calls.body);
    assert_eq!(room.desk.opens(&of_case, Some(&room.ivy)).await.status, StatusCode::FORBIDDEN);
    let none = room.desk.opens(&format!("{LIST}/99"), Some(&room.sue)).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_call_that_a_supervisor_made_themselves_is_put_right_by_another_and_they_are_told_so() {
    let room = Room::is_given().await;
    room.ivy_posts(CALL, "then=record&outcome=REF_SOFT&dialled=13:00").await;
    let (sue, _) = room.desk.role_of("sue@example.org").await;
    let hers = format!("UPDATE call_attempt SET staff_id = {sue}");
    statements::does(room.desk.db.writer(), &hers).await;
    let of_case = format!("{LIST}/1");

    let own = room.sue_posts(&of_case, "then=correct&call=1&outcome=NOANS").await;

    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", own.body);
    let why = "You made this call yourself: another supervisor has to put it right";
    assert!(own.body.contains(why), "{}", own.body);
    let page = room.desk.opens(&of_case, Some(&room.sue)).await;
    assert!(page.body.contains("Call 1: Would rather not"), "{}", page.body);
    assert!(!page.body.contains("Put right by"), "{}", page.body);
}

#[tokio::test]
async fn that_somebody_has_died_is_put_right_once_the_supervisor_says_that_they_are_sure() {
    let room = Room::is_given().await;
    room.ivy_posts(CALL, "then=record&outcome=NOANS&dialled=13:00").await;
    let of_case = format!("{LIST}/1");
    let died = "then=correct&call=1&outcome=DEAD";

    let asked = room.sue_posts(&of_case, died).await;

    assert!(asked.body.contains("Yes, the participant has died"), "{}", asked.body);
    assert!(asked.body.contains("Call 1: No answer"), "nothing is changed: {}", asked.body);
    let sure = room.sue_posts(&of_case, &format!("{died}&sure=yes")).await;
    assert_eq!(sure.leads_to(), format!("{of_case}?done=call-corrected"));
    let page = room.desk.opens(&of_case, Some(&room.sue)).await;
    assert!(page.body.contains("Call 1: Participant has died"), "{}", page.body);
}
