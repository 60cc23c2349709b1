//! What one cell of a file can say. Each reader gives a value that is right, or what is wrong.

use std::fmt;

use chrono::NaiveDate;
use surveys::{
    linking::{Nino, Unfit},
    telephone,
};

/// What is wrong with something, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    problem: String,
    mend: String,
}

impl Wrong {
    /// Both halves of the sentence.
    pub fn new(problem: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { problem: problem.into(), mend: mend.into() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem, self.mend)
    }
}

/// A study number: 1 to 32 letters, digits, hyphens, underscores, full stops or slashes. A
/// spreadsheet can take none of them for a formula.
pub fn study_number(text: &str) -> Result<String, Wrong> {
    let usual = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let begins = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if begins && text.len() <= 32 && text.chars().all(usual) {
        return Ok(text.to_owned());
    }
    let mend = "use 1 to 32 letters, digits and - _ . /, beginning with a letter or digit";
    Err(Wrong::new("this cannot be a study number", mend))
}

/// A calendar date as `1980-04-30`, not after `today`.
pub fn past_date(text: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let date = date(text)?;
    if date > today {
        return Err(Wrong::new("the date is still to come", "write one that is past"));
    }
    Ok(date)
}

/// A calendar date as `2026-04-30`, not before `today`.
pub fn coming_date(text: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let date = date(text)?;
    if date < today {
        return Err(Wrong::new("the date is past", "leave out what is over"));
    }
    Ok(date)
}

/// A date of birth of somebody alive: past, and at most 120 years ago.
pub fn birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let born = past_date(text, today)?;
    if today.years_since(born).is_some_and(|age| age > 120) {
        return Err(Wrong::new("that is more than 120 years ago", "check the year"));
    }
    Ok(born)
}

fn date(text: &str) -> Result<NaiveDate, Wrong> {
    let mend = "write it as year-month-day, such as 1980-04-30";
    let parts: Vec<_> = text.split('-').map(str::len).collect();
    let digits = text.chars().all(|c| c.is_ascii_digit() || c == '-');
    if parts == [4, 2, 2] && digits {
        let read = NaiveDate::parse_from_str(text, "%Y-%m-%d");
        return read.map_err(|_| Wrong::new("there is no such day", "check the day and the month"));
    }
    if text.contains('/') || text.contains('.') {
        let problem = "day, month and year can be mistaken for each other in this form";
        return Err(Wrong::new(problem, mend));
    }
    Err(Wrong::new("this is no date", mend))
}

/// A mobile number in E.164: `07700 900123` becomes `+447700900123`.
pub fn mobile(text: &str) -> Result<String, Wrong> {
    let mend = "write it like 07700 900123, or with + and the country's code";
    telephone::mobile(text).map_err(|problem| Wrong::new(problem.to_string(), mend))
}

/// A National Insurance number, however it is spaced and whatever its case: in capitals without spaces. The last letter may be left
/// out, and is kept where it was written.
pub fn nino(text: &str) -> Result<String, Wrong> {
    let read = Nino::read(text).map_err(|unfit| match unfit {
        Unfit::NinoSuffix => {
            Wrong::new("the last letter is none of A to D", "check it, or leave it out")
        }
        Unfit::NinoPrefix => {
            let problem = "no National Insurance number begins with these two letters";
            Wrong::new(problem, "check them, or leave the cell blank")
        }
        _ => {
            let mend = "write two letters, six digits and A, B, C or D";
            Wrong::new("this is no National Insurance number", mend)
        }
    });
    read.map(|nino| nino.as_str().to_owned())
}

/// A British postcode, in capitals with its one space: `s12aa` becomes `S1 2AA`.
pub fn postcode(text: &str) -> Result<String, Wrong> {
    let plain: String =
        text.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
    let wrong = || Wrong::new("this is no British postcode", "write it like S1 2AA");
    if !plain.is_ascii() || !(5..=7).contains(&plain.len()) {
        return Err(wrong());
    }
    let (outward, inward) = plain.split_at(plain.len() - 3);
    let shape = |text: &str| -> String {
        text.chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    '9'
                } else if c.is_alphabetic() {
                    'A'
                } else {
                    '?'
                }
            })
            .collect()
    };
    let outwards = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"];
    if outwards.contains(&shape(outward).as_str()) && shape(inward) == "9AA" {
        return Ok(format!("{outward} {inward}"));
    }
    Err(wrong())
}

/// A language as its BCP 47 tag.
pub fn language(text: &str) -> Result<String, Wrong> {
    let mut parts = text.split('-');
    let main = parts.next().is_some_and(|main| {
        (2..=3).contains(&main.len()) && main.chars().all(|c| c.is_ascii_lowercase())
    });
    let rest = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    if main && parts.all(rest) {
        return Ok(text.to_owned());
    }
    Err(Wrong::new("this is no language tag", "write en for English, cy for Welsh"))
}

/// `yes` or `no`.
pub fn yes_or_no(text: &str) -> Result<bool, Wrong> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Wrong::new(
            "this says neither yes nor no",
            "write yes for a test person, and leave it blank for everybody else",
        )),
    }
}

/// One of the names that there are.
pub fn one_of<'a>(
    text: &str,
    what: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Result<String, Wrong> {
    if names.clone().any(|name| name == text) {
        return Ok(text.to_owned());
    }
    let names: Vec<_> = names.collect();
    let mend = match names.as_slice() {
        [] => "the study has none: leave it blank".to_owned(),
        names => format!("there are {}", names.join(", ")),
    };
    Err(Wrong::new(format!("there is no {what} “{text}”"), mend))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        date(text).expect("a date")
    }

    #[test]
    fn a_date_written_day_first_is_refused_whatever_the_day() {
        for typed in ["30/04/1980", "04/05/1980", "30.04.1980"] {
            let wrong = past_date(typed, day("2026-06-01")).unwrap_err().to_string();
            assert!(wrong.contains("year-month-day"), "{typed}: {wrong}");
        }
        assert_eq!(past_date("1980-04-30", day("2026-06-01")), Ok(day("1980-04-30")));
        assert!(past_date("1980-4-30", day("2026-06-01")).is_err());
        assert!(past_date("1981-02-29", day("2026-06-01")).is_err());
    }

    #[test]
    fn nobody_is_born_tomorrow_or_before_anyone_alive() {
        let today = day("2026-06-01");
        assert!(birth_date("2026-06-02", today).is_err());
        assert!(birth_date("1899-01-01", today).is_err());
        assert!(birth_date("1926-06-01", today).is_ok());
    }

    #[test]
    fn a_mobile_number_is_kept_in_one_form_however_it_was_typed() {
        for typed in ["07700 900123", "+44 7700 900123", "0044 7700900123", "+44 (0)7700 900123"] {
            assert_eq!(mobile(typed).as_deref(), Ok("+447700900123"), "{typed}");
        }
        for typed in ["7700 900123", "0114 496 0123", "07700 90012", "ring me", "+12"] {
            assert!(mobile(typed).is_err(), "{typed}");
        }
        assert_eq!(mobile("+353 20 913 0123").as_deref(), Ok("+353209130123"));
        assert_eq!(mobile("+353 20 944 0123").as_deref(), Ok("+353209440123"), "no digit is lost");
    }

    #[test]
    fn a_national_insurance_number_is_kept_in_one_form_with_or_without_its_last_letter() {
        for (typed, kept) in
            [("ab 12 34 56 c", "AB123456C"), ("AB-123456", "AB123456"), ("oo123456a", "OO123456A")]
        {
            assert_eq!(nino(typed).as_deref(), Ok(kept), "{typed}");
        }
    }

    #[test]
    fn what_is_no_national_insurance_number_is_told_by_what_to_look_at() {
        for (typed, look_at) in [
            ("AB12345A", "write two letters"),
            ("ÉB123456", "write two letters"),
            ("AB123456E", "the last letter"),
            ("BG123456A", "these two letters"),
            ("QQ 12 34 56 A", "these two letters"),
        ] {
            let wrong = nino(typed).expect_err(typed).to_string();
            assert!(wrong.contains(look_at), "{typed}: {wrong}");
        }
    }

    #[test]
    fn a_postcode_is_kept_in_capitals_with_one_space() {
        for (typed, kept) in
            [("zz993wz", "ZZ99 3WZ"), ("s1 2aa", "S1 2AA"), ("EC1A 1BB", "EC1A 1BB")]
        {
            assert_eq!(postcode(typed).as_deref(), Ok(kept), "{typed}");
        }
        for typed in ["SHEFFIELD", "S1", "1S1 2AA", "S1 AAA", "é1 2AA"] {
            assert!(postcode(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_study_number_that_a_spreadsheet_would_run_is_refused() {
        assert!(study_number("=1+1").is_err());
        assert!(study_number("BW-0001").is_ok());
    }
}
