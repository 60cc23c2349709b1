//! What somebody is told of the voucher that they get for a survey.

use records::vouchers::{How, Promised};
use surveys::vouchers::{GivenBy, Worth};

/// A heading, and what follows it.
pub(crate) fn voucher(promised: &Promised, phone: &str) -> (String, String) {
    let words = match promised.how {
        How::Comes(GivenBy::Email) => format!(
            "It comes by email, within 5 working days. If it does not, look in your junk folder, or call us on {phone}."
        ),
        How::Comes(GivenBy::Letter) => {
            format!("It comes by post, within 10 working days. If it does not, call us on {phone}.")
        }
        How::Went(GivenBy::Email) => format!(
            "We have sent it by email. If you cannot find it, look in your junk folder, or call us on {phone}."
        ),
        How::Went(GivenBy::Letter) => format!(
            "It is on its way by post. If it does not come within 10 working days, call us on {phone}."
        ),
        How::Nowhere => format!(
            "We do not know where to send it: we have no email or postal address that we may use. Call us on {phone}, \
             and we will find a way."
        ),
        How::Sample => {
            "You try this study, so what comes by email says TEST in place of a code, and buys nothing.".to_owned()
        }
        How::Hidden => {
            format!("You get it by email or by post. If it does not come, call us on {phone}.")
        }
    };
    let title = Worth::named_in(&promised.words)
        .map_or_else(|| "Your voucher".to_owned(), |worth| format!("Your {worth} voucher"));
    (title, words)
}
