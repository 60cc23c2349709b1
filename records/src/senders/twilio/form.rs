//! The fields of a text. `twilio-rs` has none for them: it posts an empty form, which these fill.

use httpclient::{Middleware, Request};

tokio::task_local! {
    /// What the question that this task asks says, field by field.
    pub(super) static FORM: Vec<(String, String)>;
}

/// Puts the fields of the task that asks into what is asked.
pub(super) struct Form;

impl Middleware for Form {
    fn prepare(&self, request: &mut Request) {
        request.form = FORM.try_with(Clone::clone).unwrap_or_default();
    }
}
