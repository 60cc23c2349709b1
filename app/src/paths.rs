//! Addresses of the participant's pages. The link's token is part of each.

use records::responses::Stage;
use surveys::keys::PageKey;

/// Where someone at this stage belongs.
#[must_use]
pub fn of_stage(token: &str, stage: &Stage) -> String {
    match stage {
        Stage::NotYet(_) | Stage::Closed | Stage::Stopped(_) => welcome(token),
        Stage::Consent => below(token, "consent"),
        Stage::Page(page) => question(token, page),
        Stage::Review => below(token, "answers"),
        Stage::Sent => below(token, "thanks"),
    }
}

/// Where a short code is entered.
pub const CODE: &str = "/c";

/// The link itself.
#[must_use]
pub fn welcome(token: &str) -> String {
    format!("/r/{token}")
}

/// A page of questions.
#[must_use]
pub fn question(token: &str, page: &PageKey) -> String {
    format!("/r/{token}/q/{page}")
}

/// Any other page below the link: `consent`, `check`, `answers`, `thanks`, `later`, `help`.
#[must_use]
pub fn below(token: &str, page: &str) -> String {
    format!("/r/{token}/{page}")
}
