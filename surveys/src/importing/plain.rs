//! Words without the markup that other systems let people write into them.

/// The words, and whether something was taken out. What looks like a tag is one only with the name of an element behind
/// its bracket: “< 5” and “answer <all> questions” stay.
pub(super) fn plain(text: &str) -> (String, bool) {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_changed = false;
    // Where no bracket closes any more, nothing is looked for again.
    let last = text.rfind('>').map_or(0, |last| text.len() - last);
    while let Some(start) = rest.find('<') {
        let after = &rest[start + 1..];
        let closes = is_tag(after) && after.len() >= last && last > 0;
        match closes.then(|| after.find('>')).flatten() {
            Some(end) => {
                words.push_str(&rest[..start]);
                // Lines and paragraphs come apart, and words within a line do not.
                if !is_within_a_line(&after[..end]) {
                    words.push(' ');
                }
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

/// Whether the name of an element follows, or a comment: tags of word processors have a colon in their names.
fn is_tag(text: &str) -> bool {
    let name = text.strip_prefix('/').unwrap_or(text);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':');
    let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
    text.starts_with('!') || name.contains(':') && !name.starts_with("http") || is_element(&name)
}

fn is_element(name: &str) -> bool {
    WITHIN_A_LINE.contains(&name) || ELEMENTS.contains(&name)
}

/// Elements of HTML that people paste along with their words.
const ELEMENTS: [&str; 57] = [
    "abbr",
    "audio",
    "bdi",
    "bdo",
    "blockquote",
    "body",
    "br",
    "center",
    "cite",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "meta",
    "noscript",
    "ol",
    "p",
    "picture",
    "pre",
    "samp",
    "script",
    "strike",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "ul",
    "var",
    "video",
    "wbr",
];

const WITHIN_A_LINE: [&str; 15] = [
    "a", "b", "big", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub",
    "sup", "u",
];

fn is_within_a_line(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
    name.is_some_and(|name| WITHIN_A_LINE.contains(&&*name.to_ascii_lowercase()))
}

/// A label that labelled files can take.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(80) {
        None => text.to_owned(),
        Some(_) => text.chars().take(79).chain(['…']).collect(),
    }
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
        assert_eq!(told("How <b>old</b>?"), ("How old?".to_owned(), true));
        assert_eq!(told("Line<br/>two"), ("Line two".to_owned(), true));
        assert_eq!(told("Under 5 (< 5) or a<b"), ("Under 5 (< 5) or a<b".to_owned(), false));
        assert_eq!(told("<script>alert(1)</script>"), ("alert(1)".to_owned(), true));
        assert_eq!(told("<b>a</b> <c"), ("a <c".to_owned(), true));
        assert_eq!(
            told("Answer <all> of it, ben@<here>"),
            ("Answer <all> of it, ben@<here>".to_owned(), false)
        );
        assert_eq!(told("a<o:p></o:p><!-- no --><BR />b"), ("a b".to_owned(), true));
        assert_eq!(told("> <b"), ("> <b".to_owned(), false));
        assert_eq!(told("Fish &amp; chips"), ("Fish & chips".to_owned(), false));
    }
}
