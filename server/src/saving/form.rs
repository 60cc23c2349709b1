//! A posted form, read without ever refusing a character: what cannot be read is said where it is
//! shown, and kept.

use axum::body::Body;
use futures_util::StreamExt;
use surveys::typed::Typed;

/// The largest page of answers is a tenth of this.
pub const MOST_BYTES: usize = 64 * 1024;
/// A survey's text, and the text that was seen before, of which each character may be sent as three.
pub const MOST_BYTES_WRITTEN: usize = 4 * 1024 * 1024;
/// So much is still taken from the line after that: a browser shows the answer only when it could
/// send all it wanted.
const DRAINED_BYTES: usize = 8 * 1024 * 1024;

/// Why there is no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoForm {
    /// It is over the limit.
    TooMuch,
    /// The line broke before its end.
    Broken,
}

/// The form's fields, in their order.
pub async fn read(body: Body) -> Result<Typed, NoForm> {
    read_at_most(body, MOST_BYTES).await
}

/// The same of a form that may be as long as this, in bytes.
pub async fn read_at_most(body: Body, most: usize) -> Result<Typed, NoForm> {
    whole(body, most).await.map(|bytes| fields(&bytes))
}

/// The form's fields as they stand, with those of one name each.
pub async fn pairs(body: Body) -> Result<Vec<(String, String)>, NoForm> {
    whole(body, MOST_BYTES).await.map(|bytes| each(&bytes).collect())
}

async fn whole(body: Body, most: usize) -> Result<Vec<u8>, NoForm> {
    let mut chunks = body.into_data_stream();
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| NoForm::Broken)?;
        length += chunk.len();
        if length > DRAINED_BYTES {
            return Err(NoForm::TooMuch);
        }
        if length <= most {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > most { Err(NoForm::TooMuch) } else { Ok(bytes) }
}

/// Bytes that are no UTF-8 become U+FFFD, which the rules for answers recognise.
pub fn fields(bytes: &[u8]) -> Typed {
    Typed::from_pairs(each(bytes))
}

fn each(bytes: &[u8]) -> impl Iterator<Item = (String, String)> {
    let pairs = bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| {
        let end = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let value = pair.get(end + 1..).unwrap_or_default();
        (decoded(&pair[..end]), decoded(value))
    })
}

fn decoded(bytes: &[u8]) -> String {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'+', after) => (b' ', after),
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, after),
                _ => (b'%', rest.get(1..).unwrap_or_default()),
            },
            (other, after) => (*other, after),
        };
        plain.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_box_that_repeats_keeps_all_its_values() {
        let typed = fields(b"barrier=1&barrier=96&barrier_96t=My+van%21&then=next");

        assert_eq!(typed.all("barrier").collect::<Vec<_>>(), ["1", "96"]);
        assert_eq!(typed.raw("barrier_96t"), "My van!");
    }

    #[test]
    fn letters_that_are_no_utf_8_are_marked_and_the_rest_is_kept() {
        assert_eq!(fields(b"words=caf%E9+today").raw("words"), "caf\u{fffd} today");
    }

    #[test]
    fn a_percent_sign_that_starts_nothing_is_a_percent_sign() {
        assert_eq!(fields(b"words=100%25+or+50%&b=%zz").raw("words"), "100% or 50%");
        assert_eq!(fields(b"b=%zz").raw("b"), "%zz");
    }

    /// As a browser writes it, with everything that could be mistaken for something else in hex.
    fn written(words: &str) -> String {
        words.bytes().map(|byte| format!("%{byte:02x}")).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_as_a_form_and_what_was_typed_comes_back(
            junk in any::<Vec<u8>>(),
            typed in any::<(String, String)>(),
        ) {
            let junk = fields(&junk);
            prop_assert!(junk.iter().all(|(_, values)| !values.is_empty()));

            let form = format!("{}={}", written(&typed.0), written(&typed.1));
            let read = fields(form.as_bytes());
            prop_assert_eq!(read.raw(&typed.0), typed.1);
        }
    }

    #[tokio::test]
    async fn a_form_over_the_limit_is_read_to_its_end_and_refused() {
        let body = Body::from(vec![b'a'; MOST_BYTES + 1]);

        assert_eq!(read(body).await, Err(NoForm::TooMuch));
    }
}
