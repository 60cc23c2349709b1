//! Digits as keyboards of other scripts have them: whoever answers in Arabic, Urdu or Bengali types `٣٤`, `۳۴` or `৩৪`.

use std::borrow::Cow;

/// The noughts of scripts that count in tens. Their other digits follow each in order.
const NOUGHTS: [char; 19] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}',
    '\u{17e0}', '\u{1810}', '\u{ff10}',
];

/// The same with the digits 0 to 9, a point before decimals and commas between thousands. Marks that only say in which
/// direction a line runs go, since a keyboard puts them in unseen.
#[must_use]
pub fn western(typed: &str) -> Cow<'_, str> {
    if typed.is_ascii() {
        return Cow::Borrowed(typed);
    }
    Cow::Owned(typed.chars().filter_map(sign).collect())
}

fn sign(sign: char) -> Option<char> {
    match sign {
        '\u{66b}' => Some('.'),
        '\u{66c}' => Some(','),
        '\u{a0}' | '\u{202f}' => Some(' '),
        '\u{61c}' | '\u{200e}' | '\u{200f}' => None,
        _ => {
            let value = |nought: &char| (sign as u32).checked_sub(*nought as u32);
            let digit = NOUGHTS.iter().filter_map(value).find(|value| *value < 10);
            Some(digit.and_then(|value| char::from_digit(value, 10)).unwrap_or(sign))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::western;

    #[test]
    fn a_number_is_the_same_in_each_script_and_words_stay() {
        for (typed, is) in [
            ("٣٤", "34"),
            ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
            ("৩৪", "34"),
            ("३४", "34"),
            ("３４", "34"),
            ("\u{200f}١٬٢٠٠٫٥٠", "1,200.50"),
            ("1\u{a0}200", "1 200"),
            ("½ سبعة", "½ سبعة"),
        ] {
            assert_eq!(western(typed), is, "{typed}");
        }
    }
}
