//! One of several options.

use leptos::prelude::*;
use surveys::shown::ShownQuestion;

use super::{
    choice::{Choice, other_words},
    reasons::Reasons,
    words::Group,
};

#[component]
pub(super) fn SingleField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.clone();
    let options = shown.question.options().iter().map(|option| {
        let value = option.code.to_string();
        let checked = shown.typed.has(key.as_str(), &value);
        view! {
            <Choice kind="radio" name=key.to_string() value text=option.text.clone() checked />
            {other_words(&shown, option)}
        }
    });
    let options = options.collect_view();
    view! {
        <Group shown=shown.clone() heading>
            <div class="choices">{options}</div>
            <Reasons shown name=key.to_string() kind="radio" />
        </Group>
    }
}
