//! Rows one after the other: groups, questions with their words and conditions, words between them, and what is
//! worked out.

use super::{Importing, Part, calculation, columns, field::Converted, table::Row};
use crate::importing::{
    ImportError,
    draft::{Derived, Question},
    form::Group,
    outcome::{Difference, NotConverted, Outcome, Place},
    plain::short,
    said::is_long,
    sentence::Known,
};

/// Groups whose questions are on one page look so.
const ONE_PAGE: [&str; 2] = ["field-list", "table-list"];

/// Whether and when something is asked, as far as its own condition says.
pub(super) struct Asked {
    pub conditions: Vec<String>,
    pub has_lost: bool,
}

impl Importing {
    pub(super) fn row(&mut self, place: usize, row: &Row, part: Part) -> Result<(), ImportError> {
        let Part { key, converted, mut differences } = part;
        let at = Place::Row { sheet: "survey".to_owned(), row: row.number };
        let is_end = matches!(converted, Ok(Converted::End | Converted::EndRepeat));
        let name = row.get(if is_end && row.get("name").is_empty() { "type" } else { "name" });
        columns::unused(row, &mut differences);
        let is_asked = matches!(converted, Ok(Converted::Question(..) | Converted::Words));
        let outcome = match converted {
            Ok(_) if is_asked && self.form.is_of_nobody() => Outcome::Not(NotConverted::Never),
            Err(why) => Outcome::Not(why),
            Ok(Converted::BeginRepeat | Converted::EndRepeat) => {
                Outcome::Not(NotConverted::Repeated)
            }
            Ok(Converted::End) => self.end(),
            Ok(Converted::Kept) => Outcome::Differently(self.kept((place, row), differences)),
            Ok(Converted::Begin) => {
                Outcome::of(self.begin(place, row, &mut differences)?, differences)
            }
            Ok(Converted::Words) => {
                self.say((place, row), at, differences);
                return Ok(());
            }
            Ok(Converted::Calculation) => {
                Outcome::of(self.work_out((place, row), key, &mut differences), differences)
            }
            Ok(Converted::Question(question, _)) => {
                let question = Question { key, ..*question };
                Outcome::of(self.ask((place, row), question, &mut differences), differences)
            }
        };
        if is_asked && matches!(outcome, Outcome::Not(_)) && self.places.get(name) == Some(&place) {
            // No condition can look at it.
            self.form.fields.remove(name);
        }
        self.form.tell(at, name, outcome);
        Ok(())
    }

    /// Begins a group; or why it is one of nobody.
    fn begin(
        &mut self,
        place: usize,
        row: &Row,
        differences: &mut Vec<Difference>,
    ) -> Result<Result<(), NotConverted>, ImportError> {
        let asked = self.asked_if(place, row, differences);
        let done = asked.as_ref().map(|_| ()).map_err(NotConverted::clone);
        let asked = asked.unwrap_or(Asked { conditions: Vec::new(), has_lost: false });
        let told = row.get("appearance").to_lowercase();
        let others = told.split_whitespace().filter(|word| !ONE_PAGE.contains(word));
        differences.extend(
            others.map(|word| Difference::Without { what: "appearance", value: word.to_owned() }),
        );
        let title =
            self.words("label", (place, row), differences).map(|title| title.replace('\n', " "));
        // A heading is read before anything is answered.
        let title =
            title.filter(|title| !title.is_empty()).map(|title| title.replace(['{', '}'], ""));
        let is_long = title.as_ref().is_some_and(|title| is_long(title));
        differences.extend(is_long.then_some(Difference::LongHeading));
        if title.is_some() && self.form.is_within_page() {
            differences.push(Difference::WithoutHeading);
        }
        self.form.open(Group {
            name: row.get("name").to_owned(),
            title,
            is_one_page: told.split_whitespace().any(|word| ONE_PAGE.contains(&word)),
            conditions: asked.conditions,
            has_lost: asked.has_lost,
            answered: None,
            is_of_nobody: done.is_err(),
            // It is told next.
            item: Some(self.form.items.len()),
        })?;
        Ok(done)
    }

    /// What is kept anyway, with what is said beside it: some forms end early with “end”, and words of thanks.
    fn kept(&self, at: (usize, &Row), mut differences: Vec<Difference>) -> Vec<Difference> {
        differences.insert(0, Difference::KeptAnyway);
        for what in ["label", "hint"] {
            let words = self.words(what, at, &mut differences).filter(|words| !words.is_empty());
            differences.extend(words.map(|value| Difference::Without { what, value }));
        }
        let value = at.1.get("relevant").to_owned();
        if !value.is_empty() {
            differences.push(Difference::Without { what: "condition", value });
        }
        differences
    }

    /// What becomes of the end of a group: the same as of the group.
    fn end(&mut self) -> Outcome {
        match self.form.close() {
            None => Outcome::Not(NotConverted::Unbegun),
            Some(group) if group.is_of_nobody => Outcome::Not(NotConverted::Never),
            Some(_) => Outcome::Exactly,
        }
    }

    fn say(&mut self, (place, row): (usize, &Row), at: Place, mut differences: Vec<Difference>) {
        let asked = self.asked_if(place, row, &mut differences);
        differences.extend(self.form.lost());
        let words = self.words("label", (place, row), &mut differences).unwrap_or_default();
        let hint = self.words("hint", (place, row), &mut differences);
        let words = hint.map_or(words.clone(), |hint| format!("{words}\n\n{hint}"));
        let why = match &asked {
            Err(why) => Some(why.clone()),
            Ok(_) if words.is_empty() => Some(NotConverted::Wordless),
            Ok(asked) if asked.has_lost => {
                Some(NotConverted::ReadBySome(row.get("relevant").to_owned()))
            }
            Ok(_) => None,
        };
        match (asked, why) {
            (Ok(asked), None) => {
                let item = self.form.tell(at, row.get("name"), Outcome::with(differences));
                self.form.say(item, words, asked.conditions);
            }
            (_, why) => {
                let why = why.unwrap_or(NotConverted::Wordless);
                self.form.tell(at, row.get("name"), Outcome::Not(why));
            }
        }
    }

    /// What is known of the question whose option the expression says in words.
    fn in_words(&self, text: &str, place: usize) -> Option<Known> {
        let known = self.form.fields.get(&calculation::in_words(text)?)?;
        let is_one = known.is_asked && !known.is_multiple && !known.is_of_two;
        (is_one && known.place < place).then(|| known.clone())
    }

    fn work_out(
        &mut self,
        (place, row): (usize, &Row),
        key: String,
        differences: &mut Vec<Difference>,
    ) -> Result<(), NotConverted> {
        let text = row.get("calculation");
        if let Some(known) = self.in_words(text, place) {
            differences.retain(|one| !matches!(one, Difference::Renamed(_)));
            differences.push(Difference::FilledInAs(known.key.clone()));
            if self.places.get(row.get("name")) == Some(&place) {
                self.form.fields.insert(row.get("name").to_owned(), known);
            }
            return Ok(());
        }
        let (derived, mut known) = calculation::convert(text, &self.form.fields, differences)?;
        if !row.get("relevant").is_empty() {
            differences.push(Difference::WithoutCondition);
        }
        let name = row.get("name");
        let label = self.words("label", (place, row), differences);
        let label = label.filter(|label| !label.is_empty()).unwrap_or_else(|| name.to_owned());
        known.key.clone_from(&key);
        if self.places.get(name) == Some(&place) {
            self.form.fields.insert(name.to_owned(), known);
        }
        self.form.derived.push(Derived { key, label: short(&label.replace('\n', " ")), ..derived });
        Ok(())
    }
}
