//! What changed of a column: from a version of its survey to the next, and from a wave to the next that has it. It is what
//! `survey compare` tells, in its words.

use std::collections::{BTreeSet, HashMap};

use datasets::Change;
use surveys::{
    codebook::Column,
    comparing::{Comparability, Variable, compare, shared, variables},
    definition::Survey,
    keys::SurveyKey,
    waves::Wave,
};

use super::plan::Version;

/// In place of what would give words away that the study may not give out.
const WITHHELD: &str = "it is asked in another way, and its words are not given out";

/// By the name of a column.
pub(super) struct Changes(HashMap<String, Vec<Change>>);

impl Changes {
    /// Of these waves, in their order.
    pub fn of(waves: &[&Wave], versions: &HashMap<i32, Version>) -> Self {
        let mut changes = Self(HashMap::new());
        let mut before: Vec<(&Wave, Vec<&Survey>)> = Vec::new();
        for wave in waves {
            let own = in_order(&wave.survey, versions);
            let is_new = before.iter().all(|(earlier, _)| earlier.survey != wave.survey);
            if is_new {
                for pair in own.windows(2) {
                    changes.between_versions(wave, (pair[0], pair[1]));
                }
            }
            if let Some(latest) = own.last() {
                changes.since_earlier_waves((*wave, latest), &before);
            }
            before.push((*wave, own));
        }
        changes
    }

    /// What changed of this column. One that stands beside a question has what changed of that.
    pub fn about(&self, column: &Column) -> Vec<Change> {
        let own = self.0.get(&column.name).or_else(|| self.0.get(&column.variable));
        own.cloned().unwrap_or_default()
    }

    fn between_versions(&mut self, wave: &Wave, (old, new): (&Survey, &Survey)) {
        let withheld = withheld(old, new);
        for one in variables(old, new, &compare(old, new)) {
            match one.is {
                Comparability::New => {
                    let what = format!("Asked from version {} on", new.version);
                    self.note(wave, &one.name, what);
                }
                Comparability::Gone => {
                    let what = format!("Not asked from version {} on", new.version);
                    self.note(wave, &one.name, what);
                }
                _ => {
                    let since = format!("Version {} against {}", new.version, old.version);
                    self.tell(wave, (&since, one), &withheld);
                }
            }
        }
    }

    /// Each column is put beside the latest wave before that has it.
    fn since_earlier_waves(
        &mut self,
        (wave, survey): (&Wave, &Survey),
        before: &[(&Wave, Vec<&Survey>)],
    ) {
        let (mut told, mut compared) = (BTreeSet::new(), BTreeSet::new());
        for (earlier, versions) in before.iter().rev() {
            if earlier.survey == wave.survey {
                return;
            }
            let Some(latest) = versions.last().filter(|_| compared.insert(&earlier.survey)) else {
                continue;
            };
            let withheld = withheld(latest, survey);
            for one in shared(latest, survey) {
                if told.insert(one.name.clone()) {
                    let since = format!("Against {}", earlier.key);
                    self.tell(wave, (&since, one), &withheld);
                }
            }
        }
    }

    fn tell(
        &mut self,
        wave: &Wave,
        (since, variable): (&str, Variable),
        withheld: &BTreeSet<String>,
    ) {
        let Variable { name, because, .. } = variable;
        if withheld.contains(&name) && !because.is_empty() {
            return self.note(wave, &name, format!("{since}: {WITHHELD}"));
        }
        for reason in because {
            self.note(wave, &name, format!("{since}: {reason}"));
        }
    }

    fn note(&mut self, wave: &Wave, name: &str, what: String) {
        let change = Change { wave: wave.key.to_string(), what };
        self.0.entry(name.to_owned()).or_default().push(change);
    }
}

fn in_order<'v>(key: &SurveyKey, versions: &'v HashMap<i32, Version>) -> Vec<&'v Survey> {
    let own = versions.values().map(|version| version.survey.as_ref());
    let mut own: Vec<_> = own.filter(|survey| survey.key == *key).collect();
    own.sort_by_key(|survey| survey.version);
    own
}

/// The columns of questions that stand on a page of which something is not given out: its introduction may be part of it.
fn withheld(old: &Survey, new: &Survey) -> BTreeSet<String> {
    let pages = [old, new].into_iter().flat_map(|survey| survey.pages().map(|(_, page)| page));
    let withheld = pages.filter(|page| page.questions.iter().any(|question| question.withheld));
    let questions = withheld.flat_map(|page| &page.questions);
    let names = questions.flat_map(|question| {
        let ticked = question.ticked().into_iter().map(|(_, name)| name);
        question.variables().into_iter().chain(ticked).collect::<Vec<_>>()
    });
    names.collect()
}
