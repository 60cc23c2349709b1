//! A question with its words, its options, the rule about its answer, and its condition.

use super::{Importing, field, filter, row::Asked, rule, settled::settled, table::Row, xpath};
use crate::importing::{
    beside,
    draft::Question,
    identifying::may_name,
    links::Reads,
    logic::Logic,
    never::without_absent,
    outcome::{Difference, InLanguage, NotConverted, Unwritable},
    plain::short,
    sentence::{reasons_looked_at, sentence},
    words,
};

impl Importing {
    pub(super) fn ask(
        &mut self,
        (place, row): (usize, &Row),
        mut question: Question,
        differences: &mut Vec<Difference>,
    ) -> Result<(), NotConverted> {
        let asked = self.asked_if(place, row, differences)?;
        differences.extend(self.form.lost());
        let text = self.words("label", (place, row), differences).filter(|text| !text.is_empty());
        question.text = text.unwrap_or_else(|| {
            differences.push(Difference::Wordless);
            row.get("name").to_owned()
        });
        question.hint =
            self.words("hint", (place, row), differences).filter(|hint| !hint.is_empty());
        let line = question.text.replace('\n', " ");
        let label = short(&line);
        question.label = (label != question.text).then_some(label);
        self.options((place, row), &mut question, differences)?;
        let conditions = self.narrowed(asked.conditions, &mut question, differences);
        let check = self.rule((place, row), &mut question, differences);
        let required = row.get("required");
        question.optional = field::is_no(required);
        if field::is_yes(required) {
            differences.push(Difference::CanBePassedBy);
        } else if !question.optional {
            differences.push(Difference::AskedAgainOfAll(required.to_owned()));
        }
        limited(&question, differences);
        // A number to call is known by its type, whatever it is called.
        let called = format!("{} {}", row.get("name"), row.get("type"));
        let may_name = may_name(&mut question, &called);
        differences.extend(may_name);
        let key = question.key.clone();
        self.form.ask(question, conditions);
        if let Some((when, say)) = check {
            self.form.check(&key, when, say);
        }
        Ok(())
    }

    /// Without options that nobody is offered, and of those alone who are offered one.
    fn narrowed(
        &self,
        mut conditions: Vec<String>,
        question: &mut Question,
        differences: &mut Vec<Difference>,
    ) -> Vec<String> {
        let asked_if = self.form.in_force(conditions.clone());
        filter::narrowed(&mut question.options, &asked_if, &self.multiple, differences);
        if let Some(key) = filter::offered_after(&question.options) {
            conditions.push(format!("{key} is answered"));
            differences.push(Difference::OfThoseOffered(vec![key]));
        }
        conditions
    }

    /// Options that are the list's are named, and others are written out.
    fn options(
        &mut self,
        (place, row): (usize, &Row),
        question: &mut Question,
        differences: &mut Vec<Difference>,
    ) -> Result<(), NotConverted> {
        let Some(name) = question.list.take() else { return Ok(()) };
        let list = self.lists.get(&name).ok_or(NotConverted::NoOptions)?;
        let choice_filter = row.get("choice_filter");
        let own = std::mem::take(&mut question.options);
        let mut options = if choice_filter.is_empty() {
            if own.is_empty() { list.coded.options.clone() } else { own }
        } else {
            let other = own.into_iter().filter(|option| option.other.is_some());
            filter::offered((&name, list), choice_filter, &self.form.fields, differences)
                .into_iter()
                .chain(other)
                .collect()
        };
        if options.is_empty() {
            return Err(NotConverted::NoOptions);
        }
        for option in options.iter_mut().filter(|option| option.text.contains("${")) {
            let read = words::read(&option.text, (&self.form.fields, place), differences);
            option.text = read.replace('\n', " ");
        }
        question.options = options;
        let text = row.get("constraint");
        let is_shared = question.options == list.coded.options && !text.contains("count-selected");
        if is_shared {
            self.form
                .lists
                .entry(name.clone())
                .or_insert_with(|| std::mem::take(&mut question.options));
            (question.list, question.options) = (Some(name), Vec::new());
        }
        Ok(())
    }

    fn rule(
        &self,
        (place, row): (usize, &Row),
        question: &mut Question,
        differences: &mut Vec<Difference>,
    ) -> Option<(String, String)> {
        let text = row.get("constraint");
        if text.is_empty() {
            return None;
        }
        let own = rule::Own { name: row.get("name"), place };
        let when = rule::rule(text, &own, question, &self.form.fields, differences);
        let message = self.words("constraint_message", (place, row), differences);
        let message = message.filter(|message| !message.is_empty());
        match (when, message) {
            (Ok(Some(when)), message) => {
                let without = "This is not one of the possible answers.";
                let say = message.unwrap_or_else(|| beside::own(without, self.wanted.is_beside));
                return Some((when, say.replace(['{', '}'], "").replace('\n', " ")));
            }
            (Ok(None), Some(message)) => differences.push(Difference::OwnMessage(message)),
            (Ok(None), None) => {}
            (Err(why), _) => {
                differences.push(Difference::WithoutRule { rule: text.to_owned(), why });
            }
        }
        None
    }

    /// Words in the language of the survey.
    pub(super) fn words(
        &self,
        column: &str,
        (place, row): (usize, &Row),
        differences: &mut Vec<Difference>,
    ) -> Option<String> {
        let (text, other) = row.words(column, &self.wanted)?;
        if let Some(other) = other {
            differences.push(Difference::Language(InLanguage::Other(other.to_owned())));
        }
        // A note is words and nothing else.
        let is_rich = column == "hint" || row.get("type").eq_ignore_ascii_case("note");
        let reads = if is_rich { Reads::AsMarkdown } else { Reads::AsTheyStand };
        Some(words::read_as(reads, text, (&self.form.fields, place), differences))
    }

    pub(super) fn asked_if(
        &self,
        place: usize,
        row: &Row,
        differences: &mut Vec<Difference>,
    ) -> Result<Asked, NotConverted> {
        let text = row.get("relevant");
        let everybody = Asked { conditions: Vec::new(), has_lost: false };
        if text.is_empty() {
            return Ok(everybody);
        }
        let fields = &self.form.fields;
        let written = xpath::read(text).and_then(|logic| {
            // Before that: a field that comes later may not have been converted yet.
            match self.ahead(&logic, place) {
                Some(ahead) => Err(Unwritable::Ahead(ahead)),
                None => Ok(logic),
            }
        });
        let written = match written {
            Ok(logic) => settled(without_absent(logic, (text, fields), differences)?, fields),
            Err(why) => Err(why),
        };
        let written = written.and_then(|logic| match logic {
            Logic::Truth(true) => Ok(Some(Vec::new())),
            Logic::Truth(false) => Ok(None),
            logic => {
                differences.extend(reasons_looked_at(&logic, fields));
                sentence(&logic, fields).map(|sentence| Some(vec![sentence]))
            }
        });
        match written {
            Ok(Some(conditions)) => Ok(Asked { conditions, has_lost: false }),
            Ok(None) => Err(NotConverted::Never),
            Err(why) => {
                differences.push(self.form.unconditional(text.to_owned(), why));
                Ok(Asked { has_lost: true, ..everybody })
            }
        }
    }

    /// What it looks at that comes later, or that is worked out from what comes later.
    fn ahead(&self, logic: &Logic, place: usize) -> Option<String> {
        let is_later = |name: &&str| match self.form.fields.get(*name) {
            Some(known) => known.place >= place,
            None => self.places.get(*name).is_some_and(|own| *own >= place),
        };
        logic.fields().into_iter().find(is_later).map(str::to_owned)
    }
}

/// A number that was open has limits all the same.
fn limited(question: &Question, differences: &mut Vec<Difference>) {
    if question.kind != "number" {
        return;
    }
    let ends = [(question.least, -field::FAR), (question.most, field::FAR)];
    for (end, far) in ends {
        differences.extend((end == Some(far)).then_some(Difference::Limited(far)));
    }
    if question.places.is_some() {
        differences.push(Difference::TwoPlaces);
    }
}
