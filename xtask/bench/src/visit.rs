//! A participant with a browser: a link, a cookie, and the page they are on.

use crate::http::{Answer, Connection};
use anyhow::{Context, Result, ensure};

#[derive(Clone, Debug, Default)]
pub struct Person {
    pub token: String,
    /// The address to which the last answer led.
    pub at: String,
    /// Pages whose saving was acknowledged.
    pub saved: usize,
    cookie: String,
}

/// What a phone's browser says it can read.
pub const COMPRESSED: &str = "accept-encoding: gzip, deflate, br\r\n";

impl Person {
    pub fn with_link(link: &str) -> Result<Person> {
        let (_, token) = link.rsplit_once("/r/").with_context(|| format!("{link} is no link"))?;
        Ok(Person { token: token.to_owned(), ..Person::default() })
    }

    pub fn page(&self, below: &str) -> String {
        format!("/r/{}/{below}", self.token)
    }

    /// The name of the page of questions that they are on.
    pub fn question(&self) -> Option<&str> {
        self.at.rsplit_once("/q/").map(|(_, page)| page)
    }

    /// A request for a page; `accepts` is a header line, or empty.
    pub fn request(&self, path: &str, accepts: &str) -> Vec<u8> {
        let cookie = &self.cookie;
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{accepts}cookie: {cookie}\r\n\r\n")
            .into()
    }

    pub async fn read(&mut self, line: &mut Connection, path: &str) -> Result<Answer> {
        let answer = line.ask(&self.request(path, "")).await?;
        self.keep_cookie(&answer);
        Ok(answer)
    }

    pub async fn post(&mut self, line: &mut Connection, path: &str, body: &str) -> Result<Answer> {
        let (cookie, length) = (&self.cookie, body.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let answer = line.ask(request.as_bytes()).await?;
        self.keep_cookie(&answer);
        Ok(answer)
    }

    /// Agrees to everything, and stands on the first page of questions after.
    pub async fn consent(&mut self, line: &mut Connection, body: &str) -> Result<()> {
        let path = self.page("consent");
        let answer = self.post(line, &path, body).await?;
        let next = answer.header("location").unwrap_or_default();
        ensure!(
            answer.status == 303 && next.contains("/q/"),
            "consent was answered with {} {next}",
            answer.status
        );
        self.at = next.to_owned();
        Ok(())
    }

    fn keep_cookie(&mut self, answer: &Answer) {
        if let Some(set) = answer.header("set-cookie") {
            self.cookie = set.split(';').next().unwrap_or_default().to_owned();
        }
    }
}
