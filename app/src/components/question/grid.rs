//! Several scales under one stem. Each row is a question of its own, never a cell of a table.

use leptos::prelude::*;
use surveys::{
    definition::{Kind, Row},
    shown::ShownQuestion,
};

use super::{reasons::Reasons, scale::points, words::Group};

#[component]
pub(super) fn GridField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let rows = match &shown.question.kind {
        Kind::Grid { low, high, rows } => {
            rows.iter().map(|asked| row(&shown, asked, low, high)).collect_view()
        }
        _ => Vec::new().collect_view(),
    };
    view! {
        <Group shown heading>
            <div class="grid">{rows}</div>
        </Group>
    }
}

fn row(shown: &ShownQuestion, row: &Row, low: &str, high: &str) -> AnyView {
    let name = format!("{}_{}", shown.question.key, row.key);
    let points = points(shown, &name, low, high);
    view! {
        <fieldset class="grid__row">
            <legend>{row.text.clone()}</legend>
            {points}
            <Reasons shown=shown.clone() name kind="radio" />
        </fieldset>
    }
    .into_any()
}
