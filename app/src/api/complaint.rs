//! What is read for the form of complaints, with a link or without one.

use records::{registers, studies};
use surveys::{
    keys::StudyKey,
    registers::{Complaint, Problem, Reference},
    typed::Typed,
};

use super::{
    AppError, Away, Place,
    door::{Request, Said, Unsaved},
    unavailable,
};

/// Somebody who complains.
pub(crate) struct Complaining {
    /// Whose link it is, where there is one.
    pub place: Option<Place>,
    /// The studies to choose from, where it is not known which is meant.
    pub studies: Vec<(StudyKey, String)>,
    /// The one that the address says is meant, as staff open it for somebody on the line.
    pub meant: Option<StudyKey>,
    /// What makes the form the same when it is sent twice.
    pub once: String,
    /// A form that could not be taken.
    pub unsaved: Option<Unsaved>,
    /// The complaint that was just made.
    pub received: Option<Reference>,
}

pub(crate) async fn complaint(request: Request) -> Result<Complaining, Away> {
    let place = match request.token.as_str() {
        "" => None,
        _ => Some(request.visit().await?.place),
    };
    let studies = match &place {
        Some(_) => Vec::new(),
        None => studies::offered(&request.db).await.map_err(|cause| unavailable(&cause))?,
    };
    if place.is_none() && studies.is_empty() {
        return Err(AppError::NotFound.into());
    }
    // The address carries the form's own number, and not the reference: nobody can write one into it.
    let once = request.asked_for("received");
    let received = registers::just_received(&request.db, once, request.now).await;
    let received = received.map_err(|cause| unavailable(&cause))?;
    let meant = StudyKey::new(request.asked_for("study")).ok();
    let sent = request.unsaved.as_ref().map(|unsaved| unsaved.typed.one("once"));
    let sent = sent.filter(|once| !once.is_empty()).map(str::to_owned);
    let once = sent.unwrap_or_else(registers::form_number);
    let studies = if studies.len() > 1 { studies } else { Vec::new() };
    Ok(Complaining { place, studies, meant, once, unsaved: request.unsaved, received })
}

/// What is wrong with a form.
#[derive(Default)]
pub(crate) struct Wrong {
    pub problems: Vec<Problem>,
    /// It is not said which study is meant.
    pub no_study: bool,
    /// Too many came from the same address.
    pub too_many: bool,
}

impl Complaining {
    pub fn typed(&self) -> Typed {
        if let Some(unsaved) = &self.unsaved {
            return unsaved.typed.clone();
        }
        let mut typed = Typed::default();
        if let Some(study) = &self.meant {
            typed.add("study", study.as_str());
        }
        typed
    }

    pub fn wrong(&self) -> Wrong {
        let Some(Unsaved { typed, said }) = &self.unsaved else { return Wrong::default() };
        let named = self.studies.iter().any(|(key, _)| key.as_str() == typed.one("study"));
        Wrong {
            problems: Complaint::read(typed).err().unwrap_or_default(),
            no_study: !self.studies.is_empty() && !named,
            too_many: *said == Said::TooMany,
        }
    }
}
