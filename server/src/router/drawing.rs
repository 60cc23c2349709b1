//! How a page is drawn for a request, and with which headers it goes.

use std::time::Duration;

use app::{
    Answer, Page, StaffPage,
    api::{
        door,
        staff::{Trouble, door::StaffRequest},
    },
};
use axum::{
    extract::Request,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse, Redirect, Response},
};

use super::Http;
use crate::{headers, limits, packing};

impl Http {
    /// Draws a page for a request, whatever its method.
    pub async fn draw(&self, page: Page, request: Request) -> Response {
        let packed = packing::accepts(request.headers(), "gzip");
        let (parts, _) = request.into_parts();
        let asked = door::Request::of(&parts, &self.db, self.clock.now());
        answered(app::draw(page, asked, &self.files).await, headers::policy, packed)
    }

    /// Draws a page of staff, or what is in the way of it.
    pub async fn draw_staff(
        &self,
        page: Result<StaffPage, Trouble>,
        request: StaffRequest,
        packed: bool,
    ) -> Response {
        let passes_in = page.err().and_then(Trouble::passes_in);
        let answer = app::draw_staff(page, request, &self.files).await;
        let mut response = answered(answer, headers::policy_for_staff, packed);
        if let Some(seconds) = passes_in {
            limits::wait(&mut response, Duration::from_secs(seconds));
        }
        response
    }

    /// Draws what stands beside the text of a draft, or what is in the way of it.
    pub async fn draw_beside(&self, of: (StaffPage, StaffRequest), packed: bool) -> Response {
        match app::draw_beside(of.clone(), &self.files).await {
            Ok(html) => {
                let answer = Answer::Page { status: StatusCode::OK, html, nonce: None };
                answered(answer, headers::policy_for_staff, packed)
            }
            Err(trouble) => self.draw_staff(Err(trouble), of.1, packed).await,
        }
    }
}

fn answered(answer: Answer, policy: impl Fn(Option<&str>) -> String, packed: bool) -> Response {
    let (status, html, nonce) = match answer {
        Answer::Page { status, html, nonce } => (status, html, nonce),
        Answer::GoTo(address) => return Redirect::to(&address).into_response(),
    };
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(policy) = HeaderValue::from_str(&policy(nonce.as_deref())) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if !packed {
        return (status, headers, html).into_response();
    }
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    (status, headers, packing::gzip(html.as_bytes())).into_response()
}
