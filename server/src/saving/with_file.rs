//! A form with a file in it, as `multipart/form-data`. Only as much is read as such a form may have, and what is not
//! put together as browsers do it is a form without a file.

use axum::{body::Body, http::HeaderValue};
use futures_util::StreamExt;
use surveys::typed::Typed;

use super::form::NoForm;

/// Room for the other fields, in bytes.
const FIELDS: usize = 64 * 1024;
/// No form of ours has more fields.
const MOST_FIELDS: usize = 100;

/// A file that somebody chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// What it is called where it comes from, without its folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a form whose file may have so many bytes. A field without a file's name is words; of several files the first
/// counts, and one that was not chosen is none.
///
/// # Errors
/// When it is longer, or the line broke.
pub async fn read(
    kind: Option<&HeaderValue>,
    body: Body,
    most: usize,
) -> Result<(Typed, Option<File>), NoForm> {
    let mut chunks = body.into_data_stream();
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| NoForm::Broken)?;
        length += chunk.len();
        // A browser shows the answer only when it could send all it wanted; so much is still taken from the line.
        if length > most.saturating_mul(2) {
            return Err(NoForm::TooMuch);
        }
        if length <= most + FIELDS {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > most + FIELDS {
        return Err(NoForm::TooMuch);
    }
    let boundary = kind.and_then(|kind| boundary(kind.to_str().ok()?));
    Ok(boundary.map(|boundary| fields(&bytes, boundary.as_bytes())).unwrap_or_default())
}

/// Takes a form from the line and keeps nothing of it, so that the browser shows why it was not wanted.
pub async fn pass_over(body: Body, most: usize) {
    let (mut chunks, mut length) = (body.into_data_stream(), 0_usize);
    while let Some(Ok(chunk)) = chunks.next().await {
        length += chunk.len();
        if length > most.saturating_mul(2) {
            return;
        }
    }
}

/// `multipart/form-data; boundary=…`
fn boundary(kind: &str) -> Option<&str> {
    let (kind, rest) = kind.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = rest.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    let boundary = boundary.trim_matches('"');
    (1..=70).contains(&boundary.len()).then_some(boundary)
}

fn fields(bytes: &[u8], boundary: &[u8]) -> (Typed, Option<File>) {
    let (mut typed, mut file) = (Typed::default(), None);
    let between = [b"\r\n--", boundary].concat();
    let Some(mut rest) = bytes.strip_prefix(&between[2..]) else { return (typed, file) };
    for _ in 0..MOST_FIELDS {
        let Some(part) = rest.strip_prefix(b"\r\n") else { break };
        let Some(end) = find(part, &between) else { break };
        rest = &part[end + between.len()..];
        let Some(head) = find(&part[..end], b"\r\n\r\n") else { continue };
        let (head, value) = (String::from_utf8_lossy(&part[..head]), &part[head + 4..end]);
        let Some(name) = said(&head, "name") else { continue };
        match said(&head, "filename") {
            None => typed.add(name, String::from_utf8_lossy(value)),
            Some(called) if !called.is_empty() && file.is_none() => {
                let called = called.rsplit(['/', '\\']).next().unwrap_or_default();
                file = Some(File { name: called.to_owned(), bytes: value.to_vec() });
            }
            Some(_) => {}
        }
    }
    (typed, file)
}

/// What the line about the field says of it: `name="file"; filename="sleep.csv"`.
fn said(head: &str, what: &str) -> Option<String> {
    let mut lines = head.split("\r\n");
    let line = lines.find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let mut rest = line.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        if name.trim_start_matches(';').trim() == what {
            return Some(value.replace("%22", "\""));
        }
        rest = after;
    }
}

/// Where something begins.
fn find(within: &[u8], sought: &[u8]) -> Option<usize> {
    let first = *sought.first()?;
    let mut from = 0;
    while let Some(next) = within[from..].iter().position(|byte| *byte == first) {
        if within[from + next..].starts_with(sought) {
            return Some(from + next);
        }
        from += next + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KIND: &str = "multipart/form-data; boundary=XyZ";

    async fn sent(body: impl Into<Body>, most: usize) -> Result<(Typed, Option<File>), NoForm> {
        read(Some(&HeaderValue::from_static(KIND)), body.into(), most).await
    }

    #[tokio::test]
    async fn a_file_comes_with_its_name_and_every_byte_of_it() {
        let body = b"--XyZ\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nsleep\r\n--XyZ\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"C:\\my %22files%22\\sleep.csv\"\r\n\
            Content-Type: text/csv\r\n\r\n\r\n--X\xff\r\n\r\n--XyZ--\r\n";

        let (typed, file) = sent(body.to_vec(), 100).await.expect("it is a form");

        assert_eq!(typed.raw("key"), "sleep");
        let file = file.expect("there is a file");
        assert_eq!(
            (file.name.as_str(), file.bytes.as_slice()),
            ("sleep.csv", &b"\r\n--X\xff\r\n"[..])
        );
    }

    #[tokio::test]
    async fn a_file_that_was_not_chosen_is_none_and_a_larger_one_is_refused() {
        let none = "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--XyZ--\r\n";

        assert_eq!(sent(none, 100).await, Ok((Typed::default(), None)));
        assert_eq!(sent(vec![b'a'; FIELDS + 101], 100).await, Err(NoForm::TooMuch));
        assert_eq!(read(None, Body::from(none), 100).await, Ok((Typed::default(), None)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_as_a_form_and_any_file_comes_whole(
            junk in any::<Vec<u8>>(),
            bytes in any::<Vec<u8>>(),
        ) {
            let _ = fields(&junk, b"XyZ");
            let head = b"--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
            let body = [&head[..], &bytes, b"\r\n--XyZ--\r\n"].concat();
            let (_, file) = fields(&body, b"XyZ");
            prop_assert_eq!(file.map(|file| file.bytes), Some(bytes));
        }
    }
}
