//! Who somebody is and how to reach them, for whoever has to write to them or call them.

use leptos::prelude::*;
use records::Person;
use surveys::{fill::long_date, telephone};

/// What there is; a way to reach them is a link.
pub(crate) fn person(number: &str, person: Person) -> impl IntoView + use<> {
    let Person { first_name, last_name, dob, mobile, email, address, postcode } = person;
    let joined = |parts: [Option<String>; 2], between: &str| {
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(between))
    };
    let call = mobile.map(|mobile| {
        let to = to_dial(&mobile);
        view! { <a href=to>{as_dialled(mobile)}</a> }.into_any()
    });
    let write = email
        .map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }.into_any());
    let text = |text: Option<String>| text.map(IntoAny::into_any);
    let rows = [
        ("Study number", Some(number.to_owned().into_any())),
        ("Name", text(joined([first_name, last_name], " "))),
        ("Telephone", call),
        ("Email", write),
        ("Address", text(joined([address, postcode], ", "))),
        ("Date of birth", text(dob.map(long_date))),
    ];
    let is_known = rows[1..].iter().any(|(_, value)| value.is_some());
    let nothing = (!is_known).then(|| {
        view! {
            <p>"We hold no name and no way to reach them."</p>
        }
    });
    let rows = rows.into_iter().filter_map(|(label, value)| {
        value.map(|value| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    });
    view! {
        {nothing}
        <dl class="task-facts">{rows.collect_view()}</dl>
    }
}

/// The address of a number that a telephone dials.
pub(crate) fn to_dial(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

/// A number as it is read aloud.
pub(crate) fn as_dialled(number: String) -> String {
    telephone::as_dialled(&number)
}
