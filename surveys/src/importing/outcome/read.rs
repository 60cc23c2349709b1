//! Where words between questions are read, if not where they were.

use super::{Told, each};

/// Where words between questions are read, if not where they were.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Read {
    /// Not all come to the page that follows.
    #[error("is read before each of {}, since not everybody who reads it there is asked the first", each(.0))]
    BeforeEach(Vec<String>),
    /// Not all come to a page that follows.
    #[error(
        "is read only by those who are asked {}: no question after it is asked of everybody who reads it there; put it \
         where they all come by", each(.0)
    )]
    OnlyBefore(Vec<String>),
    /// Nothing of its own section follows.
    #[error("is read at the beginning of “{}”, since no question of its own section comes after it", Told(.0))]
    InNext(String),
}
