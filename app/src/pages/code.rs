//! The way in with a short code, as it stands in a text message or a letter.

use http::StatusCode;
use leptos::prelude::*;
use records::{auth::Birthday as Given, links::ShortCode};
use surveys::typed::Typed;

use crate::{
    api::door::{Entering, Said},
    components::{
        birthday::Birthday,
        frame::Framed,
        summary::{Summary, ToPutRight},
    },
    paths,
};

/// What is wrong with each of the two, in words.
#[derive(Clone, Copy, Default)]
struct Wrong {
    code: Option<&'static str>,
    birthday: Option<&'static str>,
}

pub(crate) fn code(entering: Entering) -> Framed {
    let Entering { code, unsaved } = entering;
    let said = unsaved.as_ref().map(|unsaved| unsaved.said);
    let typed = unsaved.map(|unsaved| unsaved.typed);
    let wrong = said.map(|said| wrong(said, typed.as_ref())).unwrap_or_default();
    let code = match &typed {
        Some(typed) => typed.raw("code").to_owned(),
        // An address may hold anything. Only a code is repeated from it.
        None => ShortCode::read(&code).map(|code| code.to_string()).unwrap_or_default(),
    };
    let line = |at: &str, words: Option<&str>| {
        words.map(|words| ToPutRight { at: at.to_owned(), words: words.to_owned() })
    };
    let lines = [line("code", wrong.code), line("day", wrong.birthday)];
    let lines: Vec<_> = lines.into_iter().flatten().collect();
    let error = if lines.is_empty() { "" } else { "Error: " };
    let form = view! {
        <Summary wrong=lines />
        <h1>"Enter your code"</h1>
        <form class="page" method="post" action=paths::CODE novalidate>
            <Code code words=wrong.code />
            <Birthday typed=typed.unwrap_or_default() words=wrong.birthday>
                "On which day were you born?"
            </Birthday>
            <div class="actions">
                <button class="button">"Continue"</button>
            </div>
        </form>
        <p>
            "No code? Look for our latest message or letter. The link in an email from us opens \
             the same questions."
        </p>
    };
    Framed::new(format!("{error}Enter your code – Surveys"), None, form).with_status(status(said))
}

#[component]
fn Code(code: String, words: Option<&'static str>) -> impl IntoView {
    let class = if words.is_some() { "question question--problem" } else { "question" };
    let words = words.map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    let invalid = words.is_some().then_some("true");
    view! {
        <div class=class>
            <label for="code">"Your code"</label>
            <p class="hint" id="code-hint">
                "8 letters and numbers, for example K7QX-M2PD. Big or small letters are both fine."
            </p>
            {words}
            <input
                class="input--10" type="text" id="code" name="code" value=code autocomplete="off"
                autocapitalize="characters" spellcheck="false" aria-describedby="code-hint"
                aria-invalid=invalid
            />
        </div>
    }
}

fn wrong(said: Said, typed: Option<&Typed>) -> Wrong {
    let code = match said {
        Said::Wrong => Some(
            "We cannot find this code with this birthday. Check both. After 5 tries that do not \
             fit, a code rests for 15 minutes",
        ),
        Said::TooMany => Some(
            "There were too many tries from your connection. Try again later, or use the link in \
             an email from us. Your answers are safe",
        ),
        Said::AsFound | Said::Unavailable => None,
    };
    let (Said::AsFound, Some(typed)) = (said, typed) else { return Wrong { code, birthday: None } };
    let no_code = ShortCode::read(typed.raw("code")).is_none();
    let no_birthday = Given::read(typed.one("day"), typed.one("month")).is_none();
    Wrong {
        code: no_code
            .then_some("Write the code as it stands in our message: 8 letters and numbers"),
        birthday: no_birthday
            .then_some("Write the day and the month you were born, for example 27 and 3"),
    }
}

fn status(said: Option<Said>) -> StatusCode {
    match said {
        None => StatusCode::OK,
        Some(Said::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
