//! Items one after the other and within one another: first what each becomes, then its words and conditions.

use super::{
    Importing, Parent, Part,
    asked::questions,
    enabled::EXPRESSION,
    resource::Item,
    said_beside::{self, role},
    unread::{unread, worked_out},
};
use crate::importing::{
    ImportError, NotConverted, Outcome, Place, draft::Question, form::Group, identifying::may_name,
    outcome::Difference, plain::short, said::is_long,
};

type Parts = std::vec::IntoIter<Part>;

/// Whether an item asks nothing itself.
pub(super) fn is_group(item: &Item) -> bool {
    item.r#type == "group"
}

pub(super) fn is_words(item: &Item) -> bool {
    item.r#type == "display"
}

impl Importing {
    /// Each item with its words and its condition, in the same order.
    pub(super) fn walk(
        &mut self,
        items: &[Item],
        parts: &mut Parts,
        parent: Parent,
    ) -> Result<(), ImportError> {
        let mut left = 0;
        for (nth, item) in items.iter().enumerate() {
            let Some(part) = parts.next() else { return Ok(()) };
            if left == 0 && parent == Parent::Group && !self.form.is_within_page() {
                left = together(&items[nth..]);
                if left > 0 {
                    self.form.open(Group { is_one_page: true, ..Group::default() })?;
                }
            }
            match self.item(item, part, parent) {
                Err(why) => self.leave_out(&item.item, parts, &why),
                Ok(_) if item.item.is_empty() => {}
                Ok(group) => {
                    let parent = if is_group(item) { Parent::Group } else { Parent::Question };
                    self.form.open(group)?;
                    self.walk(&item.item, parts, parent)?;
                    self.form.close();
                }
            }
            if left > 0 {
                left -= 1;
                if left == 0 {
                    self.form.close();
                }
            }
        }
        Ok(())
    }

    fn leave_out(&mut self, items: &[Item], parts: &mut Parts, why: &NotConverted) {
        for item in items {
            let Some(part) = parts.next() else { return };
            self.form.fields.remove(&item.link_id);
            self.form.tell(part.at, &item.link_id, Outcome::Not(why.clone()));
            self.leave_out(&item.item, parts, why);
        }
    }

    /// The item, and what lies around those in it; or why they are left out.
    fn item(&mut self, item: &Item, part: Part, parent: Parent) -> Result<Group, NotConverted> {
        let Part { place, at, question, mut differences, .. } = part;
        unread(item, &mut differences);
        let (conditions, has_lost) = match self.condition(item, place, &mut differences) {
            Ok(conditions) => (conditions, false),
            Err(None) => (Vec::new(), true),
            Err(Some(never)) => {
                self.form.fields.remove(&item.link_id);
                self.form.tell(at, &item.link_id, Outcome::Not(never));
                return Err(NotConverted::Never);
            }
        };
        let text = self.text(item, place, &mut differences);
        let mut around = Group {
            name: item.link_id.clone(),
            conditions: conditions.clone(),
            has_lost,
            ..Group::default()
        };
        let told = match question {
            None if is_words(item) => {
                let said = Words { text, conditions, has_lost, parent };
                self.say(item, at, said, differences);
                return Ok(around);
            }
            None => return self.group(item, at, (text, around), differences),
            Some(Err(why)) => Outcome::Not(why),
            Some(Ok(question)) => {
                around.answered = Some(question.key.clone());
                self.ask(item, (question, text), &mut differences, conditions);
                Outcome::with(differences)
            }
        };
        self.form.tell(at, &item.link_id, told);
        Ok(around)
    }

    fn group(
        &mut self,
        item: &Item,
        at: Place,
        (text, around): (Option<String>, Group),
        mut differences: Vec<Difference>,
    ) -> Result<Group, NotConverted> {
        if let Some(why) = left_out(item) {
            self.form.tell(at, &item.link_id, Outcome::Not(why.clone()));
            return Err(why);
        }
        let is_long = text.as_ref().is_some_and(|text| is_long(text));
        differences.extend(is_long.then_some(Difference::LongHeading));
        let is_lost = text.is_some() && self.form.is_within_page();
        differences.extend(is_lost.then_some(Difference::WithoutHeading));
        let told = self.form.tell(at, &item.link_id, Outcome::with(differences));
        Ok(titled(item, text, Group { item: Some(told), ..around }))
    }

    fn ask(
        &mut self,
        item: &Item,
        (mut question, text): (Question, Option<String>),
        differences: &mut Vec<Difference>,
        conditions: Vec<String>,
    ) {
        differences.extend(self.form.lost());
        question.text = text.unwrap_or_else(|| {
            differences.push(Difference::Wordless);
            question.key.clone()
        });
        said_beside::put(item, &mut question, differences);
        let line = question.text.replace('\n', " ");
        let label = short(&line);
        question.label = (label != question.text).then_some(label);
        question.optional = !item.required;
        differences.extend(item.required.then_some(Difference::CanBePassedBy));
        let may_name = may_name(&mut question, &item.link_id);
        differences.extend(may_name);
        question.source = self.form.sources.contains_key(SOURCE).then_some(SOURCE);
        self.form.ask(question, conditions);
    }

    fn say(&mut self, item: &Item, at: Place, said: Words, mut differences: Vec<Difference>) {
        let role = role(item).filter(|_| said.parent == Parent::Question);
        let not = match &said.text {
            _ if item.is_hidden() => Some(NotConverted::Hidden),
            None => Some(worked_out(item).map_or(NotConverted::Wordless, NotConverted::Path)),
            Some(_) if said.has_lost && role.is_none() => {
                Some(NotConverted::ReadBySome(questions(item)))
            }
            Some(_) => None,
        };
        match (not, said.text, role) {
            (None, Some(_), Some(role)) => {
                differences.push(role.told());
                let has_condition = !item.enable_when.is_empty() || item.told(EXPRESSION).is_some();
                differences.extend(has_condition.then_some(Difference::WithoutCondition));
                self.form.tell(at, &item.link_id, Outcome::Differently(differences));
            }
            (None, Some(text), None) => {
                differences.extend(self.form.lost());
                let place = self.form.tell(at, &item.link_id, Outcome::with(differences));
                self.form.say(place, text, said.conditions);
            }
            (not, ..) => {
                let not = not.unwrap_or(NotConverted::Wordless);
                self.form.tell(at, &item.link_id, Outcome::Not(not));
            }
        }
    }
}

/// Words that are only read.
struct Words {
    text: Option<String>,
    conditions: Vec<String>,
    has_lost: bool,
    parent: Parent,
}

/// Why all that is in a group is left out.
fn left_out(item: &Item) -> Option<NotConverted> {
    if item.repeats {
        Some(NotConverted::Repeated)
    } else {
        item.is_hidden().then_some(NotConverted::Hidden)
    }
}

/// A group with its heading, which is read before anything is answered.
fn titled(item: &Item, text: Option<String>, around: Group) -> Group {
    let control = item.control();
    Group {
        title: text.map(|text| text.replace(['{', '}'], "").replace('\n', " ")),
        is_one_page: control.is_some_and(|control| ONE_PAGE.contains(&&*control))
            || is_instrument(item),
        ..around
    }
}

/// Questions with the same answers, which are read under the words above them.
fn is_instrument(group: &Item) -> bool {
    let questions: Vec<_> = group.item.iter().filter(|item| !is_words(item)).collect();
    let is_same = |one: &&Item, other: &&Item| {
        one.r#type == "choice"
            && other.r#type == "choice"
            && one.answer_option == other.answer_option
            && one.answer_value_set == other.answer_value_set
    };
    let all_same = questions.windows(2).all(|pair| is_same(&pair[0], &pair[1]));
    (2..=MOST_ON_A_PAGE).contains(&questions.len()) && all_same
}

/// How many of the next items are questions with the same answers, as of an instrument that stands beside others; none
/// when it is less than two. Yes and no are the answers of everything.
fn together(items: &[Item]) -> usize {
    let Some(first) = items.first() else { return 0 };
    let is_alike = |item: &&Item| {
        item.r#type == "choice"
            && item.enable_when.is_empty()
            && item.repeats == first.repeats
            && item.answer_value_set == first.answer_value_set
            && item.answer_option == first.answer_option
    };
    let has_choice = first.answer_option.len() > 2 || first.answer_value_set.is_some();
    let alike = items.iter().take(MOST_ON_A_PAGE).take_while(is_alike).count();
    if has_choice && alike > 1 { alike } else { 0 }
}

/// More questions are too many for one page, even of one instrument.
const MOST_ON_A_PAGE: usize = 20;

/// Under what name a survey has where its words come from.
pub(super) const SOURCE: &str = "questionnaire";
/// Controls of groups whose questions are on one page.
const ONE_PAGE: [&str; 7] = ["grid", "gtable", "table", "htable", "atable", "list", "page"];
