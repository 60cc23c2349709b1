//! Words of SPSS, Stata and R that look like a name: no variable can have one in the program whose word it is.

/// SPSS keeps `and`, `by`, `to` and the comparisons, Stata its types, R what begins a branch or a loop.
const WORDS: [&str; 30] = [
    "all", "and", "break", "by", "byte", "double", "else", "eq", "float", "for", "function", "ge",
    "gt", "if", "in", "int", "le", "long", "lt", "ne", "next", "not", "or", "repeat", "skip",
    "strl", "to", "using", "while", "with",
];

/// Whether a name in lower case is a word of one of these programs.
#[must_use]
pub fn is_a_word(name: &str) -> bool {
    WORDS.contains(&name) || is_a_width(name)
}

/// Stata's types of words: str1 to str2045, and any other number behind it.
fn is_a_width(name: &str) -> bool {
    let number = name.strip_prefix("str");
    number.is_some_and(|number| {
        !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit())
    })
}
