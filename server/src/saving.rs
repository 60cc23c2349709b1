//! What participants post: a page of answers, consent, their birthday, the whole survey. Each saves
//! first and leads on after, so that going back or reloading posts nothing twice.

pub mod form;

pub mod with_file;

pub mod code;

pub mod choices;

pub mod complaint;

pub mod emails;

use app::{
    Page,
    api::{
        Away, Place,
        door::{self, Device, Keep, Said, Unsaved, Visit},
    },
    paths::{self, NEUTRAL_PAGE},
};
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use records::{
    auth::{self, CheckError},
    consent::{self, ConsentError},
    responses::{self, Stage},
};
use surveys::{journey::Manner, keys::PageKey, typed::Typed};

use self::form::NoForm;
use crate::{figures, router::Http};

/// Keeps a page of answers, as it is left or while it is being filled in.
pub async fn page(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (mut post, visit) = match Post::arrives(&http, Page::Question, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let page = post.parts.uri.path().split('/').nth(4).unwrap_or_default();
    let Ok(page) = PageKey::new(page) else { return post.draw(&http, None).await };
    let then = post.take("then");
    let manner = match &*then {
        _ if post.keeps_on_the_way() => Manner::OnTheWay,
        "later" => Manner::Leave,
        _ => Manner::Continue,
    };
    let (typed, now) = (post.typed.clone(), http.clock.now());
    match responses::save_page(&http.db, &visit.who, &page, typed, manner, now).await {
        Ok(stage) => {
            figures::page_saved();
            post.stay_known(&http, &visit);
            if post.keeps_on_the_way() {
                StatusCode::NO_CONTENT.into_response()
            } else if then == "later" {
                on_to(&paths::below(&visit.place.token, "later"))
            } else {
                on_to(&paths::of_stage(&visit.place.token, &stage))
            }
        }
        Err(error) => post.away(&http, visit.place.away(error)).await,
    }
}

/// Records consent, or shows what is still open.
pub async fn consent(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::Consent, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let now = http.clock.now();
    match responses::stage(&http.db, &visit.who, now).await {
        Ok(Stage::Consent | Stage::Page(_) | Stage::Review) => {}
        Ok(other) => return on_to(&paths::of_stage(&visit.place.token, &other)),
        Err(error) => return post.away(&http, visit.place.away(error)).await,
    }
    match consent::give(&http.db, &visit.who, &post.typed, now).await {
        Ok(()) => {
            post.stay_known(&http, &visit);
            to_stage(&http, &visit).await
        }
        Err(ConsentError::Incomplete(_)) => post.draw(&http, Some(Said::AsFound)).await,
        Err(ConsentError::Database(cause)) => {
            app::api::unavailable(&cause);
            post.draw(&http, Some(Said::Unavailable)).await
        }
    }
}

/// Leaves the site for a page that anyone might be looking at: from now on the device knows nobody. It is a
/// plain link, since nothing is quicker, and whoever follows it in somebody's name makes a device ask for a
/// birthday, no more.
pub async fn leave(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let token = request.uri().path().split('/').nth(2).unwrap_or_default();
    let keeps = door::leave(&http.db, token, &device, http.clock.now()).await;
    device.keep(keeps);
    on_to(NEUTRAL_PAGE)
}

/// Takes day and month of birth, and lets the device see what is stored.
pub async fn check(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::Check, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let (day, month) = (post.typed.one("day"), post.typed.one("month"));
    let said = match auth::show_who(&http.db, &visit.who, day, month, http.clock.now()).await {
        Ok(proof) => {
            post.device.keep(Keep::New(proof));
            if post.parts.uri.query() == Some("next=you") {
                return on_to(&paths::choices(&visit.place.token));
            }
            return to_stage(&http, &visit).await;
        }
        Err(CheckError::NotAnswered) => Said::AsFound,
        Err(CheckError::Wrong) => Said::Wrong,
        Err(CheckError::TooMany) => Said::TooMany,
        Err(CheckError::NothingToCheck) => return on_to(&paths::welcome(&visit.place.token)),
        Err(CheckError::Database(cause)) => {
            app::api::unavailable(&cause);
            Said::Unavailable
        }
    };
    post.draw(&http, Some(said)).await
}

/// Sends the whole survey, for a device that may see what it sends.
pub async fn send(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (mut post, visit) = match Post::arrives(&http, Page::Review, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let token = &visit.place.token;
    if post.take("then") == "later" {
        return on_to(&paths::below(token, "later"));
    }
    if !visit.who.is_known() {
        return on_to(&paths::below(token, "check"));
    }
    match responses::send(&http.db, &visit.who, http.clock.now()).await {
        Ok(stage) => on_to(&paths::of_stage(token, &stage)),
        Err(error) => post.away(&http, visit.place.away(error)).await,
    }
}

/// What was posted, and by which device.
struct Post {
    /// The page that was posted.
    page: Page,
    parts: Parts,
    token: String,
    device: Device,
    typed: Typed,
}

impl Post {
    /// Reads the form, and opens the link that it was posted to.
    async fn arrives(
        http: &Http,
        page: Page,
        device: Device,
        request: Request,
    ) -> Result<(Self, Visit), Response> {
        let post = Self::read(http, page, device, request).await?;
        let visit = post.visit(http).await?;
        Ok((post, visit))
    }

    async fn read(
        http: &Http,
        page: Page,
        device: Device,
        request: Request,
    ) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let token = parts.uri.path().split('/').nth(2).unwrap_or_default().to_owned();
        match form::read(body).await {
            Ok(typed) => Ok(Self { page, parts, token, device, typed }),
            Err(NoForm::Broken) => Err(StatusCode::BAD_REQUEST.into_response()),
            Err(NoForm::TooMuch) => {
                let request = Request::from_parts(parts, Body::empty());
                Err(http.draw(Page::TooMuch, request).await)
            }
        }
    }

    fn take(&mut self, field: &str) -> String {
        let value = self.typed.one(field).to_owned();
        self.typed.retain(|name| name != field);
        value
    }

    /// Whether a script saves while the page is being filled in.
    fn keeps_on_the_way(&self) -> bool {
        self.parts.headers.get("x-throughline").is_some_and(|value| value == "keep")
    }

    async fn visit(&self, http: &Http) -> Result<Visit, Response> {
        match door::open(&http.db, &self.token, &self.device, http.clock.now()).await {
            Ok(visit) => Ok(visit),
            Err(error) => Err(self.away(http, error.into()).await),
        }
    }

    /// A device that began, or was known, goes on being known.
    fn stay_known(&self, http: &Http, visit: &Visit) {
        if visit.who.is_known() {
            self.device.keep(Keep::New(auth::proof(&visit.who, http.clock.now())));
        }
    }

    async fn away(&self, http: &Http, away: Away) -> Response {
        let unavailable = matches!(&away, Away::Trouble(app::api::AppError::Unavailable, _));
        match away {
            _ if self.keeps_on_the_way() && unavailable => {
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
            _ if self.keeps_on_the_way() => StatusCode::CONFLICT.into_response(),
            Away::To(address) => on_to(&address),
            Away::Trouble(..) if unavailable => self.draw(http, Some(Said::Unavailable)).await,
            Away::Trouble(..) => self.draw(http, None).await,
        }
    }

    /// The page again, from what was posted when something is said about it.
    async fn draw(&self, http: &Http, said: Option<Said>) -> Response {
        let mut request = Request::from_parts(self.parts.clone(), Body::empty());
        if let Some(said) = said {
            let typed = self.typed.clone();
            request.extensions_mut().insert(Unsaved { typed, said });
        }
        http.draw(self.page, request).await
    }
}

async fn to_stage(http: &Http, visit: &Visit) -> Response {
    let Visit { who, place: Place { token, .. } } = visit;
    match responses::stage(&http.db, who, http.clock.now()).await {
        Ok(stage) => on_to(&paths::of_stage(token, &stage)),
        // What was posted is kept; the first page finds out where to go on.
        Err(_) => on_to(&paths::welcome(token)),
    }
}

fn on_to(address: &str) -> Response {
    Redirect::to(address).into_response()
}
