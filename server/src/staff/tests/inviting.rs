//! What administrators are told of an invitation.

use axum::http::StatusCode;
use surveys::roles::Role;

use super::desk::Desk;

const EVE: &str = "email=eve%40example.org&role=evaluator&study=bridgeway";

/// The link on a page, without where it points.
fn link(body: &str) -> Option<&str> {
    let (_, link) = body.split_once("/staff/invitation/")?;
    link.split('<').next()
}

#[tokio::test]
async fn where_messages_reach_people_the_page_says_where_one_went_and_keeps_the_link() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;

    let invited = desk.with_messages().posts("/staff/people", EVE, Some(&ada)).await;

    assert!(invited.body.contains("A message with their link is on its way to "));
    assert!(invited.body.contains("<strong>eve@example.org</strong>"));
    assert_eq!(link(&invited.body), None);
}

#[tokio::test]
async fn where_none_do_the_page_shows_the_link_to_pass_on() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;

    let invited = desk.posts("/staff/people", EVE, Some(&ada)).await;

    assert!(invited.body.contains("No messages leave this site yet"));
    let link = link(&invited.body).expect("a link").to_owned();
    let opened = desk.opens(&format!("/staff/invitation/{link}"), None).await;
    assert_eq!(opened.status, StatusCode::OK);
    assert!(opened.body.contains("eve@example.org"));
}

#[tokio::test]
async fn a_link_that_did_not_arrive_is_shown_on_the_persons_page_while_it_works() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let token = desk.invites("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let (id, _) = desk.role_of("eve@example.org").await;
    let page = format!("/staff/people/{id}");
    assert!(desk.opens(&page, Some(&ada)).await.body.contains("Show their link"));

    let shown = desk.posts(&format!("{page}/link"), "", Some(&ada)).await;

    assert_eq!(link(&shown.body), Some(token.as_str()));
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    assert!(!desk.opens(&page, Some(&ada)).await.body.contains("Show their link"));
    let gone = desk.posts(&format!("{page}/link"), "", Some(&ada)).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert_eq!(link(&gone.body), None);
}
