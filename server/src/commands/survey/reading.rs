//! Reading a survey file with all that lies beside it.

use std::{fs, path::Path};

use surveys::{
    authoring::{self, Beside, Fault, File},
    catalogue, definition,
    language::Language,
    scoring::Packs,
};

use super::Refused;
use crate::files;

/// Reads a survey file with its translations, which lie beside it. So does the bank that it names, or it comes with
/// the program. The words of instruments are those that it is given.
pub fn read(path: &Path, packs: &Packs) -> Result<definition::Survey, Refused> {
    let file = files::read(path)?;
    let translations = translations(path)?;
    let with = Beside { translations: &translations, packs: Some(packs), ..Beside::default() };
    authoring::read_with(&file, with, &beside(path))
        .map_err(|faults| Refused::listing(in_order(faults, &file)))
}

/// What does not fit between surveys, each where it stands.
pub fn drifted(
    surveys: &[definition::Survey],
    paths: &[&Path],
    packs: &Packs,
) -> Result<Vec<String>, Refused> {
    let mut told = Vec::new();
    for one in authoring::between(surveys) {
        let (path, with) = (paths[one.survey], Beside { packs: Some(packs), ..Beside::default() });
        let file = files::read(path)?;
        let alone = authoring::read_alone(&file, with, &beside(path)).ok();
        let fault = alone.and_then(|alone| alone.drifted(&file, &one));
        told.push(
            fault.map_or_else(|| format!("{}: {one}", path.display()), |one| one.to_string()),
        );
    }
    Ok(told)
}

/// Opens what lies beside a file, or comes with the program.
pub fn beside(path: &Path) -> impl Fn(&str) -> Option<File> {
    move |name| {
        let file = path.with_file_name(name);
        if file.is_file() { files::read(&file).ok() } else { catalogue::open(name) }
    }
}

/// The files of a survey's translations: `short.cy.toml` beside `short.toml`.
fn translations(path: &Path) -> Result<Vec<File>, Refused> {
    in_languages(path, &path.file_stem().unwrap_or_default().to_string_lossy())
}

/// The files beside one that are called like this, with a language behind it; without that one itself.
pub fn in_languages(path: &Path, called: &str) -> Result<Vec<File>, Refused> {
    let stem = format!("{called}.");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.unwrap_or(Path::new(".")))? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let language = name.strip_prefix(&stem).and_then(|rest| rest.strip_suffix(".toml"));
        let is_itself = path.file_name().is_some_and(|own| *own == *name);
        if !is_itself && language.is_some_and(|language| !language.contains('.')) {
            found.push(path.with_file_name(&*name));
        }
    }
    found.sort();
    found.iter().map(|path| Ok(files::read(path)?)).collect()
}

/// The survey in the language that somebody asks for.
pub fn in_language(survey: &definition::Survey, wish: &str) -> Result<definition::Survey, Refused> {
    Ok(survey.in_language(&language_of(survey, wish)?))
}

/// Which of its languages somebody asks for.
pub fn language_of(survey: &definition::Survey, wish: &str) -> Result<Language, Refused> {
    survey.language_for(wish).ok_or_else(|| {
        let names: Vec<_> = survey.languages().iter().map(ToString::to_string).collect();
        Refused::because(format!(
            "“{}” is not offered in “{wish}”; its languages: {}",
            survey.key,
            names.join(", ")
        ))
    })
}

/// As the file has them from top to bottom, those of other files last.
pub fn in_order(mut faults: Vec<Fault>, file: &File) -> Vec<Fault> {
    faults.sort_by_key(|fault| {
        let Fault { file: name, line, column, .. } = fault;
        (*name != file.name, name.clone(), *line, *column)
    });
    faults
}

/// The languages of a survey besides its own, to be read on after what else it is.
pub fn also_in(survey: &definition::Survey) -> String {
    let others = survey.languages();
    let others: Vec<_> = others.iter().skip(1).map(|language| language.english_name()).collect();
    if others.is_empty() { String::new() } else { format!(", also in {}", others.join(", ")) }
}
