//! Complaints: with a link or without one, with a name or without. What was written stays in the form until
//! it is kept.

use std::time::{Duration, Instant};

use app::{
    Page,
    api::door::{Device, Said, Unsaved},
    paths,
};
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use records::{
    auth::Participant,
    registers,
    studies::{self, StudyError, StudyHandle},
};
use surveys::{registers::Complaint, typed::Typed};

use super::{
    Post,
    form::{self, NoForm},
    on_to,
};
use crate::{limits, router::Http};

/// By whoever opened a link.
pub async fn at_link(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::Complaint, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let study = match studies::find(&http.db, &visit.place.study.key).await {
        Ok(study) => study,
        Err(cause) => return post.draw(&http, Some(unavailable(&cause))).await,
    };
    if Complaint::read(&post.typed).is_err() {
        return post.draw(&http, Some(Said::AsFound)).await;
    }
    if let Err(wait) = http.limits.count_complaint_at(&visit.place.token, Instant::now()) {
        return waits(post.draw(&http, Some(Said::TooMany)).await, wait);
    }
    match kept(&http, &study, Some(&visit.who), &post.typed).await {
        Ok(once) => on_to(&paths::complained(Some(&visit.place.token), &once)),
        Err(said) => post.draw(&http, Some(said)).await,
    }
}

/// By anybody.
pub async fn by_anybody(State(http): State<Http>, request: Request) -> Response {
    let client = http.client(&request);
    let (parts, body) = request.into_parts();
    let typed = match form::read(body).await {
        Ok(typed) => typed,
        Err(NoForm::Broken) => return StatusCode::BAD_REQUEST.into_response(),
        Err(NoForm::TooMuch) => {
            return http.draw(Page::TooMuch, Request::from_parts(parts, Body::empty())).await;
        }
    };
    let study = match studies::meant(&http.db, typed.one("study")).await {
        Ok(Some(study)) if Complaint::read(&typed).is_ok() => study,
        Ok(_) => return again(&http, parts, typed, Said::AsFound).await,
        Err(cause) => return again(&http, parts, typed, unavailable(&cause)).await,
    };
    let many = client.map(|client| http.limits.count_complaint(client, Instant::now()));
    if let Some(Err(wait)) = many {
        return waits(again(&http, parts, typed, Said::TooMany).await, wait);
    }
    match kept(&http, &study, None, &typed).await {
        Ok(once) => on_to(&paths::complained(None, &once)),
        Err(said) => again(&http, parts, typed, said).await,
    }
}

fn waits(mut response: Response, wait: Duration) -> Response {
    limits::wait(&mut response, wait);
    response
}

/// Keeps it, and tells by which number of the form it is found again.
async fn kept(
    http: &Http,
    study: &StudyHandle,
    who: Option<&Participant>,
    typed: &Typed,
) -> Result<String, Said> {
    let complaint = Complaint::read(typed).map_err(|_| Said::AsFound)?;
    let (once, now) = (registers::form_number_of(typed.one("once")), http.clock.now());
    match registers::complain(&http.db, study, who, complaint, &once, now).await {
        Ok(_) => Ok(once),
        Err(cause) => {
            app::api::unavailable(&cause);
            Err(Said::Unavailable)
        }
    }
}

fn unavailable(cause: &StudyError) -> Said {
    app::api::unavailable(cause);
    Said::Unavailable
}

async fn again(http: &Http, parts: Parts, typed: Typed, said: Said) -> Response {
    let mut request = Request::from_parts(parts, Body::empty());
    request.extensions_mut().insert(Unsaved { typed, said });
    http.draw(Page::Complaint, request).await
}
