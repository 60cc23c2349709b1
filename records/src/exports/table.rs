//! One dataset of the export, written in every format that was asked for: a row goes to all of them. Those of a cut go to
//! what keeps them.

use std::{
    fs::{self, File},
    io::{self, Read, Seek},
    path::{Path, PathBuf},
    sync::Arc,
};

use datasets::{Cell, Dataset, Format, WriteError, Writer};
use sha2::{Digest, Sha256};

use super::{ExportError, FileEntry, manifest::LossEntry};

/// Where rows go.
pub(crate) enum Whereto<'a> {
    /// Into files of this folder, in these formats.
    Folder(&'a Path, &'a [Format]),
    /// To whatever the keeper names for each file.
    Keeper(&'a mut dyn Keeper),
}

/// What keeps rows in place of files.
pub(crate) trait Keeper {
    /// What keeps the rows of one file.
    fn file(&mut self, dataset: &Arc<Dataset>) -> Result<Box<dyn Writer + Send>, ExportError>;
}

/// The files of a dataset while they are being written.
pub(crate) struct Table(Vec<Open>);

struct Open {
    name: String,
    writer: Box<dyn Writer + Send>,
    /// None where rows are kept.
    file: Option<Written>,
}

struct Written {
    file: Arc<File>,
    aside: PathBuf,
}

impl Table {
    /// Makes the files, each with what stands before its rows.
    ///
    /// # Errors
    /// When there are more columns than a format takes, or the disk fails.
    pub fn create(to: &mut Whereto<'_>, dataset: &Arc<Dataset>) -> Result<Self, ExportError> {
        match to {
            Whereto::Folder(folder, formats) => {
                let open = |format: &Format| Open::create(folder, Arc::clone(dataset), *format);
                Ok(Self(formats.iter().map(open).collect::<Result<_, _>>()?))
            }
            Whereto::Keeper(keeper) => {
                let (name, writer) = (dataset.name().to_string(), keeper.file(dataset)?);
                Ok(Self(vec![Open { name, writer, file: None }]))
            }
        }
    }

    /// Writes a row into each.
    ///
    /// # Errors
    /// When a cell does not fit its column, a format takes no more rows, or the disk fails.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        let written = |Open { name, writer, .. }: &mut Open| {
            writer.row(cells).map_err(|error| not_written(name, error))
        };
        self.0.iter_mut().try_for_each(written)
    }

    /// Puts the files on disk and tells what is in them; of what is kept nothing.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(self) -> Result<Vec<FileEntry>, ExportError> {
        self.0.into_iter().filter_map(|open| open.finish().transpose()).collect()
    }
}

impl Open {
    fn create(folder: &Path, dataset: Arc<Dataset>, format: Format) -> Result<Self, ExportError> {
        let name = format!("{}{}", dataset.name(), format.ending());
        let aside = folder.join(format!(".{name}.aside"));
        let place = |path: &Path| {
            let mut options = File::options();
            options.read(true).write(true).create_new(true).open(path).map(Arc::new)
        };
        let file = place(&folder.join(&name))?;
        let writer = format.open(dataset, Arc::clone(&file), || place(&aside));
        let writer = writer.map_err(|error| not_written(&name, error))?;
        Ok(Self { name, writer, file: Some(Written { file, aside }) })
    }

    fn finish(self) -> Result<Option<FileEntry>, ExportError> {
        let Self { name, writer, file } = self;
        let summary = writer.finish().map_err(|error| not_written(&name, error))?;
        let Some(Written { file, aside }) = file else { return Ok(None) };
        if aside.exists() {
            fs::remove_file(aside)?;
        }
        file.sync_all()?;
        let (sha256, bytes) = hashed(&file)?;
        let (rows, columns) = (summary.rows, summary.columns);
        let losses = summary.losses.into_iter().map(LossEntry::from).collect();
        Ok(Some(FileEntry { name, sha256, bytes, rows, columns, losses }))
    }
}

/// A format may go back and write again, so that the bytes are read once they stand.
pub(crate) fn hashed(mut file: &File) -> io::Result<(String, u64)> {
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    file.rewind()?;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((crate::sealing::hex(&hash.finalize()), bytes));
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
}

fn not_written(name: &str, error: WriteError) -> ExportError {
    match error {
        WriteError::File(error) => ExportError::Files(error),
        error => ExportError::NotWritten { file: name.to_owned(), error },
    }
}
