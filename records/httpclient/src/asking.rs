//! A question, and its answer.

use std::fmt;

use reqwest::Method;
use serde::de::DeserializeOwned;

use crate::{Client, InMemoryError, InMemoryResult};

/// No answer that is of use is longer.
const LONGEST: usize = 1 << 20;

/// What is asked.
pub struct Request {
    /// What is to be done with what lies there.
    pub method: Method,
    /// Where, below the server's address.
    pub path: String,
    /// What the address says besides.
    pub query: Vec<(String, String)>,
    /// What is sent, field by field.
    pub form: Vec<(String, String)>,
    /// Name and password, as the header has them.
    basic_auth: String,
}

/// A question that is being put together.
pub struct RequestBuilder<'a> {
    client: &'a Client,
    request: Request,
}

impl<'a> RequestBuilder<'a> {
    pub(crate) fn new(client: &'a Client, method: Method, path: &str) -> Self {
        let (path, basic_auth) = (path.to_owned(), String::new());
        let request = Request { method, path, query: Vec::new(), form: Vec::new(), basic_auth };
        Self { client, request }
    }

    /// Says more in the address.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.request.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Asks by an account: its name and its password, with a colon between them, in base64.
    #[must_use]
    pub fn basic_auth(mut self, basic_auth: &str) -> Self {
        basic_auth.clone_into(&mut self.request.basic_auth);
        self
    }

    /// Asks, and waits until the whole answer is there.
    ///
    /// # Errors
    /// When there is none, or it is no.
    pub async fn send_awaiting_body(mut self) -> InMemoryResult<InMemoryResponse> {
        for middleware in &self.client.middlewares {
            middleware.prepare(&mut self.request);
        }
        let Request { method, path, query, form, basic_auth } = self.request;
        let line = self.client.line.as_ref().map_err(|_| InMemoryError::NotAsked)?;
        let mut request = line.request(method, format!("{}{path}", self.client.base_url));
        request = request.header("Authorization", format!("Basic {basic_auth}")).query(&query);
        if !form.is_empty() {
            request = request.form(&form);
        }
        let mut answer = request.send().await?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| InMemoryError::Lost)? {
            if body.len() + chunk.len() > LONGEST {
                return Err(InMemoryError::Lost);
            }
            body.extend_from_slice(&chunk);
        }
        let answer = InMemoryResponse { status: answer.status().as_u16(), body };
        if (200..300).contains(&answer.status) {
            Ok(answer)
        } else {
            Err(InMemoryError::No(answer))
        }
    }
}

/// A whole answer.
pub struct InMemoryResponse {
    /// The status of HTTP.
    pub status: u16,
    /// What it says.
    pub body: Vec<u8>,
}

impl InMemoryResponse {
    /// What it says, read as JSON.
    ///
    /// # Errors
    /// When it says something else.
    pub fn json<T: DeserializeOwned>(&self) -> InMemoryResult<T> {
        serde_json::from_slice(&self.body).map_err(|_| InMemoryError::Nonsense)
    }
}

/// What it says may hold a telephone number.
impl fmt::Debug for InMemoryResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InMemoryResponse({})", self.status)
    }
}
