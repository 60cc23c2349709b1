//! Words in lines: a picture does not break them.

/// The words in at most so many lines of so many characters; what is left out is an ellipsis.
pub(super) fn in_lines(words: &str, wide: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        let own = word.chars().count();
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + own <= wide => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    for line in &mut lines {
        if line.chars().count() > wide {
            *line = line.chars().take(wide - 1).chain(['…']).collect();
        }
    }
    if let Some(last) = lines.last_mut().filter(|line| is_cut && !line.ends_with('…')) {
        *last = last.chars().take(wide - 1).chain(['…']).collect();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::in_lines;

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(in_lines("How you spend your days", 12, 2), ["How you", "spend your…"]);
        assert_eq!(in_lines("Work", 12, 2), ["Work"]);
        assert_eq!(in_lines("Anverwandtschaftsgrad", 8, 2), ["Anverwa…"]);
    }
}
