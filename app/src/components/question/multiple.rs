//! Any number of options. One that cannot stand with others comes after an "or".

use leptos::prelude::*;
use surveys::{definition, phrases::Phrase, shown::ShownQuestion};

use super::{
    choice::{Choice, other_words},
    reasons::Reasons,
    words::Group,
};

#[component]
pub(super) fn MultipleField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.to_string();
    let options = shown.question.options();
    let first_alone = options.iter().position(|option| option.exclusive);
    let rows = options.iter().enumerate().map(|(place, option)| {
        let or = (Some(place) == first_alone && place > 0)
            .then(|| view! { <p class="choices__or">{shown.words.say(Phrase::Or).to_owned()}</p> });
        view! { {or} {row(&shown, option)} }
    });
    let rows = rows.collect_view();
    view! {
        <Group shown=shown.clone() heading>
            <div class="choices">{rows}</div>
            <Reasons shown name=key kind="checkbox" />
        </Group>
    }
}

fn row(shown: &ShownQuestion, option: &definition::Choice) -> impl IntoView + use<> {
    let key = &shown.question.key;
    let value = option.code.to_string();
    let checked = shown.typed.has(key.as_str(), &value);
    let more = other_words(shown, option);
    let (name, text, alone) = (key.to_string(), option.text.clone(), option.exclusive);
    view! { <Choice kind="checkbox" name value text checked alone /> {more} }
}
