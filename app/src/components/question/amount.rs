//! Money, and how often.

use leptos::prelude::*;
use surveys::{definition::Kind, phrases::Phrase, shown::ShownQuestion};

use super::{
    places::invalid,
    reasons::ReasonsBeside,
    words::{Group, described_by},
};

#[component]
pub(super) fn AmountField(shown: ShownQuestion, heading: bool) -> impl IntoView {
    let key = shown.question.key.to_string();
    let (period, periods) = match &shown.question.kind {
        Kind::Amount { period, periods, .. } => (period.to_string(), periods.clone()),
        _ => (String::new(), Vec::new()),
    };
    let options = periods.into_iter().map(|choice| {
        let value = choice.code.to_string();
        let selected = shown.typed.has(&period, &value);
        view! { <option value=value selected=selected>{choice.text}</option> }
    });
    let options = options.collect_view();
    let (of_amount, of_period) = (invalid(&shown, &key), invalid(&shown, &period));
    let value = shown.typed.raw(&key).to_owned();
    let words = shown.words.clone();
    let say = move |phrase| words.say(phrase).to_owned();
    view! {
        <Group shown=shown.clone() heading>
            <div class="amount">
                <label class="hidden" for=key.clone()>{say(Phrase::AmountInPounds)}</label>
                <span class="amount__unit" aria-hidden="true">"£"</span>
                <input
                    class="input--10" type="text" inputmode="decimal" id=key.clone() name=key
                    value=value autocomplete="off" aria-describedby=described_by(&shown)
                    aria-invalid=of_amount
                />
                <label class="hidden" for=period.clone()>{say(Phrase::HowOften)}</label>
                <select
                    id=period.clone() name=period autocomplete="off" aria-invalid=of_period
                    aria-describedby=described_by(&shown)
                >
                    <option value="">{say(Phrase::ChooseHowOften)}</option>
                    {options}
                </select>
            </div>
            <ReasonsBeside shown=shown.clone() />
        </Group>
    }
}
