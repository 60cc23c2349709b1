//! The nine kinds of choice: what each is called, who may make it, and how it is taken back.

use serde::{Deserialize, Serialize};

use crate::consent::Permission;

/// A way in which somebody is contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Texts.
    Sms,
    /// Emails.
    Email,
    /// Telephone calls.
    Phone,
    /// Letters.
    Post,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Sms, Self::Email, Self::Phone, Self::Post];

    /// Its name in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Post => "post",
        }
    }

    /// What it needs agreement to.
    #[must_use]
    pub const fn permission(self) -> Permission {
        match self {
            Self::Sms => Permission::ContactSms,
            Self::Email => Permission::ContactEmail,
            Self::Phone => Permission::ContactPhone,
            Self::Post => Permission::ContactPost,
        }
    }

    /// The way that a permission is about, if it is about one.
    #[must_use]
    pub fn of(permission: Permission) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.permission() == permission)
    }
}

/// What a person decides to stop, or, for the last three, what staff learn of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Choice {
    /// P1: one way of being contacted.
    Contact(Way),
    /// P2: one survey. The wave is closed as a refusal; later ones come.
    SkipSurvey,
    /// P3: all surveys, and all contact. Records are still linked.
    NoMoreSurveys,
    /// P4: asking for records from now on.
    StopLinkage,
    /// P5: using the records that were linked.
    DropLinked,
    /// P6: keeping name and contact details. Answers stay, without a name.
    DeleteIdentity,
    /// P7: keeping answers. Honoured until they are frozen for the analysis.
    DeleteAnswers,
    /// P8: the support of the programme, which is not the study.
    StopSupport,
    /// P9: the person died.
    Died,
    /// P9: the person can no longer decide; a consultee is asked.
    LostCapacity,
    /// P9: nobody can reach the person.
    Uncontactable,
}

/// Who may take a choice back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// The person.
    ByThem,
    /// The person, who agrees to it anew on the consent form.
    ByAgreeingAnew,
    /// Staff.
    ByStaff,
    /// Nobody: what was deleted is gone.
    Never,
}

impl Choice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 14] = [
        Self::Contact(Way::Sms),
        Self::Contact(Way::Email),
        Self::Contact(Way::Phone),
        Self::Contact(Way::Post),
        Self::SkipSurvey,
        Self::NoMoreSurveys,
        Self::StopLinkage,
        Self::DropLinked,
        Self::DeleteIdentity,
        Self::DeleteAnswers,
        Self::StopSupport,
        Self::Died,
        Self::LostCapacity,
        Self::Uncontactable,
    ];

    /// The name in files, in forms and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contact(Way::Sms) => "stop-texts",
            Self::Contact(Way::Email) => "stop-emails",
            Self::Contact(Way::Phone) => "stop-calls",
            Self::Contact(Way::Post) => "stop-letters",
            Self::SkipSurvey => "skip-survey",
            Self::NoMoreSurveys => "no-more-surveys",
            Self::StopLinkage => "stop-linkage",
            Self::DropLinked => "drop-linked-records",
            Self::DeleteIdentity => "delete-identity",
            Self::DeleteAnswers => "delete-answers",
            Self::StopSupport => "stop-support",
            Self::Died => "died",
            Self::LostCapacity => "lost-capacity",
            Self::Uncontactable => "uncontactable",
        }
    }

    /// The choice by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// The kind of choice, P1 to P9, as the protocol of a study numbers them.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact(_) => "P1",
            Self::SkipSurvey => "P2",
            Self::NoMoreSurveys => "P3",
            Self::StopLinkage => "P4",
            Self::DropLinked => "P5",
            Self::DeleteIdentity => "P6",
            Self::DeleteAnswers => "P7",
            Self::StopSupport => "P8",
            Self::Died | Self::LostCapacity | Self::Uncontactable => "P9",
        }
    }

    /// Whether only staff set it: it is something that happened, not something the person decided.
    #[must_use]
    pub const fn is_for_staff(self) -> bool {
        matches!(self, Self::Died | Self::LostCapacity | Self::Uncontactable)
    }

    /// Who may take it back.
    #[must_use]
    pub const fn taken_back(self) -> TakenBack {
        match self {
            Self::SkipSurvey => TakenBack::ByThem,
            Self::Contact(_) | Self::NoMoreSurveys | Self::StopLinkage => TakenBack::ByAgreeingAnew,
            Self::StopSupport | Self::Died | Self::LostCapacity | Self::Uncontactable => {
                TakenBack::ByStaff
            }
            Self::DropLinked | Self::DeleteIdentity | Self::DeleteAnswers => TakenBack::Never,
        }
    }

    /// What the person no longer agrees to once they have chosen this.
    #[must_use]
    pub const fn withdraws(self) -> &'static [Permission] {
        use Permission::{
            ContactEmail, ContactPhone, ContactPost, ContactSms, LinkDwpHmrc, LinkNhs, Recontact,
        };
        match self {
            Self::Contact(Way::Sms) => &[ContactSms],
            Self::Contact(Way::Email) => &[ContactEmail],
            Self::Contact(Way::Phone) => &[ContactPhone],
            Self::Contact(Way::Post) => &[ContactPost],
            Self::NoMoreSurveys => {
                &[ContactSms, ContactEmail, ContactPhone, ContactPost, Recontact]
            }
            Self::StopLinkage => &[LinkDwpHmrc, LinkNhs],
            Self::DeleteIdentity => &[
                ContactSms,
                ContactEmail,
                ContactPhone,
                ContactPost,
                Recontact,
                LinkDwpHmrc,
                LinkNhs,
            ],
            _ => &[],
        }
    }
}
