//! What we say to interviewers: why there is no interview, who answers, why they go back.

use records::interviews::Refusal;
use surveys::{
    calls::Outcome,
    fill::{long_date, long_moment},
    interview::{BackReason, ProxyReason, Relation},
    stopping::Ending,
};

/// Why there is no interview.
pub(crate) fn refused(refusal: Refusal) -> String {
    let words = match refusal {
        Refusal::NotYet(Some(day)) => return format!("This survey opens on {}.", long_date(day)),
        Refusal::NotYet(None) => "This survey is not open yet.",
        Refusal::NoCalls => "They want no calls from us. Do not ring them.",
        Refusal::Sent => "The answers are sent. There is nothing left to ask.",
        Refusal::SentOnline(at) => {
            return format!(
                "They sent the answers themselves, on the web: {}. There is nothing left to ask. Say so, thank them, and \
                 write the call down as “{}”.",
                long_moment(at),
                Outcome::CompleteOnline.label()
            );
        }
        Refusal::Closed => "This survey is closed.",
        Refusal::NoConsent => {
            "They have not agreed to take part under the form that is in use. Record what they say to its \
             statements first."
        }
        Refusal::Ended(ending) => ended(ending),
    };
    words.to_owned()
}

const fn ended(ending: Ending) -> &'static str {
    match ending {
        Ending::Skipped => "They chose to miss this survey. Do not ring them about it.",
        Ending::NoMoreSurveys => "They want no more surveys. Do not ring them.",
        Ending::IdentityDeleted => "Their name and contact details were deleted.",
        Ending::AnswersDeleted => "Their answers were deleted, as they asked.",
        Ending::Died => "They are recorded as died. Do not ring the number.",
        Ending::LostCapacity => "They are recorded as unable to decide. Do not ring them.",
    }
}

/// Why somebody goes back.
pub(crate) const fn back(reason: BackReason) -> &'static str {
    match reason {
        BackReason::Corrected => "They corrected an earlier answer",
        BackReason::WrongKey => "I pressed a wrong key",
        BackReason::HearAgain => "They want to hear a question again",
    }
}

/// Who somebody is to the participant.
pub(crate) const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Partner => "Their husband, wife or partner",
        Relation::Parent => "Their mother or father",
        Relation::Child => "Their grown-up son or daughter",
        Relation::Family => "Somebody else of their family",
        Relation::Friend => "A friend or neighbour",
        Relation::Carer => "A paid carer",
    }
}

/// Why the participant does not answer.
pub(crate) const fn proxy(reason: ProxyReason) -> &'static str {
    match reason {
        ProxyReason::Ill => "Too ill to answer",
        ProxyReason::Telephone => "Cannot hear or speak on the telephone",
        ProxyReason::Language => "Speaks none of the languages of the survey",
        ProxyReason::Understanding => "Cannot follow the questions",
    }
}
