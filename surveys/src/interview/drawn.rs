//! What stood on a page of an interview when it was drawn: what nobody touched takes nothing back that was saved since.

use std::collections::BTreeSet;

use crate::{
    answer,
    definition::{Page, Question},
    shown::{ShownPage, as_typed},
    typed::Typed,
    value::Answers,
};

/// Under which a form tells of how many saves it was drawn. No question can have this name.
const SAVES: &str = "drawn-from";
/// Before the name of a field, under which a form tells what stood in it.
const STOOD: &str = "stood:";

/// What stood on a page when it was drawn, as its form tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    saves: i32,
    fields: Typed,
}

impl Drawn {
    /// What goes along with the form of a page.
    #[must_use]
    pub fn fields(page: &ShownPage) -> Typed {
        let asked = page.questions.iter().filter(|shown| shown.asked);
        let mut all = Typed::default();
        all.add(SAVES, page.saves.to_string());
        for (name, values) in asked.flat_map(|shown| shown.typed.iter()) {
            values.iter().for_each(|value| all.add(format!("{STOOD}{name}"), value.clone()));
        }
        all
    }

    /// Takes it out of what was posted. None where the form tells nothing of it.
    #[must_use]
    pub fn take(typed: &mut Typed) -> Option<Self> {
        if !typed.is_sent(SAVES) {
            return None;
        }
        let saves = typed.one(SAVES).parse().ok();
        let stood = typed
            .iter()
            .filter_map(|(name, values)| Some((name.strip_prefix(STOOD)?, values)))
            .flat_map(|(name, values)| {
                values.iter().map(move |one| (name.to_owned(), one.clone()))
            });
        let fields = Typed::from_pairs(stood);
        typed.retain(|name| name != SAVES && !name.starts_with(STOOD));
        Some(Self { saves: saves?, fields })
    }

    /// Whether a page was saved since, when so many were saved by now.
    #[must_use]
    pub const fn is_older(&self, saves: i32) -> bool {
        self.saves < saves
    }

    /// Puts what stands now into the fields of each question that nobody touched, whatever stood there when the page was
    /// drawn. `vault` holds what the identity vault keeps.
    pub fn leave_alone(
        &self,
        page: &Page,
        (answers, vault): (&Answers, &Answers),
        typed: &mut Typed,
    ) {
        for question in &page.questions {
            if in_fields(question, &self.fields) != in_fields(question, typed) {
                continue;
            }
            typed.retain(|name| !answer::owns(question, name));
            for (name, values) in as_typed(question, answers, vault).iter() {
                values.iter().for_each(|value| typed.add(name, value.clone()));
            }
        }
    }
}

/// What stands in a question's fields, apart from white space around it, how lines end, and in which order options were ticked.
fn in_fields(question: &Question, typed: &Typed) -> BTreeSet<(String, String)> {
    let own = typed.iter().filter(|(name, _)| answer::owns(question, name));
    let values = own.flat_map(|(name, _)| typed.all(name).map(move |value| (name, value)));
    values.map(|(name, value)| (name.to_owned(), value.replace("\r\n", "\n"))).collect()
}

#[cfg(test)]
mod tests {
    use super::Drawn;
    use crate::{
        catalogue,
        typed::Typed,
        value::{Answers, Value},
    };

    /// What Ivy's form comes to on the page of `satis`, whose answer was 7 when it was drawn from two saves and is 3 now.
    fn check(form: &[(&str, &str)], saves: i32, expected: &str) {
        let survey = catalogue::survey("baseline").expect("it is there");
        let mut pages = survey.pages().map(|(_, page)| page);
        let page = pages.find(|page| page.questions.iter().any(|one| one.key.as_str() == "satis"));
        let (mut answers, vault) = (Answers::default(), Answers::default());
        answers.set("satis".to_owned(), Value::Code(3));
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let mut typed = Typed::from_pairs(form.iter().map(own));

        let drawn = Drawn::take(&mut typed);
        if let Some(drawn) = drawn.filter(|drawn| drawn.is_older(saves)) {
            drawn.leave_alone(page.expect("life is asked about"), (&answers, &vault), &mut typed);
        }

        assert_eq!(typed.one("satis"), expected, "{form:?}");
        assert!(!typed.iter().any(|(name, _)| name.contains([':', '-'])), "{typed:?}");
    }

    #[test]
    fn a_point_that_ivy_left_alone_stands_as_ben_saved_it_meanwhile() {
        check(&[("satis", "7"), ("stood:satis", "7"), ("drawn-from", "2")], 3, "3");
        check(&[("drawn-from", "2")], 3, "3");
    }

    #[test]
    fn a_point_that_ivy_chose_or_saved_with_nobody_else_there_is_hers() {
        check(&[("satis", "8"), ("stood:satis", "7"), ("drawn-from", "2")], 3, "8");
        check(&[("satis", "7"), ("stood:satis", "7"), ("drawn-from", "3")], 3, "7");
        check(&[("satis", "7")], 3, "7");
    }
}
