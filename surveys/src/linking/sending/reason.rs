//! Why somebody is not in a file of identifiers.

/// Why somebody is left out. The first that holds is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Who they are was deleted.
    IdentityDeleted,
    /// They can no longer decide.
    LostCapacity,
    /// They stopped the asking for records.
    StoppedLinkage,
    /// They want no records about them used.
    DroppedRecords,
    /// They agreed, and changed their mind by the day of the cut.
    Withdrawn,
    /// They changed their mind after it.
    WithdrawnSince,
    /// They agreed after it.
    AgreedLater,
    /// They agreed on a form that did not name this owner yet.
    EarlierForm,
    /// They said no.
    Declined,
    /// They were not asked.
    NotAsked,
    /// What is on record by which they could be found is mistyped.
    Unfit,
    /// Too little is on record to find them.
    TooLittleOnRecord,
    /// Nothing is.
    NothingOnRecord,
}

impl Reason {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 13] = [
        Self::IdentityDeleted,
        Self::LostCapacity,
        Self::StoppedLinkage,
        Self::DroppedRecords,
        Self::Withdrawn,
        Self::WithdrawnSince,
        Self::AgreedLater,
        Self::EarlierForm,
        Self::Declined,
        Self::NotAsked,
        Self::Unfit,
        Self::TooLittleOnRecord,
        Self::NothingOnRecord,
    ];

    /// The name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::IdentityDeleted => "identity-deleted",
            Self::LostCapacity => "lost-capacity",
            Self::StoppedLinkage => "stopped-linkage",
            Self::DroppedRecords => "dropped-records",
            Self::Withdrawn => "withdrawn",
            Self::WithdrawnSince => "withdrawn-since",
            Self::AgreedLater => "agreed-later",
            Self::EarlierForm => "earlier-form",
            Self::Declined => "declined",
            Self::NotAsked => "not-asked",
            Self::Unfit => "unfit",
            Self::TooLittleOnRecord => "too-little-on-record",
            Self::NothingOnRecord => "nothing-on-record",
        }
    }

    /// In words, of one or many people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::IdentityDeleted => "their name and contact details were deleted",
            Self::LostCapacity => "they can no longer decide",
            Self::StoppedLinkage => "they stopped the asking for records",
            Self::DroppedRecords => "they want no records about them used",
            Self::Withdrawn => "they agreed, and changed their mind by the day of the cut",
            Self::WithdrawnSince => "they changed their mind after the day of the cut",
            Self::AgreedLater => "they agreed after the day of the cut",
            Self::EarlierForm => "they agreed on a form that did not name this owner yet",
            Self::Declined => "they said no",
            Self::NotAsked => "they were not asked",
            Self::Unfit => "what is on record to find them by is mistyped",
            Self::TooLittleOnRecord => "too little is on record to find them",
            Self::NothingOnRecord => "nothing is on record to find them by",
        }
    }
}
