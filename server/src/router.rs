//! What answers which address: pages by `app`, posts by `saving`, files by `site`.

use std::{any::Any, future::Future, io, time::Duration};

use app::{api::door::Clock, site::SiteFiles};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header::CONTENT_SECURITY_POLICY},
    middleware::from_fn_with_state,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
    serve::ListenerExt,
};
use leptos::{
    nonce::use_nonce,
    prelude::{expect_context, provide_context},
};
use leptos_axum::{ResponseOptions, generate_route_list, render_app_async_with_context};
use records::Db;
use tokio::net::TcpListener;
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{headers, saving, sessions, site};

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

/// Which page is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The one that answers the request's address.
    Asked,
    /// The one that says that too much was posted.
    TooMuch,
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
    for listing in generate_route_list(app::Site) {
        router = router.route(listing.path(), get(asked));
    }
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
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
        .layer(compression)
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
        let http = self.clone();
        let context = move || http.provide();
        let drawn = match page {
            Page::Asked => render_app_async_with_context(context, app::shell)(request).await,
            Page::TooMuch => render_app_async_with_context(context, app::too_much)(request).await,
        };
        whole(drawn).await
    }

    /// What pages find in their context.
    fn provide(&self) {
        provide_context(self.db.clone());
        provide_context(self.clock);
        provide_context(self.files.clone());
        let policy = use_nonce().map(|nonce| HeaderValue::from_str(&headers::policy(&nonce)));
        if let Some(Ok(policy)) = policy {
            expect_context::<ResponseOptions>().insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// The page in one piece, without what Leptos writes after its end for pages that go on to arrive.
async fn whole(drawn: Response) -> Response {
    const END: &[u8] = b"</html>";
    let (parts, body) = drawn.into_parts();
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let end = page.windows(END.len()).rposition(|here| here == END);
    let page = end.map_or(page.clone(), |end| page.slice(..end + END.len()));
    Response::from_parts(parts, Body::from(page))
}

async fn asked(State(http): State<Http>, request: Request) -> Response {
    http.draw(Page::Asked, request).await
}

async fn file_or_page(State(http): State<Http>, request: Request) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let file = reads.then(|| site::file(request.uri().path(), request.headers())).flatten();
    match file {
        Some(file) => file,
        None => http.draw(Page::Asked, request).await,
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
