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
        Stage::Support => below(token, "support"),
        Stage::Review => below(token, "answers"),
        Stage::Sent => below(token, "thanks"),
    }
}

/// Where "Leave this page now" leads in the end: a page that anyone might be looking at.
pub const NEUTRAL_PAGE: &str = "https://www.bbc.co.uk/weather";

/// Where a short code is entered.
pub const CODE: &str = "/c";

/// Where somebody complains who has no link.
pub const COMPLAINT: &str = "/complaint";

/// Where emails are stopped with what a mail has for it.
#[must_use]
pub fn no_emails(token: &str) -> String {
    format!("/no-emails/{token}")
}

/// What leads from there to everything else that can be changed.
#[must_use]
pub fn from_mail(token: &str) -> String {
    format!("/no-emails/{token}/choices")
}

/// How they are contacted, on their own page.
#[must_use]
pub fn contact(token: &str) -> String {
    format!("{}#contact", choices(token))
}

/// What follows a complaint: its reference, and what happens next. The reference is found by the number that
/// the form was sent with.
#[must_use]
pub fn complained(token: Option<&str>, once: &str) -> String {
    let form = token.map_or_else(|| COMPLAINT.to_owned(), |token| below(token, "complaint"));
    format!("{form}?received={once}")
}

/// The link itself.
#[must_use]
pub fn welcome(token: &str) -> String {
    format!("/r/{token}")
}

/// Out of here at once: the device forgets whose it is, and shows a page that anyone might be looking at.
#[must_use]
pub fn leave(token: &str) -> String {
    below(token, "leave")
}

/// The participant's own page.
#[must_use]
pub fn choices(token: &str) -> String {
    below(token, "you")
}

/// The same, saying what was just done.
#[must_use]
pub fn choices_after(token: &str, done: &str) -> String {
    format!("/r/{token}/you?done={done}")
}

/// The receipt of a choice.
#[must_use]
pub fn receipt(token: &str, reference: &str) -> String {
    format!("/r/{token}/you/receipt?reference={reference}")
}

/// The check of the person on the way to their own page.
#[must_use]
pub fn check_before_choices(token: &str) -> String {
    format!("/r/{token}/check?next=you")
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
