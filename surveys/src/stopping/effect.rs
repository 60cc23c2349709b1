//! What a choice comes to, and the sentences in which it is told: to the person whose choice it is, or of
//! the person where only staff record it.

use super::{Choice, Part};

/// What a choice stops, and what goes on after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The choice.
    pub choice: Choice,
    /// What stops.
    pub stops: Vec<Part>,
    /// What goes on.
    pub goes_on: Vec<Part>,
    /// Who hears that the support stops, where it does.
    pub passed_on: PassedOn,
}

/// Who is told that somebody wants to stop the support.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PassedOn {
    /// Those who look after the person's site.
    SiteLeads,
    /// Administrators, who can let somebody in who does.
    Administrators,
    /// Nobody: there is nobody who could sign in.
    #[default]
    Nobody,
}

impl PassedOn {
    /// Everybody who can be.
    pub const ALL: [Self; 3] = [Self::SiteLeads, Self::Administrators, Self::Nobody];

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SiteLeads => "site leads",
            Self::Administrators => "administrators",
            Self::Nobody => "nobody",
        }
    }

    /// Who it is by that name; nobody by any other.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.name() == name).unwrap_or_default()
    }
}

impl Effect {
    /// The same, when these are told of it.
    #[must_use]
    pub fn passed_on_to(self, passed_on: PassedOn) -> Self {
        Self { passed_on, ..self }
    }

    /// What stops, a sentence each.
    #[must_use]
    pub fn stop_lines(&self) -> Vec<&'static str> {
        let of_them = self.choice.is_for_staff();
        let line = |part: &Part| match part {
            part if of_them => part.stops_of_them(),
            Part::Support => support_stops(self.passed_on),
            part => part.stops(),
        };
        self.stops.iter().map(line).collect()
    }

    /// What goes on, a sentence each.
    #[must_use]
    pub fn goes_on_lines(&self) -> Vec<&'static str> {
        if self.choice.is_for_staff() {
            return self.goes_on.iter().map(|part| part.goes_on_of_them()).collect();
        }
        going_on(&self.goes_on)
    }
}

/// What goes on, a sentence each, to the person. Whoever can be reached in no way is promised no word.
#[must_use]
pub fn going_on(parts: &[Part]) -> Vec<&'static str> {
    let is_reached = parts.iter().any(|part| matches!(part, Part::Contact(_)));
    let line = |part: &Part| match part {
        Part::LaterSurveys if !is_reached => {
            "You can still answer later surveys, if there are any. We have no way left to tell you \
             when: please ask us."
        }
        Part::Interviews if !is_reached => {
            "You still agree to be asked for an interview, but we have no way left to ask you."
        }
        part => part.goes_on(),
    };
    parts.iter().map(line).collect()
}

/// Every sentence in which somebody may be told what stops, in the order in which they are told.
#[must_use]
pub fn all_that_stops() -> Vec<&'static str> {
    let parts = Part::ALL.into_iter().filter(|part| *part != Part::Support);
    parts.map(Part::stops).chain(PassedOn::ALL.into_iter().map(support_stops)).collect()
}

/// Every sentence in which somebody may be told what goes on, in the order in which they are told; last what is said to whoever
/// can be reached in no way.
#[must_use]
pub fn all_that_goes_on() -> Vec<&'static str> {
    let unreached = going_on(&[Part::LaterSurveys, Part::Interviews]);
    Part::ALL.into_iter().map(Part::goes_on).chain(unreached).collect()
}

/// Nothing is said to be passed on that is not.
const fn support_stops(passed_on: PassedOn) -> &'static str {
    match passed_on {
        PassedOn::SiteLeads => {
            "We tell the people who look after your site that you want to stop the support."
        }
        PassedOn::Administrators => {
            "We write down that you want to stop the support, and ask for somebody to pass it on. \
             This can take some days: you can also tell the people who support you."
        }
        PassedOn::Nobody => {
            "We write down that you want to stop the support. We cannot tell the people who \
             support you: please tell them yourself."
        }
    }
}
