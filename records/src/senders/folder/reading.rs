//! A mail of ours, read back from its file: only what `mail` writes is known here.

use base64::{Engine, prelude::BASE64_STANDARD};

/// The subject of a mail and its words without mark-up, if it is one of ours.
pub(super) fn mail(written: &str) -> Option<(String, String)> {
    let written = written.replace("\r\n", "\n");
    let (head, rest) = written.split_once("\n\n")?;
    let head = head.replace("\n ", " ");
    let subject = encoded_words(field(&head, "Subject")?);
    // The words come first, and then the same with mark-up.
    let part = match field(&head, "Content-Type")?.split_once("boundary=\"") {
        None => return Some((subject, decoded(&head, rest))),
        Some((_, boundary)) => {
            let line = format!("--{}\n", boundary.split('"').next()?);
            let (_, first) = rest.split_once(&line)?;
            first.split_once(&format!("\n{}", line.trim_end()))?.0.to_owned()
        }
    };
    let (head, body) = part.split_once("\n\n")?;
    Some((subject, decoded(head, body)))
}

fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.lines();
    lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn decoded(head: &str, body: &str) -> String {
    let bytes = match field(head, "Content-Transfer-Encoding") {
        Some("quoted-printable") => unquoted(body),
        Some("base64") => {
            let whole: String = body.split_whitespace().collect();
            BASE64_STANDARD.decode(whole).unwrap_or_default()
        }
        _ => return body.to_owned(),
    };
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

/// RFC 2045: a sign of equality before two digits is a byte, and at the end of a line no end.
fn unquoted(body: &str) -> Vec<u8> {
    let body = body.replace("=\n", "");
    let (mut bytes, mut rest) = (Vec::with_capacity(body.len()), body.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.filter(|_| *first == b'=') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

/// RFC 2047, as far as it is written here: words of UTF-8 in base 64. What stands between two of them is nothing.
fn encoded_words(text: &str) -> String {
    let (mut plain, mut rest, mut follows) = (String::new(), text, false);
    while let Some((before, after)) = rest.split_once("=?utf-8?b?") {
        let Some((word, left)) = after.split_once("?=") else { break };
        if !(follows && before.trim().is_empty()) {
            plain.push_str(before);
        }
        let bytes = BASE64_STANDARD.decode(word).unwrap_or_default();
        plain.push_str(&String::from_utf8_lossy(&bytes));
        (rest, follows) = (left, true);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_read_as_it_was_written_whatever_its_letters() {
        let multipart = "From: \"S\" <s@example.org>\r\nSubject: Your survey\r\n is ready\r\nMIME-Version: 1.0\r\n\
                         Content-Type: multipart/alternative;\r\n boundary=\"00-ab\"\r\n\r\n--00-ab\r\n\
                         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                         Hello Si=C3=A2n, it=\r\n is 1=3D1.\r\n\r\nBye\r\n--00-ab\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--00-ab--\r\n";
        let plain = "Subject: =?utf-8?b?U2nDog==?= =?utf-8?b?bg==?= writes\r\nContent-Type: text/plain; charset=utf-8\r\n\
                     Content-Transfer-Encoding: base64\r\n\r\nU2nDom4=\r\n";

        let (subject, words) = mail(multipart).expect("a mail");
        assert_eq!(subject, "Your survey is ready");
        assert_eq!(words, "Hello Siân, it is 1=1.\n\nBye");
        assert_eq!(mail(plain), Some(("Siân writes".to_owned(), "Siân".to_owned())));
        assert_eq!(mail("no mail"), None);
    }
}
