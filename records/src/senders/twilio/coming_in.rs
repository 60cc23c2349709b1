//! What people text us, from Twilio's own list: it tells a text twice at most, and then not again. The list has the latest
//! first, and all texts in it, ours as well.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Twilio, asking::created};

/// Texts in a page of the list.
const TOGETHER: i64 = 100;
/// Pages that are read. A list that is longer does not end.
const MOST: usize = 1000;

/// A text that somebody sent us.
pub(crate) struct CameIn {
    /// What Twilio calls it.
    pub sid: String,
    /// The messaging service that it came to.
    pub service: String,
    /// The number that it came from.
    pub from: String,
    /// What it says.
    pub words: String,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// Why Twilio's list was not read.
#[derive(Debug, thiserror::Error)]
pub enum NotListed {
    /// It could not be asked.
    #[error("Twilio cannot be asked for texts that came in: {0}")]
    NotAsked(#[from] httpclient::InMemoryError),
    /// It answered something else.
    #[error("Twilio’s list of texts cannot be read")]
    Nonsense,
}

impl Twilio {
    /// What came in since then, the oldest first. A text that is no study's is left out.
    pub(crate) async fn came_in(&self, since: DateTime<Utc>) -> Result<Vec<CameIn>, NotListed> {
        let (mut texts, mut next) = (Vec::new(), None);
        for _ in 0..MOST {
            let page = self.page(next).await?;
            let listed = page["messages"].as_array().ok_or(NotListed::Nonsense)?;
            texts.extend(listed.iter().filter_map(|text| self.came(text)));
            let goes_back = listed.iter().any(|text| created(text).is_some_and(|at| at >= since));
            next = page["next_page_uri"].as_str().and_then(Next::of).filter(|_| goes_back);
            if next.is_none() {
                texts.retain(|text| text.at >= since);
                texts.sort_by_key(|text| text.at);
                return Ok(texts);
            }
        }
        Err(NotListed::Nonsense)
    }

    async fn page(&self, next: Option<Next>) -> Result<Value, NotListed> {
        let mut list = self.0.client.list_message(&self.0.account.account_sid);
        if let Some(Next { page, token }) = next {
            list = list.page(page).page_token(&token);
        }
        Ok(list.page_size(TOGETHER).send().await?)
    }

    /// A text of the list, if somebody sent it to a study of ours.
    fn came(&self, text: &Value) -> Option<CameIn> {
        let of = |field: &str| text[field].as_str().map(str::to_owned);
        if text["direction"].as_str() != Some("inbound") {
            return None;
        }
        // Where it is not said to which service it came, it can only be one.
        let services = &self.0.account.messaging_services;
        let only = services.values().next().filter(|_| services.len() == 1).cloned();
        let service = of("messaging_service_sid").or(only)?;
        self.study_of(&service)?;
        let words = of("body").unwrap_or_default();
        Some(CameIn { sid: of("sid")?, service, from: of("from")?, words, at: created(text)? })
    }
}

/// Where the list goes on.
struct Next {
    page: i64,
    token: String,
}

impl Next {
    fn of(address: &str) -> Option<Self> {
        let (_, query) = address.split_once('?')?;
        let of = |name: &str| {
            let mut fields = query.split('&').filter_map(|field| field.split_once('='));
            fields.find(|(field, _)| *field == name).map(|(_, value)| value)
        };
        Some(Self { page: of("Page")?.parse().ok()?, token: of("PageToken")?.to_owned() })
    }
}
