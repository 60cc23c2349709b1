//! Passwords that are made of what everybody tries: words that others chose, with digits, years and
//! signs around them or in place of letters; rows of keys; and what whoever guesses knows of the account.
//!
//! The words are a file that ships with the program. How hard the rest is to guess, zxcvbn says.

use std::{collections::BTreeSet, sync::LazyLock};

/// One word a line. Its head says where they are from, and under which licence.
const FILE: &str = include_str!("../../../words/common-passwords.txt");
/// A shorter word explains too much by chance.
const SHORTEST: usize = 4;
const LONGEST: usize = 40;
/// Words that many people choose are as good as none up to this number.
const WORDS: usize = 2;
/// Characters that no list explains: with as many, it is not made of listed words.
const OWN: usize = 6;

/// Rows of keys, and of letters and digits, as they are walked along in both directions.
const ROWS: [&str; 9] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiop",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
];

static WALKS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let both = |row: &str| [row.chars().collect(), row.chars().rev().collect()];
    ROWS.into_iter().flat_map(both).collect()
});

static WORDS_OF_OTHERS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let words = FILE.lines().filter(|line| !line.starts_with('#'));
    words.map(plain).collect()
});

/// Whether a password is made of what everybody tries. `known` are texts that belong to the account.
pub(super) fn is_made_of_what_is_listed(password: &str, known: &[String]) -> bool {
    let letters: Vec<char> = password.to_lowercase().chars().collect();
    let known: BTreeSet<String> = known.iter().flat_map(|text| words_of(text)).collect();
    let (mut words, mut own, mut at) = (BTreeSet::new(), 0, 0);
    while at < letters.len() {
        let rest = &letters[at..];
        let (mine, others) = (longest(rest, &known), longest(rest, &WORDS_OF_OTHERS));
        let row = walk(rest).max(year(rest));
        let best = mine.max(others).max(row);
        if best == 0 {
            own += usize::from(rest[0].is_alphanumeric());
            at += 1;
            continue;
        }
        if others == best && mine < best && row < best {
            words.insert(meant(&rest[..best]));
        }
        at += best;
    }
    words.len() <= WORDS && own < OWN
}

/// How many characters at the beginning are a word of the list; none when that is no word. Half of
/// them are letters: a number is not a word because its digits look like one.
fn longest(rest: &[char], list: &BTreeSet<String>) -> usize {
    let upto = rest.len().min(LONGEST);
    let found = (SHORTEST..=upto).rev().find(|many| {
        let letters = rest[..*many].iter().filter(|letter| letter.is_alphabetic()).count();
        letters * 2 >= *many && list.contains(&meant(&rest[..*many]))
    });
    found.unwrap_or_default()
}

/// How many are one character again and again, or go along a row: `aaaa`, `4321`, `qwer`.
fn walk(rest: &[char]) -> usize {
    let same = rest.iter().take_while(|letter| **letter == rest[0]).count();
    let along = WALKS.iter().flat_map(|row| {
        let starts = row.iter().enumerate().filter(|(_, key)| **key == rest[0]);
        starts.map(|(start, _)| row[start..].iter().zip(rest).take_while(|(a, b)| a == b).count())
    });
    let longest = along.max().unwrap_or_default().max(same);
    if longest >= SHORTEST || longest == 3 && rest.len() == 3 { longest } else { 0 }
}

/// A year that somebody alive may have been born in, or will see.
fn year(rest: &[char]) -> usize {
    let four: String = rest.iter().take(4).collect();
    let is_one = four.parse().is_ok_and(|year: u16| (1920..2060).contains(&year));
    if is_one { 4 } else { 0 }
}

/// The words of a text, alone and written together: `Bridgeway trial` gives `bridgewaytrial`, too.
fn words_of(text: &str) -> Vec<String> {
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).map(plain).collect();
    let together = words.concat();
    let all = words.into_iter().chain([together]);
    all.filter(|word| word.chars().count() >= SHORTEST).collect()
}

fn plain(word: &str) -> String {
    word.to_lowercase().chars().map(as_meant).collect()
}

fn meant(letters: &[char]) -> String {
    letters.iter().copied().map(as_meant).collect()
}

/// The letter for which a character may stand. I and l are one, since 1 and ! stand for both.
fn as_meant(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' | '|' | 'l' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_listed(password: &str) -> bool {
        let known = ["ada.lovelace@example.org", "Ada Lovelace", "Bridgeway trial", "throughline"];
        is_made_of_what_is_listed(password, &known.map(str::to_owned))
    }

    #[test]
    fn a_common_word_is_not_made_better_by_digits_years_signs_or_letters_like_them() {
        for common in [
            "Password123456",
            "p@$$w0rd2026!!",
            "!!Welcome2026!!",
            "letmein-letmein",
            "iloveyou1994!!!",
            "Liverpool-Arsenal-1",
            "monkeymonkeymonkey",
            "dragon.dragon.dragon.dragon",
        ] {
            assert!(is_listed(common), "{common}");
        }
    }

    #[test]
    fn rows_of_keys_of_letters_and_of_digits_are_no_password() {
        for row in [
            "qwertyuiop[]123",
            "1qaz2wsx3edc",
            "abcdefghijklmnop",
            "987654321000",
            "aaaaaaaaaaaabbbb",
        ] {
            assert!(is_listed(row), "{row}");
        }
    }

    #[test]
    fn what_whoever_guesses_knows_of_the_account_is_no_password() {
        for known in [
            "throughline2026!",
            "AdaLovelace1985",
            "Bridgeway-Trial-2026",
            "Thr0ughl1neThr0ughl1ne",
        ] {
            assert!(is_listed(known), "{known}");
        }
    }

    #[test]
    fn several_words_or_characters_of_ones_own_are_taken() {
        for own in [
            "copper-lantern-marsh-violin",
            "orchard-timber-quiet-sledge",
            "monkey-dragon-shadow-master",
            "kR7#pw!zQ2mX",
            "482915730264",
            "naïve Ärger über 7 Bäche",
        ] {
            assert!(!is_listed(own), "{own}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_however_odd_is_too_much_for_it(password in ".{0,140}") {
            is_listed(&password);
        }
    }
}
