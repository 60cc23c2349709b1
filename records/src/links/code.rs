//! What a short code looks like: `K7QX-M2PD`.

use std::fmt;

use surveys::digits::western;

use crate::secret;

/// Characters of a code: five bits each, 40 in all.
const LENGTH: usize = 8;

/// A short code as somebody typed or was sent it. It may be nobody's.
#[derive(Clone, PartialEq, Eq)]
pub struct ShortCode(String);

impl ShortCode {
    /// Reads a code as people copy it: without regard to case, spaces or strokes, with O for 0 and I
    /// or L for 1. None when it cannot be one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        // Nobody's code is longer, however it is spaced.
        if typed.len() > 8 * LENGTH {
            return None;
        }
        let kept = western(typed);
        let kept = kept.chars().filter(|c| !c.is_whitespace() && !is_stroke(*c));
        let code: String = kept.map(secret::as_printed).collect();
        let is_code = code.len() == LENGTH && code.chars().all(secret::is_letter);
        is_code.then_some(Self(code))
    }

    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(secret::crockford26(bytes).chars().take(LENGTH).collect())
    }

    pub(super) fn keyed(&self, secret: &[u8]) -> Vec<u8> {
        secret::keyed(secret, "short code", &self.0).to_vec()
    }
}

/// As it is printed, in two groups.
impl fmt::Display for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(LENGTH / 2);
        write!(f, "{first}-{second}")
    }
}

/// It opens a survey, so it is told to nobody by accident.
impl fmt::Debug for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShortCode")
    }
}

/// A telephone writes longer strokes by itself.
fn is_stroke(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(typed: &str, read: Option<&str>) {
        assert_eq!(ShortCode::read(typed).map(|code| code.to_string()).as_deref(), read);
    }

    #[test]
    fn a_code_is_read_as_people_copy_it() {
        check("K7QX-M2PD", Some("K7QX-M2PD"));
        check(" k7qx m2pd\n", Some("K7QX-M2PD"));
        check("k7qx\u{2013}m2pd", Some("K7QX-M2PD"));
        check("OIl0-oooo", Some("0110-0000"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_words_are_a_code_that_reads_as_itself_or_none(words in any::<String>(), hash in any::<[u8; 32]>()) {
            if let Some(code) = ShortCode::read(&words) {
                prop_assert_eq!(ShortCode::read(&code.to_string()), Some(code));
            }
            let ours = ShortCode::from_bytes(&hash);
            prop_assert_eq!(ShortCode::read(&ours.to_string().to_lowercase()), Some(ours));
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        for typed in ["", "K7QX-M2P", "K7QX-M2PDX", "K7QX-M2PU", "K7QX-M2P\0", "Ｋ7QX-M2P"] {
            check(typed, None);
        }
        check(&"K".repeat(100_000), None);
        check(&"- ".repeat(100_000), None);
    }
}
