//! What can be said. The words lie in `records/templates`, one folder a message and language.

use surveys::messages::Occasion;

/// A message by what it tells. A new one is a variant here and a folder of its texts.
///
/// About a study, every text may use `study`, `organisation`, `team_email` and `team_phone`; to a
/// participant also `first_name`. They are looked up when it is sent, and so is a `link`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// To somebody who is to work on a study: how to begin. Facts: `role`, `until`, and the number of the
    /// `invitation`, from which comes the `link`.
    StaffInvitation,
    /// To somebody on the staff: how to choose another password. Facts as before.
    StaffNewPassword,
    /// To a participant who stopped something: what stops and what goes on. Facts: `study`,
    /// `reference`, `day`, `stops`, `goes_on`, `phone`.
    StopReceipt,
    /// The same, as short as a text has to be.
    StopReceiptText,
    /// To a participant who texted STOP: texts stop. The same, unless the protocol has words for it.
    StopReply,
    /// To whoever is on duty: there is a task. Facts: `tasks`, the address of the list.
    SafeguardingTask,
    /// The same, of a test person's. Facts: `tasks`.
    SafeguardingTest,
    /// To the lead: nobody has taken a task in time. Facts: `tasks`, and `gone`, how much of it has gone.
    SafeguardingTaskLate,
    /// To administrators: there is a task, and nobody can sign in who could take it.
    SafeguardingNobody,
    /// To those who look after a site: a participant of theirs wants no more support. Facts: `page`, theirs.
    SupportStopped,
    /// To administrators: the same, and nobody can sign in who looks after the site. Facts: `page`.
    SupportStoppedNobody,
    /// To a participant: a survey can be answered. Facts: `wave`, its key. It has the wave's `link`.
    SurveyInvitation,
    /// The same, as short as a text has to be.
    SurveyInvitationText,
    /// To a participant who answered a text: nobody reads along. By text only.
    TextNotRead,
    /// To a participant who texted CALL: somebody will. By text only.
    TextCallBack,
    /// To a participant who texted START: texts go on. By text only.
    TextsAgain,
    /// To those who keep a study's registers: something has arrived. Facts: `key`, the study's.
    RegisterNew,
    /// To the same: half of the time of an entry has gone. Facts: `key`.
    RegisterHalf,
    /// To the same: all of it has gone. Facts: `key`.
    RegisterOverdue,
    /// To administrators: there is something in the registers, and nobody can sign in who keeps them.
    RegisterNobody,
    /// To a participant: a contact of the study's protocol, in the words that the protocol has for it. Facts: the key of
    /// the `message`, and the version of the `protocol`, as they were when it was planned.
    Planned,
    /// To a participant who sent a survey, in the words that the protocol has for it. Facts: the key of the `wave`, and of
    /// the `message` that was meant.
    Thanks,
    /// To a participant: their voucher. Facts: `debt` and `issue`, from which come its `code`, its `worth` and `until`,
    /// which says until when it is good; to a test person, whose code buys nothing, `sample`, its worth in words.
    Voucher,
    /// To those who look after vouchers: there are too few. Facts: `key`, the study's, `stock`, `may` and `owed`.
    VouchersLow,
}

/// The words of a message, with facts between braces. By text only the body goes.
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
    pub const ALL: [Self; 24] = [
        Self::StaffInvitation,
        Self::StaffNewPassword,
        Self::SurveyInvitation,
        Self::SurveyInvitationText,
        Self::StopReceipt,
        Self::StopReceiptText,
        Self::StopReply,
        Self::SafeguardingTask,
        Self::SafeguardingTest,
        Self::SafeguardingTaskLate,
        Self::SafeguardingNobody,
        Self::SupportStopped,
        Self::SupportStoppedNobody,
        Self::TextNotRead,
        Self::TextCallBack,
        Self::TextsAgain,
        Self::RegisterNew,
        Self::RegisterHalf,
        Self::RegisterOverdue,
        Self::RegisterNobody,
        Self::Planned,
        Self::Thanks,
        Self::Voucher,
        Self::VouchersLow,
    ];

    /// The name in the database, and of the folder.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StaffInvitation => "staff-invitation",
            Self::StaffNewPassword => "staff-new-password",
            Self::StopReceipt => "stop-receipt",
            Self::StopReceiptText => "stop-receipt-text",
            Self::StopReply => "stop-reply",
            Self::SafeguardingTask => "safeguarding-task",
            Self::SafeguardingTest => "safeguarding-test",
            Self::SafeguardingTaskLate => "safeguarding-task-late",
            Self::SafeguardingNobody => "safeguarding-nobody",
            Self::SupportStopped => "support-stopped",
            Self::SupportStoppedNobody => "support-stopped-nobody",
            Self::SurveyInvitation => "survey-invitation",
            Self::SurveyInvitationText => "survey-invitation-text",
            Self::TextNotRead => "text-not-read",
            Self::TextCallBack => "text-call-back",
            Self::TextsAgain => "texts-again",
            Self::RegisterNew => "register-new",
            Self::RegisterHalf => "register-half",
            Self::RegisterOverdue => "register-overdue",
            Self::RegisterNobody => "register-nobody",
            Self::Planned => "planned",
            Self::Thanks => "thanks",
            Self::Voucher => "voucher",
            Self::VouchersLow => "vouchers-low",
        }
    }

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.name() == name)
    }

    /// What it says, where the study's protocol has no words for it; none where nothing is said then.
    #[must_use]
    pub const fn words(self) -> Option<Words> {
        Some(match self {
            Self::StaffInvitation => words!("staff-invitation"),
            Self::StaffNewPassword => words!("staff-new-password"),
            Self::StopReceipt => words!("stop-receipt"),
            Self::StopReceiptText | Self::StopReply => words!("stop-receipt-text"),
            Self::SafeguardingTask => words!("safeguarding-task"),
            Self::SafeguardingTest => words!("safeguarding-test"),
            Self::SafeguardingTaskLate => words!("safeguarding-task-late"),
            Self::SafeguardingNobody => words!("safeguarding-nobody"),
            Self::SupportStopped => words!("support-stopped"),
            Self::SupportStoppedNobody => words!("support-stopped-nobody"),
            Self::SurveyInvitation => words!("survey-invitation"),
            Self::SurveyInvitationText => words!("survey-invitation-text"),
            Self::TextNotRead => words!("text-not-read"),
            Self::TextCallBack => words!("text-call-back"),
            Self::TextsAgain => words!("texts-again"),
            Self::RegisterNew => words!("register-new"),
            Self::RegisterHalf => words!("register-half"),
            Self::RegisterOverdue => words!("register-overdue"),
            Self::RegisterNobody => words!("register-nobody"),
            Self::Voucher => words!("voucher"),
            Self::VouchersLow => words!("vouchers-low"),
            Self::Planned | Self::Thanks => return None,
        })
    }

    /// Whether it stays when all sends are held: what the study writes to participants of its own accord, and what it
    /// gives them.
    #[must_use]
    pub const fn can_be_held(self) -> bool {
        matches!(
            self,
            Self::SurveyInvitation
                | Self::SurveyInvitationText
                | Self::Planned
                | Self::Thanks
                | Self::Voucher
        )
    }

    /// Whether it confirms what somebody has just done. A receipt goes to participants who agreed to
    /// no messages too.
    #[must_use]
    pub const fn is_receipt(self) -> bool {
        match self {
            Self::StopReceipt | Self::StopReceiptText | Self::StopReply => true,
            Self::TextNotRead
            | Self::TextCallBack
            | Self::TextsAgain
            | Self::StaffInvitation
            | Self::StaffNewPassword
            | Self::SafeguardingTask
            | Self::SafeguardingTest
            | Self::SafeguardingTaskLate
            | Self::SafeguardingNobody
            | Self::SupportStopped
            | Self::SupportStoppedNobody
            | Self::SurveyInvitation
            | Self::SurveyInvitationText
            | Self::RegisterNew
            | Self::RegisterHalf
            | Self::RegisterOverdue
            | Self::RegisterNobody
            | Self::Planned
            | Self::Thanks
            | Self::Voucher
            | Self::VouchersLow => false,
        }
    }

    /// Whether it brings what somebody was promised for what they did. It needs no agreement to be written to, and whoever
    /// has stopped everything keeps it; whoever has stopped this very way gets it in another.
    #[must_use]
    pub const fn keeps_a_promise(self) -> bool {
        matches!(self, Self::Voucher)
    }

    /// The occasion on which it goes, for which a study may have words of its own. Which thanks are due depends on the person.
    #[must_use]
    pub const fn occasion(self) -> Option<Occasion> {
        Some(match self {
            Self::StopReply => Occasion::Stop,
            Self::TextsAgain => Occasion::Start,
            Self::TextCallBack => Occasion::Call,
            Self::TextNotRead => Occasion::Unknown,
            Self::Voucher => Occasion::Voucher,
            _ => return None,
        })
    }

    /// Whether it answers what somebody wrote to us.
    #[must_use]
    pub const fn is_reply(self) -> bool {
        matches!(self, Self::TextNotRead | Self::TextCallBack | Self::TextsAgain)
    }
}
