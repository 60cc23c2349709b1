//! What we say when a page cannot be shown.

use surveys::{fill::long_date, stopping::Ending};

use crate::api::AppError;

/// A page that says what is the matter: its heading, and what the person can do.
pub(crate) struct Told {
    pub heading: String,
    pub words: Vec<String>,
}

pub(crate) fn trouble(error: AppError) -> Told {
    let words = match error {
        AppError::NotYet(Some(opens)) => vec![
            format!("You can answer from {}. The same link will work then.", long_date(opens)),
            "There is nothing you need to do now.".to_owned(),
        ],
        other => said(other).map(str::to_owned).into_iter().filter(|w| !w.is_empty()).collect(),
    };
    Told { heading: error.to_string(), words }
}

const TOO_MUCH: [&str; 2] = [
    "What you wrote is too long for us to take in one go, so it has not been saved.",
    "Go back in your browser, write it shorter, and press Continue again. Your browser may not have \
     kept what you wrote. What you saved before is still here.",
];

const IN_TROUBLE: [&str; 2] = [
    "We cannot show its pages just now, and are putting it right. Please come back tomorrow: \
     the same link will work then.",
    "You have done nothing wrong, and everything we told you was saved is safe.",
];

fn said(error: AppError) -> [&'static str; 2] {
    match error {
        AppError::LinkUnknown => [
            "Check that you have the whole link. In a long message it can break over two lines.",
            "If you typed it, look again at each letter and number. Or open it from the message \
             we sent you.",
        ],
        AppError::LinkEnded => [
            "We have sent you a newer one. Look for our latest message and use the link in it.",
            "Nothing you answered has been lost.",
        ],
        AppError::NotYet(_) => [
            "We will write to you when it is time. The same link will work then.",
            "There is nothing you need to do now.",
        ],
        AppError::Closed => [
            "The last day for these answers has passed. You have done nothing wrong.",
            "If you had started, what you had answered by then is kept.",
        ],
        AppError::Stopped(ending) => stopped(ending),
        AppError::OtherDevice => [
            "You began on another phone or computer. To keep your answers private, you can only \
             go on there.",
            "If you left this page in a hurry, it opens again here after an hour. If you no longer \
             have that phone, ask us for help. Your answers are safe.",
        ],
        AppError::NotFound => {
            ["If you typed the address, check it. Or open the link we sent you.", ""]
        }
        AppError::TooMuch => TOO_MUCH,
        AppError::InTrouble => IN_TROUBLE,
        AppError::Unavailable => [
            "We cannot show this page just now. Try again in a few minutes.",
            "Everything we told you was saved is safe.",
        ],
    }
}

fn stopped(ending: Ending) -> [&'static str; 2] {
    match ending {
        Ending::Skipped => [
            "You told us that you want to miss this survey. That is fine.",
            "If you change your mind, choose “Your choices” below.",
        ],
        Ending::NoMoreSurveys => [
            "You told us that you want no more surveys. Thank you for all you have told us.",
            "To see what you chose, or to change it, choose “Your choices” below.",
        ],
        Ending::AnswersDeleted => [
            "We deleted your answers because you asked us to.",
            "To see what goes on, choose “Your choices” below.",
        ],
        Ending::IdentityDeleted => [
            "We deleted your name and contact details because you asked us to.",
            "There is nothing you need to do now.",
        ],
        // Whoever reads this need not be the person.
        Ending::Died | Ending::LostCapacity => {
            ["There is nothing you need to do now.", "If you have a question, please ask us."]
        }
    }
}
