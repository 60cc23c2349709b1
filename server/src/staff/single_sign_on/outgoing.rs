//! What is asked of the provider: a few bytes, soon, and from nowhere else.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, redirect};
use tokio::sync::Semaphore;
use tokio_rustls::rustls::crypto::ring;

use crate::settings::SingleSignOn;

/// How long an answer may take.
const WITHIN: Duration = Duration::from_secs(10);
/// No description and no set of keys is longer.
const LONGEST: usize = 1 << 20;
/// So many questions at the same time. Whoever comes after waits.
const TOGETHER: usize = 8;

/// Asks the provider.
#[derive(Clone, Debug)]
pub struct Outgoing {
    client: Client,
    hosts: Arc<[String]>,
    turns: Arc<Semaphore>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// The line failed, or was not there.
    #[error("{0}")]
    Line(#[from] reqwest::Error),
    /// There was no end of it.
    #[error("its answer is longer than a megabyte")]
    TooLong,
    /// The question or the answer was none.
    #[error("{0}")]
    Http(#[from] openidconnect::http::Error),
    /// The provider says that it is somewhere else.
    #[error(
        "it is asked at “{0}”, which is not where it describes itself; if that is right, name it in \
         single_sign_on.also_at"
    )]
    Elsewhere(String),
    /// The process ends.
    #[error("nothing is asked any more")]
    Over,
}

impl Outgoing {
    /// Certificates are those that the operating system trusts; a proxy is the one that the environment
    /// names. Redirects are not followed, and what the provider says of itself leads to no host that the
    /// settings do not name: either could lead to what only this machine can reach.
    ///
    /// # Errors
    /// When the operating system has no certificates.
    pub fn to(settings: &SingleSignOn) -> Result<Self, reqwest::Error> {
        // The database's lines use the same; when one of them was first, this changes nothing.
        drop(ring::default_provider().install_default());
        let encrypted = settings.issuer.starts_with("https://");
        let client = Client::builder().https_only(encrypted).timeout(WITHIN);
        let client = client.redirect(redirect::Policy::none()).build()?;
        Ok(Self {
            client,
            hosts: settings.hosts().into(),
            turns: Arc::new(Semaphore::new(TOGETHER)),
        })
    }

    /// # Errors
    /// When there is no whole answer in time.
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let host = request.uri().authority().map(|host| host.as_str().to_lowercase());
        let host = host.unwrap_or_default();
        if !self.hosts.contains(&host) {
            return Err(NoAnswer::Elsewhere(host));
        }
        let _turn = self.turns.acquire().await.map_err(|_| NoAnswer::Over)?;
        let request = reqwest::Request::try_from(request)?;
        let mut answer = self.client.execute(request).await.map_err(without_address)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(without_address)? {
            if body.len() + chunk.len() > LONGEST {
                return Err(NoAnswer::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = openidconnect::http::Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            response = response.header(name, value);
        }
        Ok(response.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Outgoing {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// An address may hold more than the log should.
fn without_address(error: reqwest::Error) -> reqwest::Error {
    error.without_url()
}
