//! `throughline stop`

use clap::{Args, builder::PossibleValuesParser};
use records::{
    auth::By,
    stopping::{self, Came, Decider, Receipt, StopError, Wish},
    studies,
};
use surveys::{
    consent::Mode,
    keys::{StudyKey, WaveKey},
    stopping::Choice,
};

use super::{Refused, database, say};
use crate::settings::Place;

/// Record that somebody stops something, or does less
///
/// For what was said by telephone or on paper, and for what staff learn of a person. It takes effect
/// at once: on the person's pages, in messages that wait, in the ledger of consent and in exports. The
/// same choice again changes nothing.
#[derive(Args, Debug)]
#[command(after_help = choices())]
pub struct Stop {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The person's study number
    #[arg(value_name = "STUDY_NUMBER")]
    participant: String,

    /// What stops; see below
    #[arg(value_name = "CHOICE", value_parser = PossibleValuesParser::new(Choice::ALL.map(Choice::name)), hide_possible_values = true)]
    choice: String,

    /// The wave that is skipped, with skip-survey
    #[arg(long, value_name = "KEY", value_parser = WaveKey::new, required_if_eq("choice", "skip-survey"))]
    wave: Option<WaveKey>,

    /// How it was said: phone, paper, or web
    #[arg(long, default_value = "phone", value_parser = PossibleValuesParser::new(Mode::ALL.map(Mode::name)))]
    channel: String,

    /// Who decided: the participant, a consultee, or nobody, when staff learned of it
    #[arg(long, value_parser = PossibleValuesParser::new(Decider::ALL.map(Decider::name)))]
    decided_by: Option<String>,

    /// Why, if they said so; nobody has to
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,

    #[command(flatten)]
    place: Place,
}

fn choices() -> String {
    let line =
        |choice: Choice| format!("  {:<20} {} {}", choice.name(), choice.code(), choice.words());
    format!("Choices:\n{}", Choice::ALL.map(line).join("\n"))
}

impl Stop {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let wave = self.wave.clone().or_else(|| Some(study.study().waves.first()?.key.clone()));
        let wave = wave.ok_or_else(|| Refused::because("the study has no wave"))?;
        let wish = self.wish()?;
        let now = super::now();
        let (by, number) = (By::CommandLine, &self.participant);
        let receipt = stopping::record(&db, by, &study, number, &wave, wish, now).await;
        tell(&receipt.map_err(|error| self.refused(error))?)
    }

    fn wish(&self) -> Result<Wish, Refused> {
        let choice = Choice::from_name(&self.choice);
        let choice = choice.ok_or_else(|| Refused::because("there is no such choice"))?;
        let named = |name: &String| Decider::ALL.into_iter().find(|one| one.name() == name);
        let usual = if choice.is_for_staff() { Decider::Staff } else { Decider::Participant };
        let decided_by = self.decided_by.as_ref().and_then(named).unwrap_or(usual);
        if !decided_by.decides(choice) {
            let words = format!("“{}” is not decided by {}", self.choice, decided_by.name());
            return Err(Refused::because(words));
        }
        Ok(Wish {
            choice,
            decided_by,
            mode: Mode::from_name(&self.channel).unwrap_or(Mode::Phone),
            reason: self.reason.clone(),
        })
    }

    fn refused(&self, error: StopError) -> Refused {
        match error {
            StopError::NoSuchParticipant => Refused::because(format!(
                "nobody in {} has the study number “{}”",
                self.study, self.participant
            )),
            error => error.into(),
        }
    }
}

fn tell(receipt: &Receipt) -> Result<(), Refused> {
    match &receipt.came {
        Came::Done(effect) => {
            for line in effect.stop_lines() {
                say(format!("Stops: {line}"))?;
            }
            for line in effect.goes_on_lines() {
                say(format!("Goes on: {line}"))?;
            }
        }
        Came::TooLate(frozen_on) => {
            say(format!(
                "Not done: the answers were frozen for the analysis on {frozen_on}. Research may \
                 keep them where taking them out would damage it. The data protection officer's \
                 list has an entry."
            ))?;
        }
    }
    say(format!("Reference: {}", receipt.reference))
}
