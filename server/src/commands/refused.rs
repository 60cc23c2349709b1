//! A command that was refused.

use std::fmt;

/// Every reason, a line each. All that follows is to show them and to end with 1.
#[derive(Debug)]
pub struct Refused(Vec<String>);

impl Refused {
    /// For one reason.
    pub fn because(reason: impl fmt::Display) -> Self {
        Self(vec![reason.to_string()])
    }

    /// For several.
    pub fn listing(reasons: impl IntoIterator<Item = impl fmt::Display>) -> Self {
        Self(reasons.into_iter().map(|reason| reason.to_string()).collect())
    }

    /// Adds a last line.
    #[must_use]
    pub fn and(mut self, reason: impl fmt::Display) -> Self {
        self.0.push(reason.to_string());
        self
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

/// It is deliberately no `Error` itself, so that every error can become one.
impl<E: std::error::Error> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::because(error)
    }
}
