//! A data dictionary of REDCap: one row for each field, under the titles that REDCap gives its columns.

mod branching;

mod annotation;

mod piped;

mod calculation;

mod options;

mod field;

mod unread;

mod asked;

mod number;

mod between;

mod paired;

mod row;

use std::collections::BTreeMap;

use super::{
    About, Brought, Difference, ImportError, InLanguage, Item, LANGUAGE, NotConverted, Outcome,
    Place,
    draft::{Derived, Draft, Page, Question, Section},
    encoding,
    identifying::may_name,
    links::Reads,
    logic::Logic,
    naming::Naming,
    plain::{plain, short},
    reasons::LookedFor,
    said::{Said, is_long},
    sentence::{Fields, Known},
    worked::Worked,
};
use between::Waiting;
use field::{Before, Converted, convert as convert_field, is_birthday};
use number::{is_record_number, may_be_number};
use row::{Dictionary, Row};

/// Converts every row.
pub(super) fn convert(bytes: &[u8], about: &About) -> Result<Brought, ImportError> {
    let (text, guessed) = encoding::table(bytes)?;
    let Dictionary { rows, left, nameless } = row::read(&text)?;
    if rows.is_empty() {
        return Err(ImportError::Empty);
    }
    let names = rows.iter().map(|row| row.name.to_ascii_lowercase()).zip(0..).collect();
    let mut survey = Importing { names, looked_for: looked_for(&rows), ..Importing::default() };
    let mut items: Vec<_> =
        rows.iter().enumerate().map(|(place, row)| survey.row(place, row)).collect();
    survey.settle_words(&mut items);
    tell_nameless(&nameless, &mut items);
    let whole = |name: String, outcome| Item { place: Place::Whole, name, outcome };
    let left = left
        .into_iter()
        .map(|(title, many)| whole(title, Outcome::Not(NotConverted::ColumnOf(many))));
    items.extend(left);
    let assumed = about
        .language
        .is_none()
        .then(|| Difference::Language(InLanguage::Assumed(LANGUAGE.to_owned())));
    let told = guessed.into_iter().chain(assumed);
    items.extend(told.map(|one| whole(String::new(), Outcome::Differently(vec![one]))));
    Ok(Brought { draft: survey.draft(about), items, others: Vec::new() })
}

/// Rows that name no field, each in its place.
fn tell_nameless(lines: &[u64], items: &mut Vec<Item>) {
    items.extend(lines.iter().map(|line| {
        let outcome = Outcome::Not(NotConverted::Unnamed);
        Item { place: Place::Line(*line), name: String::new(), outcome }
    }));
    items.sort_by_key(|item| match item.place {
        Place::Line(line) => line,
        _ => u64::MAX,
    });
}

/// What conditions look for, in the whole file.
fn looked_for(rows: &[Row]) -> LookedFor {
    let mut all = LookedFor::new();
    let mut note = |logic: &Logic| {
        let pairs = logic.looked_for().into_iter();
        all.extend(pairs.map(|(field, code)| (field.to_owned(), code.to_owned())));
    };
    for row in rows {
        branching::read(&row.logic).iter().for_each(&mut note);
        if row.kind == "calc" {
            let worked = calculation::read(row.choices.trim());
            worked.iter().flat_map(Worked::conditions).for_each(&mut note);
        }
    }
    all
}

/// What there is so far.
#[derive(Default)]
struct Importing {
    naming: Naming,
    fields: Fields,
    /// The names of all fields, in small letters, each with the place of its row.
    names: BTreeMap<String, usize>,
    looked_for: LookedFor,
    sections: Vec<Section>,
    questions: Vec<Question>,
    derived: Vec<Derived>,
    /// The matrix of the last page.
    matrix: Option<String>,
    /// The form to which each section belongs, section by section.
    forms: Vec<String>,
    /// Words to be said before the next question of the same form.
    waiting: Vec<Waiting>,
    /// Words that have a page.
    said: Vec<Said>,
    /// A heading for the next question.
    heading: Option<String>,
}

impl Importing {
    fn row(&mut self, place: usize, row: &Row) -> Item {
        let mut differences = Vec::new();
        let converted = self.convert((place, row), &mut differences);
        let outcome = Outcome::of(converted, differences);
        Item { place: Place::Line(row.line), name: row.name.clone(), outcome }
    }

    /// A day of birth is the one by which somebody is known; a second is somebody else's.
    fn called(&self, row: &Row) -> Result<String, NotConverted> {
        let is_known_by = row.is_identifier && is_birthday(row);
        if is_known_by && self.questions.iter().any(|question| question.key == "dob") {
            return Err(NotConverted::Identifier);
        }
        Ok(if is_known_by { "dob".to_owned() } else { row.name.clone() })
    }

    fn convert(
        &mut self,
        (place, row): (usize, &Row),
        differences: &mut Vec<Difference>,
    ) -> Result<(), NotConverted> {
        row.torn.clone().map_or(Ok(()), Err)?;
        if !row.header.is_empty() {
            self.head(&row.header, differences);
        }
        if place == 0 && is_record_number(row) {
            return Err(NotConverted::RecordNumber);
        }
        let called = self.called(row)?;
        let key = self.naming.key(&called);
        match convert_field(row, self.before(), differences)? {
            Converted::Words(words) => {
                return self.hear((place, row), words, differences);
            }
            Converted::Derived(derived, known) => {
                differences.extend((!row.logic.is_empty()).then_some(Difference::WithoutCondition));
                self.work_out(row, &key, (*derived, known));
            }
            Converted::Question(mut question, mut known) => {
                (question.key, known.key) = (key.clone(), key.clone());
                // A number of a record is known by how it is written, whatever it is called.
                let called = format!("{} {}", row.name, row.validation);
                differences.extend(may_name(&mut question, &called));
                question.asked_if = self.asked_if((place, row), differences)?;
                differences.extend(may_be_number((place, row)));
                differences.extend(row.is_required.then_some(Difference::CanBePassedBy));
                self.fields.insert(row.name.to_ascii_lowercase(), known);
                self.place(row, &question.key);
                self.questions.push(*question);
            }
        }
        if key != row.name {
            differences.push(Difference::Renamed(key));
        }
        Ok(())
    }

    fn before(&self) -> Before<'_> {
        let Self { fields, names, looked_for, .. } = self;
        Before { fields, names, looked_for }
    }

    /// A heading is read before anything is answered, so that nothing can be filled in. Of two with no question between
    /// them both are said.
    fn head(&mut self, header: &str, differences: &mut Vec<Difference>) {
        let before = Before { fields: &Fields::new(), ..self.before() };
        let heading = piped::read(Reads::AsTheyStand, header, before, differences);
        let first = self.heading.take().map(|first| format!("{first}: "));
        let heading = first.unwrap_or_default() + &heading;
        differences.extend(is_long(&heading).then_some(Difference::LongHeading));
        self.heading = Some(heading);
    }

    fn work_out(&mut self, row: &Row, key: &str, (derived, known): (Derived, Known)) {
        let known = Known { key: key.to_owned(), is_asked: false, ..known };
        self.fields.insert(row.name.to_ascii_lowercase(), known);
        let label = short(&plain(&row.label).0);
        self.derived.push(Derived { key: key.to_owned(), label, ..derived });
    }

    /// Puts a question on a page: of its own, or that of its matrix.
    fn place(&mut self, row: &Row, key: &str) {
        if self.forms.last() != Some(&row.form) {
            self.forms.push(row.form.clone());
            self.sections.push(Section { title: titled(&row.form), pages: Vec::new() });
            self.matrix = None;
        }
        let Some(section) = self.sections.last_mut() else { return };
        let is_same = !row.matrix.is_empty() && self.matrix.as_ref() == Some(&row.matrix);
        self.matrix = Some(row.matrix.clone());
        match section.pages.last_mut().filter(|_| is_same) {
            Some(page) => page.questions.push(key.to_owned()),
            None => {
                let (title, questions) = (self.heading.take(), vec![key.to_owned()]);
                section.pages.push(Page { title, intro: None, questions });
            }
        }
        let page = section.pages.len() - 1;
        self.give_words((self.sections.len() - 1, page), &row.form);
    }

    fn draft(self, about: &About) -> Draft {
        let seconds = self.questions.len() * 10;
        Draft {
            key: about.key.clone(),
            version: 1,
            title: about.title(None),
            language: about.language.clone().unwrap_or_else(|| LANGUAGE.to_owned()),
            minutes: u8::try_from(seconds.div_ceil(60).max(1)).unwrap_or(u8::MAX),
            derive: self.derived.iter().map(|derived| derived.key.clone()).collect(),
            sections: self.sections,
            questions: self.questions,
            derived: self.derived,
            ..Draft::default()
        }
    }
}

/// `about_you` is “About you”.
fn titled(form: &str) -> String {
    let title = form.replace('_', " ");
    let mut letters = title.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
