//! What is derived from a study's secret: link tokens, device proofs, row keys. Each use has a label
//! of its own, so that none can stand for another.

use hmac::{Hmac, KeyInit, Mac};
use rand::Rng;
use sha2::{Digest, Sha256};

/// Crockford's alphabet: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// HMAC-SHA256 of a label and what it is about.
pub(crate) fn keyed(secret: &[u8], label: &str, about: impl AsRef<[u8]>) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(label.as_bytes());
    mac.update(b"|");
    mac.update(about.as_ref());
    mac.finalize().into_bytes().into()
}

pub(crate) fn hashed(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

/// 26 characters of Crockford's base 32: 130 bits from the front of `bytes`.
pub(crate) fn crockford26(bytes: &[u8; 32]) -> String {
    let bit = |place: usize| (bytes[place / 8] >> (7 - place % 8)) & 1;
    let character = |start: usize| {
        let index =
            (0..5).fold(0_usize, |index, offset| index << 1 | usize::from(bit(start + offset)));
        char::from(ALPHABET[index])
    };
    (0..26).map(|place| character(place * 5)).collect()
}

/// A character as we print it: people type small letters, O for 0 and I or L for 1.
pub(crate) fn as_printed(typed: char) -> char {
    match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// Whether we print it.
pub(crate) fn is_letter(c: char) -> bool {
    u8::try_from(c).is_ok_and(|c| ALPHABET.contains(&c))
}

pub(crate) fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
