//! One of several options.

use leptos::prelude::*;
use surveys::{definition::words_variable, shown::ShownQuestion};

use super::{
    choice::{Choice, OtherWords},
    reasons::Reasons,
    words::Group,
};

#[component]
pub(super) fn SingleField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.clone();
    let options = shown.question.options().iter().map(|option| {
        let value = option.code.to_string();
        let checked = shown.typed.has(key.as_str(), &value);
        let more = option.other.map(|_| {
            let name = words_variable(&key, option.code);
            let value = shown.typed.raw(&name).to_owned();
            view! { <OtherWords name option=option.text.clone() value /> }
        });
        view! {
            <Choice kind="radio" name=key.to_string() value text=option.text.clone() checked />
            {more}
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
