//! Somebody calls who is another's participant, or whose number another has, too.

use axum::http::StatusCode;
use surveys::roles::Role;

use super::{PEOPLE, Site};
use crate::staff::tests::desk::{Desk, form::Form};

#[tokio::test]
async fn of_somebody_elses_participant_who_calls_it_is_said_that_there_is_one_and_whom_to_tell() {
    let site = Site::open().await;
    site.desk.comes_in("sue@example.org", site.desk.of_study(Role::Supervisor)).await;

    let told = site.posts("", "sought=1002&day=4&month=5").await;
    let other_day = site.posts("", "sought=1002&day=5&month=4").await;
    let no_day = site.posts("", "sought=1002&day=fourth&month=5").await;

    for words in ["you do not look after them", "Somebody Invented", "/complaint"] {
        assert!(told.body.contains(words), "{words}: {}", told.body);
    }
    let form = Form::on(&told.body, PEOPLE);
    let typed = ["sought", "day", "month"].map(|name| form.says(name));
    assert_eq!(typed, ["1002", "4", "5"], "what was typed stays");
    for hidden in ["First1002", "ben@example.org", "1980"] {
        assert!(!told.body.contains(hidden), "{hidden}: {}", told.body);
    }
    assert!(other_day.body.contains("Nobody whom you look after"), "{}", other_day.body);
    assert!(!other_day.body.contains("you do not look after them"), "{}", other_day.body);
    assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_day.body.contains("Write a day and a month as numbers"), "{}", no_day.body);
    let sid = site.desk.comes_in("sid@example.org", site.desk.of_study(Role::Supervisor)).await;
    let nobody = site.desk.posts(PEOPLE, "sought=1999", Some(&sid)).await;
    assert!(nobody.body.contains("Nobody in this study has this"), "{}", nobody.body);
}

#[tokio::test]
async fn when_two_have_one_number_what_was_typed_stays_so_that_the_birthday_can_be_typed_beside() {
    let desk = Desk::open().await;
    for (number, name) in [("1001", "Anna"), ("1002", "Ben")] {
        desk.enrols(number, name).await;
    }
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;

    let found = desk.posts(PEOPLE, "sought=07700+900123", Some(&sue)).await;

    for told in ["More than one person has this", "1001", "1002", "value=\"07700 900123\""] {
        assert!(found.body.contains(told), "{told}: {}", found.body);
    }
    assert!(!found.body.contains("Anna"), "a list names nobody: {}", found.body);
}

#[tokio::test]
async fn a_complaint_is_written_beside_the_participants_page_with_the_study_chosen() {
    let site = Site::open().await;

    let page = site.opens(&format!("/{}", site.anna)).await;

    assert!(page.body.contains("/complaint?study=bridgeway"), "{}", page.body);
    for study in ["bridgeway", "otherway"] {
        let form = site.desk.opens(&format!("/complaint?study={study}"), None).await;
        assert_eq!(Form::on(&form.body, "/complaint").says("study"), study);
    }
}
