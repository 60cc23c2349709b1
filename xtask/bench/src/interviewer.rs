//! An interviewer with a browser: the next call, the interview, and how the call ended.

use crate::{
    form::{encoded, value},
    http::Connection,
    member::Member,
};
use anyhow::{Context, Result, ensure};
use std::net::SocketAddr;

const CALLS: &str = "/staff/bridgeway/calls";

pub struct Interviewer {
    member: Member,
    line: Connection,
}

/// A call as its page has it.
pub struct Call {
    path: String,
    /// When it was dialled, by the clock of whoever is rung.
    dialled: String,
    /// Where the interview begins.
    pub front: String,
}

impl Interviewer {
    pub async fn comes(member: &Member, address: SocketAddr) -> Result<Interviewer> {
        Ok(Interviewer { member: member.clone(), line: Connection::open(address).await? })
    }

    /// Asks for the next case: where its call is.
    pub async fn next(&mut self) -> Result<String> {
        let path = self.posts(CALLS, "then=next").await?;
        ensure!(path.starts_with(CALLS), "asking for the next case led to {path}");
        Ok(path)
    }

    pub async fn opens(&mut self, path: String) -> Result<Call> {
        let page = self.reads(&path).await?;
        let dialled = value(&page, "dialled").context("the call has no time")?;
        let mut links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let front = links.find(|link| link.contains("/interview/"));
        let front = front.context("the call leads to no interview")?.to_owned();
        Ok(Call { path, dialled, front })
    }

    /// Writes down how the call ended, which leaves nobody with the case.
    pub async fn ends(&mut self, call: &Call, outcome: &str) -> Result<()> {
        let body = format!("then=record&outcome={outcome}&dialled={}", encoded(&call.dialled));
        let answer = self.member.post(&mut self.line, &call.path, &body).await?;
        let (status, told) = (answer.status, String::from_utf8_lossy(&answer.body));
        ensure!(told.contains("The call is written down"), "{outcome} was answered with {status}");
        Ok(())
    }

    pub async fn reads(&mut self, path: &str) -> Result<String> {
        let answer = self.member.read(&mut self.line, path).await?;
        ensure!(answer.status == 200, "{path} answers {}", answer.status);
        Ok(String::from_utf8_lossy(&answer.body).into_owned())
    }

    /// Where what was posted leads.
    pub async fn posts(&mut self, path: &str, body: &str) -> Result<String> {
        let answer = self.member.post(&mut self.line, path, body).await?;
        let status = answer.status;
        ensure!(status == 303, "what was posted to {path} was answered with {status}");
        Ok(answer.header("location").unwrap_or_default().to_owned())
    }
}
