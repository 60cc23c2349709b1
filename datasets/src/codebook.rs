//! Codebooks: what each variable of each file means, as a table, as a page to read and print, and in [DDI](crate::ddi).

pub mod table;

pub mod page;

mod parts;

use std::sync::Arc;

use chrono::NaiveDate;

pub(crate) use self::parts::{Part, parts};
use crate::{Dataset, Kind, Variable};

/// What is said of a study and its files. Each text is empty where there is nothing to say.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    /// What the study is called.
    pub title: String,
    /// By what others know it, such as a number of a register.
    pub id: String,
    /// The language of what stands here, by BCP 47; each file has its own.
    pub language: String,
    /// Who is responsible for it.
    pub authors: Vec<String>,
    /// What it is about, a paragraph each.
    pub about: Vec<String>,
    /// The first and the last day on which somebody was asked.
    pub asked: Option<(NaiveDate, NaiveDate)>,
    /// How they were asked, such as “on the web”.
    pub modes: Vec<String>,
    /// Under which conditions the files may be used, and their licence.
    pub conditions: String,
    /// The files.
    pub files: Vec<Described>,
}

/// A file of which a codebook tells.
#[derive(Clone, Debug)]
pub struct Described {
    /// What it holds.
    pub dataset: Arc<Dataset>,
    /// How many rows it has, where that is known.
    pub rows: Option<u64>,
}

/// How the variable is answered, in the word of the table: `scale` is one from 0 to 10 of which only the ends have words.
pub(crate) fn word(variable: &Variable) -> &'static str {
    let codes = variable.numbered().take(variable.labels.len()).map(|(code, _)| code);
    match variable.kind {
        Kind::Text { .. } => "word",
        Kind::Date => "date",
        Kind::Month => "month",
        Kind::Moment => "time",
        Kind::Whole { .. } | Kind::Decimal { .. } if variable.labels.is_empty() => "number",
        Kind::Whole { .. } if codes.eq([0, 10]) => "scale",
        Kind::Whole { .. } | Kind::Decimal { .. } => "code",
    }
}
