//! Limits that let nothing through, or less than they say.

use super::Review;
use crate::definition::{Kind, Question};

impl Review<'_> {
    pub(super) fn range(&mut self, question: &Question) {
        let key = question.key.as_str();
        match &question.kind {
            Kind::Number { least, most, most_fact, places, .. } => {
                self.number(key, (*least, *most), *places);
                self.most_fact(key, most_fact.as_deref());
            }
            Kind::Amount { most, .. } if *most < 0.0 => {
                let problem = format!("“{key}” takes nothing: {most} is less than 0");
                let at = self.field_of(key, "most");
                self.fault(&at, problem, "“most” is the largest amount, in pounds");
            }
            Kind::Date { age: Some((least, most)) } if least > most => {
                let problem = format!("“{key}” takes nothing: {least} is older than {most}");
                let at = self.field_of(key, "age");
                self.fault(&at, problem, "write the youngest first: age = [18, 80]");
            }
            _ => {}
        }
    }

    fn number(&mut self, key: &str, (least, most): (f64, f64), places: u8) {
        let steps = 10_f64.powi(i32::from(places));
        if least > most {
            let problem = format!("“{key}” takes nothing: {least} is more than {most}");
            let at = self.field_of(key, "least");
            self.fault(&at, problem, "“least” is the smaller number");
        } else if places <= 2 && (least * steps).ceil() > (most * steps).floor() {
            let problem = format!(
                "“{key}” takes nothing: no number of its decimals is from {least} to {most}"
            );
            let at = self.field_of(key, "least");
            self.fault(&at, problem, "write the limits as it is answered, or more “places”");
        }
        if places > 2 {
            let problem = format!("“{key}” has {places} decimal places");
            let at = self.field_of(key, "places");
            self.fault(&at, problem, "two is the most");
        }
    }

    fn most_fact(&mut self, key: &str, fact: Option<&str>) {
        if let Some(fact) = fact.filter(|fact| !self.ready.knows(fact)) {
            let otherwise = "name a fact or an earlier question";
            let (which, mend) = if self.survey.has(fact) {
                ("is not known yet", otherwise.to_owned())
            } else {
                ("nothing has", self.known_as(fact, otherwise))
            };
            let at = self.field_of(key, "most_fact");
            self.fault(&at, format!("“{key}” takes at most “{fact}”, which {which}"), &mend);
        } else if let Some(fact) = fact.filter(|fact| self.is_no_number(fact)) {
            let at = self.field_of(key, "most_fact");
            let problem = format!("“{key}” takes at most “{fact}”, which is no number");
            self.fault(&at, problem, "name a number that is known before");
        }
    }
}
