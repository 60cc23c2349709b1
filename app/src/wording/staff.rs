//! What we say to staff. Short and kind, and with what to do.

pub(crate) mod care;

pub(crate) mod requests;

pub(crate) mod vouchers;

pub(crate) mod tracing;

pub(crate) mod calls;

pub(crate) mod surveys;

pub(crate) mod questions;

pub(crate) mod boxes;

pub(crate) mod translating;

use std::fmt::Display;

use ::surveys::{fill::long_date, roles::Role};
use records::staff::PasswordProblem;

use crate::{
    api::staff::{Trouble, Wrong, door::Said},
    components::changes::capital,
};

/// After “Stop here”: somebody who is upset is not asked at once what they want to stop for good.
pub(crate) const INTERVIEW_STOPPED: &str = "The interview has ended, and what was saved is kept. Nothing else has stopped. If they \
     want less from the study, or nothing more, record it below. If you rang them, write down how the call ended.";

/// `1 person`, `2 people`.
pub(crate) fn people<N: Display + From<u8> + PartialEq>(number: N) -> String {
    if number == N::from(1) { "1 person".to_owned() } else { format!("{number} people") }
}

/// Beside which field it is said.
pub(crate) fn place(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::SignIn | Wrong::Email => "email",
        Wrong::Code => "code",
        Wrong::Name => "name",
        Wrong::New(PasswordProblem::NotTheSame) => "again",
        Wrong::New(_) => "new",
        Wrong::Own => "password",
        Wrong::NoRole | Wrong::LastAdministrator => "role",
        Wrong::NeedsStudy | Wrong::Everywhere => "study",
        Wrong::NeedsSite | Wrong::WithoutSite => "site",
        Wrong::Care(wrong) => care::place(wrong),
        Wrong::Survey(wrong) => surveys::place(wrong),
        Wrong::Voucher(wrong) => vouchers::place(wrong),
        Wrong::NoLetters | Wrong::NoSuchFile | Wrong::Held => "main",
        Wrong::Entry(problem) => problem.field,
        Wrong::NotNow(_) => "main",
        Wrong::NotSure | Wrong::NotMeant => "sure",
        Wrong::Number => "number",
        Wrong::Checked => "checked",
        Wrong::EraseNumber => "erase_number",
        Wrong::NoErasing => "what",
        Wrong::NoChannel => "channel",
        Wrong::NobodyFound => "sought",
        Wrong::NoSuchWave => "wave",
        Wrong::NoInterviewer => "interviewer",
        Wrong::NoNumbers | Wrong::UnknownNumbers => "numbers",
        Wrong::DecidedSince(_) => "day",
        Wrong::NoDay(field) => field,
        Wrong::AsTyped | Wrong::AlreadySent | Wrong::Ended | Wrong::DecidedAlready => "main",
        Wrong::BeingChecked | Wrong::CheckedOften(_) | Wrong::CaseGone => "main",
        Wrong::LinkStays => "main",
        Wrong::Wait(_) | Wrong::Unavailable => "main",
    }
}

/// What is said, when it is about this field.
pub(crate) fn at(field: &str, wrong: Option<Wrong>) -> Option<String> {
    wrong.filter(|wrong| place(*wrong) == field).map(self::wrong)
}

/// The same of a form of which all that is wrong is told at once.
pub(crate) fn among(field: &str, said: &Said) -> Option<String> {
    let mut all = said.wrong.into_iter().chain(said.besides.iter().copied());
    all.find_map(|wrong| at(field, Some(wrong)))
}

/// Each thing that is wrong with what was typed into a box, where all of a form is told in its own words.
pub(crate) fn each_amiss<'a>(field: &'a str, said: &'a Said) -> impl Iterator<Item = String> + 'a {
    let own = said.amiss.iter().filter(move |(at, _)| *at == field);
    own.map(|(_, words)| capital(words.clone()))
}

/// All of it in one line.
pub(crate) fn amiss(field: &str, said: &Said) -> Option<String> {
    let own: Vec<_> = each_amiss(field, said).collect();
    (!own.is_empty()).then(|| own.join(". "))
}

pub(crate) fn wrong(wrong: Wrong) -> String {
    match wrong {
        Wrong::Wait(1) => "That was wrong too often. Wait a minute, then try again".to_owned(),
        Wrong::Wait(minutes) => {
            format!("That was wrong too often. Wait {minutes} minutes, then try again")
        }
        Wrong::CheckedOften(minutes) => format!(
            "You have checked the chain often. Each check reads all that was ever written down. Wait {}, \
             then check it again",
            if minutes == 1 { "a minute".to_owned() } else { format!("{minutes} minutes") }
        ),
        Wrong::Care(wrong) => care::wrong(wrong),
        Wrong::Survey(wrong) => surveys::wrong(wrong),
        Wrong::Entry(problem) => super::registers::mistake(problem),
        Wrong::DecidedSince(on) => format!(
            "They decided something on {}. What they said before that does not change it. If they \
             agree now, ask them again and write today's date",
            long_date(on)
        ),
        other => plain(other).to_owned(),
    }
}

fn plain(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::SignIn => "The email address or the password is not right",
        Wrong::Code => {
            "That code is not right, or was used before. Wait for the next one in your app"
        }
        Wrong::Name => "Write your name",
        Wrong::New(PasswordProblem::TooShort) => "Use at least 12 characters",
        Wrong::New(PasswordProblem::TooLong) => "Use at most 128 characters",
        Wrong::New(PasswordProblem::Guessable) => {
            "That is easy to guess. Try four or five words that have nothing to do with each other"
        }
        Wrong::New(PasswordProblem::NotTheSame) => "That is not the same as above",
        Wrong::Own => "That is not your password",
        Wrong::Email => "Write an email address, like name@example.org",
        Wrong::NoRole => "Choose a role",
        Wrong::NeedsStudy => "Choose the study for this role",
        Wrong::Everywhere => "An administrator looks after every study: choose none",
        Wrong::NeedsSite => "Choose a site of that study for a site lead",
        Wrong::WithoutSite => "Only a site lead has a site: choose none",
        Wrong::LastAdministrator => {
            "This is the last administrator. Give somebody else that role first"
        }
        Wrong::NotSure => "Tick the box if you mean to take away all of their access",
        Wrong::Number | Wrong::EraseNumber => "Nobody in this study has that study number",
        Wrong::Checked => "Choose how you made sure that it is they who ask",
        Wrong::NoErasing => "Choose what they want erased",
        Wrong::NoChannel => "Choose how they asked",
        Wrong::NotMeant => "Tick the box if this is what they want",
        Wrong::Unavailable => "We could not save that. Try again in a few minutes",
        Wrong::AsTyped => "Something is still open",
        Wrong::NobodyFound => {
            "Nobody whom you look after has this number, address or name. Check it. If they are on the line, type the day and \
             month of their birth as well: you are told if somebody else looks after them"
        }
        Wrong::Ended => "They died, or their name was deleted, so nothing was changed",
        Wrong::LinkStays => {
            "Nothing was sent: the survey is not open to them, or the link cannot go in that way any more"
        }
        Wrong::AlreadySent => "They sent the answers of that survey, so it cannot be missed",
        Wrong::NoSuchWave => "Choose for which survey",
        Wrong::NoInterviewer => "Choose an interviewer",
        Wrong::NoNumbers => "Name at least one participant by study number",
        Wrong::UnknownNumbers => {
            "Some of these are nobody's study numbers: see the list of them. Nothing was changed. Mend them \
             or take them out"
        }
        Wrong::DecidedAlready => "Somebody has decided about it meanwhile. Look at it again",
        Wrong::CaseGone => {
            "This case is not yours any more: its call was written down already, or somebody else has it. Nothing was \
             changed"
        }
        Wrong::NoDay(_) => "Write a day like 2026-03-02, or nothing",
        Wrong::DecidedSince(_) => "They decided something since. Ask them again",
        Wrong::BeingChecked => {
            "Somebody is checking the chain at this moment. Wait a minute, then check it again"
        }
        Wrong::CheckedOften(_) => "You have checked the chain often. Wait, then check it again",
        Wrong::Wait(_) => "That was wrong too often. Wait, then try again",
        Wrong::Voucher(wrong) => vouchers::wrong(wrong),
        Wrong::NoLetters => "There is no letter to print",
        Wrong::NoSuchFile => {
            "That file was printed more than a day ago: its letters are in the post"
        }
        Wrong::Held => "All messages are held, and letters with them",
        Wrong::Care(_) | Wrong::Survey(_) => "That could not be done",
        Wrong::NotNow(why) => super::registers::refused(why),
        Wrong::Entry(_) => "Look at this again",
    }
}

/// What someone can do about it.
pub(crate) fn trouble(trouble: Trouble) -> [&'static str; 2] {
    match trouble {
        Trouble::NotFound => ["If you typed the address, check it. Or go to the overview.", ""],
        Trouble::NotAllowed => [
            "Your roles do not include it.",
            "If you need it for your work, ask an administrator to give you the role.",
        ],
        Trouble::NotTheirs => [
            "It is used in a study, and you are no evaluator of any study that uses it. Only they change it, since each \
             of their studies asks what it says.",
            "If you need to, ask an administrator to make you an evaluator there. For another study of yours begin a \
             survey of its own.",
        ],
        Trouble::SignedOut => [
            "What you sent was not saved. Sign in again, in another tab of this browser, and leave this one open.",
            "Then send it again from here.",
        ],
        Trouble::NotOnTheLine => [
            "The call was ended, or two hours have passed since their birthday was right, or another one was typed since.",
            "Make sure in another tab of this browser that it is them, and leave this one open. Then send it again from here.",
        ],
        Trouble::GivenAway => [
            "What was saved before is kept. What is on this page is not saved. If they are on the line, tell them that somebody rings them again, or ask \
             your supervisor to give them back to you: then send it again from here.",
            "Write your call down on “Calls”, if it still stands there. If it does not, tell your supervisor that you rang, so \
             that nobody rings them once more today.",
        ],
        Trouble::TheirsNoMore => [
            "You had them on the line, or asked for their birthday. What you saved is kept, and nothing on this page waits to be saved.",
            "If you rang them and have not written your call down, it stands on “Calls”. If it does not, tell your supervisor that \
             you rang, so that nobody rings them once more today.",
        ],
        Trouble::NotTheirCase => [
            "If you wrote down how the call ended, it is written down, and a supervisor puts right what is wrong in it.",
            "If you did not, and rang somebody, tell your supervisor, so that nobody rings them once more today.",
        ],
        Trouble::NoInvitation => [
            "It was used already, or a newer one was sent, or it is more than seven days old.",
            "If you have chosen a password, sign in. If not, ask an administrator to invite you \
             again.",
        ],
        Trouble::SignOnOver => [
            "It was begun in another browser, is more than ten minutes old, or was used already. You \
             have not been let in.",
            "Go to the sign-in page and begin again there. If it happens again, tell whoever looks \
             after this site.",
        ],
        Trouble::SignOnAway => [
            "It does not answer just now. Try again in a few minutes.",
            "If you have a password for this site, you can use it on the sign-in page meanwhile.",
        ],
        Trouble::SignOnNoAccount => [
            "Your organisation knows you, but nobody has invited you to this site with the email \
             address that it has for you, or the invitation is more than seven days old.",
            "Ask an administrator of the study to invite you with your work address.",
        ],
        Trouble::SignOnNoAddress => [
            "We find your account by your email address the first time you come, and only if your \
             organisation says that it has checked it.",
            "Ask those who look after your organisation's sign-in to have your address checked.",
        ],
        Trouble::TooMuch => [
            "It is longer than this page takes, so nothing of it was saved.",
            "Go back in your browser, write it shorter, and send it again. Your browser may not have kept what you wrote. What \
             was saved before is still here.",
        ],
        Trouble::NoDraft => [
            "Somebody threw it away while you had it open, so what you sent was not saved. The draft itself is kept: \
             it stands in the list of surveys, under “Drafts that were thrown away”, and can be taken up again there.",
            "What you typed stands below until you leave this page. Take the draft up in another tab and send yours \
             again from here, or copy it.",
        ],
        Trouble::Overtaken => ["Look at it again in the page that you have open.", ""],
        Trouble::Busy => [
            "Others have brought large files just before you, and each takes a while. Nothing was \
             changed, and your file was not kept.",
            "Wait half a minute, go back in your browser and send it again. Choose the file again, and \
             fill in what your browser has not kept.",
        ],
        Trouble::Unavailable => ["Nothing was changed. Try again in a few minutes.", ""],
    }
}

/// A role, and what it is for.
pub(crate) fn role(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Evaluator => ("Evaluator", "writes surveys and the protocol, and reads figures"),
        Role::Interviewer => ("Interviewer", "speaks with the participants given to them"),
        Role::Supervisor => ("Supervisor", "looks after the interviewers of a study"),
        Role::DataManager => ("Data manager", "exports, links records, answers requests"),
        Role::SiteLead => ("Site lead", "looks after the participants of one site"),
        Role::SafeguardingLead => ("Safeguarding lead", "answers alerts"),
        Role::Administrator => ("Administrator", "lets staff in, and reads what was done"),
    }
}
