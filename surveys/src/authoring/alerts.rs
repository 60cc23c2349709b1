//! Answers after which somebody has to act: those that a question's author names, and those of known
//! instruments, which are recognised by their words.

use std::collections::BTreeSet;

use super::{File, build::Builder, source::AlertSource};
use crate::{
    definition::{Alerts, Kind, Question, Survey, Trigger, When},
    keys::QuestionKey,
    safeguarding::{Level, undescribed, wording},
};

impl<'a> Builder<'a> {
    pub(super) fn alerts(&mut self, survey: &mut Survey) {
        let mut alerts = Alerts::default();
        for question in survey.questions() {
            let Some((file, source)) = self.written(question.key.as_str()) else { continue };
            if self.doubtful.contains(question.key.as_str()) {
                continue;
            }
            match source.alerts.as_deref() {
                None => {}
                Some([]) => alerts.harmless.push(question.key.clone()),
                Some(said) => {
                    let said = said.iter().filter_map(|alert| self.alert(file, question, alert));
                    alerts.triggers.extend(said);
                }
            }
        }
        let harmless = alerts.harmless.iter().map(QuestionKey::as_str);
        let own = alerts.triggers.iter().map(|trigger| trigger.cause.as_str()).chain(harmless);
        let own: BTreeSet<_> = own.map(str::to_owned).collect();
        // What the study says of an item goes before what the instrument does.
        let said = |trigger: &Trigger| matches!(&*trigger.of, [only] if own.contains(only));
        let recognised = wording::recognised(survey).into_iter();
        alerts.triggers.extend(recognised.filter(|trigger| !said(trigger)));
        survey.alerts = alerts;
        self.undescribed(survey);
    }

    fn alert(&mut self, file: &File, question: &Question, alert: &AlertSource) -> Option<Trigger> {
        let at = alert.level.span();
        let mut fault = |problem: String, mend: &str| {
            self.faults.push(file.fault(at.clone(), problem, mend));
            None
        };
        let level = match Level::try_from(*alert.level.get_ref()) {
            Ok(level) => level,
            Err(problem) => return fault(problem.to_string(), "write 1, 2 or 3"),
        };
        let codes: Vec<i32> = question.options().iter().map(|option| option.code).collect();
        let numbered =
            matches!(question.kind, Kind::Single { .. } | Kind::Number { .. } | Kind::Scale { .. });
        let when = match (alert.from, &alert.codes) {
            (Some(from), None) if numbered => When::From(from),
            (None, Some(some)) if some.iter().all(|code| codes.contains(code)) => {
                When::OneOf(some.clone())
            }
            (None, Some(_)) => {
                let problem = format!("“{}” has no option by one of these codes", question.key);
                return fault(problem, "name codes of its options");
            }
            (Some(_), None) => {
                let problem = format!("an answer to “{}” has no number", question.key);
                return fault(problem, "name the “codes” of its options");
            }
            _ => {
                let problem = "an alert needs one of “from” and “codes”".to_owned();
                return fault(problem, "write the lowest number, or the codes, that raise it");
            }
        };
        let (cause, of_harm) = (question.key.to_string(), wording::speaks_of_harm(question));
        Some(Trigger { of: vec![cause.clone()], cause, level, when, of_harm })
    }

    fn undescribed(&mut self, survey: &Survey) {
        for question in undescribed(survey) {
            let Some((file, at)) = self.places.get(question.key.as_str()).cloned() else {
                continue;
            };
            let problem = format!(
                "“{}” speaks of suicide or of hurting oneself, and nothing says after which answers \
                 somebody has to act",
                question.key
            );
            let mend = "write them under “alerts”, or “alerts = []” if nobody has to; on the staff site tick them, or \
                        that nobody has to, under “Alerts” on the question's page";
            self.faults.push(file.fault(at, problem, mend));
        }
    }
}
