//! What is read where somebody stops emails from a mail.

use records::stopping::{self, Emails};

use super::{AppError, Away, door::Request, unavailable};

/// Whose emails would stop, and where.
pub(crate) struct Stopping {
    pub emails: Emails,
    pub token: String,
}

pub(crate) async fn emails(request: Request) -> Result<Stopping, Away> {
    let emails = stopping::emails(&request.db, &request.token).await;
    let emails = emails.map_err(|cause| unavailable(&cause))?;
    let emails = emails.ok_or(AppError::LinkUnknown)?;
    Ok(Stopping { emails, token: request.token })
}
