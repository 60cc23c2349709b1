//! A box for words.

use leptos::prelude::*;
use surveys::{definition::Kind, shown::ShownQuestion};

use super::{
    limit::{self, Limit},
    places::invalid,
    reasons::ReasonsBeside,
    words::{Labelled, described_by, in_box},
};

#[component]
pub(super) fn TextField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.to_string();
    let most = match shown.question.kind {
        Kind::Text { most } => most,
        _ => 0,
    };
    let described = described_by(&shown).into_iter().chain([limit::id(&key)]);
    let described = described.collect::<Vec<_>>().join(" ");
    let words = in_box(shown.typed.raw(&key));
    let invalid = invalid(&shown, &key);
    let around = shown.words.clone();
    view! {
        <Labelled shown=shown.clone() heading id=key.clone()>
            <textarea
                id=key.clone() name=key.clone() rows="5" autocomplete="off"
                aria-describedby=described aria-invalid=invalid
            >
                {words}
            </textarea>
            <Limit of=key most words=around />
        </Labelled>
        <ReasonsBeside shown />
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;
    use surveys::{
        answer::Problem,
        condition::Condition,
        definition::{Kind, Question},
        keys::QuestionKey,
        phrases::Words,
        shown::ShownQuestion,
        typed::Typed,
    };

    use super::TextField;

    fn drawn(words: &str) -> String {
        let question = Question {
            key: QuestionKey::new("most_help").unwrap(),
            text: "What helped most?".to_owned(),
            hint: None,
            label: "What helped most".to_owned(),
            kind: Kind::Text { most: 5 },
            asked_if: Condition::Always,
            sensitive: false,
            optional: false,
            vault: false,
            source: None,
            withheld: false,
            spoken: None,
            probes: Vec::new(),
            define: None,
        };
        let typed = Typed::from_pairs([("most_help".to_owned(), words.to_owned())]);
        let shown = ShownQuestion {
            question,
            asked: true,
            asked_if: Condition::Always,
            typed,
            problems: vec![Problem::TooLong { field: "most_help".to_owned(), most: 5, over: 2 }],
            dont_know: false,
            refuse: false,
            words: Words::default(),
        };
        Owner::new().with(|| view! { <TextField shown heading=true /> }.to_html())
    }

    #[test]
    fn words_over_the_limit_are_shown_whole_with_by_how_much() {
        let page = drawn("\nMy <van> & 🚐 שלום");

        assert!(page.contains(">\n\nMy &lt;van> &amp; 🚐 שלום</textarea>"), "{page}");
        assert!(page.contains("Shorten this by 2 characters"));
        assert!(page.contains("aria-invalid=\"true\""));
    }
}
