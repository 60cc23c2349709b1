//! The answers in words, to be read back before they are sent.

use leptos::prelude::*;
use records::{interviews::Whose, studies::StudyHandle};
use surveys::{interview::Saying, shown::Line};

use super::{KEYS, beside, read_out};
use crate::{
    api::staff::interviews::{Reading, below},
    components::{frame::direction, staff::frame::StaffFramed},
    pages::staff::coming_in::framed,
};

pub(crate) fn reviewing(reading: Reading) -> StaffFramed {
    let Reading { study, whose, lines, language, beside: others, unanswered } = reading;
    let is_online = others.also_answered.is_some();
    let open = unanswered.map(|page| {
        let to = below(&study, &whose, &format!("/pages/{page}"));
        // While they are on the web, too, Enter goes there first: what they passed by was never asked.
        let id = is_online.then_some("first-open");
        view! { <p><a href=to id=id>"Go to the first question without an answer"</a></p> }
    });
    let sections = lines.chunk_by(|one, next| one.section == next.section).map(|section| {
        let heading = section.first().map(|line| line.section.clone());
        let rows = section.iter().map(|line| row(&study, &whose, line)).collect_view();
        view! { <h2>{heading}</h2><dl class="check">{rows}</dl> }
    });
    let sections = sections.collect_view();
    let turned = direction(&language);
    let middle = view! {
        {beside(others)}
        <h1>"Read the answers back"</h1>
        <p class="keys" id="keys" hidden>
            "Keys: P pauses, S sends the answers. Enter alone sends nothing: if they are also on the web, it goes to the first \
             question without an answer."
        </p>
        <p><a href=below(&study, &whose, "/pause") id="pause">"Pause"</a></p>
        {open}
        {read_out(view! { <p>{Saying::ReadBack.words()}</p> })}
        <div lang=language.clone() dir=turned>{sections}</div>
        <form class="page interview" id="interview" method="post" action=below(&study, &whose, "/review")>
            {read_out(view! { <p>{Saying::Thanks.words()}</p> })}
            <p id="heard" role="status"></p>
            <div class="actions">
                <button class="button" name="then" value="send" id="next" data-key="s">"Send the answers"</button>
            </div>
        </form>
    };
    framed("Read the answers back", None, middle).with_script(KEYS)
}

fn row(study: &StudyHandle, whose: &Whose, line: &Line) -> impl IntoView + use<> {
    let change = below(study, whose, &format!("/pages/{}", line.page));
    let (text, which) = (line.text.clone(), line.text.clone());
    let under = line.under.clone().map(|under| format!("{under} "));
    view! {
        <div class="check__row">
            <dt>{under}{text}</dt>
            <dd>{line.answers.join("\n")}</dd>
            <dd class="check__change">
                <a href=change>"Change"<span class="hidden">{format!(": {which}")}</span></a>
            </dd>
        </div>
    }
}
