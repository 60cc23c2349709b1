//! The way through the survey, learned from its pages by the first person who goes it.

use crate::{form::filled, http::Connection, visit::Person};
use anyhow::{Context, Result, ensure};
use std::collections::HashMap;

/// What is posted on each page.
pub struct Walk {
    pages: HashMap<String, String>,
}

/// More pages than any survey of ours.
const LONGEST: usize = 200;

impl Walk {
    pub fn answer(&self, page: &str) -> Option<&str> {
        self.pages.get(page).map(String::as_str)
    }

    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Reads each page, answers it and follows where that leads, until all is answered.
    pub async fn learn(line: &mut Connection, person: &mut Person) -> Result<Walk> {
        let mut pages = HashMap::new();
        for _ in 0..LONGEST {
            let Some(page) = person.question().map(str::to_owned) else {
                return Ok(Walk { pages });
            };
            let path = person.at.clone();
            let drawn = person.read(line, &path).await?;
            ensure!(drawn.status == 200, "{page} answers {}", drawn.status);
            let body = filled(&String::from_utf8_lossy(&drawn.body));
            let saved = person.post(line, &path, &body).await?;
            let next = saved.header("location").with_context(|| {
                format!("{page} leads nowhere after {body}: status {}", saved.status)
            })?;
            ensure!(next != path, "{page} is asked again after {body}");
            person.at = next.to_owned();
            person.saved += 1;
            pages.insert(page, body);
        }
        anyhow::bail!("the survey does not end")
    }
}
