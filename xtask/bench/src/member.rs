//! Somebody on the staff with a browser: an address, a password, and cookies.

use crate::{
    http::{Answer, Connection},
    store::Store,
};
use anyhow::{Context, Result, anyhow, ensure};
use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};
use totp_rs::{Builder, Secret};

const PASSWORD: &str = "copper-lantern-marsh-violin";

#[derive(Clone, Debug)]
pub struct Member {
    email: String,
    cookies: BTreeMap<String, String>,
}

impl Member {
    /// Invites somebody to a role in the example study, and chooses their password. Nobody of this name was
    /// invited before.
    pub async fn invited(
        store: &Store,
        line: &mut Connection,
        (name, role): (&str, &str),
    ) -> Result<Member> {
        let email = format!("{name}@example.org");
        let words = ["staff", "invite", &email, "--role", role, "--study", "bridgeway"];
        let said = store.run(&words)?;
        let (_, link) = said.rsplit_once("/staff/").with_context(|| format!("no link: {said}"))?;
        let path = format!("/staff/{}", link.trim());
        let mut member = Member { email, cookies: BTreeMap::new() };
        let body = format!("name=Invented&new={PASSWORD}&again={PASSWORD}");
        let answer = member.post(line, &path, &body).await?;
        ensure!(answer.status == 303, "the invitation was answered with {}", answer.status);
        Ok(member)
    }

    /// Sets up the app that roles with names before them need.
    pub async fn set_up_codes(&mut self, line: &mut Connection) -> Result<()> {
        let path = "/staff/second-factor";
        let page = self.read(line, path).await?;
        let page = String::from_utf8_lossy(&page.body).into_owned();
        let letters =
            page.split("staff-secret\">").nth(1).and_then(|rest| rest.split("</code>").next());
        let letters = letters.context("the page shows no secret")?.replace(' ', "");
        let secret = Secret::try_from_base32(&letters).map_err(|_| anyhow!("no secret"))?;
        let app = Builder::new().with_secret(secret).build()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let answer = self.post(line, path, &format!("code={}", app.generate(now))).await?;
        ensure!(answer.status == 200, "the first code was answered with {}", answer.status);
        Ok(())
    }

    /// Address and password, as they are typed on a browser that was used before.
    pub async fn sign_in(&mut self, line: &mut Connection) -> Result<()> {
        let body = format!("email={}&password={PASSWORD}", self.email);
        let answer = self.post(line, "/staff/sign-in", &body).await?;
        ensure!(answer.status == 303, "signing in was answered with {}", answer.status);
        Ok(())
    }

    pub async fn read(&self, line: &mut Connection, path: &str) -> Result<Answer> {
        let cookies = self.cookies();
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookies}\r\n\r\n");
        line.ask(request.as_bytes()).await
    }

    pub async fn post(&mut self, line: &mut Connection, path: &str, body: &str) -> Result<Answer> {
        let (cookies, length) = (self.cookies(), body.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookies}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let answer = line.ask(request.as_bytes()).await?;
        for set in answer.headers("set-cookie") {
            let (name, value) =
                set.split(';').next().unwrap_or_default().split_once('=').unwrap_or_default();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        Ok(answer)
    }

    fn cookies(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }
}
