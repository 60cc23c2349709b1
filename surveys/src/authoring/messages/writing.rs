//! Published messages as files again, from which the next ones are written.

use std::fmt::{Display, Write};

use super::originals;
use crate::{
    authoring::{File, translations::of_messages::write},
    messages::{Message, Messages, Part},
};

impl Messages {
    /// The files that read as these messages: that of the texts first, then one for each other language. They are called
    /// as they lie beside a protocol.
    #[must_use]
    pub fn files(&self) -> Vec<File> {
        let name = |language| format!("messages.{language}.toml");
        let own = File { name: name(&self.language), text: self.written() };
        let originals = originals(self);
        let others = self.translations.keys().filter_map(|language| {
            let text = write(&originals, self, language)?;
            Some(File { name: name(language), text })
        });
        std::iter::once(own).chain(others).collect()
    }

    /// The file of the texts in the language in which they were written.
    fn written(&self) -> String {
        let mut lines = Lines(String::new());
        lines.words("language", self.language.as_str());
        lines.words("sender", &self.sender);
        if let Some(button) = &self.button {
            lines.words("button", button);
        }
        if !self.vouchers.is_empty() {
            lines.line("\n[vouchers]");
            for (wave, worth) in &self.vouchers {
                lines.words(wave.as_str(), worth);
            }
        }
        self.messages.iter().for_each(|message| lines.message(message));
        lines.0
    }
}

struct Lines(String);

impl Lines {
    fn line(&mut self, line: impl Display) {
        // Writing into a text fails never.
        let _ = writeln!(self.0, "{line}");
    }

    fn words(&mut self, name: &str, words: &str) {
        self.line(format_args!("{name} = {}", quoted(words)));
    }

    fn message(&mut self, message: &Message) {
        self.line("\n[[messages]]");
        self.words("key", message.key.as_str());
        for (name, number) in [("minutes", message.minutes), ("parts", message.parts)] {
            if let Some(number) = number {
                self.line(format_args!("{name} = {number}"));
            }
        }
        for part in Part::ALL {
            if let Some(text) = message.part(part) {
                self.words(part.name(), text);
            }
        }
    }
}

/// In quotation marks, as TOML reads it: several lines stay several lines.
fn quoted(words: &str) -> String {
    let is_plain = |c: char| c == '\n' || c == '\t' || !c.is_control();
    if !words.contains('\n') || !words.chars().all(is_plain) {
        return toml::Value::String(words.to_owned()).to_string();
    }
    let words = words.replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
    let last = if words.ends_with('"') { "\\\n" } else { "" };
    format!("\"\"\"\n{words}{last}\"\"\"")
}
