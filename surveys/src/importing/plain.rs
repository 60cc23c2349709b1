//! Words without the markup that other systems let people write into them.

/// The words, and whether something was taken out. What looks like a tag is one only with a letter or a
/// stroke behind its bracket: “< 5” stays.
pub(super) fn plain(text: &str) -> (String, bool) {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_changed = false;
    while let Some(start) = rest.find('<') {
        let after = &rest[start + 1..];
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match after.find('>').filter(|_| is_tag) {
            Some(end) => {
                words.push_str(&rest[..start]);
                // Lines and paragraphs come apart.
                words.push(' ');
                rest = &after[end + 1..];
                is_changed = true;
            }
            None => {
                words.push_str(&rest[..=start]);
                rest = after;
            }
        }
    }
    words.push_str(rest);
    let words = entities(&words);
    (words.split_whitespace().collect::<Vec<_>>().join(" "), is_changed)
}

fn entities(text: &str) -> String {
    let known = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
    let spelt = known.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    spelt.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_only_looks_like_one_stays() {
        let told = |text: &str| plain(text);

        assert_eq!(told("How <b>are</b> you?"), ("How are you?".to_owned(), true));
        assert_eq!(told("Line<br/>two"), ("Line two".to_owned(), true));
        assert_eq!(told("Under 5 (< 5) or a<b"), ("Under 5 (< 5) or a<b".to_owned(), false));
        assert_eq!(told("<script>alert(1)</script>"), ("alert(1)".to_owned(), true));
        assert_eq!(told("Fish &amp; chips"), ("Fish & chips".to_owned(), false));
    }
}
