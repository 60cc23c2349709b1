//! What shows that something is about a message of ours: its name, and a mark that only the key store's key makes. Each
//! use has marks of its own.

use subtle::ConstantTimeEq;

use crate::{keys::Keys, sealing::hex};

/// What a mark is for.
#[derive(Clone, Copy)]
pub(crate) enum Use {
    /// It stands in the address that mail comes back to, and in the mail's own number.
    ComingBack,
    /// It stands in the address that stops mails.
    Stopping,
}

/// So much of a mark is written, in bytes: it has to fit into an address.
const LENGTH: usize = 10;

/// A message's name with its mark: `00000012-ab12cd34ef-0123456789abcdef0123`.
pub(crate) fn marked(keys: &Keys, what_for: Use, name: &str) -> String {
    let label = match what_for {
        Use::ComingBack => "coming back",
        Use::Stopping => "stopping",
    };
    format!("{name}-{}", hex(&keys.system("messages").derive(label, name)[..LENGTH]))
}

/// The row and the name of a message that was marked by us. Some servers write addresses in capitals.
pub(crate) fn message(keys: &Keys, what_for: Use, given: &str) -> Option<(i64, String)> {
    let given = given.to_ascii_lowercase();
    let (name, _) = given.rsplit_once('-')?;
    let ours = marked(keys, what_for, name);
    let is_ours = bool::from(ours.as_bytes().ct_eq(given.as_bytes()));
    let id = name.split('-').next()?.parse().ok()?;
    is_ours.then(|| (id, name.to_owned()))
}
