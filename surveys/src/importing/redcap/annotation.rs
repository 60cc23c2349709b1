//! Action tags: `@HIDDEN @CHARLIMIT=50 @NONEOFTHEABOVE='98,99'`.

/// The tags, each as it is written with what belongs to it.
pub(super) fn tags(annotation: &str) -> Vec<&str> {
    let is_start =
        |at: &usize| annotation[..*at].chars().next_back().is_none_or(char::is_whitespace);
    let starts: Vec<_> = annotation.match_indices('@').map(|(at, _)| at).filter(is_start).collect();
    let ends = starts.iter().skip(1).copied().chain([annotation.len()]);
    starts.iter().zip(ends).map(|(start, end)| annotation[*start..end].trim()).collect()
}

/// `@CHARLIMIT` of `@CHARLIMIT=50`, in capitals.
pub(super) fn named(tag: &str) -> String {
    let end = tag.find(|c: char| c == '=' || c == '(' || c.is_whitespace());
    tag[..end.unwrap_or(tag.len())].to_ascii_uppercase()
}

/// What a tag is given: `50`, without quotation marks.
pub(super) fn value(tag: &str) -> &str {
    let rest = tag.split_once('=').map_or("", |(_, rest)| rest.trim_start());
    match rest.strip_prefix(['\'', '"']) {
        Some(quoted) => quoted.split(['\'', '"']).next().unwrap_or_default(),
        None => rest.split_whitespace().next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag_has_what_belongs_to_it() {
        let tags = tags("ask a@b @CALCTEXT(if([a] = '1', 'x', 'y')) @CharLimit = \"50\" @HIDDEN");

        assert_eq!(tags[0], "@CALCTEXT(if([a] = '1', 'x', 'y'))");
        assert_eq!((named(tags[0]), named(tags[1])), ("@CALCTEXT".into(), "@CHARLIMIT".into()));
        assert_eq!((value(tags[1]), tags[2]), ("50", "@HIDDEN"));
    }
}
