//! A workbook of XLSForm: the sheets “survey”, “choices” and “settings”, as people fill them in for ODK and Kobo.

mod workbook;

mod table;

mod settings;

mod lists;

mod reasons;

mod formerly;

mod shown;

mod field;

mod xpath;

mod settled;

mod filter;

mod alone;

mod rule;

mod calculation;

mod row;

mod asking;

mod columns;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    About, Brought, ImportError, Item, MOST_ITEMS, NotConverted, Outcome, Place,
    beside::{self, Other},
    draft::Draft,
    form::Form,
    outcome::Difference,
};
use field::Converted;
use lists::{CodesByList, Lists};
use reasons::ByList;
use settings::Settings;
use table::{Row, Table, Wanted};
use workbook::Sheet;

/// Converts every row, in each of its languages.
pub(super) fn convert(bytes: &[u8], about: &About) -> Result<Brought, ImportError> {
    let is_read = |name: &str| SHEETS.contains(&called(name).as_str());
    let sheets = workbook::read(bytes, &is_read)?;
    let survey = find(&sheets, "survey").ok_or(ImportError::NoSheet("survey"))?;
    let survey = Table::of(survey, "survey", &["type", "name"])?;
    match survey.rows.len() {
        0 => return Err(ImportError::Empty),
        many if many > MOST_ITEMS => return Err(ImportError::TooMany(many)),
        _ => {}
    }
    let mut choices = match find(&sheets, "choices") {
        Some(sheet) if !sheet.rows.is_empty() => {
            Table::of(sheet, "choices", &["list_name", "name"])?
        }
        _ => Table { sheet: "choices", ..Table::default() },
    };
    // Lists too long for a phone stand in a sheet of their own.
    if let Some(sheet) = find(&sheets, "external_choices").filter(|sheet| !sheet.rows.is_empty()) {
        let external = Table::of(sheet, "external_choices", &["list_name", "name"])?;
        choices.columns.extend(external.columns);
        choices.rows.extend(external.rows);
    }
    let settings = find(&sheets, "settings").map(|sheet| Table::of(sheet, "settings", &[]));
    let settings = Settings::of(settings.transpose()?.unwrap_or_default());
    let own = Wanted { language: settings.words_in(&survey), is_beside: false };
    let reasons = reasons::by_list(&survey, &choices, &own);
    let codes = Lists::published(&choices, &own, &reasons);
    let whole = Whole { sheets, survey, choices, settings, reasons, codes, about };
    let (draft, items) = whole.in_language(&own)?;
    let others = whole.others(own.language.as_deref())?;
    Ok(Brought { draft, items, others })
}

/// All that is read.
struct Whole<'a> {
    sheets: Vec<Sheet>,
    survey: Table,
    choices: Table,
    settings: Settings,
    reasons: ByList,
    codes: CodesByList,
    about: &'a About,
}

/// Rows of all languages but the survey's own, each time that one is read.
const MOST_ROWS: usize = 100_000;

impl Whole<'_> {
    fn in_language(&self, wanted: &Wanted) -> Result<(Draft, Vec<Item>), ImportError> {
        let Self { sheets, survey, choices, settings, reasons, codes, about } = self;
        let title = about.title(settings.title());
        let mut importing = Importing {
            form: Form::new(title),
            lists: Lists::of(choices, wanted, (reasons, codes)),
            wanted: wanted.clone(),
            places: BTreeMap::new(),
            multiple: BTreeSet::new(),
        };
        importing.other_sheets(sheets);
        importing.form.items.extend(settings.told(about));
        importing.form.items.extend(columns::told(&[survey, choices]));
        let parts = importing.parts(survey)?;
        for (place, (row, part)) in survey.rows.iter().zip(parts).enumerate() {
            importing.row(place, row, part)?;
        }
        let Importing { mut form, lists, .. } = importing;
        form.items.extend(lists.told());
        let own = settings.language().filter(|_| !wanted.is_beside);
        let language = wanted.language.as_deref().or(own).and_then(beside::called);
        form.finish(about, language.map(|language| language.to_string()))
    }

    /// The same in each other language that has words.
    fn others(&self, own: Option<&str>) -> Result<Vec<Other>, ImportError> {
        let tables = [&self.survey, &self.choices];
        let mut left = MOST_ROWS;
        let mut others = Vec::new();
        for (language, rows) in columns::other_languages(&tables, own) {
            let size = self.survey.rows.len() + self.choices.rows.len();
            let words = match left.checked_sub(size) {
                None => Err(NotConverted::TooManyLanguages(rows)),
                Some(rest) => {
                    left = rest;
                    let wanted = Wanted { language: language.map(str::to_owned), is_beside: true };
                    Ok(self.in_language(&wanted)?)
                }
            };
            others.push(Other { name: language.unwrap_or("without a name").to_owned(), words });
        }
        Ok(others)
    }
}

/// The sheets that are read.
const SHEETS: [&str; 4] = ["survey", "choices", "external_choices", "settings"];

fn called(name: &str) -> String {
    name.trim().to_lowercase()
}

fn find<'s>(sheets: &'s [Sheet], name: &str) -> Option<&'s Sheet> {
    sheets.iter().find(|sheet| called(&sheet.name) == name)
}

/// What there is so far.
struct Importing {
    form: Form,
    lists: Lists,
    wanted: Wanted,
    /// On which row each name stands.
    places: BTreeMap<String, usize>,
    /// The keys of questions of which several options can be ticked.
    multiple: BTreeSet<String>,
}

/// What a row becomes, before conditions are looked at.
struct Part {
    /// Empty for what has no variable.
    key: String,
    converted: Result<Converted, NotConverted>,
    differences: Vec<Difference>,
}

/// Options of all questions, before any is written.
const MOST_OPTIONS: usize = 200_000;

impl Importing {
    /// Every row by its type. What is asked several times is not asked here, with everything in it.
    fn parts(&mut self, survey: &Table) -> Result<Vec<Part>, ImportError> {
        let (mut repeats, mut options) = (0_usize, 0);
        let mut parts = Vec::with_capacity(survey.rows.len());
        for (place, row) in survey.rows.iter().enumerate() {
            let mut differences = Vec::new();
            let mut converted = field::convert(row, &mut self.lists, &mut differences);
            let depth = repeats;
            match &converted {
                Ok(Converted::BeginRepeat) => repeats += 1,
                Ok(Converted::EndRepeat) => repeats = repeats.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(converted, Ok(Converted::EndRepeat)) {
                converted = Err(NotConverted::Unbegun);
            }
            let is_end = matches!(converted, Ok(Converted::End | Converted::EndRepeat));
            if depth.max(repeats) > 0 && !is_end {
                converted = Err(NotConverted::Repeated);
            } else if depth > 0 && matches!(converted, Ok(Converted::End)) {
                // The end of a group within what is repeated.
                converted = Ok(Converted::EndRepeat);
            }
            let key = self.note(place, row, &mut converted, &mut differences);
            if let Ok(Converted::Question(_, known)) = &converted {
                options += known.codes.len();
            }
            if options > MOST_OPTIONS {
                return Err(ImportError::TooMuch("its questions have more than 200,000 options"));
            }
            parts.push(Part { key, converted, differences });
        }
        Ok(parts)
    }

    /// Gives what has a variable its key, and notes what conditions have to know of it.
    fn note(
        &mut self,
        place: usize,
        row: &Row,
        converted: &mut Result<Converted, NotConverted>,
        differences: &mut Vec<Difference>,
    ) -> String {
        let name = row.get("name");
        let has_variable =
            matches!(converted, Ok(Converted::Question(..) | Converted::Calculation));
        if !has_variable {
            return String::new();
        }
        let key = self.form.naming.key(if name.is_empty() { "question" } else { name });
        if key != name {
            differences.insert(0, Difference::Renamed(key.clone()));
        }
        if let Some(other) = self.places.insert(name.to_owned(), place) {
            differences.push(Difference::NameOfTwo);
            self.places.insert(name.to_owned(), other);
            if let Some(known) = self.form.fields.get_mut(name) {
                known.is_of_two = true;
            }
            return key;
        }
        if let Ok(Converted::Question(question, known)) = converted {
            question.key.clone_from(&key);
            (known.key, known.place) = (key.clone(), place);
            self.multiple.extend(known.is_multiple.then(|| key.clone()));
            self.form.fields.insert(name.to_owned(), known.clone());
        }
        key
    }

    fn other_sheets(&mut self, sheets: &[Sheet]) {
        for sheet in sheets.iter().filter(|sheet| !SHEETS.contains(&called(&sheet.name).as_str())) {
            let not = Outcome::Not(NotConverted::OtherSheet);
            self.form.tell(Place::Sheet("sheet".to_owned()), &sheet.name, not);
        }
    }
}
