//! What is wrong with the terms beside the study's consent form: nobody agreed to what they say.

use super::{Amiss, AtOwner, Owner, Terms, check::of_owner};
use crate::{
    consent::{Form, Permission, Statement},
    protocol::{
        Part::{Field, Nth},
        Spot,
    },
};

impl Terms {
    /// Everything in them that the consent form does not bear out, and where it stands.
    #[must_use]
    pub fn check_beside(&self, form: &Form) -> Vec<(Spot, Amiss)> {
        let mut found = Vec::new();
        for (nth, purpose) in self.release.purposes.iter().enumerate() {
            let missing = purpose.consent.as_ref().filter(|code| statement(form, code).is_none());
            if let Some(code) = missing {
                let spot = vec![Field("release"), Field("purposes"), Nth(nth), Field("consent")];
                found.push((spot, Amiss::NoStatement(purpose.key.clone(), code.clone())));
            }
        }
        for (nth, owner) in self.linkage.owners.iter().enumerate() {
            let told = of_consent(owner, form).into_iter();
            found.extend(told.map(|(field, one)| {
                (of_owner(nth, &[Field(field)]), Amiss::At(owner.key.clone(), one))
            }));
        }
        found
    }
}

fn statement<'f>(form: &'f Form, code: &str) -> Option<&'f Statement> {
    form.statements.iter().find(|statement| statement.code == code)
}

fn of_consent(owner: &Owner, form: &Form) -> Vec<(&'static str, AtOwner)> {
    let links = |statement: &Statement| {
        matches!(statement.permits, Some(Permission::LinkDwpHmrc | Permission::LinkNhs))
    };
    let mut told = Vec::new();
    match statement(form, &owner.consent) {
        None => told.push(("consent", AtOwner::NoStatement(owner.consent.clone()))),
        Some(one) if !links(one) => {
            told.push(("consent", AtOwner::NotForLinking(owner.consent.clone())));
        }
        Some(_) => {}
    }
    if owner.since_form > form.version {
        told.push(("since_form", AtOwner::NoForm(owner.since_form, form.version)));
    }
    told
}
