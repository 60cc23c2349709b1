//! What owners of records returned: a file of its own, a row for each person. It is in a cut, and only for the purpose for
//! which the records were given.

use datasets::{Cell, Variable};
use sea_orm::ConnectionTrait;
use surveys::linking::returned;

use super::{ExportError, people::Person, plan::Plan};
use crate::linkage::{self, Column, LinkageError};

/// Puts what owners returned to the people of whom it is.
pub(super) async fn read(
    connection: &impl ConnectionTrait,
    columns: &[Column],
    people: &mut [Person],
) -> Result<(), ExportError> {
    if columns.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = people.iter().map(|person| person.participant.id).collect();
    let mut linked = linkage::values_of(connection, columns, &ids).await.map_err(not_read)?;
    for person in people {
        person.linked = linked.remove(&person.participant.id).unwrap_or_default();
    }
    Ok(())
}

fn not_read(error: LinkageError) -> ExportError {
    match error {
        LinkageError::Database(error) => ExportError::Database(error),
        error => ExportError::Linked(Box::new(error)),
    }
}

/// The columns behind the row key.
pub(super) fn variables(plan: &Plan) -> Result<Vec<Variable>, ExportError> {
    Ok(plan.linked.iter().map(Column::variable).collect::<Result<_, _>>()?)
}

/// The cells of one person, in the order of the columns.
pub(super) fn cells<'c>(plan: &Plan, person: &Person, row_key: &'c str, row: &mut Vec<Cell<'c>>) {
    row.push(Cell::Text(row_key));
    row.extend(plan.linked.iter().map(|column| match &column.outcome {
        None => {
            let found = person.linked.found.get(&column.owner).copied().unwrap_or_default();
            Cell::Number(found.code().into())
        }
        Some(outcome) => match person.linked.values.get(outcome.name.as_str()) {
            None => Cell::Blank,
            Some(returned::Cell::Whole(number)) => Cell::Number(*number),
            Some(returned::Cell::Number(number)) => Cell::Decimal(*number),
            Some(returned::Cell::Date(date)) => Cell::Date(*date),
            Some(returned::Cell::Code(code)) => Cell::Number((*code).into()),
        },
    }));
}
