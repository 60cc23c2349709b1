//! The other languages in which a survey can be read, each in its own name. A plain form: nothing is lost by it.

use leptos::prelude::*;
use records::choices::Languages;
use surveys::language::Language;

use super::frame::direction;
use crate::paths;

#[component]
pub(crate) fn LanguageChoice(
    token: String,
    languages: Languages,
    /// The page that follows: `welcome` or `details`.
    then: &'static str,
) -> impl IntoView {
    let Languages { offered, shown } = languages;
    let is_shown = |language: &Language| language.as_str() == shown;
    let now = offered.iter().find(|language| is_shown(language)).cloned();
    let others: Vec<_> = offered.into_iter().filter(|language| !is_shown(language)).collect();
    let now = now.filter(|_| !others.is_empty())?;
    let (tag, name) = (now.to_string(), now.own_name().to_owned());
    Some(view! {
        <form class="languages" method="post" action=paths::below(&token, "language")>
            <p id="languages">
                "The questions are in " <span lang=tag.clone() dir=direction(&tag)>{name}</span>
                ". You can answer them in another language:"
            </p>
            <input type="hidden" name="then" value=then />
            <div class="languages__all" role="group" aria-labelledby="languages">
                {others.iter().map(button).collect_view()}
            </div>
        </form>
    })
}

fn button(language: &Language) -> impl IntoView + use<> {
    let (tag, name) = (language.to_string(), language.own_name().to_owned());
    view! {
        <button
            class="button languages__one" name="language" value=tag.clone() lang=tag.clone()
            dir=direction(&tag)
        >
            {name}
        </button>
    }
}
