//! What can be said. The words lie in `records/templates`, one folder a message and language.

/// A message by what it tells. A new one is a variant here and a folder of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// To somebody who is to work on a study: how to begin. Facts: `study`, `role`, `until`.
    StaffInvitation,
    /// To a participant who stopped something: what stops and what goes on. Facts: `study`,
    /// `reference`, `day`, `stops`, `goes_on`, `phone`.
    StopReceipt,
    /// The same, as short as a text has to be.
    StopReceiptText,
}

/// The words of a message, with facts between braces. A text has no subject.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Of an email.
    pub subject: &'static str,
    /// What it says.
    pub body: &'static str,
}

macro_rules! words {
    ($folder:literal) => {
        Words {
            subject: include_str!(concat!("../../templates/", $folder, "/en/subject.txt")),
            body: include_str!(concat!("../../templates/", $folder, "/en/body.txt")),
        }
    };
}

impl Template {
    /// Every message.
    pub const ALL: [Self; 3] = [Self::StaffInvitation, Self::StopReceipt, Self::StopReceiptText];

    /// The name in the database, and of the folder.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StaffInvitation => "staff-invitation",
            Self::StopReceipt => "stop-receipt",
            Self::StopReceiptText => "stop-receipt-text",
        }
    }

    /// What it says.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::StaffInvitation => words!("staff-invitation"),
            Self::StopReceipt => words!("stop-receipt"),
            Self::StopReceiptText => words!("stop-receipt-text"),
        }
    }
}
