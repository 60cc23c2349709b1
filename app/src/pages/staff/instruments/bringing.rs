//! A form that brings the words of an instrument, with the licence for them.

use leptos::prelude::*;
use surveys::{
    authoring::{blank_pack, write_pack},
    scoring::Mode,
    typed::Typed,
};

use super::{
    of_instrument,
    one::{in_box, in_words},
};
use crate::{
    api::staff::{door::Said, instruments::One},
    components::{
        changes::capital,
        question::words::in_box as as_written,
        staff::{
            field::{Asked, StaffField},
            select::Wrong as Beside,
        },
    },
    wording::staff::{amiss, each_amiss},
};

const REFERENCE: Asked = Asked {
    name: "reference",
    label: "Reference",
    kind: "text",
    autocomplete: "off",
    hint: Some("By which the owner knows the licence"),
};
const HOLDER: Asked = Asked {
    name: "holder",
    label: "Held by",
    kind: "text",
    autocomplete: "off",
    hint: Some("Who may use the words, such as your organisation"),
};
const EXPIRES: Asked = Asked {
    name: "expires",
    label: "Last day (optional)",
    kind: "text",
    autocomplete: "off",
    hint: Some("Like 2027-03-02. Empty, if the licence does not end"),
};
const LANGUAGES: Asked = Asked {
    name: "languages",
    label: "For which languages",
    kind: "text",
    autocomplete: "off",
    hint: Some("With commas between them, such as: en-GB, cy"),
};

pub(super) fn bringing(one: &One) -> AnyView {
    let (known, typed) = (one.instrument, &one.said.typed);
    let last = one.on_record.last();
    let languages = || last.map(|line| line.right.languages.join(", ")).unwrap_or_default();
    let holder = || last.map(|line| line.right.holder.clone()).unwrap_or_default();
    let heading = match (known.needs_licence(), last.is_some()) {
        (false, _) => "Bring a translation by its owner",
        (true, false) => "Bring its words, and record the licence",
        (true, true) => "Record a renewed licence, or bring other words",
    };
    view! {
        <h2>{heading}</h2>
        <p>
            "A line of the register is never changed or taken away: a licence that is renewed is another line. \
             Of two texts for the same language the later one counts."
        </p>
        <form method="post" action=of_instrument(&known.id) enctype="multipart/form-data" novalidate>
            {words(one)}
            <h3>"The licence"</h3>
            <StaffField asked=REFERENCE value=in_box(typed, "reference", String::new) wrong=amiss("reference", &one.said) />
            <StaffField asked=HOLDER value=in_box(typed, "holder", holder) wrong=amiss("holder", &one.said) />
            <StaffField asked=EXPIRES value=in_box(typed, "expires", String::new) wrong=amiss("expires", &one.said) />
            {modes(&one.said)}
            <StaffField asked=LANGUAGES value=in_box(typed, "languages", languages) wrong=amiss("languages", &one.said) />
            {checked(&one.said)}
            <div class="actions"><button class="button">"Record them"</button></div>
        </form>
    }
    .into_any()
}

/// The file, or its text to fill in. Of a file that was not taken the text stands here, where it can be mended.
fn words(one: &One) -> AnyView {
    let known = one.instrument;
    let begun = || one.words.as_ref().map_or_else(|| blank_pack(known), write_pack);
    let text = in_box(&one.said.typed, "words", begun);
    let wrong = amiss("file", &one.said);
    let (invalid, is_wrong) =
        (wrong.is_some().then_some("true"), amiss("words", &one.said).is_some());
    let described = if wrong.is_some() { "file-hint file-wrong" } else { "file-hint" };
    let hint = match one.words.is_some() {
        true => {
            "The words that were brought last. Leave them as they are to renew their licence, or change them."
        }
        false => "Write the words between the quotation marks, just as the owner has them.",
    };
    view! {
        <h3>"The words"</h3>
        <div class="question">
            <label for="words"><strong>"Text of the words"</strong></label>
            <p class="hint" id="words-hint">{hint}</p>
            {all_at(&one.said, "words")}
            <textarea
                class="survey-text" id="words" name="words" rows="16" spellcheck="false" autocapitalize="none"
                autocomplete="off" aria-describedby="words-hint" aria-invalid=is_wrong.then_some("true")
            >
                {as_written(&text)}
            </textarea>
        </div>
        <div class="question">
            <label for="file"><strong>"Or a file that has them (optional)"</strong></label>
            <p class="hint" id="file-hint">"A text pack (.toml). It goes before what stands above."</p>
            <Beside name="file" wrong />
            <input
                type="file" id="file" name="file" aria-describedby=described aria-invalid=invalid
                accept=".toml,text/plain"
            />
        </div>
    }
    .into_any()
}

/// Each on a line of its own: of a long text there may be many.
fn all_at(said: &Said, name: &str) -> Option<AnyView> {
    let own = each_amiss(name, said).map(|words| view! { <li>{words}</li> });
    let own: Vec<_> = own.collect();
    (!own.is_empty()).then(|| {
        view! {
            <div class="problem" id=format!("{name}-wrong")>
                <span class="hidden">"Error: "</span>
                <ul>{own}</ul>
            </div>
        }
        .into_any()
    })
}

fn modes(said: &Said) -> AnyView {
    let wrong = amiss("modes", said);
    let described = wrong.is_some().then_some("modes-wrong");
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let ticked = |typed: &Typed, mode: Mode| match typed.is_sent("reference") {
        true => typed.has("modes", mode.name()),
        false => mode == Mode::Web,
    };
    let each = Mode::ALL.into_iter().enumerate().map(|(place, mode)| {
        let id = if place == 0 { "modes".to_owned() } else { format!("modes-{}", place + 1) };
        view! {
            <div class="choice">
                <input
                    type="checkbox" id=id.clone() name="modes" value=mode.name() checked=ticked(&said.typed, mode)
                />
                <label for=id>{capital(in_words(mode).to_owned())}</label>
            </div>
        }
    });
    view! {
        <div class=class>
            <fieldset aria-describedby=described>
                <legend>"For which ways of asking"</legend>
                <p class="hint">"Surveys here are answered on a screen."</p>
                <Beside name="modes" wrong />
                <div class="choices">{each.collect_view()}</div>
            </fieldset>
        </div>
    }
    .into_any()
}

fn checked(said: &Said) -> AnyView {
    let wrong = amiss("checked", said);
    let invalid = wrong.is_some().then_some("true");
    let described = wrong.is_some().then_some("checked-wrong");
    view! {
        <Beside name="checked" wrong />
        <label class="staff-sure">
            <input
                type="checkbox" id="checked" name="checked" value="yes" checked=said.typed.has("checked", "yes")
                aria-invalid=invalid aria-describedby=described
            />
            "I have held the words against the owner's, and nothing is altered"
        </label>
    }
    .into_any()
}
