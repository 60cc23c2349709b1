//! What is measured, and where the things are that are measured.

use anyhow::{Context, Result, bail};
use std::{env, path::PathBuf};

/// A row of the table, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    Page,
    Phone,
    Package,
    Saves,
    Views,
    SignIn,
    Preview,
    Stroke,
    LookUp,
    Call,
    AnswerKey,
    Export,
    Demo,
    Due,
    HandOver,
    Texts,
    Import,
    ImportRedcap,
    ImportFhir,
    Check,
    Start,
}

impl Row {
    pub const ALL: [Row; 21] = [
        Row::Page,
        Row::Phone,
        Row::Package,
        Row::Saves,
        Row::Views,
        Row::SignIn,
        Row::Preview,
        Row::Stroke,
        Row::LookUp,
        Row::Call,
        Row::AnswerKey,
        Row::Export,
        Row::Demo,
        Row::Due,
        Row::HandOver,
        Row::Texts,
        Row::Import,
        Row::ImportRedcap,
        Row::ImportFhir,
        Row::Check,
        Row::Start,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Row::Page => "page",
            Row::Phone => "phone",
            Row::Package => "package",
            Row::Saves => "saves",
            Row::Views => "views",
            Row::SignIn => "sign-in",
            Row::Preview => "preview",
            Row::Stroke => "stroke",
            Row::LookUp => "look-up",
            Row::Call => "call",
            Row::AnswerKey => "answer-key",
            Row::Export => "export",
            Row::Demo => "demo",
            Row::Due => "due",
            Row::HandOver => "hand-over",
            Row::Texts => "texts",
            Row::Import => "import",
            Row::ImportRedcap => "import-redcap",
            Row::ImportFhir => "import-fhir",
            Row::Check => "check",
            Row::Start => "start",
        }
    }
}

/// `cargo xtask bench` builds everything and says in these variables where it is.
pub struct Options {
    /// `throughline`, the release build, with the site in it.
    pub program: PathBuf,
    /// The site as it is in the program.
    pub site: PathBuf,
    /// The same site, bundled without `wasm-opt`.
    pub plain_site: PathBuf,
    /// A PostgreSQL cluster in which there is a database for each kind of data.
    pub postgres: Option<String>,
    /// Only this row.
    pub only: Option<Row>,
    /// Shorter runs, and no trial of sixteen times the size.
    pub quick: bool,
}

impl Options {
    pub fn read() -> Result<Options> {
        let folder = |name: &str| {
            env::var_os(name).map(PathBuf::from).with_context(|| {
                format!(
                    "{name} is not set: `cargo xtask bench` builds what is measured, and sets it"
                )
            })
        };
        let mut options = Options {
            program: folder("THROUGHLINE_BIN")?,
            site: folder("THROUGHLINE_SITE")?,
            plain_site: folder("THROUGHLINE_PLAIN_SITE")?,
            postgres: env::var("THROUGHLINE_TEST_POSTGRES").ok(),
            only: None,
            quick: false,
        };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => options.quick = true,
                "--only" => options.only = Some(row(arguments.next().as_deref())?),
                other => bail!("there is no argument {other}; there are --only ROW and --quick"),
            }
        }
        Ok(options)
    }

    pub fn wants(&self, row: Row) -> bool {
        self.only.is_none_or(|only| only == row)
    }

    pub fn wants_any(&self, rows: &[Row]) -> bool {
        rows.iter().any(|row| self.wants(*row))
    }
}

fn row(name: Option<&str>) -> Result<Row> {
    let found = Row::ALL.into_iter().find(|row| name == Some(row.name()));
    let names = Row::ALL.map(Row::name).join(", ");
    found.with_context(|| format!("--only takes one of {names}"))
}
