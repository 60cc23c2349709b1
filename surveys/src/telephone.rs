//! Telephone numbers as every network takes them (E.164): a plus, the country's code, and the rest.

use crate::digits::western;

/// `07700 900123`, `0044 7700 900123` and `+44 (0)7700 900123` are `+447700900123`. A number without a country's code is
/// British. None when nobody could be reached by it: it has too few or too many digits, or begins with neither 0 nor +.
#[must_use]
pub fn international(typed: &str) -> Option<String> {
    let typed = western(typed);
    let typed = typed.trim();
    let rest = typed.strip_prefix('+').unwrap_or(typed);
    let usual = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.');
    if !rest.chars().all(usual) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let abroad = match (typed.starts_with('+'), digits.strip_prefix("00")) {
        (true, _) => Some(digits.as_str()),
        (false, abroad) => abroad,
    };
    let full = match (abroad, digits.strip_prefix('0')) {
        // The nought is dialled from within only.
        (Some(abroad), _) => match abroad.strip_prefix("440") {
            Some(national) => format!("44{national}"),
            None => abroad.to_owned(),
        },
        (None, Some(national)) => format!("44{national}"),
        (None, None) => return None,
    };
    let could_be = match full.strip_prefix("44") {
        Some(british) => matches!(british.len(), 9 | 10) && !british.starts_with('0'),
        None => (8..=15).contains(&full.len()) && !full.starts_with('0'),
    };
    could_be.then(|| format!("+{full}"))
}

#[cfg(test)]
mod tests {
    use super::international;

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
}
