//! `throughline consent`

use chrono::NaiveDate;
use clap::{Args, Subcommand, builder::PossibleValuesParser};
use records::{
    auth::By,
    consent::{self, RecordError, Recorded},
    studies,
};
use surveys::{
    consent::{ConsentProblem, Mode},
    keys::StudyKey,
    typed::Typed,
};

use super::{Refused, database, say};
use crate::settings::Place;

/// Record consent that was given by telephone or on paper
#[derive(Args, Debug)]
pub struct Consent {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Record what somebody said to each statement of a consent form: all of it, or nothing
    ///
    /// Each statement is written `C1=yes` or `C5=no`, each way of contact that was ticked
    /// `C4=contact_email`. The same again changes nothing.
    Record {
        #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
        study: StudyKey,

        /// The person's study number
        #[arg(value_name = "STUDY_NUMBER")]
        participant: String,

        /// The version of the form that was read out or signed; the one in use unless told
        #[arg(long, value_name = "VERSION")]
        form: Option<u32>,

        /// How it was given
        #[arg(long, value_parser = PossibleValuesParser::new(["phone", "paper"]))]
        channel: String,

        /// Who was there: a member of staff, by initials or number
        #[arg(long, value_name = "WHO")]
        witness: String,

        /// The day on which it was given, like 2026-03-02; today unless told
        #[arg(long, value_name = "DAY")]
        on: Option<NaiveDate>,

        #[arg(value_name = "CODE=ANSWER", required = true)]
        said: Vec<String>,

        #[command(flatten)]
        place: Place,
    },
}

impl Consent {
    pub async fn run(self) -> Result<(), Refused> {
        let What::Record { study, participant, form, channel, witness, on, said, place } =
            self.what;
        let settings = super::settings(&place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &study).await?;
        let mut typed = Typed::default();
        for one in &said {
            let (code, answer) = one.split_once('=').ok_or_else(|| {
                Refused::because(format!("“{one}” is no answer; write for example C1=yes"))
            })?;
            typed.add(code.to_owned(), answer);
        }
        let recorded = Recorded {
            version: form.unwrap_or(study.study().consent.version),
            mode: Mode::from_name(&channel).unwrap_or(Mode::Paper),
            number: participant,
            witness,
            given_on: on,
            said: typed,
        };
        let done = consent::record(&db, By::CommandLine, &study, recorded, super::now()).await;
        done.map_err(refused)?;
        say("Recorded.")
    }
}

fn refused(error: RecordError) -> Refused {
    let RecordError::Incomplete(open) = error else { return error.into() };
    Refused::listing(open.into_iter().map(|(code, problem)| match problem {
        ConsentProblem::NotAgreed => format!("{code} has to be agreed to: write {code}=yes"),
        ConsentProblem::NoWay => format!("{code} needs a way of contact, such as contact_phone"),
        ConsentProblem::Undecided => format!("{code} is open: write {code}=yes or {code}=no"),
    }))
    .and("Nothing was recorded.")
}
