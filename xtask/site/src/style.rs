//! The style sheet as one file: a phone pays for each request, and for each byte before the first page.

use anyhow::{Context, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// `main` with its imports in their places, without comments and needless space.
///
/// An import is `@import "file.css";` or `@import "file.css" layer(name);`, relative to the file that
/// says it. Addresses in `url(…)` are not rewritten: write them from the root, `url("/face.woff2")`.
///
/// # Errors
/// A file that is missing, imports itself, or has an import after its first rule (browsers ignore that).
pub fn bundle(main: &Path) -> Result<String> {
    with_imports(main, &mut Vec::new())
}

fn with_imports(path: &Path, within: &mut Vec<PathBuf>) -> Result<String> {
    let name = path.display();
    ensure!(!within.contains(&path.to_owned()), "{name} imports itself");
    let text = fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    let text = minified(&text);
    let (mut rest, mut bundled) = (text.as_str(), String::new());

    within.push(path.to_owned());
    while let Some((statement, after)) = leading_statement(rest) {
        match statement.strip_prefix("@import ") {
            Some(import) => bundled += &imported(path, import, within)?,
            None => bundled += &format!("{statement};"),
        }
        rest = after;
    }
    within.pop();

    ensure!(!rest.contains("@import"), "{name} has an @import after its first rule");
    Ok(bundled + rest)
}

/// The statement at the very beginning, if it is one that imports may follow.
fn leading_statement(css: &str) -> Option<(&str, &str)> {
    let (statement, after) = css.split_once(';')?;
    let import = statement.starts_with("@import ");
    let order_of_layers = statement.starts_with("@layer ") && !statement.contains('{');
    (import || order_of_layers).then_some((statement, after))
}

fn imported(from: &Path, import: &str, within: &mut Vec<PathBuf>) -> Result<String> {
    let (file, layer) = import
        .strip_prefix('"')
        .and_then(|quoted| quoted.split_once('"'))
        .with_context(|| format!("{}: write @import \"file.css\", not {import}", from.display()))?;
    let css = with_imports(&from.with_file_name(file), within)?;
    let layer = layer.trim();
    if layer.is_empty() {
        return Ok(css);
    }
    let layer = layer
        .strip_prefix("layer(")
        .and_then(|name| name.strip_suffix(')'))
        .with_context(|| format!("{}: only layer(…) may follow {file}", from.display()))?;
    Ok(format!("@layer {layer}{{{css}}}"))
}

/// Only space that can mean nothing goes: `a :hover` and `1px + 2px` keep theirs. A comment counts as a
/// space.
fn minified(css: &str) -> String {
    let (mut rest, mut out, mut space) = (css, String::with_capacity(css.len()), false);
    while let Some(first) = rest.chars().next() {
        let token = &rest[..token_length(rest)];
        rest = &rest[token.len()..];
        if first.is_whitespace() || token.starts_with("/*") {
            space = true;
            continue;
        }
        if space && !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':']) {
            let meaningless = ['{', '}', ';', ','].contains(&first);
            out.push_str(if meaningless { "" } else { " " });
        }
        if first == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(token);
        space = false;
    }
    out
}

/// Bytes of what must stay together: a comment, a string, an unquoted address, else one character.
fn token_length(css: &str) -> usize {
    let first = css.chars().next().map_or(0, char::len_utf8);
    let until = |end: &str, from: usize| {
        css[from..].find(end).map_or(css.len(), |at| from + at + end.len())
    };
    match css.as_bytes() {
        [b'/', b'*', ..] => until("*/", 2),
        [b'\'' | b'"', ..] => string_length(css),
        [b'u', b'r', b'l', b'(', quote, ..] if !b"'\"".contains(quote) => until(")", 4),
        [b'\\', ..] => first + css[first..].chars().next().map_or(0, char::len_utf8),
        _ => first,
    }
}

fn string_length(css: &str) -> usize {
    let quote = css.as_bytes()[0];
    let mut escaped = false;
    let end = css.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(css.len(), |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_needless_space_go() {
        check(
            "/* why */\na {\n  color : red ;\n}\n\nb , c { top: 0; }\n",
            "a{color :red}b,c{top:0}",
        );
    }

    #[test]
    fn space_with_a_meaning_stays() {
        for css in
            ["a :hover{top:0}", "a b>c{top:calc(1px + 2px)}", "@media (a:1) and (b:2){a{top:0}}"]
        {
            check(css, css);
        }
    }

    #[test]
    fn strings_and_addresses_are_left_alone() {
        check(r#"a { content: "x  ;  \"} /* y"; }"#, r#"a{content:"x  ;  \"} /* y"}"#);
        check("a { src: url(data:x;y, /* z) }", "a{src:url(data:x;y, /* z)}");
    }

    #[test]
    fn an_import_stands_where_it_was_written_and_in_its_layer() {
        let folder = std::env::temp_dir().join(format!("throughline-style-{}", std::process::id()));
        fs::create_dir_all(folder.join("parts")).unwrap();
        let write = |name: &str, css: &str| fs::write(folder.join(name), css).unwrap();
        write(
            "main.css",
            "@layer base, parts;\n@import \"base.css\";\n@import \"parts/box.css\" layer(parts);\np { top: 0 }",
        );
        write("base.css", "/* first */ @layer base { a { top: 1px } }");
        write("parts/box.css", "@import \"edge.css\";\n.box { top: 2px }");
        write("parts/edge.css", ".edge { top: 3px }");
        write("late.css", "a { top: 0 }\n@import \"base.css\";");
        write("loop.css", "@import \"loop.css\";");

        let bundled = bundle(&folder.join("main.css"));
        let late = bundle(&folder.join("late.css"));
        let endless = bundle(&folder.join("loop.css"));
        fs::remove_dir_all(&folder).unwrap();

        let expected = "@layer base,parts;@layer base{a{top:1px}}@layer parts{.edge{top:3px}.box{top:2px}}p{top:0}";
        assert_eq!(bundled.unwrap(), expected);
        assert!(late.is_err() && endless.is_err());
    }

    fn check(css: &str, expected: &str) {
        assert_eq!(minified(css), expected);
    }
}
