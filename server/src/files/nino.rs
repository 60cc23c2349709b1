//! National Insurance numbers, by HMRC's rules (manual NIM39110). Only the shape can be known: not
//! whether the number was ever given to anybody.

use super::cell::Wrong;

/// Prefixes that are never given.
const REFUSED: [&str; 7] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];

/// Prefixes that offices use for their own purposes. They link to few records.
const ADMINISTRATIVE: [&str; 8] = ["OO", "CR", "FY", "MW", "NC", "PP", "PY", "PZ"];

/// Reads a number however it is spaced and whatever its case: in capitals without spaces. The last
/// letter may be left out.
///
/// # Errors
/// When it breaks a rule. What is said does not repeat it.
pub fn read(text: &str) -> Result<String, Wrong> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
    let plain = plain.to_ascii_uppercase();
    if !has_shape(&plain) {
        let mend = "write two letters, six digits and A, B, C or D";
        return Err(Wrong::new("this is no National Insurance number", mend));
    }
    if !matches!(&plain[8..], "" | "A" | "B" | "C" | "D") {
        return Err(Wrong::new("the last letter is none of A to D", "check it, or leave it out"));
    }
    if !is_given(&plain[..2]) {
        let problem = "no National Insurance number begins with these two letters";
        return Err(Wrong::new(problem, "check them, or leave the cell blank"));
    }
    Ok(plain)
}

/// Whether an office made up this number, which was read, so that few records will link to it.
pub fn is_administrative(nino: &str) -> bool {
    ADMINISTRATIVE.iter().any(|prefix| nino.starts_with(prefix))
}

fn has_shape(plain: &str) -> bool {
    plain.is_ascii()
        && (8..=9).contains(&plain.len())
        && plain[..2].bytes().all(|byte| byte.is_ascii_uppercase())
        && plain[2..8].bytes().all(|byte| byte.is_ascii_digit())
}

fn is_given(prefix: &str) -> bool {
    let unused = |c: char| matches!(c, 'D' | 'F' | 'I' | 'Q' | 'U' | 'V');
    is_administrative(prefix)
        || !(prefix.contains(unused) || prefix.ends_with('O') || REFUSED.contains(&prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_the_leaflets_is_nobodys() {
        assert!(read("QQ 12 34 56 A").is_err());
    }

    #[test]
    fn a_number_is_kept_in_one_form_with_or_without_its_last_letter() {
        assert_eq!(read("ab 12 34 56 c").as_deref(), Ok("AB123456C"));
        assert_eq!(read("AB-123456").as_deref(), Ok("AB123456"));
    }

    #[test]
    fn what_was_never_given_is_refused() {
        for typed in ["BG123456A", "AO123456A", "DA123456A", "AB12345A", "AB123456E", "ÉB123456"] {
            assert!(read(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn what_an_office_made_up_is_taken_and_marked() {
        for typed in ["OO123456A", "PY123456"] {
            assert!(read(typed).is_ok_and(|nino| is_administrative(&nino)), "{typed}");
        }
        assert!(!is_administrative("AB123456C"));
    }
}
