//! The pages by which staff come in.

use http::StatusCode;
use leptos::prelude::*;

use crate::{
    api::staff::{
        Wrong,
        coming_in::{AtTheDoor, Guest, SettingUp},
        door::{Said, SignOn},
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        picture::Picture,
        said::Told,
    },
    wording::staff as wording,
};

const EMAIL: Asked = Asked {
    name: "email",
    label: "Email address",
    kind: "email",
    autocomplete: "username",
    hint: None,
};
const PASSWORD: Asked = Asked {
    name: "password",
    label: "Password",
    kind: "password",
    autocomplete: "current-password",
    hint: None,
};
const CODE: Asked = Asked {
    name: "code",
    label: "Code",
    kind: "text",
    autocomplete: "one-time-code",
    hint: Some("Six digits from your app"),
};
const NAME: Asked = Asked {
    name: "name",
    label: "Your name",
    kind: "text",
    autocomplete: "name",
    hint: Some("As your colleagues know you. Participants do not see it."),
};
/// The password that somebody chooses, and the same again.
pub(super) const NEW: Asked = Asked {
    name: "new",
    label: "New password",
    kind: "password",
    autocomplete: "new-password",
    hint: Some("At least 12 characters. Four or five words that do not belong together are good."),
};
pub(super) const AGAIN: Asked = Asked {
    name: "again",
    label: "New password again",
    kind: "password",
    autocomplete: "new-password",
    hint: None,
};

pub(crate) fn sign_in(door: AtTheDoor) -> StaffFramed {
    let AtTheDoor { sign_on, said } = door;
    let (wrong, email) = (said.wrong, said.typed.raw("email").to_owned());
    let by_password = view! {
        <form method="post" action="/staff/sign-in" novalidate>
            <StaffField asked=EMAIL value=email wrong=wording::at("email", wrong) />
            <StaffField asked=PASSWORD />
            <div class="actions"><button class="button">"Sign in"</button></div>
        </form>
        <p>
            "Forgotten your password, or lost your phone and your codes? Ask an administrator of \
             the study to invite you again."
        </p>
    };
    let ways = match sign_on {
        None => by_password.into_any(),
        Some(SignOn { label, is_required: false }) => view! {
            <WayOfOrganisation label />
            <h2>"Or sign in with a password"</h2>
            {by_password}
        }
        .into_any(),
        Some(SignOn { label, is_required: true }) => view! {
            <WayOfOrganisation label />
            <details open=wrong.is_some()>
                <summary>"Administrators can sign in with a password"</summary>
                <p>"This is for days on which the button above does not work."</p>
                {by_password}
            </details>
        }
        .into_any(),
    };
    let middle = view! {
        <Told said />
        <h1>"Sign in"</h1>
        {ways}
    };
    framed("Sign in", wrong, middle)
}

/// No form: browsers let a form lead to no other site than its page may.
#[component]
fn WayOfOrganisation(label: String) -> impl IntoView {
    view! {
        <div class="actions"><a class="button" href="/staff/single-sign-on">{label}</a></div>
    }
}

pub(crate) fn code(said: Said) -> StaffFramed {
    let wrong = said.wrong;
    let middle = view! {
        <Told said />
        <h1>"Write the code from your app"</h1>
        <form method="post" action="/staff/code" novalidate>
            <StaffField asked=CODE wrong=wording::at("code", wrong) />
            <div class="actions"><button class="button">"Continue"</button></div>
        </form>
        <p>"No phone at hand? Write one of your recovery codes instead. Each works once."</p>
        <form method="post" action="/staff/sign-out">
            <button class="button button--quiet">"Sign in as somebody else"</button>
        </form>
    };
    framed("Write the code from your app", wrong, middle)
}

pub(crate) fn second_factor(setting_up: SettingUp) -> StaffFramed {
    let SettingUp { secret, said } = setting_up;
    let wrong = said.wrong;
    let letters = secret.letters.as_bytes().chunks(4).map(String::from_utf8_lossy);
    let letters = letters.collect::<Vec<_>>().join(" ");
    let middle = view! {
        <Told said />
        <h1>"Set up codes on your phone"</h1>
        <p>
            "What you can see here needs more than a password. An authenticator app on your phone \
             shows a new code every half minute. Any such app will do."
        </p>
        <h2>"1. Read this with the app"</h2>
        <Picture of=secret.url label="A picture for your authenticator app" />
        <p>"Or type this into the app: " <code class="staff-secret">{letters}</code></p>
        <h2>"2. Write the code that it shows"</h2>
        <form method="post" action="/staff/second-factor" novalidate>
            <StaffField asked=CODE wrong=wording::at("code", wrong) />
            <div class="actions"><button class="button">"Continue"</button></div>
        </form>
    };
    framed("Set up codes on your phone", wrong, middle)
}

pub(crate) fn invitation(guest: Guest) -> StaffFramed {
    let Guest { email, name, sign_on, may_choose, said } = guest;
    let wrong = said.wrong;
    let way = sign_on.map(|way| {
        view! {
            <p>
                "You come in by your organisation's own sign-in, with "
                <strong>{email.clone()}</strong>". You need no other password."
            </p>
            <WayOfOrganisation label=way.label />
        }
    });
    let title = if way.is_some() { "You are invited" } else { "Choose your password" };
    let choosing = way.is_some().then(|| view! { <h2>"Or choose a password"</h2> });
    let choosing = may_choose.then(|| {
        view! {
            {choosing}
            <p>"You will sign in with " <strong>{email.clone()}</strong> " and this password."</p>
            <form method="post" novalidate>
                // Password managers keep the new password under this name.
                <input type="hidden" name="email" value=email autocomplete="username" />
                <StaffField asked=NAME value=name wrong=wording::at("name", wrong) />
                <StaffField asked=NEW wrong=wording::at("new", wrong) />
                <StaffField asked=AGAIN wrong=wording::at("again", wrong) />
                <div class="actions"><button class="button">"Continue"</button></div>
            </form>
        }
    });
    let middle = view! {
        <Told said />
        <h1>{title}</h1>
        {way}
        {choosing}
    };
    framed(title, wrong, middle)
}

/// A page with a form: what is wrong with it is told in its title and to programs, too.
pub(super) fn framed(
    title: &str,
    wrong: Option<Wrong>,
    middle: impl IntoView + 'static,
) -> StaffFramed {
    let (error, status) = match wrong {
        None => ("", StatusCode::OK),
        Some(Wrong::Wait(_) | Wrong::BeingChecked | Wrong::CheckedOften(_)) => {
            ("Error: ", StatusCode::TOO_MANY_REQUESTS)
        }
        Some(Wrong::Unavailable) => ("Error: ", StatusCode::SERVICE_UNAVAILABLE),
        Some(_) => ("Error: ", StatusCode::UNPROCESSABLE_ENTITY),
    };
    StaffFramed::new(format!("{error}{title}"), middle).with_status(status)
}
