//! The three registers, and how an entry is spoken of.

use std::{fmt, str::FromStr};

/// A register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
    /// Somebody is not content with the study.
    Complaint,
    /// Personal data were lost, changed, or seen by somebody they are not for.
    Breach,
    /// Something bad happened to a participant, whether or not the study has to do with it.
    Harm,
}

impl Register {
    /// Every register, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Complaint, Self::Breach, Self::Harm];

    /// Its name in records, forms and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Breach => "breach",
            Self::Harm => "harm",
        }
    }

    /// The register of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|register| register.name() == name)
    }

    const fn letter(self) -> char {
        match self {
            Self::Complaint => 'C',
            Self::Breach => 'B',
            Self::Harm => 'H',
        }
    }
}

/// What an entry is called on the telephone: `C-17`. It says which register and nothing of anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The register.
    pub register: Register,
    /// The number of the entry, which no other entry of any register has.
    pub number: i32,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.register.letter(), self.number)
    }
}

/// It is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reference is a letter, C, B or H, and a number, like C-17")]
pub struct NoReference;

impl FromStr for Reference {
    type Err = NoReference;

    fn from_str(text: &str) -> Result<Self, NoReference> {
        let (letter, number) = text.split_once('-').ok_or(NoReference)?;
        let register = Register::ALL.into_iter().find(|own| own.letter().to_string() == letter);
        let is_plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|number| *number > 0 && is_plain);
        let (register, number) = register.zip(number).ok_or(NoReference)?;
        Ok(Self { register, number })
    }
}
