//! The people of the trial, and what becomes of what is sent to them.

use std::fmt::Write;

/// How the mail server takes a mail, by what its address begins with; see `records/tests/mail_server/server.py`.
const MAIL: [(u32, &str); 5] =
    [(3, "drops"), (17, "lost"), (29, "later"), (41, "unknown"), (67, "spam")];
/// How Twilio takes a text, by what the number ends with; see `records/tests/twilio`.
const TEXTS: [(u32, &str); 9] = [
    (5, "408"),
    (13, "409"),
    (23, "410"),
    (31, "502"),
    (43, "201"),
    (53, "429"),
    (61, "500"),
    (71, "610"),
    (79, "211"),
];
/// Of so many people one meets each trouble.
const OF: (u32, u32) = (83, 97);
/// One in so many has a birthday on record.
const BIRTHDAY: u32 = 2;

pub fn number(place: u32) -> String {
    format!("P-{place:05}")
}

pub fn email(place: u32) -> String {
    format!("{}-{place:05}@example.org", manner(&MAIL, place % OF.0).unwrap_or("person"))
}

pub fn mobile(place: u32) -> String {
    format!("077{place:05}{}", manner(&TEXTS, place % OF.1).unwrap_or("000"))
}

fn manner<'m>(manners: &[(u32, &'m str)], rest: u32) -> Option<&'m str> {
    manners.iter().find(|(own, _)| *own == rest).map(|(_, manner)| *manner)
}

/// The file by which they are enrolled.
pub fn enrolment(people: u32) -> String {
    let mut rows = "study_number,first_name,dob,mobile,email\n".to_owned();
    for place in 0..people {
        let born = if place % BIRTHDAY == 0 { "1980-05-04" } else { "" };
        let (number, mobile, email) = (number(place), mobile(place), email(place));
        writeln!(rows, "{number},Anna,{born},{mobile},{email}").expect("a row");
    }
    rows
}
