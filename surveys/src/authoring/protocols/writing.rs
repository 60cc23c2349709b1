//! A protocol as a file that reads as the same.

use std::fmt::{Display, Write};

use chrono::{NaiveDate, NaiveTime};

use crate::{
    manners::{Holidays, Hours, Open, Region},
    protocol::{Plan, Protocol, Send, Step, To},
    stopping::Way,
    waves::Wave,
};

impl Protocol {
    /// The text of a file that reads as this protocol: what was published is changed from there.
    #[must_use]
    pub fn written(&self) -> String {
        let mut lines = Lines(String::new());
        lines.field("version", self.version);
        lines.field("hours_between", self.hours_between);
        lines.field("hours_late", self.hours_late);
        lines.field("most_contacts", self.most_contacts);
        if self.holidays != Holidays::default() {
            lines.holidays(&self.holidays);
        }
        for (way, hours) in &self.hours {
            lines.hours(*way, hours);
        }
        if self.hours.is_empty() {
            lines.line("\n[hours]");
        }
        if self.waves.is_empty() {
            lines.0.insert_str(0, "waves = []\n");
        }
        for plan in &self.waves {
            lines.plan(plan);
        }
        lines.0
    }
}

struct Lines(String);

impl Lines {
    fn line(&mut self, line: impl Display) {
        // Writing into a text fails never.
        let _ = writeln!(self.0, "{line}");
    }

    fn field(&mut self, name: &str, value: impl Display) {
        self.line(format_args!("{name} = {value}"));
    }

    fn holidays(&mut self, holidays: &Holidays) {
        self.line("\n[holidays]");
        if holidays.region == Region::None {
            self.field("region", text("none"));
        }
        let days = |days: &[NaiveDate]| list(days.iter().map(text));
        if !holidays.also.is_empty() {
            self.field("also", days(&holidays.also));
        }
        if !holidays.except.is_empty() {
            self.field("except", days(&holidays.except));
        }
    }

    fn hours(&mut self, way: Way, hours: &Hours) {
        self.line(format_args!("\n[hours.{}]", way.as_str()));
        let days =
            [("weekdays", hours.weekdays), ("saturday", hours.saturday), ("sunday", hours.sunday)];
        for (name, open) in days {
            if let Some(Open { from, to }) = open {
                self.field(name, format!("{{ from = {}, to = {} }}", time(from), time(to)));
            }
        }
        if hours.on_holidays {
            self.field("on_holidays", true);
        }
    }

    fn plan(&mut self, Plan { wave, steps }: &Plan) {
        self.line("\n[[waves]]");
        self.wave(wave);
        for step in steps {
            self.step(step);
        }
    }

    fn wave(&mut self, wave: &Wave) {
        self.field("key", text(&wave.key));
        self.field("prefix", text(&wave.prefix));
        self.field("title", text(&wave.title));
        self.field("survey", text(&wave.survey));
        self.field("anchor", text(wave.anchor.name()));
        self.field("opens_after", wave.opens_after);
        if !wave.cohorts.is_empty() {
            let own = wave.cohorts.iter().map(|own| {
                format!("{{ cohort = {}, opens_after = {} }}", own.cohort, own.opens_after)
            });
            self.field("cohorts", list(own));
        }
        if let Some(batch) = wave.batch {
            self.field("batch", text(batch));
        }
        let days = [("open_for", wave.open_for), ("grace", wave.grace), ("horizon", wave.horizon)];
        for (name, days) in days {
            if let Some(days) = days {
                self.field(name, days);
            }
        }
        if wave.until_randomised {
            self.field("until_randomised", true);
        }
        if !wave.outcomes {
            self.field("outcomes", false);
        }
    }

    fn step(&mut self, step: &Step) {
        self.line("\n[[waves.steps]]");
        self.field("key", text(&step.key));
        if let Some(after) = &step.after {
            self.field("after", text(after));
        }
        self.field("day", step.day);
        if !step.on.is_empty() {
            self.field("on", list(step.on.iter().map(text)));
        }
        match step.to {
            To::Anybody => {}
            To::NotBegun => self.field("to", text("not_begun")),
            To::Begun => self.field("to", text("begun")),
        }
        if !step.unless.is_empty() {
            self.field("unless", list(step.unless.iter().map(|way| text(way.as_str()))));
        }
        self.sends("sends", &step.sends);
        if !step.otherwise.is_empty() {
            self.sends("otherwise", &step.otherwise);
        }
    }

    fn sends(&mut self, name: &str, sends: &[Send]) {
        if let [only] = sends {
            return self.field(name, list([send(only)]));
        }
        self.line(format_args!("{name} = ["));
        for one in sends {
            self.line(format_args!("  {},", send(one)));
        }
        self.line("]");
    }
}

fn send(send: &Send) -> String {
    let begun = send.to_begun.as_ref().map(|key| format!(", to_begun = {}", text(key)));
    format!(
        "{{ way = {}, at = {}, message = {}{} }}",
        text(send.way.as_str()),
        time(send.at),
        text(&send.message),
        begun.unwrap_or_default()
    )
}

fn time(time: NaiveTime) -> String {
    let to_the_minute = time.format("%H:%M").to_string();
    let is_whole = to_the_minute.parse() == Ok(time);
    text(if is_whole { to_the_minute } else { time.to_string() })
}

/// In quotation marks, as TOML reads it.
fn text(words: impl Display) -> String {
    toml::Value::String(words.to_string()).to_string()
}

fn list(entries: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", entries.into_iter().collect::<Vec<_>>().join(", "))
}
