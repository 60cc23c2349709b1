//! Languages: their tags, what they are called, and which way they are written.

mod among;

use std::{borrow::Cow, fmt, ops::RangeInclusive};

use serde::{Deserialize, Serialize};

/// The two-letter codes of ISO 639.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu \
     cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id \
     ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi \
     mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd \
     se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa \
     wo xh yi yo za zh zu";

/// What people call the languages that are most often asked for: by tag, in the language itself, and in English.
const NAMES: [(&str, &str, &str); 39] = [
    ("am", "አማርኛ", "Amharic"),
    ("ar", "العربية", "Arabic"),
    ("bg", "Български", "Bulgarian"),
    ("bn", "বাংলা", "Bengali"),
    ("ckb", "کوردیی ناوەندی", "Central Kurdish"),
    ("cs", "Čeština", "Czech"),
    ("cy", "Cymraeg", "Welsh"),
    ("de", "Deutsch", "German"),
    ("el", "Ελληνικά", "Greek"),
    ("en", "English", "English"),
    ("es", "Español", "Spanish"),
    ("fa", "فارسی", "Persian"),
    ("fr", "Français", "French"),
    ("ga", "Gaeilge", "Irish"),
    ("gd", "Gàidhlig", "Scottish Gaelic"),
    ("gu", "ગુજરાતી", "Gujarati"),
    ("he", "עברית", "Hebrew"),
    ("hi", "हिन्दी", "Hindi"),
    ("hu", "Magyar", "Hungarian"),
    ("it", "Italiano", "Italian"),
    ("ku", "Kurdî", "Kurdish"),
    ("lt", "Lietuvių", "Lithuanian"),
    ("lv", "Latviešu", "Latvian"),
    ("pa", "ਪੰਜਾਬੀ", "Punjabi"),
    ("pl", "Polski", "Polish"),
    ("ps", "پښتو", "Pashto"),
    ("pt", "Português", "Portuguese"),
    ("ro", "Română", "Romanian"),
    ("ru", "Русский", "Russian"),
    ("sd", "سنڌي", "Sindhi"),
    ("so", "Soomaali", "Somali"),
    ("sq", "Shqip", "Albanian"),
    ("ti", "ትግርኛ", "Tigrinya"),
    ("tr", "Türkçe", "Turkish"),
    ("uk", "Українська", "Ukrainian"),
    ("ur", "اردو", "Urdu"),
    ("vi", "Tiếng Việt", "Vietnamese"),
    ("yi", "ייִדיש", "Yiddish"),
    ("zh", "中文", "Chinese"),
];

/// Languages that are written from the right unless a script says otherwise.
const FROM_THE_RIGHT: [&str; 14] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that are written from the right, whatever the language.
const SCRIPTS_FROM_THE_RIGHT: [&str; 7] = ["Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Syrc", "Thaa"];

/// Where Unicode has the letters of scripts that are written from the right.
const LETTERS_FROM_THE_RIGHT: [RangeInclusive<char>; 5] = [
    '\u{590}'..='\u{8ff}',
    '\u{fb1d}'..='\u{fdff}',
    '\u{fe70}'..='\u{fefe}',
    '\u{10800}'..='\u{10fff}',
    '\u{1e800}'..='\u{1efff}',
];

/// A language, as its BCP 47 tag: `cy`, `en-GB`, `pa-Arab`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// The text is no language's tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no language's tag")]
pub struct NotALanguage(String);

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the left, as English is.
    FromTheLeft,
    /// From the right, as Arabic is.
    FromTheRight,
}

impl Direction {
    /// What stands in `dir`.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::FromTheLeft => "ltr",
            Self::FromTheRight => "rtl",
        }
    }

    /// Which way a letter is written, with the signs and numerals that only go with such letters. Other signs, numerals
    /// and spaces go as what stands beside them does.
    #[must_use]
    pub fn of_letter(letter: char) -> Option<Self> {
        let is_from_the_right = LETTERS_FROM_THE_RIGHT.iter().any(|block| block.contains(&letter));
        match letter {
            _ if is_from_the_right => Some(Self::FromTheRight),
            _ if letter.is_alphabetic() => Some(Self::FromTheLeft),
            _ => None,
        }
    }
}

/// Words of a study within a sentence of ours. Words from the right are set apart by signs that nobody sees: without them
/// the signs and numbers around them would come to stand on the wrong side of them. Others are as they are.
///
/// ```
/// use surveys::language::isolated;
///
/// assert_eq!(isolated("Yes"), "Yes");
/// assert_eq!(isolated("نعم"), "\u{2068}نعم\u{2069}");
/// ```
#[must_use]
pub fn isolated(words: &str) -> Cow<'_, str> {
    let is_from_the_right = |letter| Direction::of_letter(letter) == Some(Direction::FromTheRight);
    if words.contains(is_from_the_right) {
        return Cow::Owned(format!("\u{2068}{words}\u{2069}"));
    }
    Cow::Borrowed(words)
}

impl Language {
    /// Takes a tag, in whichever case: two letters that ISO 639 gives to a language, or three of any, then parts of
    /// 2 to 8 letters and digits behind hyphens.
    ///
    /// # Errors
    /// When the text is no tag, or its two letters are no language's.
    pub fn new(text: &str) -> Result<Self, NotALanguage> {
        let refused = || NotALanguage(text.to_owned());
        let mut parts = text.split('-');
        let first = parts.next().unwrap_or_default().to_ascii_lowercase();
        let is_known = match first.len() {
            2 => TWO_LETTERS.split_whitespace().any(|code| code == first),
            3 => first.chars().all(|letter| letter.is_ascii_lowercase()),
            _ => false,
        };
        let mut tag = first;
        for part in parts {
            let is_part =
                (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
            if !is_part {
                return Err(refused());
            }
            tag.push('-');
            tag.push_str(&in_its_case(part));
        }
        if is_known { Ok(Self(tag)) } else { Err(refused()) }
    }

    /// The language that somebody means: by its tag, its own name or its English one, in whichever case.
    #[must_use]
    pub fn called(words: &str) -> Option<Self> {
        let words = words.trim().to_lowercase();
        let is_meant = |(_, own, english): &&(&str, &str, &str)| {
            own.to_lowercase() == words || english.to_lowercase() == words
        };
        let named = NAMES.iter().find(is_meant).map(|(tag, ..)| *tag);
        Self::new(named.unwrap_or(&words)).ok()
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is called by those who speak it; its tag, where that is not known here.
    #[must_use]
    pub fn own_name(&self) -> &str {
        self.named().map_or(self.as_str(), |(_, own, _)| own)
    }

    /// What it is called in English; its tag, where that is not known here.
    #[must_use]
    pub fn english_name(&self) -> &str {
        self.named().map_or(self.as_str(), |(.., english)| english)
    }

    /// The part before the first hyphen.
    #[must_use]
    pub fn first_part(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Which way it is written: by its script where the tag names one, otherwise as it mostly is.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let from_the_right = match self.script() {
            Some(script) => SCRIPTS_FROM_THE_RIGHT.contains(&script),
            None => FROM_THE_RIGHT.contains(&self.first_part()),
        };
        if from_the_right { Direction::FromTheRight } else { Direction::FromTheLeft }
    }

    fn script(&self) -> Option<&str> {
        self.0.split('-').skip(1).find(|part| part.len() == 4)
    }

    fn named(&self) -> Option<&'static (&'static str, &'static str, &'static str)> {
        NAMES.iter().find(|(tag, ..)| *tag == self.0 || *tag == self.first_part())
    }
}

/// `Arab`, `GB`, `valencia`.
fn in_its_case(part: &str) -> String {
    let is_letters = part.chars().all(|letter| letter.is_ascii_alphabetic());
    match (part.len(), is_letters) {
        (2, true) => part.to_ascii_uppercase(),
        (4, true) => {
            let (first, rest) = part.split_at(1);
            format!("{}{}", first.to_ascii_uppercase(), rest.to_ascii_lowercase())
        }
        _ => part.to_ascii_lowercase(),
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;

    fn try_from(text: String) -> Result<Self, NotALanguage> {
        Self::new(&text)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, told: &str) {
        let language = Language::new(text).map(|language| {
            format!("{language} {} {}", language.own_name(), language.direction().attribute())
        });
        assert_eq!(language.unwrap_or_else(|refused| refused.to_string()), told);
    }

    #[test]
    fn a_language_is_known_by_its_tag_and_written_its_own_way() {
        check("cy", "cy Cymraeg ltr");
        check("EN-gb", "en-GB English ltr");
        check("ur", "ur اردو rtl");
        check("pa", "pa ਪੰਜਾਬੀ ltr");
        check("pa-arab-PK", "pa-Arab-PK ਪੰਜਾਬੀ rtl");
        check("az-Latn", "az-Latn az-Latn ltr");
        check("rmy", "rmy rmy ltr");
    }

    #[test]
    fn a_letter_goes_its_own_way_and_a_sign_that_of_its_neighbours() {
        let way = |letter| Direction::of_letter(letter).map(Direction::attribute);

        assert_eq!(['a', 'ŵ', 'क', '中'].map(way), [Some("ltr"); 4]);
        assert_eq!(['ا', 'ہ', 'ש', 'ދ', '؟', '،', '٣'].map(way), [Some("rtl"); 7]);
        assert_eq!([' ', '1', '(', '?', '–'].map(way), [None; 5]);
    }

    #[test]
    fn what_is_no_language_is_refused() {
        check("", "“” is no language's tag");
        check("xx", "“xx” is no language's tag");
        check("welsh", "“welsh” is no language's tag");
        check("cy-", "“cy-” is no language's tag");
        check("cy_GB", "“cy_GB” is no language's tag");
    }

    #[test]
    fn a_language_is_found_by_what_people_call_it() {
        let called = |words| Language::called(words).map(|language| language.to_string());

        assert_eq!(called("Welsh").as_deref(), Some("cy"));
        assert_eq!(called(" cymraeg ").as_deref(), Some("cy"));
        assert_eq!(called("CY").as_deref(), Some("cy"));
        assert_eq!(called("the one I speak at home"), None);
    }
}
