//! Words in lines: a picture does not break them.

/// The words in at most so many lines, each so wide in hundredths of an em; what is left out is an ellipsis.
pub(super) fn in_lines(words: &str, wide: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if breadth(line) + LETTER + breadth(word) <= wide => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    for line in &mut lines {
        if breadth(line) > wide {
            *line = cut(line, wide);
        }
    }
    if let Some(last) = lines.last_mut().filter(|line| is_cut && !line.ends_with('…')) {
        *last = cut(last, wide);
    }
    lines
}

/// As much of it as fits, and an ellipsis.
fn cut(line: &str, wide: usize) -> String {
    let mut left = wide.saturating_sub(ELLIPSIS);
    let fits = |letter: &char| {
        let own = of_letter(*letter);
        let fits = own <= left;
        left = left.saturating_sub(own);
        fits
    };
    line.chars().take_while(fits).chain(['…']).collect()
}

const LETTER: usize = 61;
const ELLIPSIS: usize = 100;

fn breadth(words: &str) -> usize {
    words.chars().map(of_letter).sum()
}

/// As in a wide font; those of most systems are narrower.
const fn of_letter(letter: char) -> usize {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | ' ' => 34,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 42,
        'c' | 's' | 'z' => 54,
        'w' => 82,
        'm' | 'M' | 'W' | '@' | '%' | '…' => ELLIPSIS,
        'A'..='Z' => 75,
        // What is written in full squares, from Hangul on.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{1f000}'.. => ELLIPSIS,
        _ => LETTER,
    }
}

#[cfg(test)]
mod tests {
    use super::{breadth, in_lines};

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(in_lines("How you spend your days", 720, 2), ["How you", "spend your…"]);
        assert_eq!(in_lines("Work", 720, 2), ["Work"]);
        assert_eq!(in_lines("Anverwandtschaftsgrad", 560, 2), ["Anverwa…"]);
    }

    #[test]
    fn wide_letters_stay_within_their_box() {
        for words in [
            "WWWWWWWWWWWWWWWWWWWW",
            "毎日の生活で困っていることはありますか",
            "mmmm mmmm mmmm mmmm mmmm",
        ] {
            for line in in_lines(words, 1_000, 3) {
                assert!(breadth(&line) <= 1_000, "{line}");
            }
        }
    }
}
