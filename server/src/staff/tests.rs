//! The staff site at its door, on the embedded database.

pub(super) mod desk;

mod care;

mod elsewhere;

mod inviting;

mod registers;

mod requests;

mod vouchers;

mod packing;

mod protocol;

mod drafted_protocol;

mod planned;

mod participants;

mod interviewing;

mod calling;

mod messages;

mod tracing;

mod overseeing;

mod holding;

mod strange;

mod surveys;

mod stumbling;

mod clicking;

mod arranging;

mod meanwhile;

mod onward;

mod joining;

mod keeping;

mod own_language;

mod translating;

mod half_translated;

mod bringing;

mod licensing;

mod beforehand;

mod walking;

mod between_waves;

mod looking;

mod unreadable;

#[path = "../../../records/tests/databases/statements.rs"]
#[expect(dead_code, reason = "tests of commands use the rest of it")]
mod statements;

use ::surveys::roles::{self, Role};
use app::For;
use axum::http::{Method, StatusCode};

use self::desk::{Desk, Visitor};
use crate::{
    limits::{Rate, Rates},
    router::{HttpSettings, tests::logging},
};

/// Every address, with what may stand in the place of its names.
fn addresses() -> Vec<(Method, String, For, bool)> {
    let pages = super::pages().into_iter().map(|route| (Method::GET, route));
    let posts = super::posts().into_iter().map(|route| (Method::POST, route));
    let ways = super::single_sign_on::ways().into_iter().map(|route| (Method::GET, route));
    let files = super::files().into_iter().map(|route| (Method::GET, route));
    let all = pages.chain(posts).chain(ways).chain(files).map(|(method, route)| {
        let of_study = route.address.contains("{study}");
        let address = route.address.replace("{study}", "bridgeway").replace("{token}", "NONE");
        let address = address.split('/').map(|part| if part.starts_with('{') { "0" } else { part });
        (method, address.collect::<Vec<_>>().join("/"), route.is_for, of_study)
    });
    let mut all: Vec<_> = all.collect();
    // Who signs out has no more to try.
    all.sort_by_key(|(_, address, ..)| address.ends_with("sign-out"));
    all
}

fn should_come_in(visitor: &Visitor, is_for: For, of_study: bool) -> bool {
    match (is_for, visitor.role) {
        (For::Anybody, _) => true,
        (_, None) => false,
        (For::AtTheDoor | For::Staff, Some(_)) => true,
        (For::Whoever(act), Some(role)) => {
            let here = visitor.is_of_study || role == Role::Administrator;
            roles::may(role, act) && (here || !of_study)
        }
    }
}

#[tokio::test]
async fn every_address_lets_in_whom_the_table_says_and_nobody_else() {
    let desk = Desk::open().await;
    let mut wrong = Vec::new();
    for visitor in desk.everybody().await {
        for (method, address, is_for, of_study) in addresses() {
            let answer = desk.asks(&method, &address, "", visitor.session.as_deref()).await;
            let refused = answer.status == StatusCode::FORBIDDEN
                || is_for != For::Anybody && answer.leads_to() == "/staff/sign-in";
            if refused == should_come_in(&visitor, is_for, of_study) {
                let status = answer.status;
                wrong.push(format!("{method} {address} as {}: {status}", visitor.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn an_evaluator_on_an_administrators_page_is_told_what_to_do() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;

    let page = desk.opens("/staff/people", Some(&eve)).await;

    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.body.contains("You cannot open that page"));
    assert!(page.body.contains("ask an administrator to give you the role"));
    assert!(!page.body.contains("eve@example.org"));
}

#[tokio::test]
async fn whoever_asks_for_a_page_of_another_role_is_in_the_log_by_number_and_by_nothing_else() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let (id, _) = desk.role_of("eve@example.org").await;
    logging::listen();

    desk.opens("/staff/people/7", Some(&eve)).await;
    desk.posts("/staff/people/7/removal", "sure=yes", Some(&eve)).await;

    let log = logging::heard();
    for pattern in ["/staff/people/{id}", "/staff/people/{id}/removal"] {
        let line = format!("for them was asked for\",\"staff\":{id},\"address\":\"{pattern}\"");
        assert!(log.contains(&line), "{line} is not in the log:\n{log}");
    }
    assert!(!log.contains("eve@") && !log.contains(&eve) && !log.contains("people/7"), "{log}");
}

#[tokio::test]
async fn a_role_that_is_taken_away_is_gone_at_the_next_request() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let bea = desk.administrator("bea@example.org").await;
    assert_eq!(desk.opens("/staff/people", Some(&bea)).await.status, StatusCode::OK);

    let (id, role) = desk.role_of("bea@example.org").await;
    let address = format!("/staff/people/{id}/take-role");
    let taken = desk.posts(&address, &format!("role={role}"), Some(&ada)).await;

    assert_eq!(taken.leads_to(), format!("/staff/people/{id}?done=roles"));
    assert_eq!(desk.opens("/staff/people", Some(&bea)).await.status, StatusCode::FORBIDDEN);
    let removed = desk.posts(&format!("/staff/people/{id}/removal"), "sure=yes", Some(&ada)).await;
    assert_eq!(removed.leads_to(), "/staff/people?done=removed");
    assert_eq!(desk.opens("/staff", Some(&bea)).await.leads_to(), "/staff/sign-in");
}

#[tokio::test]
async fn an_account_that_asks_too_often_waits_in_every_browser_and_others_do_not() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let form = format!("email=eve%40example.org&password={}", desk::PASSWORD);
    let elsewhere = desk.posts("/staff/sign-in", &form, None).await.session().expect("a session");
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    let account = Rate { at_once: 3, a_second: 0.1 };
    let rates = Rates { account, ..Rates::default() };
    let busy = desk.served(&HttpSettings { rates, ..HttpSettings::at("http://127.0.0.1:3000") });

    for _ in 0..3 {
        assert_eq!(busy.opens("/staff", Some(&eve)).await.status, StatusCode::OK);
    }
    let waits = busy.opens("/staff", Some(&elsewhere)).await;

    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(waits.header("retry-after"), "10");
    assert_eq!(busy.opens("/staff", Some(&carys)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let (id, role) = desk.role_of("ada@example.org").await;

    let address = format!("/staff/people/{id}/take-role");
    let taken = desk.posts(&address, &format!("role={role}"), Some(&ada)).await;
    let removed = desk.posts(&format!("/staff/people/{id}/removal"), "sure=yes", Some(&ada)).await;

    assert!(taken.body.contains("This is the last administrator"));
    assert!(removed.body.contains("This is the last administrator"));
    assert_eq!(desk.opens("/staff/people", Some(&ada)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_that_somebody_else_chose_is_never_let_in() {
    let desk = Desk::open().await;
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let chosen = "a".repeat(64);
    let form = format!("email=eve%40example.org&password={}", desk::PASSWORD);

    let signed_in = desk.posts("/staff/sign-in", &form, Some(&chosen)).await;

    let session = signed_in.session().expect("a session");
    assert_ne!(session, chosen);
    assert_eq!(desk.opens("/staff", Some(&chosen)).await.leads_to(), "/staff/sign-in");
    assert_eq!(desk.opens("/staff", Some(&session)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_cookie_of_a_session_is_for_no_script_and_over_https_for_no_other_site() {
    let desk = Desk::open().await;
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let form = format!("email=eve%40example.org&password={}", desk::PASSWORD);

    let plain = desk.posts("/staff/sign-in", &form, None).await;
    let secure = desk.over_https().posts("/staff/sign-in", &form, None).await;

    assert!(plain.cookies().contains("tl-staff-session="));
    assert!(plain.cookies().contains("; Path=/; HttpOnly; SameSite=Lax"));
    assert!(secure.cookies().contains("__Host-tl-staff-session="));
    assert!(secure.cookies().contains("; Path=/; Secure; HttpOnly; SameSite=Lax"));
}

#[tokio::test]
async fn whoever_signs_out_leaves_nothing_in_the_browser_but_that_it_is_known() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;

    let out = desk.posts("/staff/sign-out", "", Some(&eve)).await;

    assert_eq!(out.leads_to(), "/staff/sign-in");
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(out.session().as_deref(), Some(""));
    assert!(!out.cookies().contains("device"), "{}", out.cookies());
    assert_eq!(desk.opens("/staff", Some(&eve)).await.leads_to(), "/staff/sign-in");
    let page = desk.opens("/staff/sign-in", None).await;
    assert_eq!(page.header("clear-site-data"), "", "who only looks loses nothing");
}

#[tokio::test]
async fn an_account_that_is_not_there_is_answered_like_a_wrong_password() {
    let desk = Desk::open().await;
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;

    let form = |email| format!("email={email}%40example.org&password=not+the+password");
    let known = desk.posts("/staff/sign-in", &form("eve"), None).await;
    let unknown = desk.posts("/staff/sign-in", &form("mallory"), None).await;

    assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unknown.status, known.status);
    assert_eq!(unknown.body.replace("mallory", "eve"), known.body);
    assert!(known.session().is_none() && unknown.session().is_none());
}
