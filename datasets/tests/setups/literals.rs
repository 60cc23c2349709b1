//! A literal of SPSS and of R, read as these read one: whatever a label holds, it ends where it should.

use datasets::{Kind, Variable, cut_at, hard::HOSTILE};
use proptest::prelude::*;

use super::{dataset, name, text};

/// What a label is in every program: on one line.
pub fn on_a_line(label: &str) -> String {
    label.replace(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}', " ")
}

fn labelled(of: &str, label: &str) -> String {
    text(of, &dataset(vec![Variable::new(name("asked"), label, Kind::TEXT)], Vec::new())).0
}

/// The literals of SPSS at the beginning of the text, added up, and what stands behind them.
fn in_spss(mut rest: &str) -> (String, &str) {
    let mut words = String::new();
    loop {
        rest = rest.strip_prefix('"').expect("a quote");
        loop {
            let end = rest.find('"').expect("the end of a literal");
            assert!(!rest[..end].contains(['\n', '\r']), "a literal breaks a line");
            words.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('"') {
                Some(behind) => {
                    words.push('"');
                    rest = behind;
                }
                None => break,
            }
        }
        match rest.strip_prefix(" +\n    ") {
            Some(behind) => rest = behind,
            None => return (words, rest),
        }
    }
}

/// The same of R, whose literals have no signs beyond ASCII.
fn in_r(text: &str) -> (String, &str) {
    let mut words = String::new();
    let mut rest = text.strip_prefix('"').expect("a quote");
    loop {
        let sign = rest.chars().next().expect("the end of a literal");
        assert!((' '..='~').contains(&sign), "{sign:?} is not written as a number");
        rest = &rest[1..];
        let escaped = |digits: usize| {
            let number = u32::from_str_radix(&rest[1..=digits], 16).expect("a number");
            char::from_u32(number).expect("a character")
        };
        match (sign, rest.as_bytes()[0]) {
            ('"', _) => return (words, rest),
            ('\\', b'u') => {
                words.push(escaped(4));
                rest = &rest[5..];
            }
            ('\\', b'U') => {
                words.push(escaped(8));
                rest = &rest[9..];
            }
            ('\\', other) => {
                assert!(b"\"\\".contains(&other), "an escape of another kind");
                words.push(char::from(other));
                rest = &rest[1..];
            }
            _ => words.push(sign),
        }
    }
}

fn check(label: &str) {
    let spoken = on_a_line(label);
    let syntax = labelled("sps", label);
    let told = syntax.split_once("VARIABLE LABELS asked ").map(|(_, rest)| in_spss(rest));
    if spoken.is_empty() {
        assert_eq!(told, None);
    } else {
        let (words, rest) = told.expect("a label");
        assert_eq!(words, cut_at(&spoken, 255));
        assert!(rest.starts_with(".\nVARIABLE LEVEL\n"), "{rest}");
    }
    assert!(syntax.lines().all(|line| line.len() <= 250), "a line is too long for SPSS");

    let script = labelled("R", label);
    let (words, rest) = in_r(script.split_once("  texts(\"asked\", ").expect("a call").1);
    assert_eq!(words, spoken);
    assert!(rest.starts_with(", \"nominal\")\n"), "{rest}");
}

#[test]
fn a_label_that_would_like_to_run_is_a_literal() {
    for label in HOSTILE {
        check(label);
        check(&label.repeat(20));
    }
}

proptest! {
    #[test]
    fn whatever_a_label_is_it_is_a_literal(text: String, signs in "[\"'\\\\\\.\n\r+u]{0,300}") {
        check(&text);
        check(&signs);
    }
}
