//! `throughline vouchers`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use records::{
    auth::By,
    studies,
    vouchers::{self, Count, Reconciled, VoucherError},
};
use surveys::{
    authoring::File,
    calendar,
    keys::{StudyKey, WaveKey},
};

use super::{Refused, database, master_key, say};
use crate::{books, files, files::voucher, settings::Place};

/// Vouchers that people are given as thanks: bring codes, and account for them
#[derive(Args, Debug)]
pub struct Vouchers {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Import(Import),
    Stock(Stock),
    Reconcile(Reconcile),
}

/// Take the codes of a CSV file into the stock: all rows, or none
///
/// The columns are code, value, expires and `supplier_reference`; the first two are required. A code that was brought
/// before is refused, whichever study it was for. Codes lie sealed, and are printed nowhere.
#[derive(Args, Debug)]
struct Import {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// They are for this wave only
    #[arg(long, value_name = "KEY", value_parser = WaveKey::new, required_unless_present = "any", conflicts_with = "any")]
    wave: Option<WaveKey>,

    /// They are for any wave that gives a voucher
    #[arg(long)]
    any: bool,

    #[arg(value_name = "FILE.csv")]
    file: PathBuf,

    #[command(flatten)]
    place: Place,
}

/// Print how many vouchers stand how, by wave and value, as CSV
#[derive(Args, Debug)]
struct Stock {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    #[command(flatten)]
    place: Place,
}

/// Write the books for finance: every voucher, and sums that come to the stock
///
/// One ZIP file with `vouchers.csv` and `sums.csv`. They name nobody and hold no code.
#[derive(Args, Debug)]
struct Reconcile {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The file, which must not be there yet
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,

    #[command(flatten)]
    place: Place,
}

impl Vouchers {
    pub async fn run(self) -> Result<(), Refused> {
        match self.what {
            What::Import(import) => import.run().await,
            What::Stock(stock) => stock.run().await,
            What::Reconcile(reconcile) => reconcile.run().await,
        }
    }
}

const NOTHING: &str = "No code was taken: put these right and bring the file again.";

impl Import {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let file = files::read(&self.file)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let now = super::now();
        let today = calendar::date_in(&study.study().timezone, now);
        let rows = voucher::read(&file, today);
        let rows = rows.map_err(|faults| Refused::listing(faults).and(NOTHING))?;
        let (lines, codes): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let brought = (self.wave, codes);
        let brought = vouchers::bring(&db, &By::CommandLine, &study, brought, now).await;
        let brought = brought.map_err(|error| refused(error, &file, &lines))?;
        say(format!(
            "{} taken into the stock. Delete the file now: codes are money.",
            brought.codes
        ))
    }
}

fn refused(error: VoucherError, file: &File, lines: &[usize]) -> Refused {
    match error {
        VoucherError::Known(places) => {
            let lines = places.into_iter().filter_map(|place| lines.get(place));
            Refused::listing(lines.map(|line| voucher::known(file, *line))).and(NOTHING)
        }
        error => error.into(),
    }
}

impl Stock {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        say("wave,value,state,vouchers")?;
        for Count { wave, worth, standing, vouchers } in
            vouchers::counts(&db, &study, super::now()).await?
        {
            let wave = wave.as_deref().unwrap_or("any");
            say(format!("{wave},{},{},{vouchers}", worth.in_figures(), standing.name()))?;
        }
        Ok(())
    }
}

impl Reconcile {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        if self.out.exists() {
            return Err(Refused::because(format!("{} is there already", self.out.display())));
        }
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let by = By::CommandLine;
        let books: Reconciled = vouchers::reconcile(&db, &by, &study, super::now()).await?;
        let zip = books::zipped(&books)?;
        master_key::write_new(&self.out, &zip).map_err(|error| {
            Refused::because(format!("{} cannot be written: {error}", self.out.display()))
        })?;
        say(format!("{}\t{} vouchers", self.out.display(), books.lines.len()))
    }
}
