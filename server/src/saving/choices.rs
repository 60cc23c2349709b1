//! What participants post on their own page: what they agree to, how they are reached, a break, and what
//! they stop. A form sent twice does the same as once.

use app::{
    Page,
    api::door::{Device, Said, Visit},
    pages::you::pause::day,
    paths,
};
use axum::{
    Extension,
    extract::{Request, State},
    response::Response,
};
use records::{
    choices::{self, ChangeError, DetailsError},
    stopping::{self, StopError},
    tracing::{self, Naming, StableError},
};
use surveys::{stopping::Choice, tracing::StableContacts};

use super::{Post, on_to};
use crate::router::Http;

/// Changes what the person agrees to.
pub async fn consent(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::YourConsent, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let now = http.clock.now();
    let changed = choices::change_consent(&http.db, &visit.who, &post.typed, now).await;
    post.after(&http, &visit, "consent", changed).await
}

/// Takes part in surveys again.
pub async fn again(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::YourReturn, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let now = http.clock.now();
    let again = choices::start_again(&http.db, &visit.who, &post.typed, now).await;
    post.after(&http, &visit, "again", again).await
}

/// Takes a break, or ends it.
pub async fn pause(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (mut post, visit) = match Post::arrives(&http, Page::YourBreak, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let now = http.clock.now();
    if post.take("then") == "end" {
        let ended = choices::end_pause(&http.db, &visit.who, now).await;
        return post.after(&http, &visit, "pause-ended", ended).await;
    }
    let paused = choices::pause(&http.db, &visit.who, day(&post.typed), now).await;
    post.after(&http, &visit, "pause", paused.map(drop)).await
}

/// Shows the survey in another language, and leads back to where that was chosen.
pub async fn language(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::Welcome, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let (wish, now) = (post.typed.one("language"), http.clock.now());
    let token = &visit.place.token;
    match choices::choose_language(&http.db, &visit.who, wish, now).await {
        Ok(()) => {
            post.stay_known(&http, &visit);
            match post.typed.one("then") {
                "details" => on_to(&paths::below(token, "you/details")),
                _ => on_to(&paths::welcome(token)),
            }
        }
        Err(cause) => {
            app::api::unavailable(&cause);
            post.draw(&http, Some(Said::Unavailable)).await
        }
    }
}

/// Changes how the person is reached.
pub async fn details(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::YourDetails, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let now = http.clock.now();
    let changed = choices::change_details(&http.db, &visit.who, &post.typed, now).await;
    let changed = changed.map_err(|error| match error {
        DetailsError::Locked => ChangeError::Locked,
        DetailsError::Deleted => ChangeError::Nothing,
        DetailsError::Unusable(_) => ChangeError::Incomplete(Vec::new()),
        DetailsError::Database(cause) => ChangeError::Database(cause),
    });
    post.after(&http, &visit, "details", changed).await
}

/// Names those who would know how to reach the person, or says that they are still right.
pub async fn people(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::YourDetails, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let now = http.clock.now();
    let naming = match (post.typed.one("then"), StableContacts::parse(&post.typed)) {
        ("confirm", _) => Naming::Right,
        ("nobody", _) => Naming::Nobody,
        (_, Ok(people)) => Naming::These(people),
        (_, Err(_)) => return post.draw(&http, Some(Said::AsFound)).await,
    };
    let named =
        tracing::name_own(&http.db, &visit.who, naming, now).await.map_err(|error| match error {
            StableError::Locked => ChangeError::Locked,
            StableError::Deleted => ChangeError::Nothing,
            StableError::Database(cause) => ChangeError::Database(cause),
        });
    post.after(&http, &visit, "people", named).await
}

/// Answers a survey after all that was to be missed.
pub async fn take_up(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::YourStop, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let now = http.clock.now();
    let taken = stopping::take_back(&http.db, &visit.who, Choice::SkipSurvey, now).await;
    post.after(&http, &visit, "take-up", taken.map_err(Into::into)).await
}

/// Stops what was chosen and confirmed.
pub async fn stop(
    State(http): State<Http>,
    Extension(device): Extension<Device>,
    request: Request,
) -> Response {
    let (post, visit) = match Post::arrives(&http, Page::YourConfirmation, device, request).await {
        Ok(arrived) => arrived,
        Err(refused) => return refused,
    };
    let token = &visit.place.token;
    let Some(choice) = Choice::from_name(post.typed.one("choice")) else {
        return on_to(&paths::below(token, "you/stop"));
    };
    let reason = Some(post.typed.one("reason").to_owned());
    let now = http.clock.now();
    match stopping::stop(&http.db, &visit.who, choice, reason, now).await {
        Ok(receipt) => {
            post.stay_known(&http, &visit);
            on_to(&paths::receipt(token, &receipt.reference))
        }
        Err(StopError::Locked) => on_to(&paths::check_before_choices(token)),
        Err(StopError::Database(cause)) => {
            app::api::unavailable(&cause);
            post.draw(&http, Some(Said::Unavailable)).await
        }
        Err(_) => on_to(&paths::below(token, "you/stop")),
    }
}

impl Post {
    /// Back to the person's own page with a word on what was done; or the form again.
    async fn after(
        &self,
        http: &Http,
        visit: &Visit,
        done: &str,
        outcome: Result<(), ChangeError>,
    ) -> Response {
        let token = &visit.place.token;
        match outcome {
            Ok(()) => {
                self.stay_known(http, visit);
                on_to(&paths::choices_after(token, done))
            }
            Err(ChangeError::Locked) => on_to(&paths::check_before_choices(token)),
            Err(ChangeError::Nothing) => on_to(&paths::choices(token)),
            Err(ChangeError::Incomplete(_) | ChangeError::Pause(_)) => {
                self.draw(http, Some(Said::AsFound)).await
            }
            Err(ChangeError::Database(cause)) => {
                app::api::unavailable(&cause);
                self.draw(http, Some(Said::Unavailable)).await
            }
        }
    }
}
