//! What the browser needs to know to show follow-up questions at once: their open conditions, and how
//! to read the fields that these look at. It learns nothing of other pages.

use surveys::{
    condition::Condition,
    definition::{Kind, Question},
    shown::ShownPage,
};

use crate::islands::live_page::{Follow, Live, Sort};

pub(crate) fn following(page: &ShownPage) -> Live {
    let waiting = page.questions.iter().filter(|shown| shown.asked_if != Condition::Always);
    let follows: Vec<_> = waiting
        .map(|shown| Follow {
            question: shown.question.key.to_string(),
            asked_if: shown.asked_if.clone(),
        })
        .collect();
    let looked_at: Vec<_> = follows.iter().flat_map(|follow| follow.asked_if.names()).collect();
    let fields = page.questions.iter().flat_map(|shown| fields(&shown.question));
    let fields = fields.filter(|(name, _)| looked_at.contains(&name.as_str())).collect();
    Live { follows, fields }
}

fn fields(question: &Question) -> Vec<(String, Sort)> {
    let sort = match question.kind {
        Kind::Single { .. } | Kind::Scale { .. } | Kind::Grid { .. } => Sort::Code,
        Kind::Multiple { .. } => Sort::Codes,
        Kind::Number { .. } | Kind::Amount { .. } => Sort::Number,
        Kind::Date { .. } => Sort::Date,
        Kind::Month { .. } => Sort::Month,
        Kind::Text { .. } | Kind::Contact => Sort::Text,
    };
    question.variables().into_iter().map(|name| (name, sort)).collect()
}
