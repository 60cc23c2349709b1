//! What another site makes somebody's browser do.

use axum::http::{Method, Request, StatusCode, header::ORIGIN};
use surveys::roles::Role;

use super::{addresses, desk::Desk};

#[tokio::test]
async fn nothing_that_another_site_posts_with_an_administrators_cookie_is_taken() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let (eves_id, role) = desk.role_of("eve@example.org").await;
    let form = format!(
        "email=mallory%40example.org&role=administrator&sure=yes&renews=yes&session=others&code=1&then={role}"
    );
    let posts = addresses().into_iter().filter(|(method, ..)| method == Method::POST);
    for (_, address, ..) in posts {
        let address = address.replace("/0/", &format!("/{eves_id}/"));
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            (ORIGIN.as_str(), "https://evil.example"),
            (ORIGIN.as_str(), "null"),
        ] {
            let request = Request::builder().method(Method::POST).uri(&address);
            let request = request.header("host", "127.0.0.1:3000").header(name, value);
            let answer = desk.asks_with(request, &form, Some(&ada)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address} with {name}: {value}");
            assert!(answer.cookies().is_empty(), "{address} with {name}: {value}");
        }
    }

    let people = desk.opens("/staff/people", Some(&ada)).await;
    assert!(people.body.contains("eve@example.org") && !people.body.contains("mallory"));
    assert_eq!(desk.opens("/staff", Some(&eve)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn without_an_organisations_sign_in_there_is_no_way_in_by_one() {
    let desk = Desk::open().await;

    for address in ["/staff/single-sign-on", "/staff/single-sign-on/back?state=a&code=b"] {
        let answer = desk.opens(address, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.session().is_none(), "{address}");
    }
    assert!(!desk.opens("/staff/sign-in", None).await.body.contains("single-sign-on"));
}
