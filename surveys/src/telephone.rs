//! Telephone numbers as every network takes them (E.164): a plus, the country's code, and the rest.

use crate::digits::western;

/// Why a number is none to which a text can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMobile {
    /// It holds something else than a number does.
    #[error("this is no telephone number")]
    NotANumber,
    /// It could be of any country.
    #[error("the number begins with neither 0 nor +")]
    NoBeginning,
    /// It is British, and a landline, or has too few or too many digits.
    #[error("this is no British mobile number, which has 11 digits and begins with 07")]
    British(British),
    /// It is from abroad.
    #[error("a number has 8 to 15 digits with the country's code")]
    Length,
}

/// What a British number is that takes no texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum British {
    /// A landline, or another number that somebody may answer.
    Landline,
    /// Nobody's: it has too few or too many digits.
    Nobodys,
}

/// `07700 900123`, `0044 7700 900123` and `+44 (0)7700 900123` are `+447700900123`. A number without a country's code is
/// British. None when nobody could be reached by it: it has too few or too many digits, or begins with neither 0 nor +.
#[must_use]
pub fn international(typed: &str) -> Option<String> {
    let full = dialled(typed).ok()?;
    let could_be = match full.strip_prefix("44") {
        Some(british) => could_be_british(british),
        None => could_be_abroad(&full),
    };
    could_be.then(|| format!("+{full}"))
}

/// The same of a number to which texts go. Of one from abroad nobody can see whether it is a mobile: it is taken.
///
/// # Errors
/// Why no text could go there.
pub fn mobile(typed: &str) -> Result<String, NotMobile> {
    let full = dialled(typed)?;
    match full.strip_prefix("44") {
        Some(british) if british.len() == 10 && british.starts_with('7') => {}
        Some(british) if could_be_british(british) && !british.starts_with('7') => {
            return Err(NotMobile::British(British::Landline));
        }
        Some(_) => return Err(NotMobile::British(British::Nobodys)),
        None if !could_be_abroad(&full) => return Err(NotMobile::Length),
        None => {}
    }
    Ok(format!("+{full}"))
}

/// A British number as it is read aloud and dialled there: `07700 900123` of `+447700900123`. One from abroad stays as it is.
#[must_use]
pub fn as_dialled(number: &str) -> String {
    let Some(rest) = number.strip_prefix("+44") else { return number.to_owned() };
    match rest.split_at_checked(4) {
        Some((first, last)) if last.len() == 6 && rest.starts_with('7') => {
            format!("0{first} {last}")
        }
        _ => format!("0{rest}"),
    }
}

/// Whether it is a British number that can be rung and takes no texts.
#[must_use]
pub fn is_landline(typed: &str) -> bool {
    mobile(typed) == Err(NotMobile::British(British::Landline))
}

/// Behind the country's code.
fn could_be_british(national: &str) -> bool {
    matches!(national.len(), 9 | 10) && !national.starts_with('0')
}

/// With the country's code.
fn could_be_abroad(full: &str) -> bool {
    (8..=15).contains(&full.len()) && !full.starts_with('0')
}

/// The digits, with the country's code.
fn dialled(typed: &str) -> Result<String, NotMobile> {
    let typed = western(typed);
    let typed = typed.trim();
    let rest = typed.strip_prefix('+').unwrap_or(typed);
    let usual = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.');
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !rest.chars().all(usual) {
        return Err(NotMobile::NotANumber);
    }
    let abroad = match (typed.starts_with('+'), digits.strip_prefix("00")) {
        (true, _) => Some(digits.as_str()),
        (false, abroad) => abroad,
    };
    Ok(match (abroad, digits.strip_prefix('0')) {
        // The nought is dialled from within only.
        (Some(abroad), _) => match abroad.strip_prefix("440") {
            Some(national) => format!("44{national}"),
            None => abroad.to_owned(),
        },
        (None, Some(national)) => format!("44{national}"),
        (None, None) => return Err(NotMobile::NoBeginning),
    })
}

#[cfg(test)]
mod tests {
    use super::{British, NotMobile, as_dialled, international, is_landline, mobile};

    #[test]
    fn a_number_is_one_number_however_it_was_typed() {
        for typed in [
            "07700 900123",
            "07700-900-123",
            "+44 7700 900123",
            "0044 (0)7700 900123",
            "+44 (0)7700 900123",
            "٠٧٧٠٠ ٩٠٠١٢٣",
        ] {
            assert_eq!(international(typed).as_deref(), Some("+447700900123"), "{typed}");
        }
        assert_eq!(international("0114 496 0001").as_deref(), Some("+441144960001"));
        assert_eq!(international("+353 20 913 0123").as_deref(), Some("+353209130123"));
    }

    #[test]
    fn a_british_number_is_read_aloud_as_it_is_dialled_and_one_from_abroad_with_its_country() {
        assert_eq!(as_dialled("+447700900123"), "07700 900123");
        assert_eq!(as_dialled("+441614960190"), "01614960190");
        for same in ["+353209130123", "07700 900123"] {
            assert_eq!(as_dialled(same), same);
        }
    }

    #[test]
    fn what_reaches_nobody_is_none() {
        for typed in [
            "",
            "12",
            "7700 900123",
            "07700 9001",
            "07700 900123 4567",
            "+44 7700",
            "+0 123 45678",
            "call me",
        ] {
            assert_eq!(international(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_landline_is_a_number_to_call_and_none_to_text() {
        let landline = Err(NotMobile::British(British::Landline));
        for typed in ["0114 496 0000", "+44 114 496 0000", "020 7946 0000", "0808 157 0000"] {
            assert_eq!(mobile(typed), landline, "{typed}");
            assert!(international(typed).is_some() && is_landline(typed), "{typed}");
        }
        for (typed, why) in [
            ("07700 90012", NotMobile::British(British::Nobodys)),
            ("7700 900123", NotMobile::NoBeginning),
            ("ring me", NotMobile::NotANumber),
            ("+12", NotMobile::Length),
        ] {
            assert_eq!(mobile(typed), Err(why), "{typed}");
        }
        assert_eq!(mobile("٠٧٧٠٠ ٩٠٠١٢٣").as_deref(), Ok("+447700900123"));
        assert!(
            ["07700 900123", "+353 20 913 0123", "ring me"].iter().all(|typed| !is_landline(typed))
        );
        assert_eq!(mobile("+353 20 913 0123").as_deref(), Ok("+353209130123"));
    }
}
