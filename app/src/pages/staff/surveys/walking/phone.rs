//! What a participant has before them: the page, their answers to look over, or that it is sent. It is drawn by what
//! draws it for participants.

use leptos::prelude::*;
use surveys::{
    journey::{Journey, Place},
    phrases::{Phrase, Words},
    shown::{self, Line, ShownPage, ShownQuestion},
    spoken::{Spoken, spoken},
};

use crate::{
    api::staff::walking::Walk,
    components::{
        frame::direction,
        question::QuestionField,
        rich::RichIntro,
        summary::{Soft, Summary, odd, to_put_right},
    },
};

pub(super) fn phone(action: &str, walk: &Walk, journey: &Journey<'_>) -> AnyView {
    let place = &walk.tried.place;
    let (title, middle) = match place {
        Place::Page(key) => match shown::page(journey, &walk.tried.vault, key) {
            Some(page) => ("As a participant sees it", of_page(action, walk, page)),
            None => ("As a participant sees it", ().into_any()),
        },
        Place::Review if walk.sent => ("Sent", sent(walk, journey)),
        Place::Review => ("As a participant sees it", review(action, walk, journey)),
    };
    let (language, turned) = (walk.survey.language.clone(), direction(&walk.survey.language));
    view! {
        <h2 id="seen">{title}</h2>
        <div class="walk__screen" role="group" aria-labelledby="seen" lang=language dir=turned>
            {middle}
        </div>
    }
    .into_any()
}

/// The state, which travels with every form.
fn carried(walk: &Walk) -> impl IntoView + use<> {
    view! { <input type="hidden" name="tried-out" value=walk.trial.written() /> }
}

fn of_page(action: &str, walk: &Walk, page: ShownPage) -> AnyView {
    let ShownPage { key, section, title, intro, step, steps, back, questions, words, .. } = page;
    let wrong = to_put_right(&questions);
    let odd = odd(&questions);
    let progress =
        words.fill(Phrase::Progress, &[("section", &section), ("step", &step), ("steps", &steps)]);
    let back = back.map(|back| {
        view! {
            <button class="button button--quiet" name="tried-then" value=format!("go/{back}")>
                {words.say(Phrase::Back).to_owned()}
            </button>
        }
    });
    let read_out = walk.by_telephone.then(|| all_read_out(&questions, &words));
    let go_on = words.say(Phrase::Continue).to_owned();
    let fields = questions.into_iter().map(|shown| {
        view! { <QuestionField shown heading=false /> }
    });
    let fields = fields.collect_view();
    view! {
        <p class="progress">{progress}</p>
        <Summary wrong words=words.clone() />
        <Soft odd words=words.clone() />
        {read_out}
        <form class="page" method="post" action=action.to_owned() novalidate autocomplete="off">
            {carried(walk)}
            <input type="hidden" name="tried-page" value=key.to_string() />
            {title.map(|title| view! { <h3>{title}</h3> })}
            {intro.map(|text| view! { <RichIntro text /> })}
            {fields}
            <div class="actions">
                <button class="button" name="tried-then" value="next">{go_on}</button>
                {back}
            </div>
        </form>
    }
    .into_any()
}

fn all_read_out(questions: &[ShownQuestion], words: &Words) -> AnyView {
    let asked = questions.iter().filter(|shown| shown.asked);
    let all = asked.map(|shown| read_out(spoken(&shown.question, words)));
    view! {
        <div class="walk__spoken">
            <p><strong>"Read out by the interviewer"</strong></p>
            {all.collect_view()}
        </div>
    }
    .into_any()
}

/// What an interviewer reads out word for word, and what they may add.
fn read_out(spoken: Spoken) -> AnyView {
    let Spoken { ask, ends, rows, options, probes, define, .. } = spoken;
    let rows = rows.into_iter().map(|(_, words)| view! { <li>{words}</li> }).collect::<Vec<_>>();
    let options = options.into_iter().map(|option| {
        let silent = (!option.is_read_out).then_some(" (not read out)");
        view! { <li>{option.words}{silent}</li> }
    });
    let options = options.collect::<Vec<_>>();
    let listed = |items: Vec<_>| (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    let rows = (!rows.is_empty()).then(|| view! { <ul>{rows}</ul> });
    let probes = probes.into_iter().map(|probe| view! { <p class="hint">"May ask: "{probe}</p> });
    view! {
        <p>{ask}</p>
        {ends.map(|ends| view! { <p>{ends}</p> })}
        {rows}
        {listed(options)}
        {probes.collect_view()}
        {define.map(|define| view! { <p class="hint">"If asked: "{define}</p> })}
    }
    .into_any()
}

fn review(action: &str, walk: &Walk, journey: &Journey<'_>) -> AnyView {
    let words = walk.survey.words.clone();
    let say = |phrase| words.say(phrase).to_owned();
    let lines = shown::review(journey, &walk.tried.vault).into_iter().map(|line| {
        let Line { page, text, answers, .. } = line;
        let answers = answers.into_iter().map(|answer| view! { <p>{answer}</p> });
        view! {
            <li>
                <p><strong>{text.clone()}</strong></p>
                {answers.collect_view()}
                <button class="button button--quiet" name="tried-then" value=format!("go/{page}")>
                    {say(Phrase::Change)}<span class="hidden">": "{text}</span>
                </button>
            </li>
        }
    });
    view! {
        <h3>{say(Phrase::CheckHeading)}</h3>
        <p>{say(Phrase::CheckWords)}</p>
        <form class="page" method="post" action=action.to_owned()>
            {carried(walk)}
            <ul class="walk__lines">{lines.collect_view()}</ul>
            <h3>{say(Phrase::SendHeading)}</h3>
            <p>{say(Phrase::SendWords)}</p>
            <div class="actions">
                <button class="button" name="tried-then" value="send">{say(Phrase::Send)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// What would be sent, as an export has it.
fn sent(walk: &Walk, journey: &Journey<'_>) -> AnyView {
    let Walk { survey, tried, .. } = walk;
    let all = surveys::journey::as_left(survey, journey.sheet, &tried.facts);
    let rows = all.iter().map(|(name, value)| {
        let words = surveys::explaining::value_in_words(name, value, survey);
        view! { <tr><th scope="row"><code>{name.to_owned()}</code></th><td>{words}</td></tr> }
    });
    view! {
        <p>"A participant would be thanked now. An export would have:"</p>
        <table class="walk__sent" lang="en">
            <caption class="hidden">"The answers as an export has them"</caption>
            <thead><tr><th scope="col">"Variable"</th><th scope="col">"Value"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
