//! Words for requests about own data.

use chrono::NaiveDate;
use records::{requests::Checked, stopping::Erasing};

/// How somebody asked, by the names of consent.
pub(crate) const CHANNELS: [(&str, &str); 3] =
    [("paper", "By letter or email"), ("phone", "By telephone"), ("web", "On a page or in a form")];

pub(crate) const fn checked(way: Checked) -> &'static str {
    match way {
        Checked::InPerson => "They came, and showed a document",
        Checked::ByPhone => "We called the number we know, and they gave their date of birth",
        Checked::ByEmail => "They wrote from the email address we know",
        Checked::ByLetter => "A copy of a document came with their letter",
    }
}

pub(crate) const fn erasing(what: Erasing) -> &'static str {
    match what {
        Erasing::Name => "Name and contact details",
        Erasing::Answers => "Answers",
        Erasing::Everything => "Both",
    }
}

pub(crate) const fn short(what: Erasing) -> &'static str {
    match what {
        Erasing::Name => "name and contact details",
        Erasing::Answers => "the answers",
        Erasing::Everything => "name, contact details and answers",
    }
}

/// What goes, and what stays, until when.
pub(crate) fn what_goes(what: Erasing, frozen_on: Option<NaiveDate>) -> (Vec<String>, Vec<String>) {
    let (mut goes, mut stays) = (Vec::new(), Vec::new());
    let names = what != Erasing::Answers;
    let answers = what != Erasing::Name && frozen_on.is_none();
    if names {
        goes.push(
            "Name, date of birth, contact details and numbers. They cannot be read in any backup \
             either: their key is destroyed."
                .to_owned(),
        );
        goes.push("Every way of reaching this person, and of linking records later.".to_owned());
    } else {
        stays.push("Name and contact details.".to_owned());
    }
    if answers {
        goes.push("All answers, and the history of how they came about.".to_owned());
        stays.push(
            "Backups made before today hold the answers until those backups are deleted. If one is \
             brought back, the answers are erased again."
                .to_owned(),
        );
    } else {
        stays.push("All answers, under a key that names nobody.".to_owned());
    }
    stays.push(
        "That this person took part, what they agreed to and when, and what was done: with the study \
         number, without a name."
            .to_owned(),
    );
    (goes, stays)
}
