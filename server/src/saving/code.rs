//! The way in with a short code. A wrong one is answered after a fixed time, so that nobody learns from
//! how long it took whether there is such a code.

use std::{net::IpAddr, time::Instant};

use app::{
    Page,
    api::door::{Said, Unsaved},
    paths,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::SET_COOKIE, request::Parts},
    response::{IntoResponse, Response},
};
use records::{
    auth::Birthday,
    links::{
        ShortCode,
        codes::{self, CodeError, Entered},
    },
};
use surveys::typed::Typed;

use super::{
    form::{self, NoForm},
    on_to,
};
use crate::{figures, limits, router::Http, sessions};

/// Takes a code with a birthday, and leads on to the link that it stands for.
pub async fn enter(State(http): State<Http>, request: Request) -> Response {
    let began = Instant::now();
    let client = http.client(&request);
    let (parts, body) = request.into_parts();
    let typed = match form::read(body).await {
        Ok(typed) => typed,
        Err(NoForm::Broken) => return StatusCode::BAD_REQUEST.into_response(),
        Err(NoForm::TooMuch) => return http.draw(Page::TooMuch, empty(parts)).await,
    };
    let code = ShortCode::read(typed.raw("code"));
    let birthday = Birthday::read(typed.one("day"), typed.one("month"));
    let Some((code, birthday)) = code.zip(birthday) else {
        return again(&http, parts, typed, Said::AsFound).await;
    };
    let said = match tried(&http, client, &code, birthday, began).await {
        Ok(entered) => return let_in(&http, &entered),
        Err(said) => said,
    };
    tokio::time::sleep(http.guess.saturating_sub(began.elapsed())).await;
    match said {
        Some(said) => again(&http, parts, typed, said).await,
        None => http.draw(Page::Replaced, empty(parts)).await,
    }
}

/// What is said where it was not right; nothing where the link was replaced.
async fn tried(
    http: &Http,
    client: Option<IpAddr>,
    code: &ShortCode,
    birthday: Birthday,
    began: Instant,
) -> Result<Entered, Option<Said>> {
    if let Some(client) = client {
        http.limits.count_code(client, began).map_err(|_| Some(Said::TooMany))?;
    }
    let entered = codes::enter(&http.db, code, birthday, http.clock.now()).await;
    if let (Some(client), Ok(_) | Err(CodeError::Replaced)) = (client, &entered) {
        http.limits.code_was_right(client);
    }
    entered.map_err(|error| match error {
        CodeError::Wrong => {
            figures::code_wrong();
            Some(Said::Wrong)
        }
        CodeError::Replaced => None,
        error @ CodeError::Database(_) => {
            app::api::unavailable(&error);
            Some(Said::Unavailable)
        }
    })
}

fn let_in(http: &Http, entered: &Entered) -> Response {
    let mut response = on_to(&paths::welcome(&entered.token));
    let cookie = sessions::shown(&entered.token, &entered.proof, http.secure);
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

async fn again(http: &Http, parts: Parts, typed: Typed, said: Said) -> Response {
    let mut request = empty(parts);
    request.extensions_mut().insert(Unsaved { typed, said });
    let mut response = http.draw(Page::Code, request).await;
    if said == Said::TooMany {
        limits::wait(&mut response, std::time::Duration::from_secs(60));
    }
    response
}

fn empty(parts: Parts) -> Request {
    Request::from_parts(parts, Body::empty())
}
