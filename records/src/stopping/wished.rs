//! What staff write down of somebody's wish: what stops, who decided it, how it was said, and perhaps
//! why.

use surveys::{consent::Mode, keys::WaveKey, stopping::Choice, typed::Typed};

use super::{Decider, Wish};

/// The longest reason that is taken, in characters.
const LONGEST_REASON: usize = 1000;

/// A wish, and the survey that is skipped, if it is about one.
#[derive(Clone, Debug)]
pub struct Wished {
    /// The wish.
    pub wish: Wish,
    /// The wave whose survey is skipped.
    pub wave: Option<WaveKey>,
}

/// What is open on the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishProblem {
    /// It was not said what stops.
    NoChoice,
    /// It was not said who decided.
    NoDecider,
    /// What happened to somebody is not theirs to decide.
    NotTheirs,
    /// Somebody has to want it, and nobody did.
    NobodysWish,
    /// It was not said how the study learned of it.
    NoMode,
    /// The reason is too long by so many characters.
    TooLong(usize),
}

impl Wished {
    /// Reads the form: `choice=stop-texts` or `choice=skip-survey/exit`, `decided_by`, `mode`, `reason`.
    ///
    /// # Errors
    /// All that is open.
    pub fn parse(typed: &Typed) -> Result<Self, Vec<WishProblem>> {
        let mut problems = Vec::new();
        let (choice, wave) = chosen(typed.one("choice")).unzip();
        let decided_by = Decider::from_name(typed.one("decided_by"));
        let mode = Mode::from_name(typed.one("mode")).filter(|mode| *mode != Mode::Web);
        let reason = typed.one("reason");
        if choice.is_none() {
            problems.push(WishProblem::NoChoice);
        }
        match decided_by {
            None => problems.push(WishProblem::NoDecider),
            Some(by) if choice.is_some_and(|choice| !by.decides(choice)) => {
                problems.push(match by {
                    Decider::Staff => WishProblem::NobodysWish,
                    _ => WishProblem::NotTheirs,
                });
            }
            Some(_) => {}
        }
        if mode.is_none() {
            problems.push(WishProblem::NoMode);
        }
        if let Some(over) = reason.chars().count().checked_sub(LONGEST_REASON).filter(|n| *n > 0) {
            problems.push(WishProblem::TooLong(over));
        }
        match (choice, decided_by, mode) {
            (Some(choice), Some(decided_by), Some(mode)) if problems.is_empty() => {
                let reason = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
                let wish = Wish { choice, decided_by, mode, reason };
                Ok(Self { wish, wave: wave.flatten() })
            }
            _ => Err(problems),
        }
    }
}

/// The choice, with the wave where it is one survey.
fn chosen(typed: &str) -> Option<(Choice, Option<WaveKey>)> {
    match typed.split_once('/') {
        None => {
            let choice = Choice::from_name(typed)?;
            (choice != Choice::SkipSurvey).then_some((choice, None))
        }
        Some((choice, wave)) => {
            let choice = Choice::from_name(choice).filter(|one| *one == Choice::SkipSurvey)?;
            Some((choice, Some(WaveKey::new(wave).ok()?)))
        }
    }
}
