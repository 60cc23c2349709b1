//! Boxes for the day and month of birth. The year is not asked: the two are enough.

use leptos::prelude::*;
use surveys::typed::Typed;

/// The two boxes below a question, with what is wrong with them.
#[component]
pub(crate) fn Birthday(
    typed: Typed,
    words: Option<&'static str>,
    /// The question.
    children: Children,
) -> impl IntoView {
    let class = if words.is_some() { "question question--problem" } else { "question" };
    let part = |name: &'static str, label: &'static str| {
        view! {
            <div class="date__part">
                <label for=name>{label}</label>
                <input
                    class="input--2" type="text" inputmode="numeric" id=name name=name
                    value=typed.raw(name).to_owned() autocomplete=format!("bday-{name}")
                    aria-describedby="why" aria-invalid=words.map(|_| "true")
                />
            </div>
        }
    };
    let (day, month) = (part("day", "Day"), part("month", "Month"));
    let words = words.map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    view! {
        <div class=class>
            <fieldset>
                <legend>{children()}</legend>
                <p class="hint" id="why">
                    "This keeps your answers private. For example, 27 3 for 27 March. We do not \
                     ask for the year."
                </p>
                {words}
                <div class="date">{day} {month}</div>
            </fieldset>
        </div>
    }
}
