//! What people answer to a text. Only the first word counts, however it is written: those who want no more are never
//! asked to write it in another way.

/// What a text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// No more texts.
    Stop,
    /// Texts again.
    Start,
    /// A call.
    Call,
    /// Something that a person has to read.
    Other,
}

const STOP: [&str; 6] = ["stop", "stopall", "unsubscribe", "end", "quit", "cancel"];

impl Reply {
    /// Every reply.
    pub const ALL: [Self; 4] = [Self::Stop, Self::Start, Self::Call, Self::Other];

    /// What the words ask for.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let first = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        match first.unwrap_or_default().to_lowercase().as_str() {
            word if STOP.contains(&word) => Self::Stop,
            "start" => Self::Start,
            "call" => Self::Call,
            _ => Self::Other,
        }
    }

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Call => "call",
            Self::Other => "other",
        }
    }

    /// The reply by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reply| reply.name() == name)
    }
}
