//! What may be in the way of a page of staff.

/// What is in the way. It holds no answer and no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// There is no such page, person or study.
    #[error("We cannot find that page")]
    NotFound,
    /// The draft of a survey was thrown away while they wrote.
    #[error("This draft is not there any more")]
    NoDraft,
    /// It is not for them.
    #[error("You cannot open that page")]
    NotAllowed,
    /// A survey is used in studies that they do not evaluate, and in none that they do.
    #[error("You cannot change this survey")]
    NotTheirs,
    /// They were signed out while they wrote.
    #[error("You are signed out")]
    SignedOut,
    /// It is not known any more whose answers an interviewer has typed.
    #[error("This page is not saved yet")]
    NotOnTheLine,
    /// A participant whom an interviewer had on the line was given to somebody else.
    #[error("Somebody else was given this participant")]
    GivenAway,
    /// The same, and they typed nothing: they only look.
    #[error("Somebody else looks after this participant now")]
    TheirsNoMore,
    /// A case is no interviewer's who opens it: they wrote its call down, lost it, or never had it.
    #[error("This case is not yours, or not any more")]
    NotTheirCase,
    /// The invitation was used, replaced, or is too old.
    #[error("This invitation does not work")]
    NoInvitation,
    /// Another sign-in was begun elsewhere, too long ago, was answered before, or its answer is not
    /// believed.
    #[error("That sign-in did not work")]
    SignOnOver,
    /// The organisation's sign-in does not answer.
    #[error("We cannot reach your organisation's sign-in")]
    SignOnAway,
    /// Nobody was invited whom the organisation means.
    #[error("There is no account for you here")]
    SignOnNoAccount,
    /// The organisation does not say whose address it is.
    #[error("Your organisation did not confirm your email address")]
    SignOnNoAddress,
    /// More was sent than any form can hold.
    #[error("That is more than we can take at once")]
    TooMuch,
    /// What they typed was not looked at, because they wrote on.
    #[error("You have written on since")]
    Overtaken,
    /// Others wait for the same already.
    #[error("Please wait a moment")]
    Busy,
    /// The database could not be used; the log has the cause.
    #[error("Sorry, there is a problem at our end")]
    Unavailable,
}

impl Trouble {
    /// In how many seconds asking again may come to something, where it may.
    #[must_use]
    pub fn passes_in(self) -> Option<u64> {
        match self {
            Self::Overtaken => Some(1),
            Self::Busy => Some(30),
            _ => None,
        }
    }
}
