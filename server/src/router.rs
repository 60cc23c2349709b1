//! What answers which address: pages by `app`, posts by `saving`, files by `site`.

mod drawing;

use std::{any::Any, net::IpAddr, sync::Arc, time::Duration};

use app::{Page, api::door::Clock, site::SiteFiles};
use axum::{
    Router,
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::from_fn_with_state,
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, get, post},
};
use records::{
    Db,
    outbox::Asked,
    senders::{Folder, Twilio},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    hooks,
    limits::{Limits, Rates},
    origins,
    peers::{Peer, Proxies},
    plain, rehearsing, requests, saving, sessions, site,
    staff::{self, Steps, Undoing, bringing::Converting, single_sign_on::Provider},
};

/// How the site is reached.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Where links point, such as `https://survey.example.org`.
    pub public_url: String,
    /// How long a request may take, its reading with it. Then it is given up.
    pub within: Duration,
    /// How often somebody may ask.
    pub rates: Rates,
    /// How long it takes at least until a wrong code is answered.
    pub guess: Duration,
    /// The proxies that may say for whom they ask.
    pub proxies: Proxies,
    /// Whether messages reach people, and do not wait as files.
    pub messages_leave: bool,
    /// Where they wait as files.
    pub outbox: Option<Folder>,
    /// An organisation's sign-in, by which its staff come in.
    pub provider: Option<Arc<Provider>>,
    /// The account at Twilio, if texts leave by it.
    pub twilio: Option<Twilio>,
    /// Where requests are counted, for what gives way to them.
    pub asked: Asked,
}

impl HttpSettings {
    /// The usual ones, for a site whose links point here.
    pub fn at(public_url: impl Into<String>) -> Self {
        Self {
            public_url: public_url.into(),
            within: Duration::from_secs(60),
            rates: Rates::default(),
            guess: Duration::from_millis(500),
            proxies: Proxies::default(),
            messages_leave: false,
            outbox: None,
            provider: None,
            twilio: None,
            asked: Asked::default(),
        }
    }
}

/// What every handler has at hand.
#[derive(Clone)]
pub struct Http {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Whether participants reach the site over https.
    pub secure: bool,
    /// Where links point, without a slash at the end.
    pub public_url: Arc<str>,
    /// How long a request may take.
    pub within: Duration,
    /// How long it takes at least until a wrong code is answered.
    pub guess: Duration,
    /// How often somebody asked.
    pub limits: Arc<Limits>,
    /// Where files that people bring are converted.
    pub converting: Converting,
    /// The proxies that may say for whom they ask.
    pub proxies: Proxies,
    /// Whether messages reach people.
    pub messages_leave: bool,
    /// Where messages are files.
    pub outbox: Option<Folder>,
    /// An organisation's sign-in.
    pub provider: Option<Arc<Provider>>,
    /// The account at Twilio, whose word on texts is taken.
    pub twilio: Option<Twilio>,
    /// Where requests are counted.
    pub asked: Asked,
    /// Where protocols are rehearsed.
    pub stage: rehearsing::Stage,
    /// The last changes of drafts, to be undone.
    pub undoing: Arc<Undoing>,
    /// The last steps that somebody took through a survey, to be gone back to.
    pub steps: Arc<Steps>,
    files: SiteFiles,
}

/// Everything that the site answers.
pub fn router(db: Db, settings: HttpSettings) -> Router {
    with_clock(db, &settings, Clock::default())
}

/// The same with a clock that tests set.
pub fn with_clock(db: Db, settings: &HttpSettings, clock: Clock) -> Router {
    let http = http(db, settings, clock);
    if site::is_empty() {
        tracing::warn!("there is no style sheet and no script in this binary: cargo xtask site");
    }
    let mut router = Router::new();
    for (address, page) in Page::ADDRESSES {
        let draw = async move |State(http): State<Http>, request| http.draw(page, request).await;
        router = router.route(address, get(draw));
    }
    let all = posts().into_iter().chain(ways_out()).chain(looks());
    router = all.fold(router, |router, (address, answers)| router.route(address, answers));
    router = router
        .merge(staff::router(&http))
        .fallback(file_or_page)
        .layer(origins::ours_only(&settings.public_url));
    for (address, answers) in from_anywhere().into_iter().chain(hooked()) {
        router = router.route(address, answers);
    }
    router
        .layer(from_fn_with_state(http.clone(), sessions::remember))
        .layer(CatchPanicLayer::custom(our_fault))
        .layer(from_fn_with_state(http.clone(), requests::watch))
        .with_state(http)
}

/// What every answer is made from.
fn http(db: Db, settings: &HttpSettings, clock: Clock) -> Http {
    Http {
        db,
        clock,
        secure: settings.public_url.starts_with("https://"),
        public_url: settings.public_url.trim_end_matches('/').into(),
        within: settings.within,
        guess: settings.guess,
        limits: Arc::new(Limits::new(settings.rates)),
        converting: Converting::default(),
        proxies: settings.proxies.clone(),
        messages_leave: settings.messages_leave,
        outbox: settings.outbox.clone(),
        provider: settings.provider.clone(),
        twilio: settings.twilio.clone(),
        asked: settings.asked.clone(),
        stage: rehearsing::Stage::default(),
        undoing: Arc::default(),
        steps: Arc::default(),
        files: site::for_participants(),
    }
}

/// What participants send.
pub fn posts() -> Vec<(&'static str, MethodRouter<Http>)> {
    vec![
        ("/r/{token}/q/{page}", post(saving::page)),
        ("/r/{token}/consent", post(saving::consent)),
        ("/r/{token}/check", post(saving::check)),
        ("/r/{token}/answers", post(saving::send)),
        ("/c", post(saving::code::enter)),
        ("/complaint", post(saving::complaint::by_anybody)),
        ("/r/{token}/complaint", post(saving::complaint::at_link)),
        ("/no-emails/{token}/choices", post(saving::emails::choices)),
        ("/r/{token}/language", post(saving::choices::language)),
        ("/r/{token}/you/consent", post(saving::choices::consent)),
        ("/r/{token}/you/details", post(saving::choices::details)),
        ("/r/{token}/you/people", post(saving::choices::people)),
        ("/r/{token}/you/pause", post(saving::choices::pause)),
        ("/r/{token}/you/stop", post(saving::choices::take_up)),
        ("/r/{token}/you/confirm", post(saving::choices::stop)),
        ("/r/{token}/you/again", post(saving::choices::again)),
    ]
}

/// What is taken from other sites' pages and from programs, too: whoever has the address may.
pub fn from_anywhere() -> Vec<(&'static str, MethodRouter<Http>)> {
    vec![("/no-emails/{token}", post(saving::emails::stop))]
}

/// What is taken from programs elsewhere, which prove in their own way who they are.
pub fn hooked() -> Vec<(&'static str, MethodRouter<Http>)> {
    vec![
        ("/hooks/twilio/status/{name}", post(hooks::status)),
        ("/hooks/twilio/inbound", post(hooks::inbound)),
    ]
}

/// What leads out of here.
pub fn ways_out() -> Vec<(&'static str, MethodRouter<Http>)> {
    vec![("/r/{token}/leave", get(saving::leave))]
}

/// What tells whether the program is well.
pub fn looks() -> Vec<(&'static str, MethodRouter<Http>)> {
    vec![("/livez", get(async || "alive\n")), ("/readyz", get(ready))]
}

impl Http {
    /// The address that asks, where the request came over a line.
    pub fn client(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<Peer>()?;
        Some(self.proxies.client(peer.0, request.headers()))
    }
}

async fn file_or_page(State(http): State<Http>, request: Request) -> Response {
    // Programs that pass links on may end them with a stroke.
    let link = request.uri().path().strip_suffix('/').filter(|path| path.starts_with("/r/"));
    if let Some(address) = link {
        return Redirect::to(address).into_response();
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let file = reads.then(|| site::file(request.uri().path(), request.headers())).flatten();
    match file {
        Some(file) => file,
        None => http.draw(Page::NotFound, request).await,
    }
}

async fn ready(State(http): State<Http>) -> Response {
    let Err(error) = http.db.read().ping().await else { return "ready\n".into_response() };
    tracing::error!(%error, "the database does not answer");
    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
}

/// The last thing that can go wrong. The panic's own message is in the log already.
fn our_fault(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request ended in a panic");
    plain::page(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Sorry, there is a problem at our end",
        "Go back in your browser and try again. Everything we told you was saved is safe.",
    )
}

#[cfg(test)]
pub(crate) mod tests;
