//! Quotation marks around cells, before anything is read. A mark that is not closed takes in all that follows, row by row,
//! and whoever reads the table afterwards cannot tell.

use crate::importing::ImportError;

/// A row that is not blank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Begun {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// A cell in it goes on behind the mark that closes it: `"so "called" it"`.
    pub is_torn: bool,
}

/// All rows, that of the titles first. The text begins on line `first`.
///
/// # Errors
/// When a cell that was opened is closed on another line in the middle of words, or never.
pub(super) fn rows(text: &str, divider: u8, first: u64) -> Result<Vec<Begun>, ImportError> {
    let mut marks = Marks { at: At::End, line: first, opened: first, rows: Vec::new() };
    for letter in text.chars() {
        marks.read(letter, char::from(divider))?;
    }
    match marks.at {
        At::Quoted => Err(ImportError::Unclosed { opened: marks.opened, ended: None }),
        _ => Ok(marks.rows),
    }
}

/// Where the next letter stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    /// Behind the end of a row.
    End,
    /// Where a cell begins.
    Beginning,
    /// Within a cell that has no marks around it, in which marks are letters.
    Bare,
    Quoted,
    /// Behind a mark that closes the cell, unless it is the first of two.
    Closed,
}

struct Marks {
    at: At,
    line: u64,
    /// On which line the last cell was opened.
    opened: u64,
    rows: Vec<Begun>,
}

impl Marks {
    fn read(&mut self, letter: char, divider: char) -> Result<(), ImportError> {
        if self.at == At::End && letter != '\n' && letter != '\r' {
            self.at = At::Beginning;
            self.rows.push(Begun { line: self.line, is_torn: false });
        }
        self.at = match (self.at, letter) {
            (At::Quoted, '"') => At::Closed,
            (At::Closed, '"') | (At::Quoted, _) => At::Quoted,
            (At::Beginning, '"') => {
                self.opened = self.line;
                At::Quoted
            }
            (_, _) if letter == divider => At::Beginning,
            (_, '\n' | '\r') => At::End,
            (At::Closed, _) if self.opened != self.line => {
                let (opened, ended) = (self.opened, Some(self.line));
                return Err(ImportError::Unclosed { opened, ended });
            }
            (At::Closed, _) => {
                if let Some(row) = self.rows.last_mut() {
                    row.is_torn = true;
                }
                At::Bare
            }
            (_, _) => At::Bare,
        };
        self.line += u64::from(letter == '\n');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lines: &[u64], torn: &[u64]) {
        let rows = rows(text, b',', 1).expect("rows");
        let begun: Vec<_> = rows.iter().map(|row| row.line).collect();
        let found: Vec<_> = rows.iter().filter(|row| row.is_torn).map(|row| row.line).collect();
        assert_eq!((&*begun, &*found), (lines, torn), "{text}");
    }

    #[test]
    fn a_cell_over_several_lines_is_whole_and_a_row_begins_where_it_does() {
        check("a,\"two\nlines, \"\"and\"\" more\",b\nc,5\" tall,d\n", &[1, 3], &[]);
        check("a,\"so \"called\" it\",b\nc,\"\",d\r\n\r\ne,\"x\"y", &[1, 2, 4], &[1, 4]);
    }

    #[test]
    fn a_cell_that_is_not_closed_is_found_where_it_was_opened() {
        let check = |text: &str, ended| {
            let wanted = Err(ImportError::Unclosed { opened: 2, ended });
            assert_eq!(rows(text, b',', 1), wanted, "{text}");
        };
        check("a,b\nc,\"not closed,d\ne,f\n", None);
        check("a,b\nc,\"not closed,d\ne,\"1, Yes\",f\n", Some(3));
    }
}
