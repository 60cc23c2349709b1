//! The choices in plain words, for pages, receipts and whoever records them. A form reads as "I want
//! …"; a receipt as "You will get no more texts". What only staff record is said of the person, never to
//! them.

use super::{Choice, Part, Way};

impl Choice {
    /// What somebody says who makes it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Contact(Way::Sms) => "Stop texts",
            Self::Contact(Way::Email) => "Stop emails",
            Self::Contact(Way::Phone) => "Stop phone calls",
            Self::Contact(Way::Post) => "Stop letters",
            Self::SkipSurvey => "Miss this survey",
            Self::NoMoreSurveys => "No more surveys and no more messages",
            Self::StopLinkage => "Stop asking others for my records",
            Self::DropLinked => "Stop using the records you already have about me",
            Self::DeleteIdentity => "Delete my name and contact details",
            Self::DeleteAnswers => "Delete my answers",
            Self::StopSupport => "Stop the support, but stay in the study",
            Self::Died => "The person has died",
            Self::LostCapacity => "The person can no longer decide for themselves",
            Self::Uncontactable => "Nobody can reach the person",
        }
    }

    /// What it means, in a line.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Contact(_) => "This changes nothing else.",
            Self::SkipSurvey => "We close this survey. This changes nothing about later ones.",
            Self::NoMoreSurveys => {
                "We ask you nothing more and send you nothing more. You stay in the study with what \
                 you have told us."
            }
            Self::StopLinkage => {
                "From now on we ask nobody for records of your work, benefits or health."
            }
            Self::DropLinked => {
                "We take them out, as long as the results have not been worked out yet. This cannot \
                 be undone."
            }
            Self::DeleteIdentity => {
                "We delete them for good and can no longer reach you. Your answers stay, without a \
                 name. This cannot be undone."
            }
            Self::DeleteAnswers => {
                "We delete them for good, if the results have not been worked out yet. This cannot \
                 be undone."
            }
            Self::StopSupport => "Your part in the study stays as it is.",
            Self::Died => "All contact stops. What they told us stays in the study.",
            Self::LostCapacity => "Everything new stops until a consultee has been asked.",
            Self::Uncontactable => "Messages and calls stop until somebody hears from them.",
        }
    }
}

impl Part {
    /// What is said of it when it stops.
    #[must_use]
    pub(super) const fn stops(self) -> &'static str {
        match self {
            Self::Contact(Way::Sms) => "We send you no more texts.",
            Self::Contact(Way::Email) => "We send you no more emails.",
            Self::Contact(Way::Phone) => "We do not phone you.",
            Self::Contact(Way::Post) => "We send you no more letters.",
            Self::ThisSurvey => "We close this survey.",
            Self::LaterSurveys => "We send you no more surveys.",
            Self::Interviews => "We do not invite you to an interview.",
            Self::AskingForRecords => "We ask nobody for records about you.",
            Self::UsingRecords => {
                "We stop using the records about you that we already have. We take them out if the \
                 results have not been worked out yet."
            }
            Self::KeepingIdentity => "We delete your name and contact details for good.",
            Self::UsingAnswers => "We delete the answers you gave us for good.",
            Self::Support => "The support stops.",
        }
    }

    /// What is said of it when it goes on.
    #[must_use]
    pub(super) const fn goes_on(self) -> &'static str {
        match self {
            Self::Contact(Way::Sms) => "We may still send you texts.",
            Self::Contact(Way::Email) => "We may still send you emails.",
            Self::Contact(Way::Phone) => "We may still phone you.",
            Self::Contact(Way::Post) => "We may still send you letters.",
            Self::ThisSurvey => "You can still answer this survey.",
            Self::LaterSurveys => "You still get later surveys, if there are any.",
            Self::Interviews => "We may still invite you to an interview.",
            Self::AskingForRecords => {
                "We still ask for the records that you agreed we may ask for."
            }
            Self::UsingRecords => "We still use any records about you that we already have.",
            Self::KeepingIdentity => {
                "We keep your name and contact details, apart from your answers, until the study \
                 no longer needs them."
            }
            Self::UsingAnswers => "We still use the answers you have given us, without your name.",
            Self::Support => "Any support you get goes on. So do your benefits and your care.",
        }
    }
    /// What is said of it, and of the person, when it stops.
    pub(super) const fn stops_of_them(self) -> &'static str {
        match self {
            Self::Contact(Way::Sms) => "No more texts are sent to them.",
            Self::Contact(Way::Email) => "No more emails are sent to them.",
            Self::Contact(Way::Phone) => "They are not phoned.",
            Self::Contact(Way::Post) => "No more letters are sent to them.",
            Self::ThisSurvey => "The survey that is open is closed.",
            Self::LaterSurveys => "They get no more surveys.",
            Self::Interviews => "They are not invited to an interview.",
            Self::AskingForRecords => "Nobody is asked for records about them.",
            Self::UsingRecords => {
                "The records about them that were already linked are taken out, if the results have \
                 not been worked out yet."
            }
            Self::KeepingIdentity => "Their name and contact details are deleted for good.",
            Self::UsingAnswers => "Their answers are deleted for good.",
            Self::Support => {
                "Their support ends. Nobody is told by this program: please tell those who gave it."
            }
        }
    }

    /// What is said of it, and of the person, when it goes on.
    pub(super) const fn goes_on_of_them(self) -> &'static str {
        match self {
            Self::Contact(Way::Sms) => "They may still be sent texts.",
            Self::Contact(Way::Email) => "They may still be sent emails.",
            Self::Contact(Way::Phone) => "They may still be phoned.",
            Self::Contact(Way::Post) => "They may still be sent letters.",
            Self::ThisSurvey => "The survey that is open can still be answered with their link.",
            Self::LaterSurveys => "Later surveys stay open to them, if there are any.",
            Self::Interviews => "They still agree to be invited to an interview.",
            Self::AskingForRecords => {
                "Records are still asked for, those that they agreed may be asked for."
            }
            Self::UsingRecords => "Any records about them that were already linked are still used.",
            Self::KeepingIdentity => {
                "Their name and contact details are kept, apart from their answers, until the study \
                 no longer needs them."
            }
            Self::UsingAnswers => "The answers they gave are still used, without their name.",
            Self::Support => "Any support they get goes on.",
        }
    }
}
