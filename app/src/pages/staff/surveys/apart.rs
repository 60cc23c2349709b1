//! The text of a draft in which two wrote at one time: what the other saved, and the lines of which one has to choose.

use leptos::prelude::*;
use records::drafts::{Draft, Together};
use surveys::{
    comparing::{self, Passage},
    joining::{Clash, Keep},
    typed::Typed,
};

use super::of_survey;
use crate::{
    api::staff::surveys::Whose,
    components::{changes::passage, question::words::in_box},
};

/// What was saved elsewhere, and is in the text of a page that is open by now.
pub(crate) fn joined(now: &Draft, together: &Together, (whose, seen): (Whose, &str)) -> AnyView {
    let theirs = &together.theirs;
    let who = who(theirs, whose);
    let said = match now.text == theirs.text {
        true => format!("{who} saved this draft since you opened it. You see it as it is now."),
        false => format!("Saved, together with what {} saved meanwhile.", within(&who, whose)),
    };
    view! {
        <textarea data-part="text">{in_box(&now.text)}</textarea>
        <p data-part="said">{said}</p>
        <div data-part="told">
            <h2>{format!("What {} changed", within(&who, whose))}</h2>
            <p>
                "It is in your text now. Struck through is what was there before. You can fetch it from the "
                <a href=of_survey(&now.key, "/draft/earlier")>"earlier texts"</a>"."
            </p>
            {compared(seen, &theirs.text)}
        </div>
    }
    .into_any()
}

/// Two texts, with the first and the last few lines of what stayed.
pub(super) fn compared(before: &str, after: &str) -> AnyView {
    let told = comparing::lines(before, after).into_iter().map(|one| match one {
        Passage::Kept(text) => shortened(&text).into_any(),
        other => passage(other),
    });
    view! { <pre class="source source--compared" tabindex="0">{told.collect_view()}</pre> }
        .into_any()
}

fn shortened(text: &str) -> String {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    match lines.len() {
        0..=7 => text.to_owned(),
        many => format!("{}…\n{}", lines[..3].concat(), lines[many - 3..].concat()),
    }
}

/// The lines that both changed. What was chosen already stays chosen.
pub(crate) fn apart(together: &Together, (whose, typed): (Whose, &Typed)) -> AnyView {
    let who = who(&together.theirs, whose);
    let each = together.joined.clashes().map(|clash| one(clash, (&who, whose), typed));
    view! {
        <div class="clashes" id="clashes" tabindex="-1">
            <h2>"The same lines were changed twice"</h2>
            <p>
                {format!("{who} saved this draft while you were writing. ")}
                "What was changed in other lines goes together by itself. Of these lines choose what is to stand, then \
                 save. What goes can be fetched from the earlier texts."
            </p>
            {each.collect_view()}
            <div class="actions"><button class="button">"Save what I chose"</button></div>
        </div>
    }
    .into_any()
}

fn one(clash: &Clash, (who, whose): (&str, Whose), typed: &Typed) -> AnyView {
    let Clash { name, before, theirs, mine, .. } = clash;
    let field = format!("keep:{name}");
    let both = before.is_empty() && !theirs.is_empty() && !mine.is_empty();
    let each = Keep::ALL.into_iter().filter(|keep| both || *keep != Keep::Both).map(|keep| {
        let (words, after) = match keep {
            Keep::Mine => ("Yours".to_owned(), Some(mine)),
            Keep::Theirs => (format!("What {} saved", within(who, whose)), Some(theirs)),
            Keep::Both => (format!("Both, first what {} saved", within(who, whose)), None),
        };
        let id = format!("{field}:{}", keep.name());
        let told = after.map(|after| {
            let passages = comparing::words(before, after).into_iter().map(passage);
            view! { <pre class="source source--compared" tabindex="0">{passages.collect_view()}</pre> }
        });
        view! {
            <div class="choice">
                <input
                    type="radio" id=id.clone() name=field.clone() value=keep.name()
                    checked=typed.has(&field, keep.name())
                />
                <label for=id>{words}</label>
            </div>
            {told}
        }
    });
    let each = each.collect_view();
    view! { <fieldset class="clash"><legend>{at(clash)}</legend>{each}</fieldset> }.into_any()
}

fn at(clash: &Clash) -> String {
    let (first, lines) = (clash.line, clash.mine.lines().count());
    match lines {
        0 | 1 => format!("Line {first} of your text"),
        more => format!("Lines {first} to {} of your text", first + more - 1),
    }
}

/// At the start of a sentence.
fn who(theirs: &Draft, whose: Whose) -> String {
    match whose {
        Whose::Another => theirs.changed_by.clone(),
        Whose::Own => "You, in another tab,".to_owned(),
    }
}

/// Within a sentence.
fn within(who: &str, whose: Whose) -> &str {
    match whose {
        Whose::Another => who,
        Whose::Own => "you, in another tab,",
    }
}
