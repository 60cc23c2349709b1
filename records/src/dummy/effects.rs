//! What is to differ between the arms, and where that stands in the files.

use std::{collections::BTreeMap, str::FromStr, sync::Arc};

use datasets::{Dataset, Variable};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::Serialize;
use surveys::{
    codebook::{self, Takes},
    definition::Survey,
    study::Study,
};

use super::{
    DummyError,
    scale::{Scale, Unfit},
    setting::Setting,
};
use crate::{cuts::CutError, entity::survey_version, exports};

/// That the arms differ in a variable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// A column of `wide`.
    pub variable: String,
    /// In the variable's own units; of what is answered by yes or no, a difference of proportions.
    pub size: f64,
}

/// A text that is no effect.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no effect; write a column of wide.csv and a number, such as w1_satis=0.8")]
pub struct NotAnEffect(String);

/// Why an effect cannot be planted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unplantable {
    /// No column has the name.
    #[error("{0}: wide.csv has no such column in this release{1}")]
    Unknown(String, String),
    /// Asked for twice.
    #[error("{0}: the effect is given twice")]
    Twice(String),
    /// It is none of the answers.
    #[error("{0}: this is no answer; effects are planted in answers and in what follows from them")]
    NoAnswer(String),
    /// It is neither a number nor yes or no.
    #[error("{0}: {1}")]
    Unfit(String, Unfit),
    /// There is nobody to compare.
    #[error("{0}: the study has fewer than two arms")]
    NoArms(String),
    /// Nobody of the last arm has a number there.
    #[error("{0}: none of the invented people in the arm {1} answered it; invent more")]
    NobodyAnswered(String, String),
    /// It would leave the range.
    #[error(
        "{variable}: {size} is more than the range from {least} to {most} can hold{}",
        room.map(|room| format!("; these people's answers leave room for {room:.3}")).unwrap_or_default()
    )]
    NoRoom {
        /// Which.
        variable: String,
        /// What was asked for.
        size: f64,
        /// The least that can stand there.
        least: f64,
        /// The greatest.
        most: f64,
        /// How much would be possible; none where it never is.
        room: Option<f64>,
    },
}

/// Where an effect is planted.
#[derive(Clone)]
pub(super) struct Target {
    pub effect: Effect,
    pub scale: Scale,
    /// Of `wide` among the files, and of the column in it.
    pub wide: (usize, usize),
    pub long: Option<InLong>,
}

/// The same answer in `long`.
#[derive(Clone)]
pub(super) struct InLong {
    pub file: usize,
    pub column: usize,
    /// The column that says of which wave a row is, and what it says.
    pub wave: (usize, String),
}

impl FromStr for Effect {
    type Err = NotAnEffect;

    fn from_str(text: &str) -> Result<Self, NotAnEffect> {
        let parts = text.split_once('=').filter(|(variable, _)| !variable.trim().is_empty());
        let size = parts.and_then(|(_, size)| size.trim().parse::<f64>().ok());
        let both = parts.zip(size.filter(|size| size.is_finite()));
        let ((variable, _), size) = both.ok_or_else(|| NotAnEffect(text.to_owned()))?;
        Ok(Self { variable: variable.trim().to_owned(), size })
    }
}

/// Finds every variable, and whether it can have an effect.
pub(super) async fn targets(
    setting: &Setting,
    files: &[Arc<Dataset>],
    effects: &[Effect],
) -> Result<Vec<Target>, DummyError> {
    let takes = takes(setting.db.read()).await?;
    let study = setting.study.study();
    let (mut targets, mut wrong) = (Vec::new(), Vec::new());
    for (place, effect) in effects.iter().enumerate() {
        let twice = effects[..place].iter().any(|before| before.variable == effect.variable);
        match target((study, files, &takes), effect) {
            _ if twice => wrong.push(Unplantable::Twice(effect.variable.clone())),
            Ok(target) => targets.push(target),
            Err(why) => wrong.push(why),
        }
    }
    if wrong.is_empty() { Ok(targets) } else { Err(DummyError::Effects(wrong)) }
}

type From<'f> = (&'f Study, &'f [Arc<Dataset>], &'f BTreeMap<String, Takes>);

fn target((study, files, takes): From<'_>, effect: &Effect) -> Result<Target, Unplantable> {
    let name = || effect.variable.clone();
    let wide = place(files, "wide", &effect.variable);
    let wide = wide.ok_or_else(|| unknown(study, files, &effect.variable))?;
    let of_wave = study.waves.iter().find_map(|wave| {
        let own = effect.variable.strip_prefix(wave.prefix.as_str())?.strip_prefix('_')?;
        Some((wave.key.as_str(), own))
    });
    let own = of_wave.filter(|(_, own)| exports::is_answer(own));
    let (wave, own) = own.ok_or_else(|| Unplantable::NoAnswer(name()))?;
    if study.arms.len() < 2 {
        return Err(Unplantable::NoArms(name()));
    }
    let variable: &Variable = &files[wide.0].variables()[wide.1];
    let scale = Scale::of(variable, takes.get(own).copied());
    let scale = scale.map_err(|unfit| Unplantable::Unfit(name(), unfit))?;
    if effect.size.abs() > scale.most - scale.least {
        let (least, most) = (scale.least, scale.most);
        let (variable, size) = (name(), effect.size);
        return Err(Unplantable::NoRoom { variable, size, least, most, room: None });
    }
    let long = place(files, "long", own).zip(place(files, "long", "wave"));
    let long = long.map(|((file, column), (_, named))| InLong {
        file,
        column,
        wave: (named, wave.to_owned()),
    });
    Ok(Target { effect: effect.clone(), scale, wide, long })
}

fn place(files: &[Arc<Dataset>], file: &str, name: &str) -> Option<(usize, usize)> {
    let nth = files.iter().position(|dataset| dataset.name().as_str() == file)?;
    let mut names = files[nth].variables().iter().map(|variable| variable.name.as_str());
    Some((nth, names.position(|own| own == name)?))
}

/// Who left the wave out, or took another, is told with which it is there.
fn unknown(study: &Study, files: &[Arc<Dataset>], name: &str) -> Unplantable {
    let mut prefixes = study.waves.iter().map(|wave| wave.prefix.as_str());
    let without = prefixes.find_map(|prefix| name.strip_prefix(prefix)?.strip_prefix('_'));
    let own = without.unwrap_or(name);
    let with = study.waves.iter().map(|wave| format!("{}_{own}", wave.prefix));
    let there: Vec<_> = with.filter(|with| place(files, "wide", with).is_some()).collect();
    let hint = match there.as_slice() {
        [] => String::new(),
        there => format!("; it has {}", there.join(", ")),
    };
    Unplantable::Unknown(name.to_owned(), hint)
}

/// What each variable takes in any version, by its name without a wave's prefix.
async fn takes(connection: &impl ConnectionTrait) -> Result<BTreeMap<String, Takes>, DummyError> {
    let mut takes = BTreeMap::<String, Option<Takes>>::new();
    for row in survey_version::Entity::find().all(connection).await? {
        let survey: Survey = serde_json::from_str(&row.canonical).map_err(CutError::from)?;
        for column in codebook::columns(&survey) {
            let own = takes.entry(column.name).or_insert(column.takes);
            *own = own.zip(column.takes).and_then(|(own, other)| own.wider(other));
        }
    }
    Ok(takes.into_iter().filter_map(|(name, takes)| Some((name, takes?))).collect())
}
