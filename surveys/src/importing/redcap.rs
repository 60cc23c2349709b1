//! A data dictionary of REDCap: one row for each field, under the titles that REDCap gives its columns.

mod field;

mod row;

use super::{
    About, ImportError, Item, MOST_ITEMS, Outcome,
    draft::{Derived, Draft, Page, Question, Section},
    logic,
    naming::Naming,
    plain::plain,
    sentence::{Fields, Known, sentence},
};
use field::{Converted, convert as convert_field};
use row::Row;

/// Converts every row.
pub(super) fn convert(text: &str, about: &About) -> Result<(Draft, Vec<Item>), ImportError> {
    let rows = row::read(text)?;
    match rows.len() {
        0 => return Err(ImportError::Empty),
        many if many > MOST_ITEMS => return Err(ImportError::TooMany(many)),
        _ => {}
    }
    let mut survey = Importing::default();
    let mut items: Vec<_> =
        rows.iter().enumerate().map(|(place, row)| survey.row(place, row)).collect();
    for (place, _) in &survey.intro {
        items[*place].outcome = Outcome::Not("no question comes after it".to_owned());
    }
    Ok((survey.draft(about), items))
}

/// What there is so far.
#[derive(Default)]
struct Importing {
    naming: Naming,
    fields: Fields,
    sections: Vec<Section>,
    questions: Vec<Question>,
    derived: Vec<Derived>,
    /// The matrix of the last page.
    matrix: Option<String>,
    /// The form to which each section belongs, section by section.
    forms: Vec<String>,
    /// Words to be said before the next question, each with the place of its row.
    intro: Vec<(usize, String)>,
    /// A heading for the next question.
    heading: Option<String>,
}

impl Importing {
    fn row(&mut self, place: usize, row: &Row) -> Item {
        let mut differences = Vec::new();
        let outcome = match self.convert((place, row), &mut differences) {
            Err(why) => Outcome::Not(why),
            Ok(()) if differences.is_empty() => Outcome::Exactly,
            Ok(()) => Outcome::Differently(differences),
        };
        Item { place: format!("row {}", row.line), name: row.name.clone(), outcome }
    }

    fn convert(
        &mut self,
        (place, row): (usize, &Row),
        differences: &mut Vec<String>,
    ) -> Result<(), String> {
        if !row.header.is_empty() {
            self.heading = Some(plain(&row.header).0);
        }
        let key = self.naming.key(&row.name);
        match convert_field(row, &self.fields, differences)? {
            Converted::Words(words) => {
                self.intro.push((place, words));
                if !row.logic.is_empty() {
                    differences.push("is said to everybody: words have no condition".to_owned());
                }
            }
            Converted::Derived(formula) => {
                let known = Known { key: key.clone(), ..Known::default() };
                self.fields.insert(row.name.to_ascii_lowercase(), known);
                let label = short(&plain(&row.label).0);
                self.derived.push(Derived { key: key.clone(), label, formula });
            }
            Converted::Question(mut question, mut known) => {
                question.key.clone_from(&key);
                known.key.clone_from(&key);
                question.asked_if = self.asked_if(row, differences);
                if row.is_required {
                    differences.push("can be passed by after it was asked once more".to_owned());
                }
                self.fields.insert(row.name.to_ascii_lowercase(), known);
                self.place(row, &question.key);
                self.questions.push(*question);
            }
        }
        if key != row.name {
            differences.push(format!("is called “{key}”"));
        }
        Ok(())
    }

    fn asked_if(&self, row: &Row, differences: &mut Vec<String>) -> Option<String> {
        if row.logic.is_empty() {
            return None;
        }
        let read = logic::read(&row.logic).ok_or_else(|| "it is more than comparisons".to_owned());
        match read.and_then(|logic| sentence(&logic, &self.fields)) {
            Ok(sentence) => {
                if sentence.contains('.') && row.logic.contains("][") {
                    let told = "looks at another event, which has to be a wave of that name";
                    differences.push(told.to_owned());
                }
                Some(sentence)
            }
            Err(why) => {
                differences.push(format!(
                    "is asked of everybody, since its condition “{}” was not converted: {why}; write an “asked_if”",
                    row.logic
                ));
                None
            }
        }
    }

    /// Puts a question on a page: of its own, or that of its matrix.
    fn place(&mut self, row: &Row, key: &str) {
        if self.forms.last() != Some(&row.form) {
            self.forms.push(row.form.clone());
            let title = row.form.replace('_', " ");
            let mut letters = title.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            let title = first.chain(letters).collect();
            self.sections.push(Section { title, pages: Vec::new() });
            self.matrix = None;
        }
        let Some(section) = self.sections.last_mut() else { return };
        let is_same = !row.matrix.is_empty() && self.matrix.as_ref() == Some(&row.matrix);
        self.matrix = Some(row.matrix.clone());
        match section.pages.last_mut().filter(|_| is_same) {
            Some(page) => page.questions.push(key.to_owned()),
            None => {
                let said: Vec<_> = self.intro.drain(..).map(|(_, words)| words).collect();
                let intro = (!said.is_empty()).then(|| said.join("\n\n"));
                let (title, questions) = (self.heading.take(), vec![key.to_owned()]);
                section.pages.push(Page { title, intro, questions });
            }
        }
    }

    fn draft(self, about: &About) -> Draft {
        let seconds = self.questions.len() * 10;
        Draft {
            key: about.key.clone(),
            version: 1,
            title: about.title.clone(),
            language: about.language.clone(),
            minutes: u8::try_from(seconds.div_ceil(60).max(1)).unwrap_or(u8::MAX),
            derive: self.derived.iter().map(|derived| derived.key.clone()).collect(),
            sections: self.sections,
            questions: self.questions,
            derived: self.derived,
        }
    }
}

/// A label that labelled files can take.
fn short(text: &str) -> String {
    match text.char_indices().nth(80) {
        None => text.to_owned(),
        Some(_) => text.chars().take(79).chain(['…']).collect(),
    }
}
