//! What somebody changed of a question on its page, held against what is saved of it by now: what nobody else wrote is
//! taken, and where two wrote nothing is taken before it was seen.

use std::collections::BTreeSet;

use super::{Alert, Answers, Became, Choice, Edit, Field, Filled, OptionField, Own, mark};

/// Why nothing of it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReworded {
    /// The box for what is asked was emptied.
    NoText,
    /// These boxes for the words of an option were emptied, which is no way to take it out: somebody may have slipped.
    NoOptionText(Vec<String>),
    /// Into these boxes two wrote different things, or somebody wrote into them and somebody else took them away.
    Both(Vec<String>),
    /// The option that is to go was changed by somebody else.
    OptionChanged {
        /// Its code.
        code: i64,
        /// Its words now.
        text: String,
    },
    /// That nobody has to act on any answer, and that somebody has to on some.
    AlertsOrNone,
    /// What was typed into a box is no number: its name, and that.
    Unfit(&'static str, String),
}

impl Own {
    /// What was typed of the question with this key, as changes to it; what is as it was is none. One option may be on its
    /// way out, by its code. Codes that were published are spent.
    ///
    /// # Errors
    /// Where something is left without words, or somebody else wrote where this person did.
    pub fn reworded(
        &self,
        key: &str,
        filled: Filled<'_>,
        (going, spent): (Option<i64>, &[i64]),
    ) -> Result<Vec<Edit>, NotReworded> {
        self.has_words(filled, going)?;
        self.is_nobody_elses(filled, going)?;
        let question = || key.to_owned();
        let fields = self.fields().filter_map(|(field, was)| {
            let to = filled.change(field.name(), field.shape(), was)?;
            Some(Edit::Set { question: question(), field, to })
        });
        let mut changes: Vec<_> = fields.collect();
        let alerts = self.alerted(filled)?;
        if self.raised(self.alerts.as_deref()) != self.raised(alerts.as_deref()) {
            changes.push(Edit::Alerts { question: question(), alerts });
        }
        for option in &self.options {
            changes.extend(of_option(key, option, filled, going));
        }
        let text = filled.typed().one("option").to_owned();
        if !text.is_empty() {
            changes.push(Edit::AddOption { question: question(), text, spent: spent.to_vec() });
        }
        Ok(changes)
    }

    fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        let fields = Field::EVERY.iter().chain(self.of_its_kind());
        fields.map(|field| (*field, self.says(*field)))
    }

    fn has_words(&self, filled: Filled<'_>, going: Option<i64>) -> Result<(), NotReworded> {
        let is_emptied = |name: &str, was: &str| match filled.became(name, was) {
            Became::Written(own) | Became::Both(own) => own.is_empty(),
            Became::Left => false,
        };
        if is_emptied(Field::Text.name(), self.says(Field::Text)) {
            return Err(NotReworded::NoText);
        }
        let staying = self.options.iter().filter(|option| Some(option.code) != going);
        let boxes = staying.map(|option| (name(option.code, OptionField::Text), option.text()));
        let emptied = boxes.filter(|(name, was)| is_emptied(name, was)).map(|(name, _)| name);
        let emptied: Vec<_> = emptied.collect();
        if emptied.is_empty() { Ok(()) } else { Err(NotReworded::NoOptionText(emptied)) }
    }

    fn is_nobody_elses(&self, filled: Filled<'_>, going: Option<i64>) -> Result<(), NotReworded> {
        let fields = self.fields().map(|(field, was)| (field.name().to_owned(), was.to_owned()));
        let staying = self.options.iter().filter(|option| Some(option.code) != going);
        let options = staying.flat_map(|option| {
            let fields = OptionField::ALL.into_iter().zip(&option.fields);
            fields.map(|(field, was)| (name(option.code, field), was.clone()))
        });
        let levels = if self.options.is_empty() { &[1, 2, 3][..] } else { &[] };
        let alerts =
            levels.iter().map(|level| (format!("alert-{level}"), self.raising_from(*level)));
        let all = fields.chain(options).chain(alerts);
        let both = all.filter(|(name, was)| matches!(filled.became(name, was), Became::Both(_)));
        let mut both: Vec<_> = both.map(|(name, _)| name).collect();
        let is_of_going =
            |name: &str| going.is_some_and(|code| name.starts_with(&format!("option-{code}-")));
        let homeless = filled.homeless(|name| self.has_box(name) || is_of_going(name));
        both.extend(homeless.into_iter().map(|(name, _)| name.to_owned()));
        if !both.is_empty() {
            return Err(NotReworded::Both(both));
        }
        let Some(option) = self.options.iter().find(|option| Some(option.code) == going) else {
            return Ok(());
        };
        let Choice { code, .. } = *option;
        match filled.is_as_seen(&format!("option-{code}"), &mark(option)) {
            true => Ok(()),
            false => Err(NotReworded::OptionChanged { code, text: option.text().to_owned() }),
        }
    }

    /// After which answers somebody has to act, as it was typed.
    fn alerted(&self, filled: Filled<'_>) -> Result<Option<Vec<Alert>>, NotReworded> {
        let was_harmless = self.alerts.as_ref().is_some_and(Vec::is_empty);
        let is_harmless = filled.is_on("harmless", was_harmless);
        if !self.may_alert() {
            // What the text says of a list's options stays.
            let said = self.alerts.clone().filter(|alerts| !alerts.is_empty());
            return match (is_harmless, said) {
                (true, Some(_)) => Err(NotReworded::AlertsOrNone),
                (true, None) => Ok(Some(Vec::new())),
                (false, said) => Ok(said),
            };
        }
        let mut all = Vec::new();
        for (level, name) in [(3, "alert-3"), (2, "alert-2"), (1, "alert-1")] {
            let answers = if self.options.is_empty() {
                let was = self.raising_from(level);
                let from = filled.change(name, Field::Unit.shape(), &was).unwrap_or(was);
                if from.is_empty() {
                    continue;
                }
                let number = from.parse().map_err(|_| NotReworded::Unfit(name, from));
                Answers::From(number?)
            } else {
                Answers::Codes(filled.ticks(name, &self.raising(level)))
            };
            if answers != Answers::Codes(Vec::new()) {
                all.push(Alert { level, answers });
            }
        }
        match (is_harmless, all.is_empty()) {
            (true, false) => Err(NotReworded::AlertsOrNone),
            (false, true) => Ok(None),
            _ => Ok(Some(all)),
        }
    }

    /// Which answers raise which level, however that is written.
    fn raised(&self, alerts: Option<&[Alert]>) -> Option<BTreeSet<(i64, i64)>> {
        let all = alerts?.iter().flat_map(|alert| match &alert.answers {
            Answers::From(from) if self.options.is_empty() => vec![(alert.level, *from)],
            Answers::From(from) => {
                let codes = self.options.iter().map(|option| option.code);
                codes.filter(|code| code >= from).map(|code| (alert.level, code)).collect()
            }
            Answers::Codes(codes) => codes.iter().map(|code| (alert.level, *code)).collect(),
        });
        Some(all.collect())
    }
}

/// What the box of an option's field is called.
fn name(code: i64, field: OptionField) -> String {
    format!("option-{code}-{}", field.name())
}

fn of_option(key: &str, option: &Choice, filled: Filled<'_>, going: Option<i64>) -> Vec<Edit> {
    let (code, question) = (option.code, || key.to_owned());
    if going == Some(code) {
        return vec![Edit::RemoveOption { question: question(), code }];
    }
    let fields = OptionField::ALL.into_iter().zip(&option.fields);
    let changed = fields.filter_map(|(field, was)| {
        let to = filled.change(&name(code, field), field.shape(), was)?;
        Some(Edit::SetOption { question: question(), code, field, to })
    });
    changed.collect()
}
