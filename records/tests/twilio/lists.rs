//! What it says when it is asked for texts: those to one number, or all there are, page by page.

use chrono::DateTime;

use super::{StandIn, pairs};

impl StandIn {
    pub(super) fn list(&self, address: &str) -> (u16, String) {
        if let Some(nonsense) = self.kept.0.lock().expect("no panic").nonsense.clone() {
            return (200, nonsense);
        }
        let asked = pairs(address.split_once('?').map_or("", |(_, query)| query));
        let of = |field: &str| asked.iter().find(|(name, _)| name == field).map(|(_, value)| value);
        match of("To") {
            Some(to) => self.sent_to(to),
            None => self.all(of("Page").map_or(0, |page| page.parse().expect("a number"))),
        }
    }

    fn sent_to(&self, to: &str) -> (u16, String) {
        let taken = self.taken();
        let theirs = taken.iter().filter(|text| text.get("To") == to).rev().map(|text| {
            serde_json::json!({
                "sid": text.sid, "to": to, "body": text.get("Body"), "date_created": text.at,
                "messaging_service_sid": text.get("MessagingServiceSid"), "date_sent": null,
                "error_code": text.error,
            })
        });
        let list = serde_json::json!({ "messages": theirs.collect::<Vec<_>>() });
        (200, list.to_string())
    }

    /// The whole list, two texts to a page: what it took besides what came in.
    fn all(&self, page: usize) -> (u16, String) {
        let mut kept = self.kept.0.lock().expect("no panic");
        if kept.is_away {
            return (503, "away".to_owned());
        }
        kept.listed += 1;
        let ours = kept.taken.iter().map(|text| {
            (
                DateTime::parse_from_rfc2822(&text.at).expect("a time").to_utc(),
                serde_json::json!({
                    "sid": text.sid, "direction": "outbound-api", "from": "+447700900000",
                    "messaging_service_sid": text.get("MessagingServiceSid"),
                    "body": text.get("Body"), "date_created": text.at,
                }),
            )
        });
        let theirs = kept.came_in.iter().map(|text| {
            (
                text.at,
                serde_json::json!({
                    "sid": text.sid, "direction": "inbound", "from": text.from, "body": text.words,
                    "messaging_service_sid": text.service, "date_created": text.at.to_rfc2822(),
                }),
            )
        });
        let mut all: Vec<_> = ours.chain(theirs).collect();
        all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let pages = all.len().div_ceil(2);
        let some: Vec<_> = all.into_iter().skip(2 * page).take(2).map(|(_, text)| text).collect();
        let next = (page + 1 < pages).then(|| {
            format!(
                "/2010-04-01/Accounts/AC0001/Messages.json?PageSize=2&Page={}&PageToken=PA1",
                page + 1
            )
        });
        (200, serde_json::json!({ "messages": some, "next_page_uri": next }).to_string())
    }
}
