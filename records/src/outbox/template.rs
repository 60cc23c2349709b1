//! What can be said. The words lie in `records/templates`, one folder a message and language.

/// A message by what it tells. A new one is a variant here and a folder of its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// To somebody who is to work on a study: how to begin. Facts: `study`, `role`, `until`.
    StaffInvitation,
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
    pub const ALL: [Self; 1] = [Self::StaffInvitation];

    /// The name in the database, and of the folder.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StaffInvitation => "staff-invitation",
        }
    }

    /// What it says.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::StaffInvitation => words!("staff-invitation"),
        }
    }
}
