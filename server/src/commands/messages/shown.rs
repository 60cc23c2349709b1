//! Each message filled in, as somebody would read it.

use std::{fs, path::Path};

use surveys::{
    language::Language,
    messages::{Around, Messages, Preview, Rendered},
    stopping::Way,
};

use crate::commands::{Refused, count, say};

/// All of them in every language; emails and letters only as far as their first lines, unless they are wanted whole.
pub fn show(messages: &Messages, around: &Around<'_>, whole: bool) -> Result<(), Refused> {
    let languages: Vec<Language> = messages.languages().cloned().collect();
    for language in &languages {
        if languages.len() > 1 {
            say(format!("== {} ==\n", language.english_name()))?;
        }
        for preview in messages.in_language(language).previews(around) {
            one(&preview, whole)?;
        }
    }
    Ok(())
}

/// Writes each into a folder, as a file by its name and language.
pub fn write(messages: &Messages, around: &Around<'_>, folder: &Path) -> Result<(), Refused> {
    fs::create_dir_all(folder)?;
    for language in messages.languages() {
        for preview in messages.in_language(language).previews(around) {
            let Ok(Rendered { text, html, .. }) = preview.read else { continue };
            let ending = if html.is_some() { "html" } else { "txt" };
            let name = format!("{}.{}.{language}.{ending}", preview.message, preview.way.as_str());
            fs::write(folder.join(name), html.unwrap_or(text))?;
        }
    }
    say(format!("Each is in {}.\n", folder.display()))
}

fn one(preview: &Preview, whole: bool) -> Result<(), Refused> {
    let Preview { message, way, read, sent, accented } = preview;
    let read = match read {
        Ok(read) => read,
        Err(cause) => return say(format!("{message}, {}: {cause}\n", by(*way))),
    };
    let room = if *way == Way::Sms { format!(": {}", read.size()) } else { String::new() };
    say(format!("{message}, {}{room}", by(*way)))?;
    if let Some(size) = accented.filter(|size| size.parts != read.size().parts) {
        say(format!("  to somebody called Siân: {size}"))?;
    }
    for (wave, step, day) in sent {
        say(format!("  sent as “{step}” of “{wave}”, from day {day} on"))?;
    }
    words(read, *way, whole).iter().try_for_each(|line| say(format!("    {line}").trim_end()))?;
    say("")
}

fn words(read: &Rendered, way: Way, whole: bool) -> Vec<String> {
    const BEGINS: usize = 3;
    let subject = read.subject.iter().map(|subject| format!("Subject: {subject}"));
    let lines = read.text.lines().map(str::to_owned);
    let all: Vec<_> = subject.chain(lines).collect();
    if whole || matches!(way, Way::Sms | Way::Phone) || all.len() <= BEGINS + 1 {
        return all;
    }
    let more = count(all.len() - BEGINS, "more line");
    all.into_iter().take(BEGINS).chain([format!("… {more}: --whole shows them")]).collect()
}

fn by(way: Way) -> &'static str {
    match way {
        Way::Sms => "by text",
        Way::Email => "by email",
        Way::Phone => "on a voicemail",
        Way::Post => "by post",
    }
}
