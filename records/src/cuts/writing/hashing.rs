//! The CSV files of a cut as they would be written, of which only the hashes are kept.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use datasets::{Cell, Dataset, Summary, WriteError, Writer, csv::Csv};
use sea_orm::DatabaseTransaction;
use sha2::{Digest, Sha256};

use super::{Kept, codebook, columns_of, pour};
use crate::{
    cuts::{CutError, Made},
    exports::{ExportError, Keeper, Table, Whereto, describing},
    sealing::hex,
};

/// What a file hashes to, and how many rows it has.
#[derive(Clone, Default)]
struct Sum(Arc<Mutex<(Sha256, u64)>>);

#[derive(Default)]
struct Sums(Vec<Sum>);

/// Reads back what a cut keeps: each CSV file as it is written the first time.
pub(crate) async fn hashes(
    snapshot: &DatabaseTransaction,
    kept: Kept<'_>,
) -> Result<Vec<Made>, CutError> {
    let files = kept.files;
    let mut sums = Sums::default();
    let table = |file| Table::create(&mut Whereto::Keeper(&mut sums), file);
    let tables = files.iter().map(table).collect::<Result<Vec<_>, _>>()?;
    let (_, described) = pour(snapshot, kept, tables, &|_, _| {}).await?;
    let mut made: Vec<_> = files.iter().zip(sums.0).map(|(file, sum)| sum.of(file)).collect();
    let text = describing::as_csv(&codebook(kept, described))?;
    let columns = datasets::codebook::table::COLUMNS.len();
    let sha256 = hex(&Sha256::digest(&text));
    made.push(Made {
        name: describing::TABLE.to_owned(),
        rows: columns_of(files),
        columns,
        sha256,
    });
    Ok(made)
}

impl Sum {
    fn add(&self, bytes: &[u8], rows: u64) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.0.update(bytes);
        held.1 += rows;
    }

    fn of(self, file: &Dataset) -> Made {
        let (hash, rows) = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (name, columns) = (format!("{}.csv", file.name()), file.variables().len());
        Made { name, rows, columns, sha256: hex(&hash.finalize()) }
    }
}

impl Write for Sum {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes, 0);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file of which nobody keeps more than its sum.
struct Summed {
    csv: Box<Csv<Sum>>,
    sum: Sum,
}

impl Writer for Summed {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        self.sum.add(&[], 1);
        self.csv.row(cells)
    }

    fn finish(self: Box<Self>) -> Result<Summary, WriteError> {
        self.csv.finish()
    }
}

impl Keeper for Sums {
    fn file(&mut self, dataset: &Arc<Dataset>) -> Result<Box<dyn Writer + Send>, ExportError> {
        let sum = Sum::default();
        self.0.push(sum.clone());
        let name = dataset.name().to_string();
        let csv = Csv::create(Arc::clone(dataset), sum.clone());
        let csv =
            csv.map_err(|error| ExportError::NotWritten { file: name, person: None, error })?;
        Ok(Box::new(Summed { csv: Box::new(csv), sum }))
    }
}
