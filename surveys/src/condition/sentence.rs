//! Reading a condition from the sentence an evaluator wrote.
//!
//! ```text
//! empact one of 1, 2, 3 and (lookwk = 1 or waitjob = 1)
//! not qualdeg = 1
//! baseline.llcond = 1
//! ethgrp is answered
//! prev_status = 'out of work'
//! ```

use super::{Comparison, Condition, Literal};

/// Brackets and denials within one another, which no honest condition reaches.
const DEPTH: u8 = 50;

/// What is wrong with a condition, and where in its sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found}; {wanted}")]
pub struct SentenceError {
    /// Bytes from the start of the sentence.
    pub at: usize,
    found: String,
    wanted: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
struct Token<'a> {
    at: usize,
    text: &'a str,
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    next: usize,
    length: usize,
    /// How many brackets and denials are open.
    depth: u8,
    named: &'a dyn Fn(&str) -> Option<Condition>,
}

impl Condition {
    /// Reads a sentence. A name that `named` knows stands for the condition behind it.
    ///
    /// # Errors
    /// At the first word that does not fit, with what was expected there.
    pub fn read(
        sentence: &str,
        named: &dyn Fn(&str) -> Option<Self>,
    ) -> Result<Self, SentenceError> {
        let mut reader =
            Reader { tokens: tokens(sentence), next: 0, length: sentence.len(), depth: 0, named };
        let condition = reader.either()?;
        match reader.peek() {
            None => Ok(condition),
            Some(_) => Err(reader.wrong(
                "join conditions with “and” or “or”, and write several words as in 'in work'",
            )),
        }
    }
}

fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        rest = &rest[start..];
        let first = rest.chars().next().unwrap_or(' ');
        let length = if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if let Some(end) = super::closing(first) {
            let within = &rest[first.len_utf8()..];
            let closed = within.find(end).map(|at| first.len_utf8() + at + end.len_utf8());
            closed.unwrap_or(rest.len())
        } else if ["!=", ">=", "<="].iter().any(|pair| rest.starts_with(pair)) {
            2
        } else {
            first.len_utf8()
        };
        found.push(Token { at: sentence.len() - rest.len(), text: &rest[..length] });
        rest = &rest[length..];
    }
    found
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.tokens.get(self.next).map(|token| token.text)
    }

    fn take(&mut self, text: &str) -> bool {
        let taken = self.peek() == Some(text);
        self.next += usize::from(taken);
        taken
    }

    fn wrong(&self, wanted: &'static str) -> SentenceError {
        match self.tokens.get(self.next) {
            Some(token) => {
                let found = format!("“{}” does not fit here", token.text);
                SentenceError { at: token.at, found, wanted }
            }
            None => SentenceError {
                at: self.length,
                found: "the condition ends too early".to_owned(),
                wanted,
            },
        }
    }

    fn either(&mut self) -> Result<Condition, SentenceError> {
        let mut parts = vec![self.both()?];
        while self.take("or") {
            parts.push(self.both()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::Any(parts) })
    }

    fn both(&mut self) -> Result<Condition, SentenceError> {
        let mut parts = vec![self.part()?];
        while self.take("and") {
            parts.push(self.part()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }

    fn part(&mut self) -> Result<Condition, SentenceError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong("write it with fewer brackets within brackets"));
        }
        let part = self.part_within();
        self.depth -= 1;
        part
    }

    fn part_within(&mut self) -> Result<Condition, SentenceError> {
        if self.take("not") {
            return Ok(Condition::Not(Box::new(self.part()?)));
        }
        if self.take("(") {
            let inner = self.either()?;
            return if self.take(")") { Ok(inner) } else { Err(self.wrong("close the bracket")) };
        }
        self.test()
    }

    fn test(&mut self) -> Result<Condition, SentenceError> {
        let name = match self.peek() {
            Some(name) if name.starts_with(|c: char| c.is_ascii_lowercase()) => name.to_owned(),
            _ => return Err(self.wrong("write the name of a question, derived variable or fact")),
        };
        self.next += 1;
        if let Some(condition) = (self.named)(&name) {
            return Ok(condition);
        }
        if self.take("!=") {
            let is = Comparison::OneOf(vec![self.literal()?]);
            return Ok(Condition::Not(Box::new(Condition::Test { name, is })));
        }
        let is = self.comparison()?;
        Ok(Condition::Test { name, is })
    }

    fn comparison(&mut self) -> Result<Comparison, SentenceError> {
        if self.take("=") {
            return Ok(Comparison::OneOf(vec![self.literal()?]));
        }
        if self.take(">=") {
            return Ok(Comparison::AtLeast(self.number()?));
        }
        if self.take("<=") {
            return Ok(Comparison::AtMost(self.number()?));
        }
        if self.take(">") {
            return Ok(Comparison::Above(self.number()?));
        }
        if self.take("<") {
            return Ok(Comparison::Below(self.number()?));
        }
        if self.take("is") && self.take("answered") {
            return Ok(Comparison::Answered);
        }
        if self.take("one") && self.take("of") {
            return self.list();
        }
        if self.take("before") {
            let other = self.peek().map(ToOwned::to_owned);
            self.next += 1;
            return other.map(Comparison::Before).ok_or_else(|| self.wrong("write a date's name"));
        }
        Err(self.wrong("write =, !=, <, <=, >, >=, “one of”, “before” or “is answered”"))
    }

    fn list(&mut self) -> Result<Comparison, SentenceError> {
        let mut literals = vec![self.literal()?];
        while self.take(",") {
            literals.push(self.literal()?);
        }
        Ok(Comparison::OneOf(literals))
    }

    fn literal(&mut self) -> Result<Literal, SentenceError> {
        if let Some(words) = self.peek().and_then(quoted) {
            self.next += 1;
            return Ok(Literal::Word(words.to_owned()));
        }
        let text = self.peek().filter(|text| text.starts_with(|c: char| c.is_alphanumeric()));
        let text = text.ok_or_else(|| self.wrong(self.no_literal()))?;
        self.next += 1;
        Ok(number(text).map_or_else(|| Literal::Word(text.to_owned()), Literal::Number))
    }

    /// What is said of something that is neither a code nor a number nor a word.
    fn no_literal(&self) -> &'static str {
        match self.peek() {
            Some("=") => "one “=” is enough",
            Some(text) if text.starts_with('-') => {
                "a missing code is not compared: write “is answered”, or “not … is answered”"
            }
            Some(text) if text.starts_with(|c| super::closing(c).is_some()) => {
                "write words between two quotation marks, as in 'in work'"
            }
            _ => "write a code, a number or a word",
        }
    }

    fn number(&mut self) -> Result<f64, SentenceError> {
        match self.peek().and_then(number) {
            Some(number) => {
                self.next += 1;
                Ok(number)
            }
            None => Err(self.wrong("write a number")),
        }
    }
}

/// What stands between two quotation marks.
fn quoted(text: &str) -> Option<&str> {
    let mut letters = text.chars();
    let end = super::closing(letters.next()?)?;
    letters.as_str().strip_suffix(end).filter(|words| !words.is_empty())
}

/// A number that can be counted: what is endless or none is a word here.
fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}
