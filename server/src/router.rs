//! What answers which address: pages by `app`, posts by `saving`, files by `site`.

use std::{any::Any, future::Future, io, time::Duration};

use app::{
    Answer, Page,
    api::door::{self, Clock},
    site::SiteFiles,
};
use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY},
    },
    middleware::from_fn_with_state,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
    serve::ListenerExt,
};
use records::Db;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{headers, packing, saving, sessions, site};

/// How the site is reached.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Where links point, such as `https://survey.example.org`.
    pub public_url: String,
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
    files: SiteFiles,
}

/// Everything that the site answers.
pub fn router(db: Db, settings: HttpSettings) -> Router {
    with_clock(db, &settings, Clock::default())
}

/// The same with a clock that tests set.
pub fn with_clock(db: Db, settings: &HttpSettings, clock: Clock) -> Router {
    let secure = settings.public_url.starts_with("https://");
    let http = Http { db, clock, secure, files: site::for_participants() };
    if site::is_empty() {
        tracing::warn!("there is no style sheet and no script in this binary: cargo xtask site");
    }
    let mut router = Router::new();
    for (address, page) in Page::ADDRESSES {
        let draw = async move |State(http): State<Http>, request| http.draw(page, request).await;
        router = router.route(address, get(draw));
    }
    router
        .route("/r/{token}/q/{page}", post(saving::page))
        .route("/r/{token}/consent", post(saving::consent))
        .route("/r/{token}/check", post(saving::check))
        .route("/r/{token}/answers", post(saving::send))
        .route("/livez", get(async || "alive\n"))
        .route("/readyz", get(ready))
        .fallback(file_or_page)
        .layer(from_fn_with_state(http.clone(), sessions::remember))
        .layer(CatchPanicLayer::custom(our_fault))
        .layer(from_fn_with_state(http.clone(), headers::add))
        .with_state(http)
}

/// Serves until told to stop, and lets every request that was begun end.
pub async fn serve(
    router: Router,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // A page is one small answer: waiting to fill a packet would only delay it.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let (told, mut hears) = tokio::sync::watch::channel(());
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        drop(told);
    });
    tokio::select! {
        served = serving.into_future() => served,
        () = async { while hears.changed().await.is_ok() {} tokio::time::sleep(PATIENCE).await } => Ok(()),
    }
}

/// A browser may hold a line open that has nothing to say.
const PATIENCE: Duration = Duration::from_secs(10);

impl Http {
    /// Draws a page for a request, whatever its method.
    pub async fn draw(&self, page: Page, request: Request) -> Response {
        let packed = packing::accepts(request.headers(), "gzip");
        let (parts, _) = request.into_parts();
        let asked = door::Request::of(&parts, &self.db, self.clock.now());
        let (status, html, nonce) = match app::draw(page, asked, &self.files).await {
            Answer::Page { status, html, nonce } => (status, html, nonce),
            Answer::GoTo(address) => return Redirect::to(&address).into_response(),
        };
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(policy) = HeaderValue::from_str(&headers::policy(&nonce)) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        if !packed {
            return (status, headers, html).into_response();
        }
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        (status, headers, packing::gzip(html.as_bytes())).into_response()
    }
}

async fn file_or_page(State(http): State<Http>, request: Request) -> Response {
    // Programs that pass links on may end them with a stroke.
    if let Some(address) = request.uri().path().strip_suffix('/')
        && address.starts_with("/r/")
    {
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
    match http.db.read().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// The last thing that can go wrong. The panic's own message is in the log already.
fn our_fault(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request ended in a panic");
    let page = "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Sorry</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>\
         <body><h1>Sorry, there is a problem at our end</h1>\
         <p>Go back in your browser and try again. Everything we told you was saved is safe.</p>\
         <p>If you are in danger, call 999. To talk to someone, call Samaritans on 116 123.</p>\
         </body></html>";
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}

#[cfg(test)]
mod tests;
