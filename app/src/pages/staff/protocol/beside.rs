//! What stands beside the text of the next version while it is written: what is wrong with it, each with its place, and the
//! picture of it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use surveys::{
    authoring::{Fault, File},
    keys::StudyKey,
    protocol::Protocol,
};

use super::held::{Shown, sections};
use crate::{
    api::staff::protocol::{Pictured, Rewriting, Text, Typing, boxed},
    wording::staff as wording,
};

/// So many faults are told outright while somebody types. One that is mended often mends others.
const OUTRIGHT: usize = 50;

/// Its parts, for a page that is open already.
pub(crate) fn beside(typing: &Typing) -> String {
    let Typing { study, faults, warnings, drawn, .. } = typing;
    let key = &study.study().key;
    // What cannot be read leaves the picture of before where it is.
    let picture = drawn.as_ref().map(|drawn| picture(key, drawn, Shown::Changing));
    let of = if drawn.is_some() { of(Text::InBox) } else { of_before() };
    view! {
        {down(faults.len())}
        <div data-part="faults">{told(faults, warnings)}</div>
        <div data-part="of">{of}</div>
        {picture}
    }
    .to_html()
}

/// The same for a page that is opened, with the lines that are at fault.
pub(super) fn of_page(rewriting: &Rewriting) -> AnyView {
    let Rewriting { study, boxes, pictured, faults, warnings, .. } = rewriting;
    let Pictured { protocol, of: text } = pictured;
    let (shown, class) = match text {
        Text::InBox => (Shown::Changing, "workbench__beside"),
        // A form would be of what is not in the box.
        Text::Saved | Text::Held => (Shown::Other, "workbench__beside workbench__beside--earlier"),
    };
    let places: Vec<_> = boxes.iter().filter_map(|one| source(&one.file, faults)).collect();
    view! {
        <section class=class id="beside" tabindex="0" aria-labelledby="beside-heading">
            <h2 id="beside-heading">"How it looks"</h2>
            <p class="workbench__down"><a href="#writing">"Back to the text"</a></p>
            <div data-part="faults">{told(faults, warnings)} {places}</div>
            <div data-part="of">{of(*text)}</div>
            {picture(&study.study().key, protocol, shown)}
        </section>
    }
    .into_any()
}

/// Where the screen has no room for two columns, what stands in the other is below.
pub(super) fn down(faults: usize) -> AnyView {
    let wrong = (faults > 0).then(|| {
        let words = format!("{}: see below", wording::surveys::faults(faults));
        view! { <a href="#faults">{words}</a>" " }
    });
    view! {
        <p class="workbench__down" data-part="down">{wrong}<a href="#beside">"See the picture of it, below"</a></p>
    }
    .into_any()
}

/// Of which text the picture is.
fn of(text: Text) -> AnyView {
    let words = match text {
        Text::InBox => {
            "Choose a wave or a contact in the tables to change its days and what is sent. What you wrote in the text is \
             saved first."
        }
        Text::Saved => {
            "The text in the box cannot be read as it stands. The picture is of before: of what was saved last."
        }
        Text::Held => {
            "The text in the box cannot be read as it stands. The picture is of before: of the version that holds."
        }
    };
    match text {
        Text::InBox => view! { <p>{words}</p> }.into_any(),
        Text::Saved | Text::Held => view! { <div class="notice"><p>{words}</p></div> }.into_any(),
    }
}

/// The same where somebody types in a page that has a picture.
fn of_before() -> AnyView {
    view! { <p>"The text in the box cannot be read as it stands. The picture is of before."</p> }
        .into_any()
}

fn picture(key: &StudyKey, protocol: &Protocol, shown: Shown) -> AnyView {
    view! { <div class="workbench__picture" data-part="picture">{sections(key, protocol, shown)}</div> }.into_any()
}

/// All that is wrong, and what is worth a look.
fn told(faults: &[Fault], warnings: &[Fault]) -> AnyView {
    let (outright, others) = faults.split_at(faults.len().min(OUTRIGHT));
    let links = outright.iter().map(|fault| {
        let Fault { file, line, column, problem, mend, .. } = fault;
        let words = format!("{file}, line {line}, column {column}: {problem}; {mend}");
        let place = format!("{}:{line}:{column}", boxed(file));
        view! { <li><a href=format!("#{}", at(file, *line)) data-place=place>{words}</a></li> }
    });
    let links: Vec<_> = links.collect();
    let more = (!others.is_empty()).then(|| {
        let words = format!("And {} more, below these.", others.len());
        view! { <p>{words}</p> }
    });
    view! {
        {(!faults.is_empty()).then(|| {
            view! {
                <div class="summary-box" id="faults" tabindex="-1" role="status">
                    <h3>{wording::surveys::faults(faults.len())}</h3>
                    <ul>{links}</ul>
                    {more}
                </div>
            }
        })}
        {worth_a_look(warnings)}
    }
    .into_any()
}

fn worth_a_look(warnings: &[Fault]) -> Option<AnyView> {
    let each = warnings.iter().map(|one| {
        view! { <li>{format!("{}, line {}: {}; {}", one.file, one.line, one.problem, one.mend)}</li> }
    });
    let each: Vec<_> = each.collect();
    (!each.is_empty()).then(|| {
        view! {
            <div class="notice"><h3>"Worth a look"</h3><ul>{each}</ul></div>
        }
        .into_any()
    })
}

fn at(file: &str, line: usize) -> String {
    format!("line-{}-{line}", file.replace('.', "-"))
}

/// So many lines are shown around one that is at fault.
const AROUND: usize = 2;

/// The lines of a file that are at fault, and those around them.
fn source(file: &File, faults: &[Fault]) -> Option<AnyView> {
    let own = faults.iter().filter(|fault| fault.file == file.name);
    let lines: BTreeSet<usize> = own.map(|fault| fault.line).collect();
    if lines.is_empty() {
        return None;
    }
    let shown = |number: usize| lines.iter().any(|line| number.abs_diff(*line) <= AROUND);
    let all = file.text.lines().enumerate().map(|(place, line)| (place + 1, line));
    let all = all.filter(|(number, _)| shown(*number)).map(|(number, line)| {
        let is_at = lines.contains(&number);
        let class = if is_at { "source__line source__line--fault" } else { "source__line" };
        view! {
            <li class=class id=at(&file.name, number) value=number.to_string()>
                {is_at.then(|| view! { <span class="hidden">"Fault: "</span> })}
                <code>{line.to_owned()}</code>
            </li>
        }
    });
    let label = format!("Lines of {} with faults", file.name);
    Some(
        view! {
            <h3>{format!("Where they are in {}", file.name)}</h3>
            <ol class="source" aria-label=label>{all.collect_view()}</ol>
        }
        .into_any(),
    )
}
