//! National Insurance numbers, by HMRC's rules (manual NIM39110). Only the shape can be known: not whether the number was
//! ever given to anybody.

use super::{Unfit, identifier::code};

/// Prefixes that are never given.
const REFUSED: [&str; 7] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];

/// Prefixes that offices use for their own purposes. They link to few records.
const ADMINISTRATIVE: [&str; 8] = ["OO", "CR", "FY", "MW", "NC", "PP", "PY", "PZ"];

/// The letters and digits that tell people apart. The last letter is often left out, and tells nobody apart.
const EIGHT: usize = 8;

/// A National Insurance number that could be somebody's.
#[derive(Clone, PartialEq, Eq)]
pub struct Nino(String);

impl Nino {
    /// Reads a number however it is spaced and whatever its case. The last letter may be left out.
    ///
    /// # Errors
    /// When it breaks a rule.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        let plain = code(text);
        if !has_shape(&plain) {
            return Err(Unfit::NinoShape);
        }
        if !matches!(&plain[EIGHT..], "" | "A" | "B" | "C" | "D") {
            return Err(Unfit::NinoSuffix);
        }
        if is_given(&plain[..2]) { Ok(Self(plain)) } else { Err(Unfit::NinoPrefix) }
    }

    /// In capitals without spaces, with its last letter where it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its two letters and six digits.
    #[must_use]
    pub fn eight(&self) -> &str {
        &self.0[..EIGHT]
    }

    /// Whether an office made it up for its own purposes, so that few records will link to it.
    #[must_use]
    pub fn is_administrative(&self) -> bool {
        ADMINISTRATIVE.iter().any(|prefix| self.0.starts_with(prefix))
    }
}

/// The first eight letters and digits of what is written, in the form that is hashed. Of what is no number it makes
/// something that is none either.
#[must_use]
pub fn eight(text: &str) -> String {
    code(text).chars().take(EIGHT).collect()
}

fn has_shape(plain: &str) -> bool {
    plain.is_ascii()
        && (EIGHT..=EIGHT + 1).contains(&plain.len())
        && plain[..2].bytes().all(|byte| byte.is_ascii_uppercase())
        && plain[2..EIGHT].bytes().all(|byte| byte.is_ascii_digit())
        && plain[EIGHT..].bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_given(prefix: &str) -> bool {
    let unused = |c: char| matches!(c, 'D' | 'F' | 'I' | 'Q' | 'U' | 'V');
    ADMINISTRATIVE.contains(&prefix)
        || !(prefix.contains(unused) || prefix.ends_with('O') || REFUSED.contains(&prefix))
}
