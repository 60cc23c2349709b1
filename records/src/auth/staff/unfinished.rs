//! Who is not in yet.

/// Somebody who has given a password and may do nothing yet but finish what they began.
#[derive(Clone, Debug)]
pub struct Unfinished {
    pub(super) staff_id: i32,
    pub(super) session_id: i32,
    pub(super) email: String,
}

impl Unfinished {
    pub(crate) fn staff_id(&self) -> i32 {
        self.staff_id
    }

    pub(crate) fn session_id(&self) -> i32 {
        self.session_id
    }

    /// Whose account it is.
    #[must_use]
    pub fn email(&self) -> &str {
        &self.email
    }
}
