//! What `twilio-rs` asks of the crate of this name, and nothing else. The published one brings a TLS library with known
//! holes, waits for an answer for ever, and cannot say whether a request has left; this one can.

mod asking;

mod failing;

use std::{fmt, time::Duration};

use reqwest::{Method, redirect};
use tokio_rustls::rustls::crypto::ring;

pub use self::{
    asking::{InMemoryResponse, Request, RequestBuilder},
    failing::{InMemoryError, InMemoryResult},
};

/// How long it may take until there is a line.
const LINE_WITHIN: Duration = Duration::from_secs(5);
/// How long it may take until there is an answer, unless told otherwise.
const ANSWER_WITHIN: Duration = Duration::from_secs(15);

/// How long a line is kept for another question. Servers close lines that are idle for a minute, and a question that
/// crosses that would be in doubt.
const IDLE: Duration = Duration::from_secs(10);

/// Changes what is asked before it is.
pub trait Middleware: Send + Sync {
    /// Adds to the question.
    fn prepare(&self, request: &mut Request);
}

/// Asks one server.
pub struct Client {
    base_url: String,
    middlewares: Vec<Box<dyn Middleware>>,
    line: Result<reqwest::Client, reqwest::Error>,
}

impl Client {
    /// Asks nobody yet.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "twilio-rs makes it by this name only")]
    pub fn new() -> Self {
        let (base_url, line) = (String::new(), line("", ANSWER_WITHIN));
        Self { base_url, middlewares: Vec::new(), line }
    }

    /// Where the server is, without a stroke at the end.
    #[must_use]
    pub fn base_url(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.base_url);
        self.answer_within(ANSWER_WITHIN)
    }

    /// How long an answer may take, the line included.
    #[must_use]
    pub fn answer_within(mut self, answer_within: Duration) -> Self {
        self.line = line(&self.base_url, answer_within);
        self
    }

    /// Changes every question in this way before it is asked.
    #[must_use]
    pub fn with_middleware(mut self, middleware: impl Middleware + 'static) -> Self {
        self.middlewares.push(Box::new(middleware));
        self
    }

    /// A question.
    #[must_use]
    pub fn get(&self, path: &str) -> RequestBuilder<'_> {
        RequestBuilder::new(self, Method::GET, path)
    }

    /// Something that is to be done.
    #[must_use]
    pub fn post(&self, path: &str) -> RequestBuilder<'_> {
        RequestBuilder::new(self, Method::POST, path)
    }

    /// Something that is to go.
    #[must_use]
    pub fn delete(&self, path: &str) -> RequestBuilder<'_> {
        RequestBuilder::new(self, Method::DELETE, path)
    }
}

/// What asks. Certificates are those that the operating system trusts, a proxy is the one that the environment names,
/// and no redirect is followed: it would carry the account's token to somebody else.
fn line(base_url: &str, answer_within: Duration) -> Result<reqwest::Client, reqwest::Error> {
    // Others in the program use the same; when one of them was first, this changes nothing.
    drop(ring::default_provider().install_default());
    reqwest::Client::builder()
        .https_only(base_url.starts_with("https://"))
        .redirect(redirect::Policy::none())
        .connect_timeout(LINE_WITHIN)
        .pool_idle_timeout(IDLE)
        .timeout(answer_within)
        .build()
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.base_url)
    }
}
