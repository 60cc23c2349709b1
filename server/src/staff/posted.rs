//! A form that somebody on the staff posted.

use app::{
    StaffPage,
    api::staff::{
        Trouble, Wrong,
        door::{Done, Said, StaffRequest},
        surveys::SurveyWrong,
    },
};
use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Request},
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use records::{
    auth::{Administrator, Arrived, By, InOneStudy, RightsKeeper, StaffMember, SurveyWriter},
    studies::StudyHandle,
};
use surveys::typed::Typed;

use super::gate::Arrival;
use crate::{
    router::Http,
    saving::{
        form::{self, NoForm},
        with_file::{self, File},
    },
};

/// Whom the gate let in, and what they typed.
pub struct Posted {
    pub http: Http,
    pub arrival: Arrival,
    /// To which it was posted.
    pub address: String,
    pub typed: Typed,
}

/// Whoever has come in.
pub struct Member(pub StaffMember);

/// An administrator, who manages staff.
pub struct Managing(pub By<Administrator>);

/// Whoever brings the words of instruments, with the licences for them.
pub struct Licensing(pub By<RightsKeeper>);

/// An evaluator, who writes surveys.
pub struct Writing(pub By<SurveyWriter>);

/// A form with a file of at most so many bytes.
pub struct Sent<const MOST: usize> {
    pub posted: Posted,
    pub file: Option<File>,
}

/// A form that holds a survey's whole text.
pub struct Written(pub Posted);

impl FromRequestParts<Http> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &Http) -> Result<Self, Response> {
        let arrival = parts.extensions.get::<Arrival>();
        match arrival.and_then(|arrival| arrival.request.arrived.as_ref()) {
            Some(Arrived::In(member)) => Ok(Self(member.clone())),
            // The gate lets nobody else so far.
            _ => Err(StatusCode::FORBIDDEN.into_response()),
        }
    }
}

impl FromRequestParts<Http> for Managing {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        let Member(member) = Member::from_request_parts(parts, http).await?;
        let administrator = member.administrator();
        let administrator = administrator.map_err(|_| StatusCode::FORBIDDEN.into_response())?;
        Ok(Self(By::Staff(administrator)))
    }
}

impl FromRequestParts<Http> for Licensing {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        let Member(member) = Member::from_request_parts(parts, http).await?;
        let keeper = member.rights_keeper().map_err(|_| StatusCode::FORBIDDEN.into_response())?;
        Ok(Self(By::Staff(keeper)))
    }
}

impl FromRequestParts<Http> for Writing {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        let Member(member) = Member::from_request_parts(parts, http).await?;
        let writer = member.survey_writer().map_err(|_| StatusCode::FORBIDDEN.into_response())?;
        Ok(Self(By::Staff(writer)))
    }
}

/// Whoever holds a permission in the study that the address names.
pub struct Holding<P> {
    pub by: P,
    pub study: StudyHandle,
}

impl<P: InOneStudy> FromRequestParts<Http> for Holding<P> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        let Member(member) = Member::from_request_parts(parts, http).await?;
        let arrival = parts.extensions.get::<Arrival>();
        let study = arrival.and_then(|arrival| arrival.request.study.clone());
        // The gate lets nobody else so far.
        let refused = || StatusCode::FORBIDDEN.into_response();
        let study = study.ok_or_else(refused)?;
        let by = P::held_by(&member, &study).map_err(|_| refused())?;
        Ok(Self { by, study })
    }
}

impl FromRequest<Http> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, http: &Http) -> Result<Self, Response> {
        Self::read(request, http, form::MOST_BYTES).await
    }
}

impl FromRequest<Http> for Written {
    type Rejection = Response;

    async fn from_request(request: Request, http: &Http) -> Result<Self, Response> {
        Posted::read(request, http, form::MOST_BYTES_WRITTEN).await.map(Self)
    }
}

impl<const MOST: usize> FromRequest<Http> for Sent<MOST> {
    type Rejection = Response;

    async fn from_request(request: Request, http: &Http) -> Result<Self, Response> {
        let (arrival, parts, body) = apart(request).map_err(IntoResponse::into_response)?;
        let read = with_file::read(parts.headers.get(CONTENT_TYPE), body, MOST).await;
        let (posted, file) = Posted::of((arrival, &parts), http, read).await?;
        Ok(Self { posted, file })
    }
}

/// Who sent it, and what.
pub(super) fn apart(request: Request) -> Result<(Arrival, Parts, Body), StatusCode> {
    let (mut parts, body) = request.into_parts();
    // The gate puts it there: nothing is posted past it.
    match parts.extensions.remove::<Arrival>() {
        Some(arrival) => Ok((arrival, parts, body)),
        None => Err(StatusCode::FORBIDDEN),
    }
}

impl Posted {
    async fn read(request: Request, http: &Http, most: usize) -> Result<Self, Response> {
        let (arrival, parts, body) = apart(request).map_err(IntoResponse::into_response)?;
        let read = form::read_at_most(body, most).await.map(|typed| (typed, ()));
        Ok(Self::of((arrival, &parts), http, read).await?.0)
    }

    async fn of<T>(
        (arrival, parts): (Arrival, &Parts),
        http: &Http,
        read: Result<(Typed, T), NoForm>,
    ) -> Result<(Self, T), Response> {
        match read {
            Ok((typed, more)) => {
                let address = parts.uri.path().to_owned();
                Ok((Self { http: http.clone(), arrival, address, typed }, more))
            }
            Err(NoForm::Broken) => Err(StatusCode::BAD_REQUEST.into_response()),
            Err(NoForm::TooMuch) => {
                let Arrival { request, takes_gzip, .. } = arrival;
                Err(http.draw_staff(Err(Trouble::TooMuch), request, takes_gzip).await)
            }
        }
    }

    /// The page again, with why something was not done, each in a sentence.
    pub async fn refused(
        mut self,
        page: StaffPage,
        wrong: SurveyWrong,
        reasons: Vec<String>,
    ) -> Response {
        self.arrival.request.said.reasons = reasons;
        self.wrong(page, Wrong::Survey(wrong)).await
    }

    /// The page again, with all that is wrong, each beside its box.
    pub async fn amiss(mut self, page: StaffPage, amiss: Vec<(&'static str, String)>) -> Response {
        self.arrival.request.said.amiss = amiss;
        self.wrong(page, Wrong::AsTyped).await
    }

    /// The page again, with each thing that is wrong with a survey that was filled in, the first box first. None is none.
    pub async fn all_wrong(mut self, page: StaffPage, all: Vec<SurveyWrong>) -> Response {
        let mut all = all.into_iter().map(Wrong::Survey);
        let first = all.next().unwrap_or(Wrong::AsTyped);
        self.arrival.request.said.besides = all.collect();
        self.wrong(page, first).await
    }

    /// The number in the address. None is nobody's.
    pub fn number(&self) -> i32 {
        self.arrival.request.names.parse().unwrap_or_default()
    }

    /// Whether everybody but administrators comes in by the sign-in of their organisation.
    pub fn needs_sign_on(&self) -> bool {
        self.arrival.request.sign_on.as_ref().is_some_and(|way| way.is_required)
    }

    /// The page, for what was typed.
    pub async fn draws(self, page: StaffPage) -> Response {
        self.say(page, None, None).await
    }

    /// What stands beside the text of a draft, for a page that is open.
    pub async fn draws_beside(self, page: StaffPage) -> Response {
        let Arrival { mut request, takes_gzip, .. } = self.arrival;
        request.said.typed = self.typed;
        self.http.draw_beside((page, request), takes_gzip).await
    }

    /// The page again, with what is wrong.
    pub async fn wrong(self, page: StaffPage, wrong: Wrong) -> Response {
        self.say(page, Some(wrong), None).await
    }

    /// The page again, with what was done and can be told only now.
    pub async fn done(self, page: StaffPage, done: Done) -> Response {
        let cleared = Self { typed: Typed::default(), ..self };
        cleared.say(page, None, Some(done)).await
    }

    /// What is in the way instead of the page.
    pub async fn trouble(self, trouble: Trouble) -> Response {
        let Arrival { request, takes_gzip, .. } = self.arrival;
        self.http.draw_staff(Err(trouble), request, takes_gzip).await
    }

    /// The same, with what was typed, which can be sent again from there.
    pub async fn kept(self, trouble: Trouble) -> Response {
        let Arrival { mut request, takes_gzip, .. } = self.arrival;
        request.said.typed = self.typed;
        request.said.again = Some(self.address);
        self.http.draw_staff(Err(trouble), request, takes_gzip).await
    }

    /// The page again, with the study numbers on it that are nobody's.
    pub async fn unknown(mut self, page: StaffPage, unknown: Vec<String>) -> Response {
        self.arrival.request.said.unknown = unknown;
        self.say(page, Some(Wrong::UnknownNumbers), None).await
    }

    /// The page again with what was done, and with what was typed still in it.
    pub async fn done_and_kept(self, page: StaffPage, done: Done) -> Response {
        self.say(page, None, Some(done)).await
    }

    async fn say(self, page: StaffPage, wrong: Option<Wrong>, done: Option<Done>) -> Response {
        let Arrival { request, takes_gzip, .. } = self.arrival;
        let mut typed = self.typed;
        typed.retain(|name| !["password", "new", "again", "code"].contains(&name));
        let again = Some(self.address);
        let said = Said { typed, again, wrong, done, undo: None, ..request.said.clone() };
        let request = StaffRequest { said, ..request };
        self.http.draw_staff(Ok(page), request, takes_gzip).await
    }
}

/// The page to go on with. Going back or reloading then posts nothing twice.
pub fn on_to(address: &str) -> Response {
    Redirect::to(address).into_response()
}
