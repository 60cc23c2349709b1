//! What is wrong in a file, said so that a person can find it and put it right.

use std::{fmt, ops::Range};

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, as the person gave it.
    pub name: String,
    /// All of its text.
    pub text: String,
}

/// One thing to put right in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name, as the person gave it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub mend: String,
    /// Where else it is done, if not in the file.
    pub elsewhere: Option<Elsewhere>,
}

/// What is put right beside the file. The command line has a command for it, and the staff site a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// The words of this instrument are brought, with the licence for them.
    Words(&'static str),
}

impl File {
    /// A fault at a place in this file, given in bytes from its start.
    pub fn fault(
        &self,
        at: Range<usize>,
        problem: impl Into<String>,
        mend: impl Into<String>,
    ) -> Fault {
        let before = &self.text[..self.text.floor_char_boundary(at.start)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Fault {
            file: self.name.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem: problem.into(),
            mend: mend.into(),
            elsewhere: None,
        }
    }
}

impl Elsewhere {
    /// What somebody types who has the command line.
    const fn command(self) -> &'static str {
        match self {
            Self::Words(_) => {
                ": `throughline instrument load` keeps them, and --packs names a folder of text packs for a check"
            }
        }
    }
}

impl Fault {
    /// The same, and where else it is put right.
    #[must_use]
    pub(super) fn elsewhere(self, elsewhere: Elsewhere) -> Self {
        Self { elsewhere: Some(elsewhere), ..self }
    }

    /// Its file, line and column.
    pub(super) fn place(&self) -> (String, usize, usize) {
        (self.file.clone(), self.line, self.column)
    }
}

/// `file:line:column: what is wrong; what would be right`, which editors can jump to. It is read where there are commands.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, problem, mend, elsewhere } = self;
        write!(f, "{file}:{line}:{column}: {problem}; {mend}")?;
        f.write_str(elsewhere.map_or("", Elsewhere::command))
    }
}
