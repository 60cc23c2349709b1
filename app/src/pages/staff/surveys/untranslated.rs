//! What is to be done about the translations of a draft, beside what is wrong with its text: whoever mends the one knows
//! of the other.

use std::collections::BTreeMap;

use leptos::prelude::*;
use records::drafts;
use surveys::{authoring::Fault, keys::SurveyKey, language::Language};

use super::translations::of_language;
use crate::wording::staff as wording;

/// So many are told of each language. The page of the language has all of them.
const NAMED: usize = 5;

/// How many things there are to do, and of each language the first ones. Where each is done is a page, and no line of a
/// file.
pub(super) fn untranslated(key: &SurveyKey, faults: &[Fault]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let many = wording::surveys::count(faults.len(), "thing");
    let mut by_language: BTreeMap<Option<Language>, Vec<&Fault>> = BTreeMap::new();
    for fault in faults {
        by_language.entry(drafts::wrong_in(key, fault)).or_default().push(fault);
    }
    let all: Vec<_> = by_language.keys().flatten().cloned().collect();
    let each = by_language.iter().map(|(language, faults)| match language {
        Some(language) => in_one(key, (language, &all), faults),
        None => own_words(key),
    });
    let each = each.collect_view();
    let to = of_language(key, "");
    let view = view! {
        <p>
            {format!("Its translations have {many} to do before it can be published. ")}
            <a href=to>"Translate it"</a>
        </p>
        <ul>{each}</ul>
    };
    Some(view.into_any())
}

fn in_one(
    key: &SurveyKey,
    (language, all): (&Language, &[Language]),
    faults: &[&Fault],
) -> AnyView {
    let more = faults.len().saturating_sub(NAMED);
    let named = faults.iter().take(NAMED).map(|fault| view! { <li>{fault.problem.clone()}</li> });
    let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> });
    let to = of_language(key, &format!("/{language}"));
    view! {
        <li>
            <a href=to>{language.called_among(all)}</a>
            <ul>{named.collect_view()}{more}</ul>
        </li>
    }
    .into_any()
}

/// A survey that is not in English, while the words around its questions are.
fn own_words(key: &SurveyKey) -> AnyView {
    let to = of_language(key, "");
    let words = "The words around its questions, such as “Continue”, are still in English. ";
    view! { <li>{words}<a href=to>"Write them"</a></li> }.into_any()
}
