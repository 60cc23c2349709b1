//! Words within HTML, as words whatever they look like.

/// Words as text between tags, or in an attribute within quotes of either kind.
///
/// # Examples
/// ```
/// assert_eq!(surveys::html::escaped("<b> & 'b'"), "&lt;b&gt; &amp; &#39;b&#39;");
/// ```
#[must_use]
pub fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
