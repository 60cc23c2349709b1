//! What the terms of the study say of a cut: who may be in it, and what is made coarser.

use sea_orm::ConnectionTrait;
use surveys::{
    collapsing::{Bands, Rare},
    consent::Statement,
    linking::terms::Purpose,
};

use super::{CutError, CutRequest, Manifest, gates::Gate};
use crate::{studies::StudyHandle, terms};

/// What holds of a cut.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    pub gate: Gate,
    /// None where the study has no terms.
    pub terms: Option<OfTerms>,
}

#[derive(Clone, Debug)]
pub(super) struct OfTerms {
    pub version: u32,
    pub purpose: Purpose,
    pub bands: Vec<Bands>,
    pub rare: Vec<Rare>,
}

/// What the terms that hold say of the cut that is asked for.
pub(super) async fn agreed(
    connection: &impl ConnectionTrait,
    study: &StudyHandle,
    request: &CutRequest,
) -> Result<Agreed, CutError> {
    let held = terms::current(connection, study.id).await?;
    let release = held.as_ref().map(|held| &held.terms.release);
    let (held, release, key) = match (held.as_ref().zip(release), &request.purpose) {
        (None, None) => return Ok(Agreed { gate: Gate::TakingPart, terms: None }),
        (None, Some(key)) => return Err(CutError::NoTerms(key.clone())),
        (Some((_, release)), None) => return Err(CutError::NoPurpose(named(&release.purposes))),
        (Some((held, release)), Some(key)) => (held, release, key),
    };
    let purpose = release.purposes.iter().find(|purpose| purpose.key.as_str() == key);
    let purpose = purpose.ok_or_else(|| CutError::NoSuchPurpose {
        given: key.clone(),
        there: named(&release.purposes),
    })?;
    let gate = match &purpose.consent {
        None => Gate::TakingPart,
        Some(code) => Gate::Agreed(statement(study, code)),
    };
    let (bands, rare) = (release.bands.clone(), release.rare.clone());
    let terms = OfTerms { version: held.version, purpose: purpose.clone(), bands, rare };
    Ok(Agreed { gate, terms: Some(terms) })
}

/// Who may be in a cut that was made, as its manifest has it.
pub(super) fn gate_of(study: &StudyHandle, manifest: &Manifest) -> Gate {
    let code = manifest.statement.as_ref();
    code.map_or(Gate::TakingPart, |code| Gate::Agreed(statement(study, code)))
}

/// The statement as the form has it. One that is not there any more permits nothing besides.
fn statement(study: &StudyHandle, code: &str) -> Statement {
    let mut all = study.study().consent.statements.iter();
    all.find(|statement| statement.code == code).cloned().unwrap_or_else(|| Statement {
        code: code.to_owned(),
        text: String::new(),
        mandatory: false,
        permits: None,
        telephone_only: false,
        ways: Vec::new(),
    })
}

fn named(purposes: &[Purpose]) -> String {
    let named = purposes.iter().map(|purpose| format!("{} ({})", purpose.key, purpose.title));
    named.collect::<Vec<_>>().join(", ")
}
