//! In which alphabet a text goes, and in how many parts. The alphabets and their sizes are those of 3GPP TS 23.038
//! and 23.040.

use std::fmt;

/// Letters that take one place.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ\
     ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Letters that take two, an escape and another.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// In which alphabet a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// GSM 7-bit: 160 places, or 153 in each of several parts.
    Gsm,
    /// UCS-2, for everything else: 70 places, or 67 in each of several parts.
    Ucs2,
}

impl Alphabet {
    /// Places in a text of one part, and in each part of a longer one.
    const fn room(self) -> (usize, usize) {
        match self {
            Self::Gsm => (160, 153),
            Self::Ucs2 => (70, 67),
        }
    }
}

/// What a text takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The alphabet of all its parts.
    pub alphabet: Alphabet,
    /// The places that its letters take.
    pub units: usize,
    /// Parts, each of which is paid for; 1 for an empty text.
    pub parts: usize,
}

/// `137 of 160 places, 1 part`
impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { alphabet, units, parts } = self;
        let (alone, each) = alphabet.room();
        let (most, many) = if *parts == 1 { (alone, "") } else { (parts * each, "s") };
        let wide = if *alphabet == Alphabet::Ucs2 { ", in the wide alphabet" } else { "" };
        write!(f, "{units} of {most} places, {parts} part{many}{wide}")
    }
}

/// What a text takes. A letter of two places never begins in one part and ends in the next.
#[must_use]
pub fn size(text: &str) -> Size {
    let letters: Option<Vec<usize>> = text.chars().map(in_gsm).collect();
    let (alphabet, letters) = match letters {
        Some(letters) => (Alphabet::Gsm, letters),
        None => (Alphabet::Ucs2, text.chars().map(char::len_utf16).collect()),
    };
    let (alone, each) = alphabet.room();
    let units = letters.iter().sum();
    let parts = if units <= alone { 1 } else { filled(&letters, each) };
    Size { alphabet, units, parts }
}

/// The places of a letter in GSM 7-bit; none where it has no such letter.
pub(super) fn in_gsm(letter: char) -> Option<usize> {
    match letter {
        _ if BASIC.contains(letter) => Some(1),
        _ if EXTENDED.contains(letter) => Some(2),
        _ => None,
    }
}

fn filled(letters: &[usize], room: usize) -> usize {
    let (mut parts, mut used) = (1, 0);
    for letter in letters {
        if used + letter > room {
            (parts, used) = (parts + 1, 0);
        }
        used += letter;
    }
    parts
}
