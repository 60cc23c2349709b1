//! Who can help now.

use leptos::prelude::*;
use surveys::study::Helpline;

#[component]
pub(crate) fn Helplines(lines: Vec<Helpline>) -> impl IntoView {
    let lines = lines.into_iter().map(|Helpline { name, reach, about }| {
        view! { <div><dt>{name}</dt><dd>{reached(reach)}</dd><dd>{about}</dd></div> }
    });
    view! { <dl class="helplines">{lines.collect_view()}</dl> }
}

/// The lines that anyone in the country may call, where no study is known.
#[component]
pub(crate) fn Urgent() -> impl IntoView {
    let line = |name: &str, reach: &str, about: &str| Helpline {
        name: name.to_owned(),
        reach: reach.to_owned(),
        about: about.to_owned(),
    };
    let lines = vec![
        line("Emergency services", "999", "If you or someone else is in danger"),
        line("Samaritans", "116 123", "Free, day and night"),
        line("NHS 111", "111", "Free, day and night. Choose option 2 for mental health"),
    ];
    view! { <h2>"If you need help now"</h2> <Helplines lines /> }
}

/// Numbers and addresses can be pressed, wherever they stand: “Text SHOUT to 85258”.
fn reached(reach: String) -> AnyView {
    let mut drawn = Vec::new();
    let mut rest = reach.as_str();
    while let Some((from, to, kind)) = next(rest) {
        let (before, found) = (rest[..from].to_owned(), rest[from..to].to_owned());
        let plain: String = found.chars().filter(|c| !c.is_whitespace()).collect();
        drawn.push(view! { {before} <a href=format!("{kind}:{plain}")>{found}</a> });
        rest = &rest[to..];
    }
    let rest = rest.to_owned();
    view! { {drawn} {rest} }.into_any()
}

/// The next number of three digits or more, or address with an @, and how it is reached.
fn next(text: &str) -> Option<(usize, usize, &'static str)> {
    let number = |c: char| c.is_ascii_digit() || c == ' ';
    let mut from = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_end_matches([',', '.', ')']);
        if bare.contains('@') {
            return Some((from, from + bare.len(), "mailto"));
        }
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            let run = text[from..].find(|c| !number(c)).unwrap_or(text.len() - from);
            let run = text[from..from + run].trim_end();
            if run.chars().filter(char::is_ascii_digit).count() >= 3 {
                let texted = text[..from].trim_start().starts_with("Text");
                return Some((from, from + run.len(), if texted { "sms" } else { "tel" }));
            }
        }
        from += word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = next(text).map(|(from, to, kind)| (&text[from..to], kind));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_number_in_a_sentence_can_be_called() {
        check("Call 116 123, or email jo@samaritans.org", Some(("116 123", "tel")));
        check(", or email jo@samaritans.org", Some(("jo@samaritans.org", "mailto")));
        check("Text SHOUT to 85258", Some(("85258", "sms")));
    }

    #[test]
    fn a_small_number_is_only_read() {
        check("Call 111 and choose option 2", Some(("111", "tel")));
        check(" and choose option 2", None);
    }
}
