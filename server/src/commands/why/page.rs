//! Where a cell comes from, as a page of text: headings, and lines of at most eighty characters under them.

use chrono::{DateTime, Utc};
use records::why::{
    Agreed, Allocation, Cell, Consent, Is, Origin, Response, Save, Saved, Then, Told, Wording,
};

/// Characters in a line.
const WIDTH: usize = 80;
/// Further in for each step towards the answers.
const STEP: usize = 2;

/// The whole page.
pub(super) fn of(told: &Told) -> String {
    let mut page = Page::default();
    page.heading(&format!("{} of {}", told.variable, told.participant));
    page.line(&told.label);
    page.line(&format!("{} in {}.csv, as of {}", value(&told.value), told.value.file, told.as_of));
    page.lines(&told.because);
    if let Some(cut) = &told.then {
        then(&mut page, cut);
    }
    if let Some(wave) = &told.wave {
        page.heading("Wave");
        page.line(&format!("{}, {}", wave.wave, wave.title));
        page.line(&format!("Status {}: {}", wave.status, wave.means));
        page.lines(&wave.because);
    }
    page.each(told.wording.as_ref(), "Wording", wording);
    page.each(told.origin.as_ref(), "Where it comes from", |page, own| origin(page, own, 0));
    page.each((!told.saved.is_empty()).then_some(&told.saved), "Who saved it", |page, saved| {
        saved.iter().for_each(|own| saves(page, own));
    });
    page.each(told.response.as_ref(), "The response", response);
    page.each(told.consent.as_ref(), "Consent", consent);
    page.each(told.allocation.as_ref(), "Allocation", allocation);
    page.0
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn heading(&mut self, words: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        let rule = "-".repeat(words.chars().count().min(WIDTH));
        self.0 += &format!("{words}\n{rule}\n");
    }

    /// Under a heading, where there is something to tell.
    fn each<T>(&mut self, told: Option<&T>, heading: &str, tell: impl FnOnce(&mut Self, &T)) {
        if let Some(told) = told {
            self.heading(heading);
            tell(self, told);
        }
    }

    fn line(&mut self, words: &str) {
        self.indented(0, words);
    }

    fn lines(&mut self, lines: &[String]) {
        lines.iter().for_each(|line| self.line(line));
    }

    /// Words are never parted: one that is longer than a line has a line of its own.
    fn indented(&mut self, by: usize, words: &str) {
        let (mut at, mut is_first) = (0, true);
        for word in words.split_whitespace() {
            let long = word.chars().count();
            if at == 0 || at + 1 + long > WIDTH {
                if at > 0 {
                    self.0.push('\n');
                }
                let by = if is_first { by } else { by + STEP };
                self.0 += &" ".repeat(by);
                (at, is_first) = (by, false);
            } else {
                self.0.push(' ');
                at += 1;
            }
            self.0 += word;
            at += long;
        }
        self.0.push('\n');
    }
}

fn value(cell: &Cell) -> String {
    let reason = cell.missing.and_then(|code| surveys::value::Missing::try_from(code).ok());
    match (cell.exported.as_str(), &cell.meaning, reason) {
        ("", _, Some(reason)) => {
            format!("Blank, which stands for {} ({})", reason.code(), reason.label())
        }
        ("", ..) => "Blank".to_owned(),
        (exported, Some(meaning), _) => format!("{exported} ({meaning})"),
        (exported, ..) => exported.to_owned(),
    }
}

fn then(page: &mut Page, told: &Then) {
    page.heading(&format!("In cut {}", told.cut));
    page.line(&format!("Made {} for {}", utc(told.made_at), told.recipient));
    if let Some(cell) = &told.value {
        let is = if told.is_same == Some(true) { "the same as now" } else { "not the same as now" };
        page.line(&format!("{}, {is}", value(cell)));
    }
    told.lacks.iter().for_each(|lacks| page.line(lacks));
    page.lines(&told.since);
}

fn wording(page: &mut Page, told: &Wording) {
    page.line(&format!("“{}” ({})", told.text.trim(), told.question));
    if let Some(spoken) = &told.spoken {
        page.line(&format!("By telephone: “{}”", spoken.trim()));
    }
    page.line(&format!("Asked of: {}", told.asked_of));
    if let Some(source) = &told.source {
        page.line(&format!("Words from: {source}"));
    }
    let survey = &told.survey;
    page.line(&format!("In {}, by {} version {}", told.language, survey.survey, survey.version));
    page.line(&format!("SHA-256 {}", survey.sha256));
}

fn origin(page: &mut Page, told: &Origin, depth: usize) {
    let by = depth * STEP;
    let is = match told.is {
        Is::Answer => "answer",
        Is::WorkedOut => "worked out",
        Is::Check => "check",
        Is::Fact => "known beside the answers",
        Is::Earlier => "earlier wave",
    };
    if told.is_told_before {
        page.indented(by, &format!("{} = {}: told above", told.variable, told.value));
        return;
    }
    page.indented(by, &format!("{} = {} [{is}] {}", told.variable, told.value, told.label));
    for case in &told.rule {
        page.indented(by + STEP, &format!("Rule: {case}"));
    }
    told.because.iter().for_each(|because| page.indented(by + STEP, because));
    told.inputs.iter().for_each(|input| origin(page, input, depth + 1));
}

fn saves(page: &mut Page, told: &Saved) {
    page.line(&told.variable);
    told.saves.iter().for_each(|one| page.indented(STEP, &save(one)));
    if let Some(lacks) = &told.lacks {
        page.indented(STEP, lacks);
    }
}

fn save(told: &Save) -> String {
    let Save { by, mode, page, .. } = told;
    let to = told.to.as_deref().unwrap_or("nothing");
    let from = told.from.as_ref().map_or_else(String::new, |from| format!(", before {from}"));
    let on = match page.as_str() {
        "_sent" => "set aside when the answers were sent".to_owned(),
        page => format!("on the page {page}"),
    };
    format!("{}: {to}{from}; by {by}, {mode}, {on}", utc(told.at))
}

fn response(page: &mut Page, told: &Response) {
    let survey = &told.survey;
    page.line(&format!("{} version {}, SHA-256 {}", survey.survey, survey.version, survey.sha256));
    let sent = told.sent_at.map_or_else(|| "not sent".to_owned(), |at| format!("sent {}", utc(at)));
    page.line(&format!("Begun {}, saved last {}, {sent}", utc(told.begun_at), utc(told.saved_at)));
    page.line(&format!("Mode: {}", both(&told.modes)));
    let languages = told.languages.each_ref().map(|one| one.clone().unwrap_or_default());
    page.line(&format!("Language: {}", both(&languages)));
    if let Some(word) = &told.interviewer {
        page.line(&format!("Recorded last by interviewer {word}"));
    }
    if told.by_proxy {
        page.line("Somebody else answered for the person");
    }
    if told.out_of_window {
        page.line("Answered after the window had closed");
    }
}

/// What it was at first, and at last.
fn both([first, last]: &[String; 2]) -> String {
    if first == last { first.clone() } else { format!("{first}, then {last}") }
}

fn consent(page: &mut Page, told: &Consent) {
    if let Some(then) = &told.then {
        let wave = then.wave.as_deref().unwrap_or_default();
        page.line(&format!("Then, with {wave}: {}", agreed(then)));
    }
    page.line(&format!("Now: {}", agreed(&told.now)));
    let current = if told.is_current { "They take part" } else { "They do not take part" };
    page.line(&format!("{current} under the form in use"));
    page.lines(&told.changed);
}

fn agreed(told: &Agreed) -> String {
    let form =
        told.form.map_or_else(|| "no form".to_owned(), |form| format!("form version {form}"));
    let permissions = told.permissions.join(", ");
    if permissions.is_empty() { form } else { format!("{form}; {permissions}") }
}

fn allocation(page: &mut Page, told: &Allocation) {
    let title = told.title.as_ref().map_or_else(String::new, |title| format!(" ({title})"));
    page.line(&format!("Arm {}{title}, cohort {}", told.arm, told.cohort));
    page.line(&format!(
        "Randomised on {}, written down {}",
        told.randomised_on,
        utc(told.recorded_at)
    ));
    page.line(&format!("Method: {}", told.method));
    page.line(&match (told.entry, told.seal) {
        (Some(entry), Some(seal)) => {
            format!("Entry {entry} of the audit, number {seal} in the chain")
        }
        (Some(entry), None) => format!("Entry {entry} of the audit, not sealed into the chain yet"),
        (None, _) => {
            "No entry of the audit tells of it: the person is invented, or it is older".to_owned()
        }
    });
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}
