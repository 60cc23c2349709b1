//! The header, and a list for each thing that is told of variables.

use std::io::{self, Seek, Write};

use super::{sections::Sections, texts, value_labels::LabelSets};
use crate::{
    Dataset, Losses,
    dta::{Release, Storage},
};

pub(super) fn write<W: Write + Seek>(
    out: &mut Sections<W>,
    dataset: &Dataset,
    release: Release,
    storages: &[Storage],
    sets: &LabelSets,
    losses: &mut Losses,
) -> io::Result<()> {
    header(out, dataset, release, losses)?;
    out.map()?;
    let variables = dataset.variables();
    out.open("variable_types")?;
    for storage in storages {
        out.put(&storage.code().to_le_bytes())?;
    }
    out.close("variable_types")?;
    let name = release.name();
    list(out, "varnames", name, variables.iter().map(|own| own.name.as_str().to_owned()))?;
    out.open("sortlist")?;
    out.put(&vec![0; (variables.len() + 1) * release.variables()])?;
    out.close("sortlist")?;
    let both = variables.iter().zip(storages);
    list(out, "formats", release.format(), both.map(|(own, storage)| storage.format(own.kind)))?;
    let set = |place: usize| sets.of_variable(place).map_or("", |set| variables[set].name.as_str());
    list(out, "value_label_names", name, (0..variables.len()).map(|place| set(place).to_owned()))?;
    let label = |own: &crate::Variable| texts::label(&own.label, Some(&own.name), losses);
    list(out, "variable_labels", release.label(), variables.iter().map(label))
}

fn header<W: Write + Seek>(
    out: &mut Sections<W>,
    dataset: &Dataset,
    release: Release,
    losses: &mut Losses,
) -> io::Result<()> {
    let title = texts::label(dataset.title(), None, losses);
    out.put(b"<header><release>")?;
    out.put(release.number().as_bytes())?;
    out.put(b"</release><byteorder>LSF</byteorder><K>")?;
    // At most 120,000 variables, and at most 320 bytes.
    let variables = (dataset.variables().len() as u32).to_le_bytes();
    out.put(&variables[..release.variables()])?;
    out.put(b"</K><N>")?;
    out.rows()?;
    out.put(b"</N><label>")?;
    out.put(&(title.len() as u16).to_le_bytes())?;
    out.put(title.as_bytes())?;
    out.put(b"</label><timestamp>\0</timestamp></header>")
}

fn list<W: Write + Seek>(
    out: &mut Sections<W>,
    name: &str,
    width: usize,
    texts: impl Iterator<Item = String>,
) -> io::Result<()> {
    out.open(name)?;
    for text in texts {
        out.field(&text, width)?;
    }
    out.close(name)
}
