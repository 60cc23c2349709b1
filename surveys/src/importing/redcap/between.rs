//! Words between fields: said on the next page of their form to those who read them there.

use super::{Importing, Row, asked::Lost, titled};
use crate::importing::{
    Difference, Item, NotConverted, Outcome,
    said::{self, Said, shorten_titles},
};

/// Words that wait for a page.
pub(super) struct Waiting {
    /// The place of their row.
    pub place: usize,
    pub words: String,
    pub form: String,
    /// Who reads them.
    pub asked_if: Option<String>,
}

impl Importing {
    /// Keeps words until the next question of their form.
    pub(super) fn hear(
        &mut self,
        (place, row): (usize, &Row),
        words: String,
        differences: &mut Vec<Difference>,
    ) -> Result<(), NotConverted> {
        let asked_if = self.condition((place, row), differences);
        let asked_if = asked_if.map_err(|lost| match lost {
            Lost::Never(why) => why,
            Lost::Unwritable(_) => NotConverted::ReadBySome(row.logic.clone()),
        })?;
        self.waiting.push(Waiting { place, words, form: row.form.clone(), asked_if });
        Ok(())
    }

    /// Words of the same form are said on this page; those of another wait in vain.
    pub(super) fn give_words(&mut self, page: (usize, usize), form: &str) {
        let is_own = |one: &mut Waiting| one.form == form;
        let said = self.waiting.extract_if(.., is_own).map(|one| {
            let Waiting { place, words, asked_if, .. } = one;
            Said { item: place, words, conditions: asked_if.into_iter().collect(), page }
        });
        self.said.extend(said);
    }

    pub(super) fn settle_words(&mut self, items: &mut [Item]) {
        for waiting in std::mem::take(&mut self.waiting) {
            let (form, words) = (titled(&waiting.form), waiting.words);
            let why = NotConverted::NothingFollowsIn { form, words };
            items[waiting.place].outcome = Outcome::Not(why);
        }
        let conditions =
            |place: usize| self.questions[place].asked_if.clone().into_iter().collect();
        let asked = said::asked(&self.questions, conditions);
        let said = std::mem::take(&mut self.said);
        for (item, told) in said::settle(said, &mut self.sections, &asked) {
            items[item].outcome.join(told);
        }
        shorten_titles(&mut self.sections);
    }
}
