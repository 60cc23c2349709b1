//! Reading what a mail server reports of a mail that it could not deliver (RFC 3464). It comes from strangers: nothing
//! in it is believed but what a mark of ours stands behind.

/// So much of a report is read, in bytes: what follows is the mail itself.
const MOST_BYTES: usize = 512 * 1024;
/// The shortest that a message's name with its mark can be, in characters.
const SHORTEST: usize = 40;

/// What a server reports.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub fate: Fate,
    /// Such as `5.1.1`, if it says so.
    pub status: Option<String>,
    /// What in it may be a message's name with its mark.
    pub named: Vec<String>,
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The address takes nothing, and will not.
    NeverDelivered,
    /// It was not delivered; another may be.
    NotDelivered,
    /// It is tried still, or was delivered.
    NoneYet,
}

/// The report in a mail, if it is one. An answer of somebody who is on holiday is none.
pub(super) fn read(mail: &[u8]) -> Option<Report> {
    let text = String::from_utf8_lossy(&mail[..mail.len().min(MOST_BYTES)]).replace("\r\n", "\n");
    let (head, body) = text.split_once("\n\n")?;
    let kind = field(head, "content-type")?.to_ascii_lowercase();
    if !kind.starts_with("multipart/report") || !kind.contains("delivery-status") {
        return None;
    }
    let told = status_part(body)?;
    let said = told.split("\n\n").filter_map(of_receiver);
    let (fate, status) = said.min_by_key(|(fate, _)| *fate as u8)?;
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let named = words
        .filter(|word| word.len() >= SHORTEST && word.starts_with(|c: char| c.is_ascii_digit()));
    Some(Report { fate, status, named: named.map(str::to_owned).collect() })
}

/// The part that machines read.
fn status_part(body: &str) -> Option<&str> {
    const KIND: &str = "content-type: message/delivery-status";
    let lower = body.to_ascii_lowercase();
    let start = lower.find(KIND)?;
    let start = start + body[start..].find("\n\n")? + 2;
    let end = body[start..].find("\n--").map_or(body.len(), |end| start + end);
    Some(&body[start..end])
}

/// What is said of one receiver.
fn of_receiver(fields: &str) -> Option<(Fate, Option<String>)> {
    let action = field(fields, "action")?.to_ascii_lowercase();
    let status = field(fields, "status").unwrap_or_default();
    let status = status.split_whitespace().next().map(str::to_owned);
    let status = status.filter(|status| is_status(status));
    let fate =
        match (action.trim(), status.as_deref().is_some_and(|status| status.starts_with('5'))) {
            ("failed", true) => Fate::NeverDelivered,
            ("failed", false) => Fate::NotDelivered,
            _ => Fate::NoneYet,
        };
    Some((fate, status))
}

fn is_status(status: &str) -> bool {
    let parts: Vec<_> = status.split('.').collect();
    let is_number =
        |part: &&str| (1..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}

/// A field, with the lines that go on from it.
fn field(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines();
    let first = lines.by_ref().find_map(|line| {
        let (named, value) = line.split_once(':')?;
        named.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })?;
    let more = lines.take_while(|line| line.starts_with([' ', '\t'])).map(str::trim);
    Some(more.fold(first, |whole, line| format!("{whole} {line}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_that_is_no_report_is_none() {
        for mail in [
            "",
            "Subject: Away\n\nI am on holiday.",
            "Content-Type: multipart/report; report-type=disposition-notification\n\nAction: failed",
            "Content-Type: multipart/report;\n\treport-type=delivery-status\n\nnothing of the kind",
        ] {
            assert_eq!(read(mail.as_bytes()), None, "{mail}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_back_is_read_or_is_no_report(mail in proptest::collection::vec(0_u8..=255, 0..400)) {
            let head = b"Content-Type: multipart/report; report-type=delivery-status\n\n\
                Content-Type: message/delivery-status\n\n";
            read(&mail);
            read(&[head, mail.as_slice()].concat());
        }
    }
}
