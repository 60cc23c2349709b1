//! What a study's surveys say that its messages are held against: how long each takes, and in which languages it is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Around, LONGEST_NAME};
use crate::{
    definition::Survey, keys::WaveKey, language::Language, protocol::Protocol, study::Study,
};

/// Stands for the address of a site that is not known: as long as one may well be.
pub const SITE: &str = "https://svy.example.org";

/// What the surveys of a study say of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// How long each wave's survey takes.
    pub minutes: BTreeMap<WaveKey, u8>,
    /// The languages in which any of them is asked.
    pub languages: Vec<Language>,
}

impl Asked {
    /// Of those among these surveys that the waves of a study ask.
    #[must_use]
    pub fn of(study: &Study, surveys: &[Survey]) -> Self {
        let (mut minutes, mut languages) = (BTreeMap::new(), BTreeSet::new());
        for wave in &study.waves {
            if let Some(survey) = surveys.iter().find(|survey| survey.key == wave.survey) {
                minutes.insert(wave.key.clone(), survey.minutes);
                languages.extend(survey.languages());
            }
        }
        Self { minutes, languages: languages.into_iter().collect() }
    }

    /// All that messages are read beside; `site` is the address of the site, with `https://`.
    #[must_use]
    pub fn around<'a>(
        &'a self,
        study: &'a Study,
        protocol: Option<&'a Protocol>,
        site: &'a str,
    ) -> Around<'a> {
        let Self { minutes, languages } = self;
        Around { study, protocol, minutes, languages, site, longest_name: LONGEST_NAME }
    }
}
