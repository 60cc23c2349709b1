//! Holding the messages of every study at once, and releasing them.

use axum::http::StatusCode;
use surveys::roles::Role;

use super::desk::Desk;

const HERE: &str = "/staff/sends";

#[tokio::test]
async fn ada_holds_the_messages_of_every_study_and_sees_what_goes_before_she_releases_them() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let overview = desk.opens("/staff", Some(&ada)).await.body;
    let before = desk.opens(HERE, Some(&ada)).await.body;

    let held = desk.posts(HERE, "then=hold&reason=The+wrong+sender", Some(&ada)).await;

    assert!(overview.contains("Messages of all studies: hold them at once"));
    assert!(before.contains("Hold the messages of every study now"));
    assert_eq!(held.leads_to(), "/staff/sends?done=held");
    let page = desk.opens("/staff/sends?done=held", Some(&ada)).await.body;
    assert!(
        page.contains("Of every study, since") && page.contains("“The wrong sender”"),
        "{page}"
    );
    assert!(
        !page.contains("by staff ") && page.contains(", by Somebody Invented"),
        "she is named: {page}"
    );
    assert!(page.contains("<h3>The Bridgeway Study</h3>"), "{page}");
    assert!(page.contains("Nothing. No message has become due."), "{page}");
    // She is told on every page, and Sue on those of her study, where she cannot end it.
    assert!(desk.opens("/staff/people", Some(&ada)).await.body.contains("href=\"/staff/sends\""));
    let hers = desk.opens("/staff/bridgeway/messages", Some(&sue)).await.body;
    assert!(hers.contains("Messages to participants are held since"));
    assert!(
        hers.contains("is ended by an administrator") && !hers.contains("Release all messages")
    );

    let released = desk.posts(HERE, "then=release", Some(&ada)).await;

    assert_eq!(released.leads_to(), "/staff/sends?done=released");
    let after = desk.opens(HERE, Some(&ada)).await.body;
    assert!(after.contains("Hold the messages of every study now"));
    assert!(!after.contains("are held since"));
}

#[tokio::test]
async fn a_study_that_is_held_by_itself_stays_so_and_nobody_but_an_administrator_holds_all() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    desk.posts("/staff/bridgeway/messages", "then=hold", Some(&sue)).await;
    desk.posts(HERE, "then=hold", Some(&ada)).await;

    let page = desk.opens(HERE, Some(&ada)).await.body;
    let hers = desk.opens(HERE, Some(&sue)).await;
    let posted = desk.posts(HERE, "then=release", Some(&sue)).await;

    assert!(page.contains("it is held by itself as well"), "{page}");
    assert_eq!((hers.status, posted.status), (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
    desk.posts(HERE, "then=release", Some(&ada)).await;
    let messages = desk.opens("/staff/bridgeway/messages", Some(&sue)).await.body;
    assert!(messages.contains("Release all messages"), "{messages}");
}
