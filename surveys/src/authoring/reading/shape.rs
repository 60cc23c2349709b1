//! What a field may hold.

/// What stands behind a field's name.
#[derive(Debug)]
pub enum Shape {
    /// Words.
    Text,
    /// A whole number from the first to the second, both of them allowed.
    Whole(i64, i64),
    /// A number that may have decimals.
    Number,
    /// `true` or `false`.
    Truth,
    /// One of these words.
    One(&'static [&'static str]),
    /// Words that say one thing.
    Said(&'static Said),
    /// Any number of these.
    List(&'static Shape),
    /// Exactly two whole numbers.
    Two(&'static Shape),
    /// A name, or a list of names.
    NameOrNames,
    /// Fields of their own.
    Table(&'static Fields),
    /// One of the fields, and no other.
    OneOf(&'static Fields),
    /// Names of the author's choice, with one of these behind each.
    Named(&'static Shape),
    /// Looked at by whoever uses it.
    Anything,
}

/// What words can say.
#[derive(Debug)]
pub struct Said {
    /// What it is.
    pub what: &'static str,
    /// How one is written.
    pub example: &'static str,
    /// Whether these words say one.
    pub is: fn(&str) -> bool,
}

/// A table's fields.
#[derive(Debug)]
pub struct Fields {
    /// What has them, such as “a question”.
    pub of: &'static str,
    /// How one is written.
    pub example: &'static str,
    /// Each with what it may hold, and whether it has to be there.
    pub fields: &'static [(&'static str, Shape, bool)],
}

impl Fields {
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|(name, ..)| *name)
    }

    pub fn shape(&self, name: &str) -> Option<&'static Shape> {
        let fields: &'static [(&'static str, Shape, bool)] = self.fields;
        fields.iter().find(|(own, ..)| *own == name).map(|(_, shape, _)| shape)
    }

    /// What must be there.
    pub fn needed(&self) -> impl Iterator<Item = (&'static str, &'static Shape)> {
        let fields: &'static [(&'static str, Shape, bool)] = self.fields;
        fields.iter().filter(|(.., needed)| *needed).map(|(name, shape, _)| (*name, shape))
    }
}

impl Shape {
    /// It in words.
    pub fn in_words(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Whole(..) => "a whole number".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Truth => "true or false".to_owned(),
            Self::One(words) => format!("one of {}", words.join(", ")),
            Self::Said(said) => said.what.to_owned(),
            Self::List(Self::Table(fields)) => format!("a list, each of it {}", fields.of),
            Self::List(Self::List(_)) => "a list of lists".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Two(_) => "a list of two numbers".to_owned(),
            Self::NameOrNames => "a name, or a list of names".to_owned(),
            Self::Table(fields) | Self::OneOf(fields) => format!("{} in braces", fields.of),
            Self::Named(_) => "a table of names".to_owned(),
            Self::Anything => "anything".to_owned(),
        }
    }
}
