//! A mail as it goes over the line, in one piece with what ends it. In two pieces the end would wait until the server has
//! said that the first came, which it does after 40 ms where it has nothing else to say.

/// Lines that begin with a dot get another, since a dot alone is the end (RFC 5321, 4.5.2). None of a mail that is no text.
pub(super) fn whole(mail: &[u8]) -> Option<String> {
    let mail = std::str::from_utf8(mail).ok()?;
    let first = if mail.starts_with('.') { "." } else { "" };
    Some(format!("{first}{}\r\n.\r\n", mail.replace("\r\n.", "\r\n..")))
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn no_line_of_a_mail_can_be_taken_for_its_end() {
        let of = |mail: &str| whole(mail.as_bytes()).expect("a text");

        assert_eq!(of("Hello\r\n"), "Hello\r\n\r\n.\r\n");
        assert_eq!(of(".\r\n.\r\n..\r\na.\r\n"), "..\r\n..\r\n...\r\na.\r\n\r\n.\r\n");
        assert_eq!(of("\r\r\n.\r\nQUIT\r\n"), "\r\r\n..\r\nQUIT\r\n\r\n.\r\n");
        assert_eq!(whole(b"\xff"), None);
    }
}
