//! Words that look like a program, and pages that must run none.

use ::surveys::roles::Role;

use super::desk::{self, Desk};

#[tokio::test]
async fn script_and_sql_in_any_field_are_words_like_others() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E'%3B+DROP+TABLE+staff_member%3B+--";
    let all = |fields: &[&str]| {
        fields.iter().map(|field| format!("{field}={evil}")).collect::<Vec<_>>().join("&")
    };
    let token = desk.invites("dev@example.org", desk.of_study(Role::Evaluator)).await;
    let posts = [
        ("/staff/sign-in".to_owned(), all(&["email", "password"])),
        (format!("/staff/invitation/{token}"), format!("{}&new=short", all(&["name", "again"]))),
        ("/staff/account".to_owned(), all(&["password", "new", "again", "then"])),
        ("/staff/account/sessions".to_owned(), all(&["session"])),
        ("/staff/people".to_owned(), all(&["email", "role", "study", "site"])),
        ("/staff/people".to_owned(), format!("{}&role=evaluator", all(&["email", "study"]))),
        ("/staff/people/1/take-role".to_owned(), all(&["role"])),
        (format!("/staff/people/{evil}/removal"), "sure=yes".to_owned()),
    ];
    for (address, form) in posts {
        let page = desk.posts(&address, &form, Some(&ada)).await;
        assert!(!page.body.contains("<script"), "{address}");
        assert!(page.status.as_u16() < 500, "{address}: {}", page.status);
    }
    assert!(desk.opens("/staff/people", Some(&ada)).await.body.contains("ada@example.org"));

    let name = "name=%3Cscript%3EDev%3C%2Fscript%3E";
    let filled = format!("{name}&new={0}&again={0}", desk::PASSWORD);
    let dev = desk.posts(&format!("/staff/invitation/{token}"), &filled, None).await;
    let dev = desk.opens("/staff", dev.session().as_deref()).await;
    assert!(dev.body.contains("&lt;script&gt;Dev") && !dev.body.contains("<script"));
}

#[tokio::test]
async fn pages_of_staff_are_never_stored_and_run_no_script() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;

    for address in ["/staff", "/staff/account", "/staff/people"] {
        let page = desk.opens(address, Some(&ada)).await;
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(!page.header("content-security-policy").contains("script-src"), "{address}");
        assert_eq!(page.body.matches("<h1>").count(), 1, "{address}");
    }
}
