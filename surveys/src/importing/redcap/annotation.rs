//! Action tags: `@HIDDEN @CHARLIMIT=50 @NONEOFTHEABOVE='98,99'`.

/// The tags, each as it is written with what belongs to it. Tags that a condition chooses between, as in
/// `@IF([a] = '1', @HIDDEN, '')`, belong to it.
pub(super) fn tags(annotation: &str) -> Vec<&str> {
    let (mut starts, mut from) = (Vec::new(), 0);
    while let Some(at) = annotation[from..].find('@').map(|at| from + at) {
        from = at + 1;
        if annotation[..at].chars().next_back().is_none_or(char::is_whitespace) {
            starts.push(at);
            from = closed(annotation, at).unwrap_or(from);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([annotation.len()]);
    starts.iter().zip(ends).map(|(start, end)| annotation[*start..end].trim()).collect()
}

/// Where the brackets close that stand right behind the name of a tag.
fn closed(annotation: &str, tag: usize) -> Option<usize> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = annotation[tag + 1..].find(|c| !is_of_name(c))?;
    let open = tag + 1 + name;
    if !annotation[open..].starts_with('(') {
        return None;
    }
    let mut depth = 0_usize;
    annotation[open..].char_indices().find_map(|(at, letter)| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(open + at + 1)
    })
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

    #[test]
    fn tags_between_which_a_condition_chooses_belong_to_it() {
        assert_eq!(
            tags("@IF([a]='1', @HIDDEN, (@READONLY)) @HIDDEN"),
            ["@IF([a]='1', @HIDDEN, (@READONLY))", "@HIDDEN"]
        );
        assert_eq!(tags("@IF([a] @HIDDEN"), ["@IF([a]", "@HIDDEN"]);
    }
}
