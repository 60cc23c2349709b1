//! What a text says of its questions.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::words;
use crate::definition::KindName;
use crate::editing::{Alert, Answers, Field, OptionField, rows::Rows, values::plain};

/// A question as the text has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its key.
    pub key: String,
    /// What it says itself; none when it stands in the bank.
    pub own: Option<Own>,
    /// The condition under which it is asked; none when everyone is, or the bank says who.
    pub asked_if: Option<String>,
}

/// What a question says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// How it is answered; none where that is no kind.
    pub kind: Option<KindName>,
    /// What it says in each field, as it is typed. Fields that say nothing are left out.
    pub fields: BTreeMap<Field, String>,
    /// Its options, where they are written with it.
    pub options: Vec<Choice>,
    /// The list that its options are, where they are one.
    pub list: Option<String>,
    /// After which answers somebody has to act; none where nothing is said.
    pub alerts: Option<Vec<Alert>>,
}

/// An option.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Its code.
    pub code: i64,
    /// What it says, in the order of [`OptionField::ALL`], as it is typed.
    pub fields: [String; OptionField::ALL.len()],
}

impl Own {
    /// How it is answered, as files name it; empty where that is no kind.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        self.kind.map_or("", KindName::name)
    }

    /// The fields that belong to how it is answered.
    #[must_use]
    pub fn of_its_kind(&self) -> &'static [Field] {
        self.kind.map_or(&[], Field::of_kind)
    }

    /// What it says in a field; empty where it says nothing.
    #[must_use]
    pub fn says(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    /// Whether it has options of its own, or may have.
    #[must_use]
    pub fn may_have_options(&self) -> bool {
        self.list.is_none() && self.kind.is_some_and(KindName::has_options)
    }

    /// Whether it can be said after which answers somebody has to act: an option of its own, or a number. That nobody has
    /// to can be said of every question.
    #[must_use]
    pub fn may_alert(&self) -> bool {
        !self.options.is_empty() || matches!(self.kind, Some(KindName::Number | KindName::Scale))
    }

    /// The codes of its options that raise an alert of a level.
    #[must_use]
    pub fn raising(&self, level: i64) -> Vec<i64> {
        let codes = self.options.iter().map(|option| option.code);
        let of_level = self.alerts.iter().flatten().filter(|alert| alert.level == level);
        let raised = of_level.flat_map(|alert| match &alert.answers {
            Answers::Codes(raising) => raising.clone(),
            Answers::From(from) => codes.clone().filter(|code| code >= from).collect(),
        });
        raised.collect()
    }

    /// The number from which on an alert of a level is raised, as it is typed; empty where none is.
    #[must_use]
    pub fn raising_from(&self, level: i64) -> String {
        let of_level = self.alerts.iter().flatten().find(|alert| alert.level == level);
        match of_level.map(|alert| &alert.answers) {
            Some(Answers::From(from)) => from.to_string(),
            Some(Answers::Codes(_)) | None => String::new(),
        }
    }

    /// Whether the page of the question has a box of this name.
    #[must_use]
    pub fn has_box(&self, name: &str) -> bool {
        if let Some((code, field)) =
            name.strip_prefix("option-").and_then(|rest| rest.split_once('-'))
        {
            let is_there = self.options.iter().any(|option| option.code.to_string() == code);
            return is_there && self.may_have_options() && field.parse::<OptionField>().is_ok();
        }
        match name {
            "option" => self.may_have_options(),
            "alert-1" | "alert-2" | "alert-3" => self.may_alert(),
            "key" | "kind" | "harmless" => true,
            field => field.parse().is_ok_and(|field| {
                Field::EVERY.contains(&field) || self.of_its_kind().contains(&field)
            }),
        }
    }
}

impl Choice {
    /// What is read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.fields[0]
    }
}

/// What this text itself says of questions, and who it asks them of.
pub(super) fn asked(document: &mut DocumentMut) -> Vec<Asked> {
    let mut asked = Vec::new();
    if let Some(mut rows) = document.get_mut("questions").and_then(Rows::of) {
        for place in 0..rows.len() {
            asked.extend(rows.row(place).and_then(own));
        }
    }
    let routing = document.get("routing").and_then(Item::as_table_like);
    for (key, when) in routing.into_iter().flat_map(TableLike::iter) {
        let when = when.as_str().map(str::to_owned);
        match asked.iter_mut().find(|one: &&mut Asked| one.key == key) {
            Some(one) => one.asked_if = when,
            None => asked.push(Asked { key: key.to_owned(), own: None, asked_if: when }),
        }
    }
    asked
}

fn own(row: &mut dyn TableLike) -> Option<Asked> {
    let (key, list, asked_if) = (words(row, "key")?, words(row, "list"), words(row, "asked_if"));
    let kind = words(row, "kind").and_then(|kind| kind.parse().ok());
    let fields = Field::EVERY.iter().chain(kind.map_or(&[][..], Field::of_kind));
    let fields = fields.map(|field| (*field, field.read(row)));
    let fields = fields.filter(|(_, said)| !said.is_empty()).collect();
    let options = Rows::under(row, "options").map(coded).unwrap_or_default();
    let is_said = row.get("alerts").is_some();
    let alerts = Rows::under(row, "alerts").map(alerts).filter(|_| is_said);
    Some(Asked { key, own: Some(Own { kind, fields, options, list, alerts }), asked_if })
}

fn coded(mut options: Rows<'_>) -> Vec<Choice> {
    let mut all = Vec::new();
    for place in 0..options.len() {
        let Some(row) = options.row(place) else { continue };
        let Some(code) = row.get("code").and_then(Item::as_integer) else { continue };
        let fields = OptionField::ALL.map(|field| plain(row.get(field.name())));
        all.push(Choice { code, fields });
    }
    all
}

fn alerts(mut rows: Rows<'_>) -> Vec<Alert> {
    let mut all = Vec::new();
    for place in 0..rows.len() {
        let Some(row) = rows.row(place) else { continue };
        let level = row.get("level").and_then(Item::as_integer).unwrap_or_default();
        let codes = row.get("codes").and_then(Item::as_array);
        let answers = match (row.get("from").and_then(Item::as_integer), codes) {
            (Some(from), _) => Answers::From(from),
            (None, codes) => {
                let codes = codes.into_iter().flatten().filter_map(Value::as_integer);
                Answers::Codes(codes.collect())
            }
        };
        all.push(Alert { level, answers });
    }
    all
}
