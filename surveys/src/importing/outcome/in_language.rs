//! In which language words are, as far as that is not the one in which they were.

use super::Told;

/// In which language words are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InLanguage {
    /// Its own words are missing in the language that was chosen.
    #[error("has its words in {}, since it has none in the language of the survey", Told(.0))]
    Other(String),
    /// Nobody said what language it is.
    #[error("is taken to be in {0}; write another “language” where that is wrong")]
    Assumed(String),
    /// Words in another language.
    #[error("{} of {of} texts are in {file}; {}", .done, rest(*.done, *.of))]
    Beside {
        /// The file of translations.
        file: String,
        /// Texts with a translation.
        done: usize,
        /// Texts of the survey.
        of: usize,
    },
    /// A heading that is the survey's own title.
    #[error(
        "has “{}”, what the survey is called, above questions without a heading of their own; nobody translated it there", Told(.0)
    )]
    TitleAbove(String),
}

impl InLanguage {
    /// The same for whoever has pages and no files: a translation lies in none there.
    pub(super) fn on_a_page(&self) -> String {
        match self {
            Self::Beside { done, of, .. } if done == of => {
                format!("all of its {of} texts are translated; look at them under its translations")
            }
            Self::Beside { done, of, .. } => format!(
                "{done} of {of} texts are translated; translate the other {} under its translations, or leave the language out there",
                of.saturating_sub(*done)
            ),
            other => other.to_string(),
        }
    }
}

/// What to do about a language.
fn rest(done: usize, of: usize) -> String {
    match of.saturating_sub(done) {
        0 => "keep the file beside the survey, or elsewhere until it is asked in this language"
            .to_owned(),
        open => {
            format!("write the other {open} into it, or keep the file elsewhere until it is whole")
        }
    }
}
