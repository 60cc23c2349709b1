//! Codebooks: what each variable of each file means, as a table, as a page to read and print, and in [DDI](crate::ddi).

pub mod table;

pub mod page;

mod parts;

use std::sync::Arc;

use chrono::NaiveDate;

pub(crate) use self::parts::{Part, parts};
use crate::{Code, Dataset, Kind, Label, Variable};

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

impl Codebook {
    /// What one of its files is, behind what the study is known as.
    pub(crate) fn titled(&self, file: &str) -> String {
        let of = if self.id.is_empty() { &self.title } else { &self.id };
        format!("{of}: {file}")
    }

    /// Of one file alone, of which nothing but its schema is known.
    #[must_use]
    pub fn of(dataset: &Dataset) -> Self {
        Self {
            title: dataset.title().to_owned(),
            language: dataset.language().to_owned(),
            files: vec![Described { dataset: Arc::new(dataset.clone()), rows: None }],
            ..Self::default()
        }
    }
}

/// How the variable is answered, in the word of the table: `scale` is one from 0 to 10 of which only the ends have words.
pub(crate) fn word(variable: &Variable) -> &str {
    let told = variable.told();
    let ends = |label: &Label, end| label.code == Code::Number(end);
    match variable.kind {
        _ if !variable.origin.form.is_empty() => &variable.origin.form,
        Kind::Text { .. } => "word",
        Kind::Date => "date",
        Kind::Month => "month",
        Kind::Moment => "time",
        Kind::Whole { .. } | Kind::Decimal { .. } => match told {
            [] => "number",
            [low, high] if ends(low, 0) && ends(high, 10) => "scale",
            _ => "code",
        },
    }
}
