//! The words of a mail for programs that show HTML better: paragraphs, and addresses that can be followed. There is no
//! picture, no colour and nothing that is fetched: whoever opens it tells nobody.

const HEAD: &str = "<!doctype html>\r\n<html lang=\"en\">\r\n<head><meta charset=\"utf-8\">\r\n\
    <meta name=\"viewport\" content=\"width=device-width\"></head>\r\n\
    <body style=\"max-width: 36em; font: 16px/1.5 sans-serif\">\r\n";

/// A line with so many characters ends because it was full, and not because it should.
const WRAPPED: usize = 56;

/// The same words as the text.
pub(crate) fn of(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|words| !words.is_empty());
    let paragraphs = paragraphs.map(|words| {
        let lines = words.lines().map(|words| (line(words), words.chars().count() < WRAPPED));
        let lines = lines.map(|(line, ends)| if ends { line + "<br>\r\n" } else { line + "\r\n" });
        let lines: String = lines.collect();
        let lines = lines.trim_end();
        format!("<p>{}</p>\r\n", lines.strip_suffix("<br>").unwrap_or(lines))
    });
    format!("{HEAD}{}</body>\r\n</html>\r\n", paragraphs.collect::<String>())
}

fn line(words: &str) -> String {
    let words = words.split(' ').map(|word| {
        let plain = escaped(word);
        // What ends a sentence is no part of an address.
        let address = plain.trim_end_matches(['.', ',', ')']);
        match word.starts_with("https://") || word.starts_with("http://") {
            true => {
                let rest = &plain[address.len()..];
                format!("<a\r\nhref=\"{address}\">\r\n{address}</a>{rest}")
            }
            false => plain,
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn escaped(word: &str) -> String {
    word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_that_was_full_goes_on_in_the_next_and_a_short_one_ends() {
        let text = "Start here:\nThis is a line of more than fifty-six characters, and goes\non.\n";

        let html = super::of(text);

        let words = "<p>Start here:<br>\r\nThis is a line of more than fifty-six characters, and goes\r\non.</p>";
        assert!(html.contains(words), "{html}");
    }

    #[test]
    fn words_stay_words_whatever_is_in_them_and_an_address_can_be_followed() {
        let html = super::of(
            "Hello <b>Anna</b> & \"Co\",\n\nGo to https://a.example.org/r/1?a=1&b=2.\nThank you",
        );

        assert!(
            html.contains("<p>Hello &lt;b&gt;Anna&lt;/b&gt; &amp; &quot;Co&quot;,</p>"),
            "{html}"
        );
        let link = "<a\r\nhref=\"https://a.example.org/r/1?a=1&amp;b=2\">\r\nhttps://a.example.org/r/1?a=1&amp;b=2</a>.";
        assert!(html.contains(&format!("<p>Go to {link}<br>\r\nThank you</p>")), "{html}");
    }
}
