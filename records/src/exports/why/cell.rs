//! The cells of one person, made as those of the files are.

use std::sync::Arc;

use datasets::{Cell, Code, Dataset, Variable, csv};

use super::{
    super::{
        ExportError, interviewers::Interviewers, paradata, participants, people::Person,
        plan::Plan, schema, standing::Standing,
    },
    place::Place,
};
use crate::why;

/// What stands in the row of a person.
pub(super) struct Cells {
    wide: Row,
    participants: Row,
    interviewers: Interviewers,
}

/// As CSV has them, and the missing code where a cell is one.
struct Row {
    dataset: Arc<Dataset>,
    cells: Vec<(String, Option<i32>)>,
}

impl Cells {
    pub fn of(person: &Person, plan: &Plan) -> Result<Self, ExportError> {
        let row_key = plan.row_key(&person.participant.person_key);
        let mut interviewers = Interviewers::default();
        interviewers.meet(&plan.secret, person);
        let (mut first, mut all) = (Vec::new(), vec![Cell::Text(&row_key)]);
        participants::begin(person, &row_key, plan, &mut first)?;
        let waves = plan.waves.iter().map(|wave| {
            let standing = Standing::of(person, &wave.wave, plan)?;
            let words = wave.words(&standing);
            Ok((wave, standing, words))
        });
        let waves = waves.collect::<Result<Vec<_>, ExportError>>()?;
        for (wave, standing, words) in &waves {
            let how = paradata::cells((person, &wave.wave), standing, plan, &interviewers);
            first.extend(participants::of_wave(&how));
            all.extend(paradata::own(&wave.wave, &how));
            wave.cells(standing, words, &mut all);
        }
        let wide = Row::of(schema::wide(plan)?, &all)?;
        let participants = Row::of(schema::participants(plan)?, &first)?;
        Ok(Self { wide, participants, interviewers })
    }

    /// The label of a column, and what stands in it.
    pub fn at(&self, place: &Place) -> Result<(String, why::Cell), ExportError> {
        let row = if place.file == "wide" { &self.wide } else { &self.participants };
        let variable = &row.dataset.variables()[place.column];
        let (exported, missing) = row.cells[place.column].clone();
        let meaning = meaning(variable, &exported, missing);
        let cell = why::Cell { file: place.file, exported, meaning, missing };
        Ok((variable.label.clone(), cell))
    }

    /// An interviewer's word.
    pub fn interviewer(&self, id: i32) -> Option<String> {
        match self.interviewers.word(id) {
            Cell::Text(word) => Some(word.to_owned()),
            _ => None,
        }
    }
}

impl Row {
    fn of(dataset: Arc<Dataset>, cells: &[Cell<'_>]) -> Result<Self, ExportError> {
        let not_written = |error| ExportError::NotWritten {
            file: dataset.name().to_string(),
            person: None,
            error: datasets::WriteError::Row(error),
        };
        let admitted = dataset.admit(1, cells).map_err(not_written)?;
        let texts = admitted.map(|cell| {
            let (variable, cell) = cell.map_err(not_written)?;
            let missing = match cell {
                Cell::Missing(reason) => Some(reason.code()),
                _ => None,
            };
            Ok((csv::text(variable, cell, dataset.lists_codes()), missing))
        });
        let cells = texts.collect::<Result<_, ExportError>>()?;
        Ok(Self { dataset, cells })
    }
}

/// What a label says of a number or a word.
pub(super) fn meaning(variable: &Variable, exported: &str, missing: Option<i32>) -> Option<String> {
    if let Some(code) = missing {
        return surveys::value::Missing::try_from(code).ok().map(|one| one.label().to_owned());
    }
    let own = variable.labels.iter().find(|label| match &label.code {
        Code::Number(code) => code.to_string() == exported,
        Code::Word(word) => word == exported,
    });
    own.map(|label| label.text.clone())
}
