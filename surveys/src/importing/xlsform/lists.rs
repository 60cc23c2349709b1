//! The sheet “choices”: lists of options by their names.

use std::collections::BTreeMap;

use super::{
    reasons::ByList,
    table::{Row, Table, Wanted},
};
use crate::importing::{
    codes::Coded,
    outcome::{Difference, InLanguage, Item, NotConverted, Outcome, Place},
    reasons::Reasons,
    sentence::Fields,
    words,
};

/// A list.
#[derive(Default)]
pub(super) struct List {
    pub coded: Coded,
    /// The rows of each option. One that is offered to several stands in several, with the same words.
    pub rows: Vec<Vec<Row>>,
    /// Its words fill something in, so that each question writes them out.
    pub fills: bool,
    /// Options there that say why there is no answer.
    pub reasons: Reasons,
    /// Which option each name is.
    places: BTreeMap<String, usize>,
    /// Options with a picture or a sound.
    pictured: Vec<String>,
    first: Option<Place>,
    is_used: bool,
    differences: Vec<Difference>,
}

/// Codes by names, list by list.
pub(super) type CodesByList = BTreeMap<String, BTreeMap<String, i32>>;

/// All of them.
#[derive(Default)]
pub(super) struct Lists {
    /// They are in another language than the survey's own.
    pub is_beside: bool,
    lists: BTreeMap<String, List>,
    items: Vec<Item>,
}

impl Lists {
    pub fn of(table: &Table, wanted: &Wanted, (reasons, codes): (&ByList, &CodesByList)) -> Self {
        let mut lists = Self { is_beside: wanted.is_beside, ..Self::default() };
        let mut named: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for row in &table.rows {
            let (list, name) = (row.get("list_name"), row.get("name"));
            if list.is_empty() && name.is_empty() && row.words("label", wanted).is_none() {
                continue;
            }
            if reasons.get(list).is_some_and(|reasons| reasons.apart.contains_key(name)) {
                continue;
            }
            let has = |why| Item {
                place: row.place(),
                name: name.to_owned(),
                outcome: Outcome::Not(why),
            };
            let known = named.entry(list.to_owned()).or_default();
            if list.is_empty() {
                lists.items.push(has(NotConverted::Listless));
            } else if name.is_empty() {
                lists.items.push(has(NotConverted::Nameless));
            } else {
                let one = lists.lists.entry(list.to_owned()).or_default();
                if !one.add(row, wanted, known) {
                    lists.items.push(has(NotConverted::Nameless));
                }
            }
        }
        for (name, list) in &mut lists.lists {
            let reasons = reasons.get(name).cloned().unwrap_or_default();
            list.settle(named.remove(name).unwrap_or_default(), reasons, codes.get(name));
        }
        lists
    }

    /// Of each list that an instrument offers, the codes under which that was published. They are decided once, by the
    /// words in the survey's own language.
    pub fn published(table: &Table, wanted: &Wanted, reasons: &ByList) -> CodesByList {
        let own = Self::of(table, wanted, (reasons, &CodesByList::new()));
        let codes = own.lists.into_iter().filter_map(|(name, list)| {
            let named = list.coded.codes.iter().map(|(name, code)| (code, name));
            let names: BTreeMap<_, _> = named.collect();
            let texts = list.coded.options.iter();
            let named = texts.map(|one| (names[&one.code].clone(), one.text.clone()));
            Some((name, Coded::published(&named.collect::<Vec<_>>())?))
        });
        codes.collect()
    }

    /// A list that a question has.
    pub fn get(&mut self, name: &str) -> Option<&List> {
        let list = self.lists.get_mut(name)?;
        list.is_used = true;
        Some(list)
    }

    /// What became of each list, and of rows that belong to none.
    pub fn told(self) -> Vec<Item> {
        let told = self.lists.into_iter().map(|(name, list)| Item {
            place: list.first.unwrap_or(Place::Whole),
            name,
            outcome: match list.is_used {
                true => Outcome::with(list.differences),
                false => Outcome::Not(NotConverted::Unused),
            },
        });
        told.chain(self.items).collect()
    }
}

impl List {
    /// Gives its options their codes.
    fn settle(
        &mut self,
        named: Vec<(String, String)>,
        reasons: Reasons,
        codes: Option<&BTreeMap<String, i32>>,
    ) {
        self.coded = match codes {
            Some(codes) => Coded::by(named, codes),
            None => Coded::of(named),
        };
        self.differences.extend(self.coded.told().map(Difference::Recoded));
        let pictured = self.pictured.drain(..);
        self.differences.extend(
            pictured.map(|value| Difference::Without { what: "picture or sound of", value }),
        );
        self.differences.extend(reasons.told.iter().cloned());
        self.reasons = reasons;
    }

    /// Takes in a row; false when another option has its name, and other words.
    fn add(&mut self, row: &Row, wanted: &Wanted, known: &mut Vec<(String, String)>) -> bool {
        let name = row.get("name");
        let text = self.text(row, wanted);
        self.first.get_or_insert_with(|| row.place());
        match self.places.get(name) {
            Some(place) if known[*place].1 == text => self.rows[*place].push(row.clone()),
            Some(_) => return false,
            None => {
                self.places.insert(name.to_owned(), known.len());
                known.push((name.to_owned(), text));
                self.rows.push(vec![row.clone()]);
            }
        }
        true
    }

    /// The words of an option; its name where it has none.
    fn text(&mut self, row: &Row, wanted: &Wanted) -> String {
        let name = row.get("name");
        let mut note = |difference: Difference| {
            if !self.differences.contains(&difference) {
                self.differences.push(difference);
            }
        };
        let Some((text, other)) = row.words("label", wanted) else {
            note(Difference::Wordless);
            return name.to_owned();
        };
        if let Some(other) = other {
            note(Difference::Language(InLanguage::Other(other.to_owned())));
        }
        if row.words("media", wanted).is_some() {
            self.pictured.push(name.to_owned());
        }
        if text.contains("${") {
            self.fills = true;
            return text.to_owned();
        }
        let read = words::read(text, (&Fields::new(), 0), &mut self.differences);
        read.replace('\n', " ")
    }
}
