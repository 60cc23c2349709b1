//! What Twilio tells us, and what others pretend that it does.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header::CONTENT_TYPE},
};
use records::senders::{Twilio, TwilioAccount};

use super::anna::Anna;
use crate::router::HttpSettings;

const HERE: &str = "http://127.0.0.1:3000";
const STATUS: &str = "/hooks/twilio/status/00000001-aa";
const DELIVERED: &str = "AccountSid=AC0001&MessageSid=SM1&MessageStatus=delivered";
/// Made by another program from the token `geheim`, the address and these fields.
const SIGNED: &str = "5VJ/dukoKQyNKyyBqP0Tm2dWrTE=";
const STOP: &str =
    "AccountSid=AC0001&MessageSid=SM2&MessagingServiceSid=MG0001&From=%2B447700900999&Body=STOP";
/// The same, from the token before.
const STOP_SIGNED: &str = "0lkUHMT2E+XWz7XH2OirdLE4g/8=";

fn with_twilio() -> HttpSettings {
    let twilio = Twilio::new(TwilioAccount {
        account_sid: "AC0001".to_owned(),
        auth_tokens: vec!["geheim".to_owned(), "geheim before".to_owned()],
        messaging_services: [("bridgeway".to_owned(), "MG0001".to_owned())].into(),
        url: "http://127.0.0.1:1".to_owned(),
        public_url: HERE.to_owned(),
        answer_within: Duration::from_secs(1),
    });
    HttpSettings { twilio: Some(twilio), ..HttpSettings::at(HERE) }
}

async fn posted(anna: &Anna, path: &str, body: String, signature: Option<&str>) -> StatusCode {
    let mut request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(signature) = signature {
        request = request.header("x-twilio-signature", signature);
    }
    anna.asks(request, Body::from(body)).await.status
}

#[tokio::test]
async fn only_what_twilio_signed_for_this_address_and_these_fields_is_listened_to() {
    let anna = Anna::at(with_twilio()).await;
    let status = |body: &str, signature| posted(&anna, STATUS, body.to_owned(), signature);

    assert_eq!(status(DELIVERED, Some(SIGNED)).await, StatusCode::NOT_FOUND, "no such message");
    assert_eq!(status(DELIVERED, None).await, StatusCode::FORBIDDEN);
    for forged in ["", "!", "AAAA", STOP_SIGNED, "5VJ/dukoKQyNKyyBqP0Tm2dWrTF="] {
        assert_eq!(status(DELIVERED, Some(forged)).await, StatusCode::FORBIDDEN, "{forged}");
    }
    let other = DELIVERED.replace("delivered", "failed");
    assert_eq!(status(&other, Some(SIGNED)).await, StatusCode::FORBIDDEN, "other fields");
    let elsewhere = format!("{STATUS}?a=1");
    let elsewhere = posted(&anna, &elsewhere, DELIVERED.to_owned(), Some(SIGNED)).await;
    assert_eq!(elsewhere, StatusCode::FORBIDDEN, "another address");
    let others = "AccountSid=AC0002&MessageSid=SM1&MessageStatus=delivered";
    let signed = "0ydordqLHjrUwEyuc7ThR+nfE4M=";
    assert_eq!(status(others, Some(signed)).await, StatusCode::FORBIDDEN, "another account");
}

#[tokio::test]
async fn a_text_that_the_token_before_signed_is_taken_and_too_long_a_one_is_not() {
    let anna = Anna::at(with_twilio()).await;
    let inbound = |body: String| posted(&anna, "/hooks/twilio/inbound", body, Some(STOP_SIGNED));

    assert_eq!(inbound(STOP.to_owned()).await, StatusCode::NO_CONTENT);
    assert_eq!(inbound(STOP.to_owned()).await, StatusCode::NO_CONTENT, "told again");
    let long = format!("{STOP}&a={}", "a".repeat(70_000));
    assert_eq!(inbound(long).await, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn where_no_texts_leave_there_is_no_hook() {
    let anna = Anna::enrolled().await;

    let status = posted(&anna, STATUS, DELIVERED.to_owned(), Some(SIGNED)).await;

    assert_eq!(status, StatusCode::NOT_FOUND);
}
