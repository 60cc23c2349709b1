//! The little of Mata that a setup file has, as strictly as a do-file reads it: a call in each line, of literals in which
//! nothing means anything.

/// What a call is given.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    Words(String),
    /// A number, or an extended missing value.
    Number(String),
}

/// A line: a function and what it is given.
pub fn call(line: &str) -> (String, Vec<Argument>) {
    let mut reader = Reader { rest: line };
    let function = reader.word();
    reader.sign('(');
    let mut arguments = vec![reader.argument()];
    while reader.rest.starts_with(", ") {
        reader.rest = &reader.rest[2..];
        arguments.push(reader.argument());
    }
    reader.sign(')');
    assert_eq!(reader.rest, "", "behind the call: {line}");
    (function, arguments)
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn sign(&mut self, sign: char) {
        self.rest =
            self.rest.strip_prefix(sign).unwrap_or_else(|| panic!("no {sign}: {}", self.rest));
    }

    fn word(&mut self) -> String {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word.to_owned()
    }

    fn argument(&mut self) -> Argument {
        let begins = self.rest.starts_with(|c: char| c == '-' || c == '.' || c.is_ascii_digit());
        if begins {
            let sign = if self.rest.starts_with(['-', '.']) { 1 } else { 0 };
            let (sign, rest) = self.rest.split_at(sign);
            self.rest = rest;
            return Argument::Number(format!("{sign}{}", self.word()));
        }
        let mut words = self.term();
        while self.rest.starts_with(" + ") {
            self.rest = &self.rest[3..];
            words.push_str(&self.term());
        }
        Argument::Words(words)
    }

    fn term(&mut self) -> String {
        if !self.rest.starts_with('"') {
            assert_eq!(self.word(), "char");
            self.sign('(');
            let code: u8 = self.word().parse().expect("a character of ASCII");
            self.sign(')');
            return char::from(code).to_string();
        }
        self.sign('"');
        let end = self.rest.find('"').expect("the end of the literal");
        let (literal, rest) = self.rest.split_at(end);
        self.rest = &rest[1..];
        let means =
            |c: char| "`$'\\/*;{}".contains(c) || c.is_control() || "\u{2028}\u{2029}".contains(c);
        assert!(!literal.contains(means), "something has a meaning: {literal}");
        literal.to_owned()
    }
}
